/** What torch's restricted unpickler has on its stack, as far as its rules can distinguish values. */
import type { PthError } from '../errors.ts'
import type { DType } from '../dtype/dtype.ts'

/** A value of the emulated machine: what it is, never what it would do. */
export type WoValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | WoFloat
  | WoComplex
  | WoBytes
  | WoTuple
  | WoList
  | WoDict
  | WoSet
  | WoName
  | WoTensor
  | WoStorage
  | WoDevice
  | WoLayout
  | WoMesh
  | WoForeign

/** What a name that the user allows has made: an object of that type, null where nobody knows it. */
export interface WoForeign {
  readonly kind: 'foreign'
  readonly type: string | null
}

export interface WoFloat {
  readonly kind: 'float'
  readonly value: number
}

/** The imaginary part is null where it was not followed. */
export interface WoComplex {
  readonly kind: 'complex'
  readonly real: number | null
  readonly imaginary: number | null
}

/** `bytes` is null where the content was not followed. */
export interface WoBytes {
  readonly kind: 'bytes'
  readonly type: 'bytes' | 'bytearray'
  readonly bytes: Uint8Array | null
}

export interface WoTuple {
  readonly kind: 'tuple'
  readonly items: readonly WoValue[]
  readonly type: 'tuple' | 'torch.Size'
}

export interface WoList {
  readonly kind: 'list'
  readonly items: WoValue[]
}

/** Entries by the key that Python's equality gives them, in the order in which they came. */
export interface WoDict {
  readonly kind: 'dict'
  readonly type: 'dict' | 'OrderedDict' | 'Counter'
  readonly entries: Map<string, readonly [key: WoValue, value: WoValue]>
}

export interface WoSet {
  readonly kind: 'set'
  readonly members: Map<string, WoValue>
}

/** An allowed global; `is` says what it represents. */
export interface WoName {
  readonly kind: 'name'
  readonly name: string
  readonly is: string
}

/** The bytes behind storages and tensors; those that torch allocates itself can grow. */
export interface WoBuffer {
  byteLength: number
  readonly resizable: boolean
  /** Its content where that is at hand. */
  readonly bytes: Uint8Array | null
}

export interface WoTensor {
  readonly kind: 'tensor'
  readonly type: 'torch.Tensor' | 'torch.nn.parameter.Parameter'
  readonly device: 'cpu' | 'meta'
  /** As torch names it, or `nested`. */
  readonly layout: string
  dtype: DType
  shape: readonly bigint[]
  strides: readonly bigint[]
  offset: bigint
  /** Null for other layouts than strided, and on the meta device. */
  buffer: WoBuffer | null
  requiresGrad: boolean
  /** Whether autograd would let it be changed. */
  leaf: boolean
}

/** A TypedStorage has a dtype, an UntypedStorage none; `buffer` is null in one made without its contents. */
export interface WoStorage {
  readonly kind: 'storage'
  readonly type: 'torch.storage.TypedStorage' | 'torch.storage.UntypedStorage'
  readonly dtype: DType | null
  readonly buffer: WoBuffer | null
}

export interface WoDevice {
  readonly kind: 'device'
  readonly name: string
}

export interface WoLayout {
  readonly kind: 'layout'
  readonly name: string
}

/** A `_FlatLayout` or `_MeshLayout` of torch.distributed. */
export interface WoMesh {
  readonly kind: 'mesh'
  readonly type: string
}

/** What a run learns in which every name counts as allowed by the user. */
export interface ForeignNames {
  /** Full names in the order of the pickle, each with its module. */
  readonly modules: Map<string, string>
  /** Types of which the pickle sets the state: BUILD asks for them too, under names that are not in the pickle. */
  readonly built: Map<string, string>
}

/** How an emulation ends early: torch refuses, or pth does not know what torch would do. */
export interface WoStop {
  /** Present where every name counts as allowed by the user; gathers what is used. */
  readonly foreign?: ForeignNames
  refuse(reason: string): PthError
  unsure(reason: string): PthError
  /** Whether the loader's map_location takes the place of the devices that calls name. */
  readonly mapsDevices: boolean
  /**
   * Counts work that a few opcodes can ask for again and again, such as copying a dict; ends the emulation
   * when it is too much.
   */
  spend(steps: number): void
  /** Notes that the answer hangs on bytes that were not at hand. */
  wantBytes(): PthError
}

/** Narrow to one record kind. */
export function isWo<Kind extends Extract<WoValue, { kind: string }>['kind']>(
  value: WoValue | undefined,
  kind: Kind,
): value is Extract<WoValue, { kind: Kind }> {
  return typeof value === 'object' && value !== null && value.kind === kind
}

/** An int, which a bool is not. */
export function isInt(value: WoValue | undefined): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}

/** Whether a text can be encoded: half a surrogate pair cannot. */
export function isUnicode(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

/** Python's type of a value, as messages name it. */
export function woType(value: WoValue | undefined): string {
  if (value === null || value === undefined) return 'NoneType'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number' || typeof value === 'bigint') return 'int'
  if (typeof value === 'string') return 'str'
  switch (value.kind) {
    case 'bytes':
    case 'dict':
    case 'mesh':
    case 'storage':
    case 'tensor':
    case 'tuple':
      return value.type
    case 'name':
      return value.is.endsWith('class') ? 'type' : value.is.startsWith('storage ') ? 'StorageType' : value.is
    case 'foreign':
      return value.type ?? 'object'
    case 'device':
    case 'layout':
      return `torch.${value.kind}`
    default:
      return value.kind
  }
}
