/** Key families: what wrappers and older versions make of names, and who does it. */
import type { Rewrites } from './rewrite.ts'

/** Components that wrappers put into paths, anywhere. */
export const WRAPPERS: ReadonlyMap<string, string> = new Map([
  ['module', 'DataParallel, DistributedDataParallel or AveragedModel'],
  ['_orig_mod', 'torch.compile'],
  ['_fsdp_wrapped_module', 'FullyShardedDataParallel'],
  ['_fpw_module', 'FullyShardedDataParallel of PyTorch 1.12'],
  ['_checkpoint_wrapped_module', 'the activation checkpoint wrapper'],
  ['_forward_module', 'a Lightning strategy'],
  ['base_layer', 'a LoRA adapter of PEFT'],
  ['model', 'a LightningModule or another wrapper with the attribute "model"'],
  ['base_model', 'PEFT'],
  ['ema_model', 'an EMA wrapper'],
  ['model_ema', 'an EMA twin'],
  ['ema', 'an EMA twin'],
])

/** Renames that come together. */
export const RENAME_FAMILIES: readonly {
  readonly reason: string
  readonly rename: readonly (readonly [string, string])[]
}[] = [
  {
    reason: 'LayerNorm gamma and beta are now weight and bias',
    rename: [
      ['gamma', 'weight'],
      ['beta', 'bias'],
    ],
  },
  {
    reason: 'the model has LayerNorm gamma and beta',
    rename: [
      ['weight', 'gamma'],
      ['bias', 'beta'],
    ],
  },
  {
    reason: 'old weight_norm names',
    rename: [
      ['weight_g', 'parametrizations.weight.original0'],
      ['weight_v', 'parametrizations.weight.original1'],
    ],
  },
  {
    reason: 'new weight_norm names (parametrizations)',
    rename: [
      ['parametrizations.weight.original0', 'weight_g'],
      ['parametrizations.weight.original1', 'weight_v'],
    ],
  },
  {
    reason: 'old spectral_norm names',
    rename: [
      ['weight_orig', 'parametrizations.weight.original'],
      ['weight_u', 'parametrizations.weight.0._u'],
      ['weight_v', 'parametrizations.weight.0._v'],
    ],
  },
  {
    reason: 'new spectral_norm names (parametrizations)',
    rename: [
      ['parametrizations.weight.original', 'weight_orig'],
      ['parametrizations.weight.0._u', 'weight_u'],
      ['parametrizations.weight.0._v', 'weight_v'],
    ],
  },
]

/** Entries that come with adapters and training tricks and that no model expects. */
export const EXTRAS: readonly {
  readonly component: RegExp
  readonly pattern: string
  readonly reason: string
}[] = [
  { component: /(?:^|\.)lora_[A-Za-z_]+(?:\.|$)/, pattern: '*lora_*', reason: 'LoRA adapters' },
  { component: /(?:^|\.)weight_mask$/, pattern: '*weight_mask', reason: 'pruning masks' },
  {
    component: /(?:^|\.)position_ids$/,
    pattern: '*position_ids',
    reason: 'position_ids, which the model makes itself',
  },
  {
    component: /(?:^|\.)(?:masked_bias|rotary_emb\.inv_freq)$/,
    pattern: '*{masked_bias,rotary_emb.inv_freq}',
    reason: 'buffers that the model makes itself',
  },
  { component: /^n_averaged$/, pattern: 'n_averaged', reason: "AveragedModel's counter" },
]

/** What was renamed, in a few words each. */
export function explainRewrites(rewrites: Rewrites, stripped: number): string[] {
  const reasons: string[] = []
  for (const prefix of rewrites.stripPrefix ?? []) {
    const [first = ''] = prefix.split('.')
    const who = WRAPPERS.get(first)
    reasons.push(
      `${stripped} keys match after removing the prefix "${prefix}"${who === undefined ? '' : ` (${who})`}`,
    )
  }
  const renames = rewrites.renameParts ?? []
  const family = RENAME_FAMILIES.find(({ rename }) =>
    rename.every(([old, next]) => renames.some((pair) => pair[0] === old && pair[1] === next)),
  )
  if (family !== undefined) reasons.push(family.reason)
  for (const [old, next] of renames) {
    if (family?.rename.some(([from]) => from === old) === true) continue
    if (next !== '') reasons.push(`"${old}" is "${next}" in the model`)
    else reasons.push(`"${old}" is in the path${WRAPPERS.has(old) ? ` (${WRAPPERS.get(old)})` : ''}`)
  }
  if ((rewrites.addPrefix ?? '') !== '') reasons.push(`the model's names begin with "${rewrites.addPrefix}"`)
  return reasons
}
