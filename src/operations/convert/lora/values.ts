/** The arithmetic of merging an adapter: in float64, each element rounded once. Pure: bytes in, bytes out. */
import type { DType } from '../../../dtype/dtype.ts'
import { float64Values, roundedBytes } from '../floats.ts'
import type { Part } from '../floats.ts'
import { newSums } from '../sums.ts'

/** What is done to a tensor of the base, the first part. */
export type LoraHow =
  /**
   * [W, A, B]: W + scale * B A, with W as a matrix of its first dimension and the rest; `turned`: W is [in, out], as
   * are embeddings. With a fourth part, DoRA's magnitudes: that, each output scaled to have its magnitude as norm.
   * @see peft/tuners/lora/layer.py `merge`, dora.py
   */
  | { readonly kind: 'lora'; readonly scale: number; readonly turned: boolean }
  /** [bias, bias of B]: bias + scale * bias of B. */
  | { readonly kind: 'lora-bias'; readonly scale: number }
  /** [tensor]: it takes the place of the base's. */
  | { readonly kind: 'lora-whole' }

/** Bytes of W before them, in elements: the rows that they are of. */
interface Product {
  readonly columns: number
  /** The row of scale * B A with this number. */
  row(index: number): Float64Array
}

/**
 * The bytes of the result in order. `base` are the elements of the first part in chunks of whole elements; they are
 * read once, and held together only where norms need all of them.
 */
export async function* mergedChunks(
  how: LoraHow,
  base: AsyncIterable<Uint8Array>,
  basePart: Omit<Part, 'bytes'>,
  others: readonly Part[],
  dtype: DType,
): AsyncGenerator<Uint8Array> {
  const [first, second, magnitude] = others
  if (how.kind !== 'lora' || first === undefined || second === undefined) {
    const scale = how.kind === 'lora-bias' ? how.scale : 0
    const add = how.kind === 'lora-bias' && first !== undefined ? float64Values(first) : null
    let at = 0
    for await (const bytes of base) {
      const values = float64Values({ bytes, dtype: basePart.dtype })
      if (add !== null)
        for (const [index, value] of values.entries()) values[index] = value + scale * (add[at + index] ?? 0)
      at += values.length
      if (values.length > 0) yield roundedBytes(values, dtype)
    }
    return
  }
  const [rows = 0, ...rest] = basePart.shape
  const columns = rest.reduce((product, size) => product * size, 1)
  const product = how.turned
    ? newProduct(second, first, how, columns)
    : newProduct(first, second, how, columns)
  if (magnitude === undefined) {
    let at = 0
    for await (const bytes of base) {
      const values = float64Values({ bytes, dtype: basePart.dtype })
      addProduct(values, at, product)
      at += values.length
      if (values.length > 0) yield roundedBytes(values, dtype)
    }
    return
  }
  const values = new Float64Array(rows * columns)
  let at = 0
  for await (const bytes of base) {
    const chunk = float64Values({ bytes, dtype: basePart.dtype })
    values.set(chunk, at)
    at += chunk.length
  }
  addProduct(values, 0, product)
  scaleOutputs(values, float64Values(magnitude), columns, how.turned)
  if (values.length > 0) yield roundedBytes(values, dtype)
}

/**
 * scale * B A by rows of W. As matrices A is [r, in], B is [out, r]; of a turned W rows are inputs: row i is
 * the i-th column of A, through the columns of B. `right` has the elements of a row, `left` the weights of its terms.
 */
function newProduct(
  right: Part,
  left: Part,
  { scale, turned }: { scale: number; turned: boolean },
  columns: number,
): Product {
  const r = columns === 0 ? 0 : float64Count(right) / columns
  const rightValues = float64Values(right)
  const leftValues = float64Values(left)
  const lefts = r === 0 ? 0 : leftValues.length / r
  // Right as r rows of `columns`: A is so; B, [out, r], is turned once.
  const terms = turned ? turnedValues(rightValues, columns, r) : rightValues
  const sums = new Float64Array(columns)
  let current = -1
  return {
    columns,
    row: (index) => {
      if (index === current) return sums
      current = index
      sums.fill(0)
      for (let term = 0; term < r; term += 1) {
        // B is [out, r]; A is [r, in].
        const weight = (turned ? leftValues[term * lefts + index] : leftValues[index * r + term]) ?? 0
        const start = term * columns
        for (let column = 0; column < columns; column += 1)
          sums[column] = (sums[column] ?? 0) + weight * (terms[start + column] ?? 0)
      }
      for (let column = 0; column < columns; column += 1) sums[column] = scale * (sums[column] ?? 0)
      return sums
    },
  }
}

function float64Count({ shape }: Part): number {
  return shape.reduce((product, size) => product * size, 1)
}

function turnedValues(values: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(values.length)
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      out[column * rows + row] = values[row * columns + column] ?? 0
  return out
}

/** `values` are elements of W from `start` on; they become those of the sum. */
function addProduct(values: Float64Array, start: number, { columns, row }: Product): void {
  for (let at = 0; at < values.length;) {
    const index = Math.floor((start + at) / columns)
    const column = (start + at) % columns
    const length = Math.min(columns - column, values.length - at)
    const sums = row(index)
    for (let step = 0; step < length; step += 1)
      values[at + step] = (values[at + step] ?? 0) + (sums[column + step] ?? 0)
    at += length
  }
}

/** Every output, a row or of a turned W a column, times its magnitude over its norm. */
function scaleOutputs(
  values: Float64Array,
  magnitudes: Float64Array,
  columns: number,
  turned: boolean,
): void {
  const outputs = newSums(magnitudes.length)
  const outputOf = (at: number): number => (turned ? at % columns : Math.floor(at / columns))
  for (let at = 0; at < values.length; at += 1) outputs.add(outputOf(at), (values[at] ?? 0) ** 2)
  const factors = outputs.values().map((sum, at) => (magnitudes[at] ?? 0) / Math.sqrt(sum))
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) * (factors[outputOf(at)] ?? 0)
}
