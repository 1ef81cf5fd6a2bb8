/** The components of a strided nested tensor: views of one buffer, described by tensors in the file. */
import { PthError } from '../../errors.ts'
import { boundsProblem } from '../bounds.ts'
import { readEntry } from './read.ts'
import { isContiguous } from '../tensor.ts'
import type { CompositeTensor, StridedTensor, Tensor, TensorPart } from '../tensor.ts'

/** Bytes of each describing tensor. A batch of a million sequences of three dimensions takes 24 MB. */
const DESCRIPTION_BYTES = 1 << 26

/**
 * One part for each component, named `components[0]` and so on.
 * @throws PthError TENSOR_UNREADABLE when the description does not match the buffer
 * @see torch aten/src/ATen/native/nested/NestedTensorUtils.cpp `NestedTensor_unbind`
 */
export async function nestedComponents(name: string, tensor: CompositeTensor): Promise<TensorPart[]> {
  const part = (wanted: string): Tensor => {
    const found = tensor.parts.find((one) => one.name === wanted)
    if (found === undefined) throw unreadable(name, `it has no part ${wanted}`)
    return found.tensor
  }
  const buffer = part('buffer')
  // torch takes the components from the beginning of the buffer's storage.
  if (buffer.kind !== 'strided' || buffer.storageOffset !== 0 || !isContiguous(buffer)) {
    throw unreadable(name, 'its buffer is not one contiguous tensor at the beginning of its storage')
  }
  const [sizes, strides, offsets] = await Promise.all(
    ['nested_sizes', 'nested_strides', 'storage_offsets'].map((wanted) =>
      readIntegers(name, wanted, part(wanted)),
    ),
  )
  const count = part('nested_sizes').shape?.[0] ?? 0
  const dim = part('nested_sizes').shape?.[1] ?? 0
  if (sizes?.length !== count * dim || strides?.length !== count * dim || offsets?.length !== count) {
    throw unreadable(name, 'its sizes, strides and offsets contradict one another')
  }
  return Array.from({ length: count }, (_, index) => {
    const component: StridedTensor = {
      ...buffer,
      requiresGrad: false,
      shape: sizes.slice(index * dim, (index + 1) * dim),
      stride: strides.slice(index * dim, (index + 1) * dim),
      storageOffset: offsets[index] ?? 0,
      problem: null,
    }
    return {
      name: `components[${index}]`,
      tensor: { ...component, problem: buffer.storage.problem ?? boundsProblem(component) },
    }
  })
}

/** Sizes, strides or offsets: int64 values from 0 up. */
async function readIntegers(name: string, part: string, tensor: Tensor): Promise<number[]> {
  if (tensor.dtype?.name !== 'int64') throw unreadable(name, `its ${part} are not int64`)
  const bytes = await readEntry({ name: `${name}.${part}`, tensor }, { maxBytes: DESCRIPTION_BYTES })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: bytes.length / 8 }, (_, at) => {
    const value = Number(view.getBigInt64(at * 8, true))
    if (!Number.isSafeInteger(value) || value < 0) throw unreadable(name, `its ${part} contain ${value}`)
    return value
  })
}

function unreadable(name: string, reason: string): PthError {
  return new PthError('TENSOR_UNREADABLE', { name, kind: 'nested', reason })
}
