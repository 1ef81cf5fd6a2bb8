/** Known ways to break the names of a model, each undone by one right answer. */

/** A tensor with the name that it had before it was broken; null for one that was added. */
export interface BrokenTensor {
  readonly name: string
  readonly original: string | null
  readonly shape: readonly number[]
}

export interface Breakage {
  readonly what: string
  readonly models: readonly string[]
  /** The checkpoint's side; undefined leaves a tensor out. */
  breaks(tensor: BrokenTensor): BrokenTensor | readonly BrokenTensor[]
}

const ALL = ['resnet18', 'llama', 'gpt2', 'bert']
const TRANSFORMERS = ['llama', 'gpt2', 'bert']

function renamed(what: string, models: readonly string[], rename: (name: string) => string): Breakage {
  return { what, models, breaks: (tensor) => ({ ...tensor, name: rename(tensor.name) }) }
}

const prefixes = [
  'module.',
  '_orig_mod.',
  'model.',
  'net.',
  'module.model.',
  '_forward_module.',
  'base_model.model.',
  'ema_model.',
  'state.backbone.',
]
/** A wrapper around each layer: `layers.3._orig_mod.mlp`. */
const aroundLayers =
  (wrapper: string) =>
  (name: string): string =>
    name.replace(/^(.*?\.\d+)\./, `$1.${wrapper}.`)

export const BREAKAGES: readonly Breakage[] = [
  ...prefixes.map((prefix) => renamed(`prefix ${prefix}`, ALL, (name) => prefix + name)),
  ...['_orig_mod', '_fsdp_wrapped_module', '_checkpoint_wrapped_module', '_fpw_module'].map((wrapper) =>
    renamed(`${wrapper} around each layer`, ALL, aroundLayers(wrapper)),
  ),
  renamed(
    'FSDP and checkpointing around each layer',
    TRANSFORMERS,
    aroundLayers('_fsdp_wrapped_module._checkpoint_wrapped_module'),
  ),
  renamed(
    'DDP outside, torch.compile around each layer',
    ALL,
    (name) => `module.${aroundLayers('_orig_mod')(name)}`,
  ),
  renamed('the checkpoint lacks the prefix', ['gpt2', 'bert', 'llama'], (name) =>
    name.replace(/^(?:transformer|bert|model)\./, ''),
  ),
  renamed('gamma and beta', ['bert'], (name) =>
    name.replace(/LayerNorm\.weight$/, 'LayerNorm.gamma').replace(/LayerNorm\.bias$/, 'LayerNorm.beta'),
  ),
  renamed('layers are called h', ['llama'], (name) => name.replace('.layers.', '.h.')),
  renamed('layers are called blocks', TRANSFORMERS, (name) =>
    name.replace(/\.(?:layers|h|layer)\./, '.blocks.'),
  ),
  renamed('attention has another name', TRANSFORMERS, (name) =>
    name.replace(/\.(?:self_attn|attn|attention)\./, '.attention_block.'),
  ),
  renamed('the outer module has another name', TRANSFORMERS, (name) =>
    name.replace(/^(?:model|transformer|bert)\./, 'backbone.'),
  ),
  renamed('two components are renamed', ['resnet18'], (name) =>
    name.replace(/^layer1\./, 'stage1.').replace(/^layer2\./, 'stage2.'),
  ),
  renamed('the head has another name', ALL, (name) => name.replace(/^(?:fc|lm_head|classifier)\./, 'head.')),
  renamed('weight_norm of parametrizations', ['vocoder'], (name) =>
    name
      .replace(/weight_g$/, 'parametrizations.weight.original0')
      .replace(/weight_v$/, 'parametrizations.weight.original1'),
  ),
  {
    what: 'matrices transposed',
    models: ['gpt2'],
    breaks: (tensor) =>
      /c_\w+\.weight$/.test(tensor.name) ? { ...tensor, shape: tensor.shape.toReversed() } : tensor,
  },
  {
    what: 'only the first layers',
    models: TRANSFORMERS,
    breaks: (tensor) => (layerOf(tensor.name) >= 8 ? [] : tensor),
  },
  {
    what: 'more layers',
    models: TRANSFORMERS,
    breaks: (tensor) => {
      const layer = layerOf(tensor.name)
      if (layer < 0 || layer > 3) return tensor
      return [
        tensor,
        { ...tensor, original: null, name: tensor.name.replace(`.${layer}.`, `.${layer + 40}.`) },
      ]
    },
  },
  {
    what: 'another number of classes',
    models: ALL,
    breaks: (tensor) =>
      /^(?:fc|lm_head|classifier)\./.test(tensor.name)
        ? { ...tensor, shape: [tensor.shape[0] === undefined ? 1 : 7, ...tensor.shape.slice(1)] }
        : tensor,
  },
  {
    what: 'a head of two layers',
    models: ['resnet18', 'bert'],
    breaks: (tensor) =>
      /^(?:fc|classifier)\./.test(tensor.name)
        ? ['0', '2'].map((part) => ({
            name: tensor.name.replace('.', `.${part}.`),
            original: null,
            shape: tensor.shape,
          }))
        : tensor,
  },
  {
    what: 'an EMA twin beside the weights',
    models: ALL,
    breaks: (tensor) => [
      { ...tensor, name: `model.${tensor.name}` },
      { ...tensor, name: `model_ema.${tensor.name.replaceAll('.', '')}`, original: null },
    ],
  },
  {
    what: 'AveragedModel with its counter',
    models: ['resnet18', 'bert'],
    breaks: (tensor) => {
      const wrapped = { ...tensor, name: `module.${tensor.name}` }
      const first = tensor.name === 'conv1.weight' || tensor.name === 'classifier.weight'
      return first ? [{ name: 'n_averaged', original: null, shape: [] }, wrapped] : wrapped
    },
  },
]

function layerOf(name: string): number {
  const match = /\.(\d+)\./.exec(name)
  return match === null ? -1 : Number(match[1])
}
