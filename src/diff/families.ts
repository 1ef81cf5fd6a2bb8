/** Key families: what wrappers and older versions make of names, and who does it. */

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
    reason: 'gamma and beta of a norm are weight and bias in the model',
    rename: [
      ['gamma', 'weight'],
      ['beta', 'bias'],
      ['moving_mean', 'running_mean'],
      ['moving_variance', 'running_var'],
      ['moving_var', 'running_var'],
    ],
  },
  {
    reason: 'weight and bias of a norm are gamma and beta in the model',
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
