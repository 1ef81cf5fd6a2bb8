/** The elements of one tensor as a source: row-major, little-endian, whatever its strides are. */
import { PthError } from '../../errors.ts'
import type { ExpectedPlace } from '../../container/record.ts'
import { checkRange, filledSource } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'
import { plainRange, rangeInOrder, tensorChunks } from '../read/read.ts'
import { nbytesOf } from '../tensor.ts'
import type { StridedTensor } from '../tensor.ts'

/** Bytes of what is gathered at once of a tensor that does not lie row by row. */
const BLOCK_BYTES = 1 << 24

/**
 * Open a tensor as a source of its values. One that lies in the file as it is read is a slice of the file; any other is
 * gathered in blocks, in order, of which the last is kept: reading it from front to back gathers it once.
 * @throws PthError TENSOR_UNREADABLE, STORAGE_OUT_OF_RANGE
 */
export async function denseSource(name: string, tensor: StridedTensor): Promise<ByteSource> {
  const plain = plainRange({ name, tensor })
  const byteLength = nbytesOf(tensor)
  if (byteLength === null)
    throw new PthError('TENSOR_UNREADABLE', {
      name,
      kind: tensor.kind,
      reason: 'its element type is unknown',
    })
  if (plain !== undefined) {
    const storage = await plain.record.open()
    const { offset } = plain
    return {
      name,
      byteLength,
      read: async (start, length) => {
        checkRange(name, byteLength, start, length)
        return storage.read(offset + start, length)
      },
      ...(storage.readInto !== undefined && {
        readInto: async (start: number, target: Uint8Array) => {
          checkRange(name, byteLength, start, target.length)
          await storage.readInto?.(offset + start, target)
        },
      }),
    }
  }
  return gatheredSource(name, tensor, byteLength)
}

/** Where {@link denseSource} reads a tensor from, of which a storage is read from front to back. */
export function densePlaces(name: string, tensor: StridedTensor): readonly ExpectedPlace[] | null {
  if (tensor.problem !== null) return null
  const read = rangeInOrder({ name, tensor })
  return read?.record.expect?.(read.offset, read.length) ?? null
}

function gatheredSource(name: string, tensor: StridedTensor, byteLength: number): ByteSource {
  let blocks: AsyncGenerator<Uint8Array> | undefined
  let block: Uint8Array = new Uint8Array(0)
  /** Of `block` in the tensor, in bytes. */
  let start = 0
  let turn: Promise<unknown> = Promise.resolve()
  const fill = async (offset: number, target: Uint8Array): Promise<void> => {
    let done = 0
    while (done < target.length) {
      const at = offset + done
      if (blocks === undefined || at < start) {
        await blocks?.return(undefined)
        blocks = tensorChunks({ name, tensor }, BLOCK_BYTES, true)
        block = new Uint8Array(0)
        start = 0
      }
      if (at < start + block.length) {
        const some = block.subarray(at - start, at - start + target.length - done)
        target.set(some, done)
        done += some.length
        continue
      }
      start += block.length
      const next = await blocks.next()
      if (next.done === true)
        throw new PthError('SOURCE_TRUNCATED', {
          what: name,
          offset: at,
          expected: target.length - done,
          found: 0,
        })
      block = next.value
    }
  }
  /** One block serves all: who reads waits for who read before. */
  const readInto = (offset: number, target: Uint8Array): Promise<void> => {
    const mine = turn.then(() => fill(offset, target))
    turn = mine.catch(() => undefined)
    return mine
  }
  return filledSource(name, byteLength, readInto)
}
