/** numpy arrays and scalars inside a pickle, given as C-order little-endian bytes. */
import { isKind, qualifiedName, sequenceItems } from '../../pickle/value.ts'
import type { PickleObject, PickleValue } from '../../pickle/value.ts'
import { encodeLatin1 } from '../../pickle/text.ts'
import { parseNumpyDtype } from './numpy-dtype.ts'
import type { NumpyDtype, Swap } from './numpy-dtype.ts'
import type { Rebuilder } from './context.ts'
import { parseDimensions } from '../storage.ts'
import { contiguousStride, numelOf } from '../tensor.ts'
import type { ArrayTensor } from '../tensor.ts'

/** An array as the file contains it: bytes in the file's order of elements and of bytes. */
export interface RawArray {
  /** Class, such as `numpy.ndarray`. */
  readonly type: string
  readonly shape: readonly number[]
  /** Elements between neighbours in `raw`, for each dimension. */
  readonly stride: readonly number[]
  readonly element: NumpyDtype
  /** Whether it is a numpy scalar, not an array. */
  readonly scalar: boolean
  /** The bytes; the items instead when the elements are Python objects. */
  readonly raw: Uint8Array | readonly PickleValue[]
}

const RECONSTRUCT = /^numpy\.(core|_core)\.multiarray\._reconstruct$/
const FROM_BUFFER = /^numpy\.(core|_core)\.numeric\._frombuffer$/
const SCALAR = /^numpy\.(core|_core)\.multiarray\.scalar$/

/** The functions that numpy's pickles call, before and after numpy 2 renamed its core. */
export const NUMPY_REBUILDERS: readonly (readonly [string, Rebuilder])[] = ['core', '_core'].flatMap(
  (core) => [
    [`numpy.${core}.multiarray._reconstruct`, rebuildArray] as const,
    [`numpy.${core}.numeric._frombuffer`, rebuildArray] as const,
    [`numpy.${core}.multiarray.scalar`, rebuildArray] as const,
    [`numpy.ma.${core}._mareconstruct`, masked] as const,
  ],
)

/**
 * `_mareconstruct(class, base, (0,), b'b')`, then BUILD `(version, shape, dtype, is_fortran, data, mask, fill
 * value)`.
 */
function masked(object: PickleObject): ArrayTensor {
  const [, shape, dtype] = sequenceItems(object.states?.[0]) ?? []
  const tensor = listed(
    'numpy.ma.MaskedArray',
    'it is a masked array: the values under its mask do not count',
  )
  return { ...tensor, shape: parseDimensions(shape) ?? [], ...elementFacts(parseNumpyDtype(dtype)) }
}

function elementFacts(
  element: NumpyDtype | undefined,
): Pick<ArrayTensor, 'dtype' | 'dtypeName' | 'numpyDtype' | 'itemsize'> {
  if (element === undefined) return { dtype: null, dtypeName: 'unknown', numpyDtype: 'unknown', itemsize: 0 }
  const { dtype, text, itemsize } = element
  return { dtype, dtypeName: dtype?.name ?? text, numpyDtype: text, itemsize }
}

function rebuildArray(object: PickleObject): ArrayTensor | undefined {
  const array = parseArray(object)
  if (array !== undefined) return arrayTensor(array)
  const type = isKind(object.args[0], 'global') ? qualifiedName(object.args[0]) : 'numpy.ndarray'
  return listed(type, 'its numpy dtype or state is not one that pth knows')
}

/** Read an array or scalar without changing its bytes; undefined when it is none, or not understood. */
export function parseArray(object: PickleObject): RawArray | undefined {
  const name = isKind(object.callee, 'global') ? qualifiedName(object.callee) : ''
  if (!name.startsWith('numpy.')) return undefined
  if (RECONSTRUCT.test(name)) return parseReconstructed(object)
  if (FROM_BUFFER.test(name)) return parseFromBuffer(object)
  return SCALAR.test(name) ? parseScalar(object) : undefined
}

/** `_reconstruct(class, (0,), b'b')`, then BUILD `([version,] shape, dtype, is_fortran, data)`. */
function parseReconstructed(object: PickleObject): RawArray | undefined {
  const state = object.states?.length === 1 ? sequenceItems(object.states[0]) : undefined
  const [cls] = object.args
  if (state === undefined || !isKind(cls, 'global') || state.length < 4 || state.length > 5) return undefined
  const [shapeValue, dtypeValue, fortran, data] = state.slice(-4)
  const element = parseNumpyDtype(dtypeValue)
  const shape = parseDimensions(shapeValue)
  if (element === undefined || shape === undefined) return undefined
  const raw = isKind(data, 'list') && element.kind === 'O' ? data.items : rawBytes(data, shape, element)
  if (raw === undefined) return undefined
  const stride = fortran === true || fortran === 1 ? fortranStride(shape) : contiguousStride(shape)
  return { type: qualifiedName(cls), shape, stride, element, scalar: false, raw }
}

/** `_frombuffer(buffer, dtype, shape, order[, axis_order])`; order K is C order with its axes permuted. */
function parseFromBuffer(object: PickleObject): RawArray | undefined {
  const [buffer, dtypeValue, shapeValue, order, axes = null] = object.args
  const element = parseNumpyDtype(dtypeValue)
  const stored = typeof shapeValue === 'number' ? [shapeValue] : parseDimensions(shapeValue)
  if (element === undefined || stored === undefined || element.kind === 'O') return undefined
  const raw = rawBytes(buffer, stored, element)
  if (raw === undefined) return undefined
  const facts = { type: 'numpy.ndarray', element, scalar: false, raw }
  if (order === 'F') return { ...facts, shape: stored, stride: fortranStride(stored) }
  const stride = contiguousStride(stored)
  if (order === 'C' && axes === null) return { ...facts, shape: stored, stride }
  const permutation = order === 'K' ? parseDimensions(axes) : undefined
  if (permutation === undefined || new Set(permutation).size !== stored.length) return undefined
  if (!permutation.every((axis) => axis < stored.length) || permutation.length !== stored.length)
    return undefined
  return {
    ...facts,
    shape: permutation.map((axis) => stored[axis] ?? 0),
    stride: permutation.map((axis) => stride[axis] ?? 0),
  }
}

/** `scalar(dtype, bytes)` */
function parseScalar(object: PickleObject): RawArray | undefined {
  const [dtypeValue, data] = object.args
  const element = parseNumpyDtype(dtypeValue)
  if (element === undefined || data === undefined || object.args.length !== 2) return undefined
  const raw = element.kind === 'O' ? [data] : rawBytes(data, [], element)
  return raw === undefined
    ? undefined
    : { type: scalarType(element), shape: [], stride: [], element, scalar: true, raw }
}

function scalarType({ kind, dtype }: NumpyDtype): string {
  const names = new Map([
    ['U', 'str_'],
    ['S', 'bytes_'],
    ['V', 'void'],
    ['M', 'datetime64'],
    ['m', 'timedelta64'],
    ['O', 'object_'],
  ])
  return `numpy.${dtype?.name ?? names.get(kind) ?? 'generic'}`
}

/**
 * The bytes of an array. A Python 2 `str` that happened to be UTF-8 was read as text: its bytes are
 * the UTF-8 again. Text that was never bytes is latin-1 to numpy. The length that the array needs
 * shows which: the two differ as soon as one character is not ASCII.
 */
function rawBytes(
  data: PickleValue | undefined,
  shape: readonly number[],
  element: NumpyDtype,
): Uint8Array | undefined {
  const needed = numelOf(shape) * element.itemsize
  if (isKind(data, 'bytes')) return data.data.length === needed ? data.data : undefined
  if (typeof data !== 'string') return undefined
  const utf8 = new TextEncoder().encode(data)
  if (utf8.length === needed) return utf8
  const latin1 = encodeLatin1(data)
  return latin1?.length === needed ? latin1 : undefined
}

function fortranStride(shape: readonly number[]): number[] {
  const stride: number[] = []
  let step = 1
  for (const size of shape) {
    stride.push(step)
    step *= Math.max(1, size)
  }
  return stride
}

/** The items of an array of Python objects, which may hold tensors; undefined for every other value. */
export function objectArrayItems(object: PickleObject): readonly PickleValue[] | undefined {
  const array = parseArray(object)
  return array === undefined || array.raw instanceof Uint8Array ? undefined : array.raw
}

function arrayTensor(array: RawArray): ArrayTensor {
  const { type, shape, element } = array
  const bytes = array.raw instanceof Uint8Array && element.kind !== 'O' ? rowMajor(array, array.raw) : null
  return {
    kind: 'array',
    type,
    ...elementFacts(element),
    shape,
    requiresGrad: false,
    parameter: false,
    problem: bytes === null ? 'its elements are Python objects, not numbers' : null,
    scalar: array.scalar,
    bytes,
  }
}

function listed(type: string, problem: string): ArrayTensor {
  return {
    kind: 'array',
    type,
    ...elementFacts(undefined),
    shape: [],
    requiresGrad: false,
    parameter: false,
    problem,
    scalar: false,
    bytes: null,
  }
}

/** The bytes in row-major order and little-endian; the file's own bytes when they already are. */
function rowMajor(array: RawArray, raw: Uint8Array): Uint8Array {
  const { element, shape, stride } = array
  const wanted = contiguousStride(shape)
  const inOrder = shape.every((size, dim) => size <= 1 || stride[dim] === wanted[dim])
  const ordered = inOrder || raw.length === 0 ? raw : reorder(raw, shape, stride, element.itemsize)
  return element.swaps.length === 0 ? ordered : swapped(ordered, element.itemsize, element.swaps)
}

/** The bytes of an array in the file's order of elements, little-endian. */
export function storedOrder(array: RawArray, raw: Uint8Array): Uint8Array {
  const { element } = array
  return element.swaps.length === 0 ? raw : swapped(raw, element.itemsize, element.swaps)
}

function reorder(
  raw: Uint8Array,
  shape: readonly number[],
  stride: readonly number[],
  itemsize: number,
): Uint8Array {
  const out = new Uint8Array(raw.length)
  const index = shape.map(() => 0)
  let from = 0
  for (let to = 0; to < out.length; to += itemsize) {
    for (let byte = 0; byte < itemsize; byte += 1) out[to + byte] = raw[from * itemsize + byte] ?? 0
    for (let dim = shape.length - 1; dim >= 0; dim -= 1) {
      const next = (index[dim] ?? 0) + 1
      from += stride[dim] ?? 0
      index[dim] = next
      if (next < (shape[dim] ?? 0)) break
      from -= next * (stride[dim] ?? 0)
      index[dim] = 0
    }
  }
  return out
}

function swapped(bytes: Uint8Array, itemsize: number, swaps: readonly Swap[]): Uint8Array {
  const out = bytes.slice()
  for (let element = 0; element < out.length; element += itemsize) {
    for (const { at, width, count } of swaps) {
      for (let number = 0; number < count; number += 1) {
        const start = element + at + number * width
        out.subarray(start, start + width).reverse()
      }
    }
  }
  return out
}
