/** Dense forms of sparse and quantized tensors: what `to_dense()` and `dequantize()` give, bit for bit. */
import { PthError } from '../../errors.ts'
import { DEFAULT_LIMITS } from '../../limits.ts'
import { dequantize } from './dequantize.ts'
import { densify } from './densify.ts'
import type { Checkpoint } from '../checkpoint.ts'
import { checkTensorBytes, findTensor, readEntry } from './read.ts'
import type { ReadOptions } from './read.ts'
import type { TensorEntry } from '../find/state-dict.ts'
import { numelOf } from '../tensor.ts'
import type { DenseTensor } from '../tensor.ts'

/**
 * The dense form of a tensor of the state_dict: `.to_dense()` of a sparse one, `.dequantize()` of a
 * quantized one, the tensor itself when it is strided.
 * @throws PthError TENSOR_UNREADABLE for kinds without a dense form and for indices outside the shape,
 * LIMIT_EXCEEDED before anything of that size is allocated, and as `readTensor`
 */
export async function readDense(
  checkpoint: Checkpoint,
  name: string,
  options: ReadOptions = {},
): Promise<DenseTensor> {
  return readDenseEntry(findTensor(checkpoint, name), options)
}

/** As {@link readDense}, for an entry at hand. */
export async function readDenseEntry(
  entry: Pick<TensorEntry, 'name' | 'tensor'>,
  options: ReadOptions = {},
): Promise<DenseTensor> {
  const { name, tensor } = entry
  if (tensor.problem !== null) throw unreadable(entry, tensor.problem)
  const { dtype, shape } = tensor
  if (dtype === null || shape === null)
    throw unreadable(entry, 'its element type or shape is not in the file')
  const itemsize = tensor.kind === 'quantized' ? 4 : dtype.itemsize
  const limit = options.maxBytes ?? DEFAULT_LIMITS.tensorBytes
  const nbytes = numelOf(shape) * itemsize
  checkTensorBytes(options, `dense form of tensor "${name}"`, nbytes)
  switch (tensor.kind) {
    case 'strided':
      return { dtype, shape, bytes: await readEntry(entry, options) }
    case 'sparse_coo':
    case 'sparse_csr':
    case 'sparse_csc':
    case 'sparse_bsr':
    case 'sparse_bsc':
      return { dtype, shape, bytes: await densify(name, tensor, shape, dtype, limit) }
    case 'quantized':
      return dequantize(name, tensor, shape, limit)
    default:
      throw unreadable(entry, `a ${tensor.kind} tensor has no dense form that PyTorch defines`)
  }
}

function unreadable({ name, tensor }: Pick<TensorEntry, 'name' | 'tensor'>, reason: string): PthError {
  return new PthError('TENSOR_UNREADABLE', { name, kind: tensor.kind, reason })
}
