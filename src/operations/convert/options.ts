/** What a conversion is asked to do: every choice named once, none of them about files. */
import type { Tensor } from '../../checkpoint/tensor.ts'
import type { DType } from '../../dtype/dtype.ts'
import type { RenameRule } from '../../names/rename.ts'
import type { Fold } from '../../diff/fold-names.ts'
import type { LoraAdapter } from './lora/config.ts'
import type { Rope } from './rope-config.ts'
import { NO_WRAP } from './wrap.ts'
import type { Wrap } from './wrap.ts'

/** The formats that can be written. */
export type OutputFormat = 'safetensors' | 'pth' | 'npz'

/** What to do with tensors that the format has no form for; several may be given. */
export type UnsupportedPolicy = 'skip' | 'dequantize' | 'dense' | 'parts'

/** Every choice of a conversion. */
export interface ConvertOptions {
  readonly format: OutputFormat
  /** Take a file that is only a part of a checkpoint as it is. */
  readonly partAlone: boolean
  /** Take a pickle that does not have its recorded checksum. */
  readonly ignoreCrc: boolean
  /** Globs over the names in the file; empty selects all. */
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  /** Prefixes to take off, each at most once and in this order. */
  readonly stripPrefixes: readonly string[]
  readonly addPrefix: string
  readonly renames: readonly RenameRule[]
  /** `[old, new]`: whole components of a name, anywhere, after the other renames; a new one of `''` removes them. */
  readonly renameParts: readonly (readonly [old: string, wanted: string])[]
  /** Globs over the new names: tensors that are written, and those that are left out. */
  readonly only: readonly string[]
  readonly ignore: readonly string[]
  /** Globs over the new names: matrices that are written with their dimensions exchanged. */
  readonly transpose: readonly string[]
  /** Orders of dimensions as `torch.permute` takes them, by the new names; after `transpose`. */
  readonly permute: readonly { readonly glob: string; readonly axes: readonly number[] }[]
  /** Rows of the query and key projections of Llama in the order of the other library; null keeps them. */
  readonly rope: Rope | null
  /** Other shapes for the same elements in the same order, by the new names. */
  readonly reshape: readonly { readonly glob: string; readonly shape: readonly number[] }[]
  /** Weights that are kept in parts, to be computed and written as plain weights. */
  readonly fold: readonly Fold[]
  /** An adapter of peft to merge into the weights, by the new names; null merges none. */
  readonly mergeLora: LoraAdapter | null
  /**
   * Averaged weights: take them instead of the plain ones, leave them out, or take them alone; null takes all
   * as they are.
   */
  readonly ema: 'prefer' | 'drop' | 'only' | null
  /** Element type to cast floats to; null casts nothing. */
  readonly dtype: DType | null
  /** Globs over the names in the output: tensors that keep their element type. */
  readonly keep: readonly string[]
  /** Set on top of what the input has and `format: pt`; null writes no metadata at all. */
  readonly metadata: ReadonlyMap<string, string> | null
  /** Plain values beside the tensors: as metadata, as 0-dim tensors, or left out. */
  readonly scalars: 'metadata' | 'tensors' | 'drop'
  /**
   * Tensors that are the same memory: written under the name that readers look for, where that is certain (`tied`),
   * under the least name (`keep-first`), under every name (`copy`), or refused (`error`).
   */
  readonly shared: 'tied' | 'keep-first' | 'copy' | 'error'
  /** Globs over the new names: of tensors that are the same, these are written and the others recorded. */
  readonly keepNames: readonly string[]
  /** Take the other names that a safetensors input records for its tensors as tensors of their own, sharing memory. */
  readonly restoreShared: boolean
  readonly unsupported: ReadonlySet<UnsupportedPolicy>
  /** Tensors that are left out because the file does not have them whole, and why: `damagedTensors`. */
  readonly damaged: ReadonlyMap<Tensor, string>
  /** Dictionaries around the state_dict of a torch.save archive, and plain values in them. */
  readonly wrap: Wrap
  /** Bytes that the output may have; null sets it by the size of the input. */
  readonly maxOutput: number | null
  /** Bytes of the header of safetensors that stay free, for `pth edit`. */
  readonly headerReserve: number
}

/** The choices of a conversion that apply when none are given. */
export const CONVERT_DEFAULTS: ConvertOptions = {
  format: 'safetensors',
  partAlone: false,
  ignoreCrc: false,
  include: [],
  exclude: [],
  stripPrefixes: [],
  addPrefix: '',
  renames: [],
  renameParts: [],
  only: [],
  ignore: [],
  transpose: [],
  permute: [],
  rope: null,
  reshape: [],
  fold: [],
  mergeLora: null,
  ema: null,
  dtype: null,
  keep: [],
  metadata: new Map(),
  scalars: 'drop',
  shared: 'tied',
  keepNames: [],
  restoreShared: false,
  unsupported: new Set(),
  damaged: new Map(),
  wrap: NO_WRAP,
  maxOutput: null,
  headerReserve: 0,
}
