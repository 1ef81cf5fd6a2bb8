/** The inspect report as data: what `pth inspect --json` prints. Its schema: schemas/pth.inspect.v1.schema.json */
import type { DistributedReport } from './distributed-report.ts'
import type { FitReport } from './fit/fit-report.ts'
import type { FormatReport } from './format-report.ts'
import type { HistogramReport } from './histogram-report.ts'
import type { ArchitectureReport, OriginReport } from './identity-report.ts'
import type { PropertyReport } from './properties.ts'

/** The data of the document. Arrays are in file order; sizes and offsets are bytes; names are exact. */
export interface InspectReport {
  readonly file: string
  /** Size of the file. */
  readonly bytes: number
  readonly format: FormatReport
  /** What it is: the family of models that names and shapes prove; null when they prove none. */
  readonly architecture: ArchitectureReport | null
  /** Where it comes from, as far as keys and names say so. */
  readonly origin: OriginReport
  readonly state_dict: StateDictReport
  readonly candidates: readonly CandidateReport[]
  /** What the file contains beside the state_dict. */
  readonly also_in: readonly ContentReport[]
  /** Objects of classes that pth keeps as inert records. */
  readonly objects: readonly ObjectReport[]
  readonly selection: SelectionReport
  readonly totals: TotalsReport
  /** What fills the file, in bytes of storages, each counted once. */
  readonly shares: readonly ShareReport[]
  readonly storages: StoragesReport
  readonly groups: readonly GroupReport[]
  readonly tensors: readonly TensorReport[]
  /** Values without tensors: those of the state_dict, or with `--all` those of the whole file. */
  readonly values: ValuesReport
  /** Present for the folder of a distributed checkpoint. */
  readonly distributed?: DistributedReport
  /** Present with `--tree`. */
  readonly tree?: TreeReport
  /** Present with `--map`, largest first. */
  readonly map?: readonly MapReport[]
  /** Present with `--histogram`: of each tensor that a glob matches. */
  readonly histograms?: readonly HistogramReport[]
  /** Present with `--fit` and `--salvage`. */
  readonly fit?: FitReport
  readonly salvage?: SalvageReport
  readonly notes: readonly NoteReport[]
  /** Text beside the tensors (`__metadata__` of safetensors); null when the format has none. */
  readonly metadata: readonly { readonly key: string; readonly value: string }[] | null
  /** Typed values beside the tensors; present for GGUF. */
  readonly properties?: readonly PropertyReport[]
}

/** The state_dict that was chosen. */
export interface StateDictReport {
  readonly kind: string
  /** Such as `$` or `$.state_dict`. */
  readonly path: string
  readonly class_name: string | null
  readonly tensors: number
  /** Values of the state_dict that are not tensors. */
  readonly values: number
  /** Tensors that are elsewhere in the file only: optimizer state, constants, other models. */
  readonly outside: number
  /** `_metadata` versions by module path; null when the file has none. */
  readonly module_versions: readonly { readonly module: string; readonly version: number | null }[] | null
}

/** A place in the file that may be the state_dict. */
export interface CandidateReport {
  readonly path: string
  readonly kind: string
  readonly tensors: number
  readonly optimizer: boolean
  readonly chosen: boolean
}

/** A part of the checkpoint beside the weights. */
export interface ContentReport {
  readonly path: string
  /** Python type, such as `int`, `dict` or `argparse.Namespace`. */
  readonly type: string
  /** Python's spelling of a plain value, cut when long; null for containers. */
  readonly text: string | null
  /** Items or attributes of a container; null for plain values. */
  readonly items: number | null
  /** Tensors at or below it. */
  readonly tensors: number
  readonly optimizer: boolean
}

/** A class of objects in the file. */
export interface ObjectReport {
  readonly class_name: string
  readonly count: number
  /** Whether it is a pickled nn.Module, of which parameters and buffers are read. */
  readonly module: boolean
}

/** Which tensors of the state_dict the report lists. */
export interface SelectionReport {
  readonly filters: readonly string[]
  /** Tensors that match the filters. */
  readonly tensors: number
  readonly of: number
  readonly sort: 'file' | 'name' | 'size' | 'offset'
  readonly by: GroupBy
}

/** What the report may group tensors by. */
export type GroupBy = 'layers' | 'pattern' | 'dtype' | 'prefix'

/** Sums over the selected tensors. */
export interface TotalsReport {
  readonly tensors: number
  readonly elements: number
  /** Elements of parameters as `sum(p.numel() for p in model.parameters())` counts them: tied once, no buffers. */
  readonly parameters: number
  /** Elements of buffers. */
  readonly buffers: number
  /** Elements of further names of tensors that are counted already. */
  readonly tied: number
  /** True where names and types distinguish parameters from buffers, since the file does not. */
  readonly by_name: boolean
  readonly bytes: number
  /** Listed, but their bytes cannot be given. */
  readonly unreadable: number
  readonly by_dtype: readonly DtypeReport[]
}

/** The tensors of one element type, together. */
export interface DtypeReport {
  readonly dtype: string
  readonly tensors: number
  readonly elements: number
  readonly bytes: number
}

/** One part of a file. */
export interface ShareReport {
  readonly part: 'model' | 'averages' | 'optimizer' | 'other'
  readonly bytes: number
}

/** The storages under one group of names: those of the model by their first component, the rest by its place. */
export interface MapReport {
  readonly part: ShareReport['part']
  /** The first component of the names of the model, or the path of what is beside it. */
  readonly group: string
  readonly storages: number
  readonly bytes: number
}

/** The storages of the whole file, whatever is selected. */
export interface StoragesReport {
  readonly count: number
  /** Without bytes in the file. */
  readonly missing: number
  readonly held_bytes: number
  /** Touched by at least one tensor. */
  readonly used_bytes: number
  readonly unused_bytes: number
  /** False when a view was too scattered to count exactly: used_bytes is then an upper bound. */
  readonly exact: boolean
  /** Storages with unused bytes, most wasteful first. */
  readonly partly_used: readonly PartlyUsedReport[]
  readonly shared: readonly SharedReport[]
}

/** A storage of which the tensors use only a part. */
export interface PartlyUsedReport {
  readonly storage_key: string
  readonly held_bytes: number
  readonly used_bytes: number
}

/** Tensors that share memory. */
export interface SharedReport {
  /** `alias`: the very same elements; `overlap`: some elements in common. */
  readonly kind: 'alias' | 'overlap'
  readonly storage_key: string
  /** Names in the state_dict. */
  readonly tensors: readonly string[]
}

/** Tensors whose names have one pattern. */
export interface GroupReport {
  /** Names as one pattern that `--filter` understands: `layers.{0..31}.weight`. */
  readonly pattern: string
  readonly count: number
  readonly dtype: string
  /** Different shapes in it, most frequent first; null means an unknown shape. */
  readonly shapes: readonly { readonly shape: readonly number[] | null; readonly count: number }[]
  readonly elements: number
  readonly bytes: number
  readonly unreadable: number
}

/** One tensor of the report. */
export interface TensorReport {
  readonly name: string
  readonly path: string
  readonly kind: string
  readonly type: string
  readonly dtype: string
  readonly shape: readonly number[] | null
  readonly stride: readonly number[] | null
  /** In elements. */
  readonly storage_offset: number | null
  readonly storage_key: string | null
  readonly numel: number | null
  /** Bytes of its values written out; of a composite, the sum of its parts. */
  readonly bytes: number | null
  readonly requires_grad: boolean
  readonly parameter: boolean
  /** `parameter` or `buffer` where the file shows it. */
  readonly role: 'parameter' | 'buffer' | null
  readonly contiguous: boolean | null
  readonly conj: boolean
  readonly neg: boolean
  /** Record that contains its storage. */
  readonly member: string | null
  /** Where its first element is in the file; null unless asked for, or when the record is packed. */
  readonly file_offset: number | null
  /** Why its bytes cannot be given. */
  readonly problem: string | null
  readonly parts: readonly TensorReport[]
  readonly facts: readonly { readonly name: string; readonly value: string | number | boolean | null }[]
  /** Present with `--stats`. */
  readonly stats?: StatsReport
}

/** A number as JSON holds it; integers past 2^53 as digits, infinities as `inf` and `-inf`; null where undefined. */
export type StatNumber = number | string | null

/** Statistics over the elements of one tensor. */
export interface StatsReport {
  /** Smallest and largest value that is not NaN; null for complex numbers, which have no order. */
  readonly min: StatNumber
  readonly max: StatNumber
  /** Over the finite values; of complex numbers the real part. */
  readonly mean: StatNumber
  readonly mean_imag: StatNumber
  /** Sample standard deviation (n - 1, as torch.std) over the finite values; null when their squares pass 1.8e308. */
  readonly std: StatNumber
  readonly zeros: number | null
  readonly nan: number | null
  readonly inf: number | null
  /** Of the row-major little-endian bytes; null when they cannot be given. */
  readonly sha256: string | null
  /** Why something is null. */
  readonly problem: string | null
}

/** The values of the checkpoint that are not tensors. */
export interface ValuesReport {
  readonly scope: 'state_dict' | 'file'
  /** True when there are more than the items listed. */
  readonly cut: boolean
  readonly items: readonly ValueReport[]
}

/** One value that is not a tensor. */
export interface ValueReport {
  readonly path: string
  readonly type: string
  /** Python's spelling; strings as they are; null for a container. */
  readonly text: string | null
  /** Items or attributes of a container; null for plain values. */
  readonly items: number | null
  /** True when `text` is shortened. */
  readonly cut: boolean
}

/** One level of the tree of names, with what is below it. */
export interface TreeReport {
  /** Component of the name, or `{0..31}` for siblings that are alike. */
  readonly name: string
  /** How many siblings it represents. */
  readonly count: number
  /** Sums below it, over all of them. */
  readonly tensors: number
  readonly elements: number
  readonly bytes: number
  /** Of a tensor; null for a module. */
  readonly dtype: string | null
  readonly shape: readonly number[] | null
  readonly children: readonly TreeReport[]
}

/** What is left of a file whose end is missing. */
export interface SalvageReport {
  /** Tensors whose storage is wholly in the file. */
  readonly complete: number
  readonly incomplete: number
}

/** Something worth knowing about the file. */
export interface NoteReport {
  readonly code: string
  readonly message: string
}
