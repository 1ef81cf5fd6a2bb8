/** numpy's element types as pickles describe them: what an element is, how wide, and in which byte order. */
import { dtypeByNumpy } from '../../dtype/dtype.ts'
import type { DType } from '../../dtype/dtype.ts'
import { decodeLatin1 } from '../../pickle/text.ts'
import { getItem, isKind, qualifiedName, sequenceItems } from '../../pickle/value.ts'
import type { PickleDict, PickleObject, PickleValue } from '../../pickle/value.ts'

/** One numpy dtype. */
export interface NumpyDtype {
  /** numpy's own text of it, as `dtype.str`: `<f4`, `|b1`, `>M8[25s]`. */
  readonly text: string
  /** numpy's kind letter: b i u f c U S V O M m. */
  readonly kind: string
  /** Bytes of one element. */
  readonly itemsize: number
  /** The torch dtype with the same values, or null. */
  readonly dtype: DType | null
  /** Ranges of an element whose bytes must be reversed to make it little-endian: first byte, width, count. */
  readonly swaps: readonly Swap[]
}

/** `count` numbers of `width` bytes each, from byte `at` of the element. */
export interface Swap {
  readonly at: number
  readonly width: number
  readonly count: number
}

/** Fields in fields: numpy itself allows any depth, files have two or three. */
const FIELD_DEPTH = 16
/** Ranges of one element. Largest known: about 30 fields. */
const SWAPS = 10_000

/**
 * Read `numpy.dtype(code, align, copy)` with its BUILD state
 * `(version, byteorder, subdtype, names, fields, itemsize, alignment, flags[, metadata])`;
 * undefined for anything else, such as an extension type.
 * @see numpy/_core/src/multiarray/descriptor.c `arraydescr_reduce`, `arraydescr_setstate`
 */
export function parseNumpyDtype(value: PickleValue | undefined, depth = 0): NumpyDtype | undefined {
  if (!isKind(value, 'object') || !isKind(value.callee, 'global') || depth > FIELD_DEPTH) return undefined
  if (qualifiedName(value.callee) !== 'numpy.dtype') return undefined
  const state = stateOf(value)
  const code = codeOf(value.args[0], state)
  const match = code === undefined ? null : /^([biufcUSVOMm?])(\d{0,9})$/.exec(code)
  if (match === null || code === undefined || (value.states !== null && state === undefined)) return undefined
  const [, kind = '', digits = ''] = match
  const [, order = '|', subdtype = null, names = null, fields = null, stateSize] = state ?? []
  if (typeof order !== 'string' || !/^[<>|=]$/.test(order)) return undefined
  if (subdtype !== null) return subArray(subdtype, fields, depth)
  const itemsize = itemsizeOf(kind, digits, stateSize)
  if (itemsize === undefined) return undefined
  if (fields !== null || names !== null) return structure(itemsize, names, fields, depth)
  const unit = kind === 'M' || kind === 'm' ? timeUnit(state?.[8]) : ''
  if (unit === undefined) return undefined
  const shown = kind === 'U' ? itemsize / 4 : kind === 'S' || kind === 'V' ? itemsize : digits
  const prefix = itemsize === 1 || 'SVO'.includes(kind) ? '|' : order === '>' ? '>' : '<'
  return {
    text: `${prefix}${kind === '?' ? 'b' : kind}${kind === 'O' ? '' : shown}${unit}`,
    kind: kind === '?' ? 'b' : kind,
    itemsize,
    dtype: dtypeByNumpy(`${kind}${digits}`) ?? null,
    swaps: order === '>' ? swapsOf(kind, itemsize) : [],
  }
}

function stateOf(value: PickleObject): readonly PickleValue[] | undefined {
  const state = value.states?.length === 1 ? value.states[0] : undefined
  if (!isKind(state, 'tuple')) return undefined
  const [version] = state.items
  return (version === 3 || version === 4) && state.items.length >= 8 && state.items.length <= 9
    ? state.items
    : undefined
}

/** The type code: text, or for a record type its class, which is a structure of the state's size. */
function codeOf(
  value: PickleValue | undefined,
  state: readonly PickleValue[] | undefined,
): string | undefined {
  if (typeof value === 'string') return value === '?' ? 'b1' : value
  const isRecord = isKind(value, 'global') && /^numpy\.(.*\.)?record$/.test(qualifiedName(value))
  return isRecord && typeof state?.[5] === 'number' ? `V${state[5]}` : undefined
}

function itemsizeOf(kind: string, digits: string, stateSize: PickleValue | undefined): number | undefined {
  const count = digits === '' ? undefined : Number(digits)
  if (kind === 'O') return 8
  // Flexible types say their size in the state as well; -1 means "as the code says".
  const flexible = 'USV'.includes(kind)
  if (flexible && typeof stateSize === 'number' && stateSize >= 0) return stateSize
  if (count === undefined) return kind === 'M' || kind === 'm' ? 8 : undefined
  if ((kind === 'M' || kind === 'm') && count !== 8) return undefined
  return kind === 'U' ? count * 4 : count
}

/** `(metadata, (unit, count, …))`; no unit is numpy's generic time. */
function timeUnit(metadata: PickleValue | undefined): string | undefined {
  const parts = sequenceItems(sequenceItems(metadata)?.[1])
  if (parts === undefined) return ''
  const [unit, count] = parts
  const name = isKind(unit, 'bytes') && unit.data.length < 8 ? decodeLatin1(unit.data) : unit
  if (typeof name !== 'string' || typeof count !== 'number' || !/^[a-zA-Z]{1,7}$/.test(name)) return undefined
  if (name === 'generic') return ''
  return `[${count === 1 ? '' : count}${name}]`
}

function swapsOf(kind: string, itemsize: number): readonly Swap[] {
  if (kind === 'U') return [{ at: 0, width: 4, count: itemsize / 4 }]
  if (kind === 'c') return [{ at: 0, width: itemsize / 2, count: 2 }]
  return 'SVO'.includes(kind) || itemsize === 1 ? [] : [{ at: 0, width: itemsize, count: 1 }]
}

/** `(base, shape)` as a field of a structure. */
function subArray(subdtype: PickleValue, fields: PickleValue, depth: number): NumpyDtype | undefined {
  const [base, shape] = sequenceItems(subdtype) ?? []
  const inner = parseNumpyDtype(base, depth + 1)
  const sizes = typeof shape === 'number' ? [shape] : sequenceItems(shape)
  if (inner === undefined || sizes === undefined || fields !== null) return undefined
  let count = 1
  for (const size of sizes) {
    if (typeof size !== 'number' || size < 0) return undefined
    count *= size
  }
  const itemsize = inner.itemsize * count
  if (!Number.isSafeInteger(itemsize) || inner.swaps.length * count > SWAPS) return undefined
  const swaps = Array.from({ length: inner.swaps.length === 0 ? 0 : count }, (_, index) =>
    inner.swaps.map((swap) => ({ ...swap, at: swap.at + index * inner.itemsize })),
  ).flat()
  return { text: `|V${itemsize}`, kind: inner.kind === 'O' ? 'O' : 'V', itemsize, dtype: null, swaps }
}

/** Named fields, each `(dtype, offset[, title])`. */
function structure(
  itemsize: number,
  names: PickleValue,
  fields: PickleValue,
  depth: number,
): NumpyDtype | undefined {
  if (!isKind(fields, 'dict')) return undefined
  const swaps: Swap[] = []
  let kind = 'V'
  for (const name of sequenceItems(names) ?? []) {
    const field = fieldOf(fields, name, depth)
    if (field === undefined || field.offset + field.type.itemsize > itemsize) return undefined
    for (const swap of field.type.swaps) swaps.push({ ...swap, at: swap.at + field.offset })
    if (field.type.kind === 'O') kind = 'O'
    if (swaps.length > SWAPS) return undefined
  }
  return { text: `|V${itemsize}`, kind, itemsize, dtype: null, swaps: swapOnce(swaps) }
}

function fieldOf(
  fields: PickleDict,
  name: PickleValue,
  depth: number,
): { readonly type: NumpyDtype; readonly offset: number } | undefined {
  const [base, offset] = typeof name === 'string' ? (sequenceItems(getItem(fields, name)) ?? []) : []
  const type = parseNumpyDtype(base, depth + 1)
  return type === undefined || typeof offset !== 'number' || offset < 0 ? undefined : { type, offset }
}

/** Fields may overlap: bytes that two fields share must not be reversed twice. */
function swapOnce(swaps: readonly Swap[]): readonly Swap[] {
  const seen = new Map(swaps.map((swap) => [`${swap.at}:${swap.width}:${swap.count}`, swap]))
  return [...seen.values()]
}
