/** A plane of a tensor as numbers, thinned to what a picture can show: only what is shown is asked for. */
import { tensorChunks } from '../../checkpoint/read/read.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import type { StridedTensor } from '../../checkpoint/tensor.ts'
import type { DType } from '../../dtype/dtype.ts'
import { decoderOf, decodeWide } from '../../dtype/element-values.ts'
import type { Decoder } from '../../dtype/element-values.ts'
import { PthError } from '../../errors.ts'

/** Which plane, and how much of it. */
export interface PlaneOptions {
  /** Index in each dimension before the last two; what is not given is 0. */
  readonly fixed?: readonly number[]
  /** Most rows, and most columns: 1 to {@link MOST_CELLS}. Of more, every n-th is taken, from the first on. */
  readonly most: number
}

/** Elements of a plane, row-major. */
export interface TensorPlane {
  readonly rows: number
  readonly columns: number
  /** One of so many rows and columns is taken. */
  readonly rowStep: number
  readonly columnStep: number
  /** As numbers; 64-bit integers are rounded past 2^53. */
  readonly values: Float64Array
}

/** Cells of a side: more than any screen has. */
const MOST_CELLS = 4096

/**
 * The last two dimensions of a tensor, the others fixed; a vector is one row, a number one cell.
 * @throws PthError TENSOR_UNREADABLE for what has no single numbers, USAGE for an index outside, and as `readTensor`
 */
export async function readPlane(
  { name, tensor }: Pick<TensorEntry, 'name' | 'tensor'>,
  { fixed = [], most }: PlaneOptions,
): Promise<TensorPlane> {
  if (!Number.isInteger(most) || most < 1 || most > MOST_CELLS)
    throw new PthError('USAGE', {
      reason: `a plane has between 1 and ${MOST_CELLS} cells a side, not ${most}`,
    })
  const decode = tensor.kind === 'strided' && tensor.dtype !== null ? numbersOf(tensor.dtype) : undefined
  if (tensor.kind !== 'strided' || decode === undefined)
    throw new PthError('TENSOR_UNREADABLE', {
      name,
      kind: tensor.kind,
      reason: `${tensor.dtypeName} of a ${tensor.kind} tensor has no single numbers`,
    })
  const { view, rowStep, columnStep } = thinned(tensor, fixed, most)
  const [rows = 0, columns = 0] = view.shape
  const values = new Float64Array(rows * columns)
  let filled = 0
  for await (const chunk of tensorChunks({ name, tensor: view })) {
    const scratch = new Float64Array(Math.ceil(chunk.length / (tensor.dtype?.itemsize ?? 1)))
    const count = decode(chunk, scratch)
    values.set(scratch.subarray(0, count), filled)
    filled += count
  }
  return { rows, columns, rowStep, columnStep, values }
}

/** The same storage seen with larger strides: nothing outside of the tensor. */
function thinned(
  tensor: StridedTensor,
  fixed: readonly number[],
  most: number,
): { readonly view: StridedTensor; readonly rowStep: number; readonly columnStep: number } {
  const { shape, stride } = tensor
  const outer = Math.max(0, shape.length - 2)
  let storageOffset = tensor.storageOffset
  for (let dimension = 0; dimension < outer; dimension += 1) {
    const index = fixed[dimension] ?? 0
    const size = shape[dimension] ?? 0
    if (!Number.isInteger(index) || index < 0 || index >= size)
      throw new PthError('USAGE', {
        reason: `index ${index} of dimension ${dimension} is not between 0 and ${size - 1}`,
      })
    storageOffset += index * (stride[dimension] ?? 0)
  }
  const [rows = 1, columns = 1] = shape.length >= 2 ? shape.slice(-2) : [1, ...shape]
  const [rowStride = 0, columnStride = 0] = stride.length >= 2 ? stride.slice(-2) : [0, ...stride]
  const rowStep = Math.max(1, Math.ceil(rows / most))
  const columnStep = Math.max(1, Math.ceil(columns / most))
  const view = {
    ...tensor,
    shape: [Math.ceil(rows / rowStep), Math.ceil(columns / columnStep)],
    stride: [rowStride * rowStep, columnStride * columnStep],
    storageOffset,
  }
  return { view, rowStep, columnStep }
}

function numbersOf(dtype: DType): Decoder | undefined {
  return dtype.name === 'int64' || dtype.name === 'uint64'
    ? decodeWide(dtype.name === 'int64')
    : decoderOf(dtype)
}
