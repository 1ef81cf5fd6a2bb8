/** The values of a tensor in float32, as `tensor.float()` gives them: converted while they are read. */
import type { StorageRecord } from '../../../container/record.ts'
import type { DType } from '../../../dtype/dtype.ts'
import { decodeToFloat32 } from '../../../dtype/float-codes.ts'
import { allocate, checkRange } from '../../../io/source.ts'
import type { ByteSource } from '../../../io/source.ts'
import type { Part } from './rank-file.ts'

/** Bytes of a float32. */
const SIZE = 4

/** The elements of a part in float32. */
export function float32Record(part: Part, name: string): StorageRecord {
  const byteLength = part.numel * SIZE
  return {
    member: name,
    byteLength,
    crc32: null,
    packing: 'pieces',
    open: async () => float32Source(await part.open(), part.dtype, name, byteLength),
    locate: async () => null,
    expect: (offset, length) => (offset === 0 && length === byteLength ? part.expect() : null),
  }
}

function float32Source(source: ByteSource, dtype: DType, name: string, byteLength: number): ByteSource {
  return {
    name,
    byteLength,
    read: async (offset, length) => {
      checkRange(name, byteLength, offset, length)
      const first = Math.floor(offset / SIZE)
      const end = Math.ceil((offset + length) / SIZE)
      const bytes = await source.read(first * dtype.itemsize, (end - first) * dtype.itemsize)
      const begin = offset - first * SIZE
      return float32Of(bytes, dtype, name).subarray(begin, begin + length)
    },
  }
}

function float32Of(bytes: Uint8Array, dtype: DType, name: string): Uint8Array {
  const { itemsize } = dtype
  const count = bytes.length / itemsize
  const made = allocate(name, count * SIZE)
  const from = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const to = new DataView(made.buffer)
  for (let at = 0; at < count; at += 1) {
    if (itemsize === 8) to.setFloat32(at * SIZE, from.getFloat64(at * itemsize, true), true)
    else {
      const code = itemsize === 1 ? from.getUint8(at) : from.getUint16(at * itemsize, true)
      to.setUint32(at * SIZE, decodeToFloat32(code, dtype), true)
    }
  }
  return made
}
