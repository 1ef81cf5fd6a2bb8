/**
 * The expected side of a diff: what `module.state_dict()` would hold, and what `load_state_dict` knows of the
 * modules.
 */

/** A size: a number, the name of an open dimension (any size, but the same everywhere), or null for any. */
export type Size = number | string | null

/** One entry that the model expects. */
export interface ExpectedTensor {
  readonly name: string
  /** Null when any shape is right. */
  readonly shape: readonly Size[] | null
  /** torch's name, such as `float32`; null when any is right. */
  readonly dtype: string | null
  /**
   * `extra_state` is a module's `_extra_state`: any object, no tensor needed. `value` is what a checkpoint has under a
   * name and is not a tensor: PyTorch would not load it, and another file may have one there too.
   */
  readonly kind: 'parameter' | 'buffer' | 'extra_state' | 'value' | null
  /** May be absent. */
  readonly optional: boolean
  /** The model does not train it (`requires_grad` is false). */
  readonly frozen: boolean
  /** Uninitialized in the model: takes the checkpoint's shape. */
  readonly lazy: boolean
  /** Kind of the model's own tensor where it is not a plain one: `meta`, `sparse_coo`, `quantized`, … */
  readonly layout?: string
  /** Name of the first tensor that is the same object, or null. */
  readonly tied: string | null
  /** Line of the schema file, counted from 1; null when it comes from elsewhere. */
  readonly line: number | null
}

/** One module of the tree, by its path (`""` is the root). */
export interface ExpectedModule {
  readonly path: string
  /** Class name as PyTorch prints it, or null. */
  readonly className: string | null
  /** The module's own version, as it would be in `_metadata`. */
  readonly version: number
  /** For BatchNorm and InstanceNorm: `track_running_stats`; null for every other module. */
  readonly runningStats: boolean | null
  readonly instanceNorm: boolean
  /** Names under `parametrizations` whose old `_g` and `_v` keys the module takes too. */
  readonly weightNorm: readonly string[]
  /** Weights under `torch.nn.utils.spectral_norm`, whose hook makes `_v` for files from before its version 1. */
  readonly spectralNorm: readonly string[]
  /** Loading code of the module that is not PyTorch's: methods and hooks that pth cannot follow. */
  readonly ownLoading: readonly string[]
  /** Registered as None: keys below it are neither expected nor reported. */
  readonly absent: boolean
}

/** The expected side, every template expanded, in traversal order where the modules are known. */
export interface ExpectedModel {
  /** Class name of the root, for PyTorch's error text; null when unknown. */
  readonly className: string | null
  readonly tensors: ReadonlyMap<string, ExpectedTensor>
  /** The module tree, parents before children; null when only names are known. */
  readonly modules: readonly ExpectedModule[] | null
  /** Patterns of names that the schema leaves out of the comparison. */
  readonly ignore: readonly { readonly pattern: string; readonly line: number | null }[]
}

/** An entry with nothing but a name and a shape. */
export function expectedTensor(name: string, shape: readonly Size[] | null): ExpectedTensor {
  return {
    name,
    shape,
    dtype: null,
    kind: null,
    optional: false,
    frozen: false,
    lazy: false,
    tied: null,
    line: null,
  }
}

/** A module with nothing but a path. */
export function expectedModule(path: string): ExpectedModule {
  return {
    path,
    className: null,
    version: 1,
    runningStats: null,
    instanceNorm: false,
    weightNorm: [],
    spectralNorm: [],
    ownLoading: [],
    absent: false,
  }
}
