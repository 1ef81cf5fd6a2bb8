/**
 * What wrote a checkpoint, decided from its keys and names alone: training frameworks, prefixes, several models
 * in one.
 */

/** Something recognised; shown as a fact, never acted on. */
export interface WrapperFact {
  readonly kind: WrapperKind
  /** The keys or names that show it. */
  readonly evidence: readonly string[]
}

/** The programs whose checkpoints are recognized. */
export type WrapperKind =
  | 'lightning'
  | 'timm'
  | 'openmmlab'
  | 'fairseq'
  | 'ultralytics'
  | 'whisper'
  | 'detectron2'
  | 'deepspeed'
  | 'optimizer'
  | 'ema'
  | 'several_models'
  | 'whole_module'
  | 'data_parallel'
  | 'compiled'
  | 'fsdp'
  | 'fsdp_flat'
  | 'activation_checkpoint'
  | 'averaged_model'
  | 'lora'
  | 'weight_norm'
  | 'pruned'

/** What the recognition looks at: no bytes, no types. */
export interface WrapperClues {
  /** String keys of the root dict, empty when the root is none. */
  readonly keys: readonly string[]
  /** Names in the state_dict. */
  readonly names: readonly string[]
  /** Dictionaries and modules that could be the state_dict. */
  readonly candidates: readonly {
    readonly path: string
    readonly kind: 'mapping' | 'module'
    readonly optimizer: boolean
  }[]
}

type Rule = readonly [kind: WrapperKind, find: (clues: WrapperClues) => readonly string[]]

/** Names reported as evidence of one fact. */
const EVIDENCE = 3

const RULES: readonly Rule[] = [
  ['lightning', ({ keys }) => present(keys, ['pytorch-lightning_version'])],
  [
    'timm',
    ({ keys }) =>
      all(keys, ['arch', 'state_dict', 'args', 'version']) ??
      all(keys, ['state_dict_ema', 'state_dict']) ??
      [],
  ],
  ['openmmlab', ({ keys }) => all(keys, ['meta', 'state_dict']) ?? []],
  [
    'fairseq',
    ({ keys }) =>
      all(keys, ['model', 'extra_state', 'last_optimizer_state']) ??
      all(keys, ['model', 'optimizer_history']) ??
      [],
  ],
  [
    'ultralytics',
    ({ keys }) => all(keys, ['model', 'ema', 'train_args']) ?? all(keys, ['model', 'ema', 'updates']) ?? [],
  ],
  ['whisper', ({ keys }) => all(keys, ['dims', 'model_state_dict']) ?? []],
  [
    'detectron2',
    ({ keys }) => all(keys, ['model', '__author__']) ?? all(keys, ['model', 'matching_heuristics']) ?? [],
  ],
  [
    'deepspeed',
    ({ keys }) => all(keys, ['module', 'ds_version']) ?? all(keys, ['module', 'param_shapes']) ?? [],
  ],
  ['optimizer', ({ candidates, keys }) => optimizers(candidates, keys)],
  ['ema', (clues) => emas(clues)],
  ['several_models', ({ candidates }) => severalModels(candidates)],
  [
    'whole_module',
    ({ candidates }) => candidates.filter(({ kind }) => kind === 'module').map(({ path }) => path),
  ],
  ['averaged_model', ({ names }) => (names.includes('n_averaged') ? ['n_averaged'] : [])],
  ['data_parallel', ({ names }) => prefixed(names, 'module.')],
  ['compiled', ({ names }) => component(names, '_orig_mod')],
  ['fsdp', ({ names }) => [...component(names, '_fsdp_wrapped_module'), ...component(names, '_fpw_module')]],
  ['fsdp_flat', ({ names }) => names.filter((name) => /(^|[._])flat_param(_\d+)?$/.test(name))],
  ['activation_checkpoint', ({ names }) => component(names, '_checkpoint_wrapped_module')],
  ['lora', ({ names }) => names.filter((name) => /\.lora_(A|B|embedding_A|embedding_B)(\.|$)/.test(name))],
  [
    'weight_norm',
    ({ names }) => [
      ...pairs(names, 'weight_g', 'weight_v'),
      ...pairs(names, 'parametrizations.weight.original0', 'parametrizations.weight.original1'),
    ],
  ],
  ['pruned', ({ names }) => pairs(names, 'weight_mask', 'weight_orig')],
]

/** Everything that is recognised, in a fixed order. A file can be several things at once. */
export function recognizeWrappers(clues: WrapperClues): WrapperFact[] {
  return RULES.flatMap(([kind, find]) => {
    const evidence = find(clues)
    return evidence.length === 0 ? [] : [{ kind, evidence: evidence.slice(0, EVIDENCE) }]
  })
}

function present(keys: readonly string[], wanted: readonly string[]): readonly string[] {
  return wanted.filter((key) => keys.includes(key))
}

/** All of the wanted keys, or undefined. */
function all(keys: readonly string[], wanted: readonly string[]): readonly string[] | undefined {
  return wanted.every((key) => keys.includes(key)) ? wanted : undefined
}

/** Optimizer state is spread over one dictionary for each parameter: its root is what is reported. */
function optimizers(candidates: WrapperClues['candidates'], keys: readonly string[]): readonly string[] {
  const roots = candidates
    .filter(({ optimizer }) => optimizer)
    .map(({ path }) => path.replace(/\.state(\[\d+\])?.*$/, ''))
  if (all(keys, ['state', 'param_groups']) !== undefined) return ['state', 'param_groups']
  return [...new Set(roots)]
}

function emas({ keys, names }: WrapperClues): readonly string[] {
  const inKeys = keys.filter((key) => /^(ema|.*_ema|ema_.*|shadow_params)$/i.test(key))
  const inNames = names.filter((name) => /^(model_ema|ema_model|ema)\./.test(name))
  return [...inKeys, ...inNames]
}

/** Dictionaries of weights side by side, as of a generator and a discriminator. */
function severalModels(candidates: WrapperClues['candidates']): readonly string[] {
  const weights = candidates.filter(({ optimizer, path }) => !optimizer && path !== '$')
  const siblings = weights.filter(({ path }) => path.indexOf('.', 2) < 0 && !path.includes('['))
  return siblings.length > 1 ? siblings.map(({ path }) => path) : []
}

/** A prefix counts when every name has it: a submodule called `module` is not a wrapper. */
function prefixed(names: readonly string[], prefix: string): readonly string[] {
  const inside = names.filter((name) => name !== 'n_averaged')
  return inside.length > 0 && inside.every((name) => name.startsWith(prefix)) ? inside : []
}

function component(names: readonly string[], part: string): readonly string[] {
  const [before, between] = [`${part}.`, `.${part}.`]
  return names.filter((name) => name.startsWith(before) || name.includes(between))
}

function pairs(names: readonly string[], first: string, second: string): readonly string[] {
  const ending = `.${first}`
  const found = names.filter((name) => name === first || name.endsWith(ending))
  if (found.length === 0) return []
  const known = new Set(names)
  return found.filter((name) => known.has(name.slice(0, name.length - first.length) + second))
}
