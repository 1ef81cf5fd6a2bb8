/** Sparse tensors written out: values added into zeros at indices that are checked, never trusted. */
import type { Bytes } from '../../io/bytes.ts'
import type { DType } from '../../dtype/dtype.ts'
import { allocate } from '../../io/source.ts'
import { PthError } from '../../errors.ts'
import { adderFor } from './accumulate.ts'
import type { Adder } from './accumulate.ts'
import { readEntry } from './read.ts'
import { numelOf } from '../tensor.ts'
import type { CompositeTensor, Tensor } from '../tensor.ts'

interface Work {
  readonly name: string
  readonly tensor: CompositeTensor
  readonly shape: readonly number[]
  readonly out: Bytes
  readonly dtype: DType
  readonly limit: number
}

/**
 * The bytes of `to_dense()`. Values at equal indices are added in the order of the file, each sum
 * rounded to the dtype.
 * @throws PthError TENSOR_UNREADABLE when shapes or indices do not match, or torch's bits are not defined
 */
export async function densify(
  name: string,
  tensor: CompositeTensor,
  shape: readonly number[],
  dtype: DType,
  limit: number,
): Promise<Bytes> {
  const work: Work = {
    name,
    tensor,
    shape,
    dtype,
    limit,
    out: allocate(`tensor "${name}"`, numelOf(shape) * dtype.itemsize),
  }
  await (tensor.kind === 'sparse_coo' ? coordinates(work) : compressed(work))
  return work.out
}

/** COO: indices [sparse_dim, nnz], values [nnz, …dense dims]. */
async function coordinates(work: Work): Promise<void> {
  const { shape } = work
  const indices = part(work, 'indices')
  const values = part(work, 'values')
  const [sparseDim = -1, nnz = -1] = indices.shape ?? []
  const dense = shape.slice(sparseDim)
  if (
    indices.shape?.length !== 2 ||
    sparseDim < 0 ||
    sparseDim > shape.length ||
    !same(values.shape, [nnz, ...dense])
  ) {
    throw bad(work, 'its indices and values do not match its shape')
  }
  const at = await readIndices(work, 'indices')
  const add = await adder(work)
  const run = numelOf(dense)
  const claimed = work.tensor.facts.some(([fact, value]) => fact === 'is_coalesced' && value === true)
  let before = -1
  for (let item = 0; item < nnz; item += 1) {
    let cell = 0
    for (let dim = 0; dim < sparseDim; dim += 1) {
      const index = at[dim * nnz + item] ?? -1
      const size = shape[dim] ?? 0
      if (index < 0 || index >= size)
        throw bad(work, `index ${index} is outside dimension ${dim}, which has size ${size}`)
      cell = cell * size + index
    }
    if (claimed && cell <= before)
      throw bad(work, 'it claims to be coalesced, and its indices are not in order')
    before = cell
    apply(work, add, cell * run, item * run, run)
  }
}

/** CSR, CSC, BSR, BSC: compressed [batch…, n + 1], plain [batch…, nnz], values [batch…, nnz, block…, dense…]. */
async function compressed(work: Work): Promise<void> {
  const { tensor, shape } = work
  const byColumn = tensor.kind === 'sparse_csc' || tensor.kind === 'sparse_bsc'
  const blocked = tensor.kind === 'sparse_bsr' || tensor.kind === 'sparse_bsc'
  const names = byColumn
    ? (['ccol_indices', 'row_indices'] as const)
    : (['crow_indices', 'col_indices'] as const)
  const compressedShape = part(work, names[0]).shape ?? []
  const plainShape = part(work, names[1]).shape ?? []
  const valuesShape = part(work, 'values').shape ?? []
  const batchDims = compressedShape.length - 1
  const batch = shape.slice(0, Math.max(0, batchDims))
  const [rows = -1, columns = -1] = shape.slice(batchDims)
  const [blockRows = 1, blockColumns = 1] = blocked ? valuesShape.slice(batchDims + 1, batchDims + 3) : []
  const dense = shape.slice(batchDims + 2)
  const nnz = plainShape.at(-1) ?? -1
  const grid = { rows: rows / blockRows, columns: columns / blockColumns }
  const [lines, width] = byColumn ? [grid.columns, grid.rows] : [grid.rows, grid.columns]
  const block = blocked ? [blockRows, blockColumns] : []
  const fits =
    batchDims >= 0 &&
    rows >= 0 &&
    columns >= 0 &&
    Number.isInteger(grid.rows) &&
    Number.isInteger(grid.columns) &&
    same(compressedShape, [...batch, lines + 1]) &&
    same(plainShape, [...batch, nnz]) &&
    same(valuesShape, [...batch, nnz, ...block, ...dense])
  if (!fits) throw bad(work, 'its indices and values do not match its shape')
  const starts = await readIndices(work, names[0])
  const plain = await readIndices(work, names[1])
  const add = await adder(work)
  const run = numelOf(dense)
  const matrix = rows * columns * run
  for (let matrixAt = 0; matrixAt < numelOf(batch); matrixAt += 1) {
    const lineBase = matrixAt * (lines + 1)
    if (starts[lineBase] !== 0 || starts[lineBase + lines] !== nnz)
      throw bad(work, `its ${names[0]} do not run from 0 to ${nnz}`)
    for (let line = 0; line < lines; line += 1) {
      const [first = -1, last = -1] = [starts[lineBase + line], starts[lineBase + line + 1]]
      if (first < 0 || last < first || last > nnz) throw bad(work, `its ${names[0]} are not in order`)
      let before = -1
      for (let item = first; item < last; item += 1) {
        const other = plain[matrixAt * nnz + item] ?? -1
        if (other >= width || other < 0)
          throw bad(work, `index ${other} is outside its dimension, which has size ${width}`)
        if (other <= before) throw bad(work, `its ${names[1]} are not in order`)
        before = other
        const top = (byColumn ? other : line) * blockRows
        const left = (byColumn ? line : other) * blockColumns
        const from = (matrixAt * nnz + item) * blockRows * blockColumns * run
        for (let row = 0; row < blockRows; row += 1) {
          const to = matrixAt * matrix + ((top + row) * columns + left) * run
          apply(work, add, to, from + row * blockColumns * run, blockColumns * run)
        }
      }
    }
  }
}

function apply(work: Work, add: Adder, to: number, from: number, count: number): void {
  if (add(to, from, count) !== undefined)
    throw bad(work, 'a sum is NaN, whose bits differ between builds of PyTorch')
}

async function adder(work: Work): Promise<Adder> {
  const values = await readEntry(
    { name: `${work.name}.values`, tensor: part(work, 'values') },
    { maxBytes: work.limit },
  )
  // A fresh array of whole words at an aligned beginning.
  const add = adderFor(work.dtype, work.out, values)
  if (add === undefined) throw bad(work, `PyTorch has no dense form of sparse ${work.dtype.name}`)
  return add
}

function part({ name, tensor }: Work, wanted: string): Tensor {
  const found = tensor.parts.find((one) => one.name === wanted)
  if (found !== undefined) return found.tensor
  throw new PthError('TENSOR_UNREADABLE', { name, kind: tensor.kind, reason: `it has no part ${wanted}` })
}

/** int64 or int32 indices as numbers; one past 2^53 is outside every shape. */
async function readIndices(work: Work, wanted: string): Promise<Float64Array | Int32Array> {
  const tensor = part(work, wanted)
  const bytes = await readEntry({ name: `${work.name}.${wanted}`, tensor }, { maxBytes: work.limit })
  if (tensor.dtype?.name === 'int32') return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
  if (tensor.dtype?.name !== 'int64')
    throw bad(work, `its ${wanted} are ${tensor.dtypeName}, not int64 or int32`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float64Array.from({ length: bytes.length / 8 }, (_, at) => Number(view.getBigInt64(at * 8, true)))
}

function same(a: readonly number[] | null, b: readonly number[]): boolean {
  return a !== null && a.length === b.length && a.every((size, dim) => size === b[dim])
}

function bad({ name, tensor }: Work, reason: string): PthError {
  return new PthError('TENSOR_UNREADABLE', { name, kind: tensor.kind, reason })
}
