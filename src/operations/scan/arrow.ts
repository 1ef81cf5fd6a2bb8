/**
 * Arrays of pyarrow, which makes them of the buffers that it is given and checks nothing: lengths and offsets that lead
 * out of a buffer make every later use read there. @see pyarrow/array.pxi `_restore_array`
 */
import { isKind, sequenceItems } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'
import { modernPath } from './resolve.ts'

export const RESTORES_ARRAY = 'pyarrow.lib._restore_array'

/** Arrays inside arrays that are checked. */
const DEPTH = 8

/** Bits of one value, by the alias of its type. @see pyarrow/types.pxi `_type_aliases` */
const BITS: readonly (readonly [number, RegExp])[] = [
  [0, /^null$/],
  [1, /^bool_?$/],
  [8, /^(u?int8|[iu]1)$/],
  [16, /^(u?int16|[iu]2|halffloat|float16|f2)$/],
  [32, /^(u?int32|[iu]4|float|float32|f4|date32(\[day\])?|time32\[m?s\])$/],
  [64, /^(u?int64|[iu]8|double|float64|f8|date64(\[ms\])?|time64\[[un]s\]|(timestamp|duration)\[[mun]?s\])$/],
]
const TEXT = /^(string|utf8|str|binary)$/
const LARGE_TEXT = /^large_(string|utf8|str|binary)$/

/** Whether the buffers of an array are as large as its type and length say; false for types that are not checked. */
export function isSoundArray(data: PickleValue, depth = 0): boolean {
  const [type = null, length, nulls, offset, buffers, children] = sequenceItems(data) ?? []
  if (!isLength(length) || !isLength(offset) || !isCount(nulls, length) || depth === DEPTH) return false
  const end = length + offset
  const [validity = null, first = null, second = null] = (sequenceItems(buffers) ?? []).map(bytesOf)
  if (validity === undefined || first === undefined || second === undefined) return false
  if (validity === null ? nulls > 0 : validity.length * 8 < end) return false
  const inner = sequenceItems(children) ?? []
  const { alias, maker } = typeOf(type)
  const bits = BITS.find(([, names]) => names.test(alias))?.[0]
  if (bits !== undefined) return inner.length === 0 && (first?.length ?? 0) * 8 >= bits * end
  if (TEXT.test(alias)) return areOffsets(first, 4, end, second?.length ?? 0)
  if (LARGE_TEXT.test(alias)) return areOffsets(first, 8, end, second?.length ?? 0)
  if (!inner.every((child) => isSoundArray(child, depth + 1))) return false
  const lengths = inner.map((child) => Number(sequenceItems(child)?.[1]))
  if (maker === 'pyarrow.lib.struct') return lengths.every((each) => each >= end)
  const width = { 'pyarrow.lib.list_': 4, 'pyarrow.lib.large_list': 8 }[maker]
  return width !== undefined && isPlainList(type) && areOffsets(first, width, end, lengths[0] ?? 0)
}

function isLength(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}

/** Nulls are counted; -1 stands for not counted yet. */
function isCount(value: PickleValue | undefined, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= -1 && value <= most
}

function typeOf(type: PickleValue): { readonly alias: string; readonly maker: string } {
  if (!isKind(type, 'object') || !isKind(type.callee, 'global')) return { alias: '', maker: '' }
  const maker = modernPath(type.callee)
  const [alias] = type.args
  return { alias: maker === 'pyarrow.lib.type_for_alias' && typeof alias === 'string' ? alias : '', maker }
}

/** A list of a fixed size has a second argument, and no offsets. */
function isPlainList(type: PickleValue): boolean {
  return isKind(type, 'object') && type.args.length === 1
}

/** Bytes of a buffer, null for none; undefined for what is not known. */
function bytesOf(buffer: PickleValue): Uint8Array | null | undefined {
  if (buffer === null) return null
  if (!isKind(buffer, 'object') || !isKind(buffer.callee, 'global')) return undefined
  const [data] = buffer.args
  const isBuffer = modernPath(buffer.callee) === 'pyarrow.lib.py_buffer' && isKind(data, 'bytes')
  return isBuffer ? data.data : undefined
}

/** Whether `count` + 1 offsets rise from 0 or more to `most` at the end. */
function areOffsets(data: Uint8Array | null, width: number, count: number, most: number): boolean {
  if (data === null) return count === 0
  if (data.length < width * (count + 1)) return count === 0 && data.length === 0
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  let before = 0
  for (let at = 0; at <= count; at += 1) {
    const offset = width === 4 ? view.getInt32(at * 4, true) : Number(view.getBigInt64(at * 8, true))
    if (offset < before) return false
    before = offset
  }
  return before <= most
}
