/** What torch's restricted unpickler has on its stack, as far as its rules can tell values apart. */
import type { PthError } from '../../errors.ts'
import type { DType } from '../../dtype.ts'

/** A value of the emulated machine: what it is, never what it would do. */
export type WoValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | WoFloat
  | WoTuple
  | WoList
  | WoDict
  | WoSet
  | WoName
  | WoTensor
  | WoStorage
  | WoOther

export interface WoFloat {
  readonly kind: 'float'
  readonly value: number
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

/** Values count for the rules of calls, keys only as far as they must be hashable. */
export interface WoDict {
  readonly kind: 'dict'
  readonly type: 'dict' | 'OrderedDict' | 'Counter'
  readonly entries: (readonly [key: WoValue, value: WoValue])[]
}

export interface WoSet {
  readonly kind: 'set'
}

/** An allowed global; `is` says what it stands for. */
export interface WoName {
  readonly kind: 'name'
  readonly name: string
  readonly is: string
}

export interface WoTensor {
  readonly kind: 'tensor'
  /** Null when it does not matter or is not followed. */
  readonly dtype: DType | null
  readonly parameter: boolean
}

export interface WoStorage {
  readonly kind: 'storage'
  readonly dtype: DType
  readonly byteLength: number
}

/** bytearray, complex, bytes, a device, a layout: its type is all that the rules ask for. */
export interface WoOther {
  readonly kind: 'other'
  readonly type: string
}

/** How an emulation ends early: torch refuses, or pth does not know what torch would do. */
export interface WoStop {
  refuse(reason: string): PthError
  unsure(reason: string): PthError
}

/** Narrow to one record kind. */
export function isWo<Kind extends Extract<WoValue, { kind: string }>['kind']>(
  value: WoValue | undefined,
  kind: Kind,
): value is Extract<WoValue, { kind: Kind }> {
  return typeof value === 'object' && value !== null && value.kind === kind
}

/** Python's type of a value, for messages. */
export function woType(value: WoValue | undefined): string {
  if (value === null || value === undefined) return 'NoneType'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number' || typeof value === 'bigint') return 'int'
  if (typeof value === 'string') return 'str'
  switch (value.kind) {
    case 'dict':
    case 'tuple':
    case 'other':
      return value.type
    case 'name':
      return value.is.endsWith('class') ? 'type' : value.name
    case 'tensor':
      return value.parameter ? 'torch.nn.parameter.Parameter' : 'torch.Tensor'
    default:
      return value.kind
  }
}

/** Whether Python can hash it: lists, dicts and sets cannot be, nor a tuple that holds one. Linear in shared tuples. */
export function isHashable(value: WoValue): boolean {
  const stack: WoValue[] = [value]
  const seen = new Set<WoValue>()
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (isWo(next, 'list') || isWo(next, 'dict') || isWo(next, 'set')) return false
    if (isWo(next, 'other') && next.type === 'bytearray') return false
    if (!isWo(next, 'tuple') || seen.has(next)) continue
    seen.add(next)
    for (const item of next.items) stack.push(item)
  }
  return true
}
