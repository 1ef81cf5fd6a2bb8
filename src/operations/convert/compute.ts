/** The values of weights that are kept in parts, computed as PyTorch defines them. Pure: bytes in, bytes out. */
import type { DType } from '../../dtype/dtype.ts'
import { PthError } from '../../errors.ts'
import { prunedValues } from './compute-prune.ts'
import { newSums } from './sums.ts'
import { float32Values, float64Values, roundedBytes } from './floats.ts'
import type { Part } from './floats.ts'

/** The arithmetic, and its parts in order. */
export type How =
  /** [orig, mask]: orig * mask. @see torch/nn/utils/prune.py `BasePruningMethod.apply_mask` */
  | { readonly kind: 'prune' }
  /**
   * [g, v]: v * g / norm(v), the norm over every dimension but `dim`; null takes all.
   * @see torch/nn/utils/weight_norm.py
   */
  | { readonly kind: 'weight-norm'; readonly dim: number | null }
  /**
   * [orig, u, v]: orig / (u . M v), where M is orig with dimension `dim` in front, flattened. Of several `dims` that
   * match the lengths the vectors decide: u = M v / |M v| in the right one. @see torch/nn/utils/spectral_norm.py
   */
  | { readonly kind: 'spectral-norm'; readonly dims: readonly number[] }
  /** [codes, scale]: codes * scale in float32, one scale for each block of these sizes. */
  | { readonly kind: 'scale'; readonly block: readonly number[] }
  /**
   * [codes, SCB, format?]: codes * SCB / 127 in float32, one SCB for each row.
   * @see bitsandbytes/functional.py `int8_vectorwise_dequant`
   */
  | { readonly kind: 'int8-rows' }

/**
 * The bytes of the result: row-major, little-endian, of `dtype`.
 * @param shape of the result, in elements
 * @throws PthError TRANSFORM_REFUSED when the values of the parts do not determine it
 */
export function computeValues(
  how: How,
  parts: readonly Part[],
  shape: readonly number[],
  dtype: DType,
): Uint8Array {
  const [first, second, third] = parts
  if (first === undefined || second === undefined)
    throw new PthError('INTERNAL', { reason: `${how.kind} without parts` })
  switch (how.kind) {
    case 'prune':
      return prunedValues(first, second, dtype)
    case 'weight-norm':
      return roundedBytes(normedValues(float64Values(first), float64Values(second), shape, how.dim), dtype)
    case 'spectral-norm':
      return spectralValues(first, second, third ?? second, how.dims, dtype)
    case 'scale':
      return scaledValues(first, second, how.block)
    case 'int8-rows':
      return rowValues(first, second, third)
  }
}

/** In float64. A slice of norm 0 is NaN, as in PyTorch. */
function normedValues(
  g: Float64Array,
  v: Float64Array,
  shape: readonly number[],
  dim: number | null,
): Float64Array {
  const size = dim === null ? 1 : (shape[dim] ?? 1)
  const inner =
    dim === null ? v.length : shape.slice(dim + 1).reduce((product, length) => product * length, 1)
  const slice = (at: number): number => Math.floor(at / inner) % size
  const squares = newSums(size)
  for (let at = 0; at < v.length; at += 1) squares.add(slice(at), (v[at] ?? 0) ** 2)
  const factors = squares.values().map((sum, at) => (g[at] ?? 0) / Math.sqrt(sum))
  return v.map((value, at) => value * (factors[slice(at)] ?? 0))
}

/** Cosines that distinguish the right dimension from a wrong one, and the length from which chance cannot give them. */
const SURE = { right: 0.99, exact: 0.99999, wrong: 0.9, length: 3 }

function spectralValues(
  orig: Part,
  uPart: Part,
  vPart: Part,
  dims: readonly number[],
  dtype: DType,
): Uint8Array {
  const w = float64Values(orig)
  const u = float64Values(uPart)
  const v = float64Values(vPart)
  const found = dims.map((dim) => spectralFit(w, u, v, orig.shape, dim))
  const right = found.filter(
    ({ left, rightSide }) => left > SURE.exact || (left > SURE.right && rightSide > SURE.right),
  )
  const clear = found.length - right.length === found.filter(({ left }) => left < SURE.wrong).length
  const [only] = found.length === 1 ? found : right.length === 1 && clear ? right : []
  if (only === undefined || (found.length > 1 && u.length < SURE.length)) {
    throw new PthError('TRANSFORM_REFUSED', {
      name: orig.name,
      reason:
        `spectral norm over dimension ${dims.join(' or ')}: ` +
        `neither the sizes nor the values of ${uPart.name} show which`,
      hint: 'remove_spectral_norm or remove_parametrizations in PyTorch does it',
    })
  }
  return roundedBytes(
    w.map((value) => value / only.sigma),
    dtype,
  )
}

/** sigma along one dimension, and the cosines of u with M v and of v with the transpose of M times u. */
function spectralFit(
  w: Float64Array,
  u: Float64Array,
  v: Float64Array,
  shape: readonly number[],
  dim: number,
): { readonly sigma: number; readonly left: number; readonly rightSide: number } {
  const size = shape[dim] ?? 1
  const inner = shape.slice(dim + 1).reduce((product, length) => product * length, 1)
  const left = newSums(u.length)
  const right = newSums(v.length)
  for (let at = 0; at < w.length; at += 1) {
    const value = w[at] ?? 0
    const row = Math.floor(at / inner) % size
    const column = Math.floor(at / (inner * size)) * inner + (at % inner)
    left.add(row, value * (v[column] ?? 0))
    right.add(column, value * (u[row] ?? 0))
  }
  const mv = left.values()
  const mu = right.values()
  const sigma = dot(u, mv)
  return {
    sigma,
    left: sigma / Math.sqrt(dot(mv, mv) * dot(u, u)),
    rightSide: dot(v, mu) / Math.sqrt(dot(mu, mu) * dot(v, v)),
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  const sum = newSums(1)
  for (let at = 0; at < a.length; at += 1) sum.add(0, (a[at] ?? 0) * (b[at] ?? 0))
  return sum.values()[0] ?? 0
}

function scaledValues(codes: Part, scale: Part, block: readonly number[]): Uint8Array {
  const values = codes.dtype.name === 'int8' ? Float32Array.from(signedBytes(codes)) : float32Values(codes)
  const scales = float32Values(scale)
  const { shape } = codes
  const counts = shape.map((size, dim) => Math.ceil(size / (block[dim] ?? 1)))
  for (const [at, value] of values.entries()) {
    let rest = at
    let index = 0
    let step = 1
    for (let dim = shape.length - 1; dim >= 0; dim -= 1) {
      const size = shape[dim] ?? 1
      index += Math.floor((rest % size) / (block[dim] ?? 1)) * step
      step *= counts[dim] ?? 1
      rest = Math.floor(rest / size)
    }
    values[at] = value * (scales[index] ?? 0)
  }
  return new Uint8Array(values.buffer)
}

function signedBytes({ bytes }: Part): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
}

/** Both steps are rounded to float32, as PyTorch does them. */
function rowValues(codes: Part, scale: Part, format: Part | undefined): Uint8Array {
  if (format !== undefined && format.bytes.some((byte) => byte !== 0)) {
    throw new PthError('TRANSFORM_REFUSED', {
      name: codes.name,
      reason: `${format.name} says that its int8 codes are not in rows`,
      hint: 'load it with bitsandbytes',
    })
  }
  const rows = codes.shape[0] ?? 1
  const inner = codes.bytes.length / Math.max(1, rows)
  const signed = signedBytes(codes)
  const scales = float32Values(scale)
  const out = new Float32Array(signed.length)
  for (const [at, code] of signed.entries())
    out[at] = Math.fround(code * (scales[Math.floor(at / inner)] ?? 0)) / 127
  return new Uint8Array(out.buffer)
}
