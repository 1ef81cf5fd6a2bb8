/** The sums of pairs of large tensors by other threads, chunk by chunk as one thread makes them. */
import { piecesOf, stretchOf } from '../checkpoint/read/crew.ts'
import type { Crew } from '../checkpoint/read/crew.ts'
import { plainRange } from '../checkpoint/read/read.ts'
import type { TensorEntry } from '../checkpoint/find/state-dict.ts'
import { BLOCK_BYTES, hasKernels } from '../dtype/kernels.ts'
import type { ChunkSums } from '../dtype/pair-sums.ts'
import { PthError } from '../errors.ts'
import type { Tolerance } from './value-comparison.ts'

type Entry = Pick<TensorEntry, 'name' | 'tensor'>

/** For each chunk of `BLOCK_BYTES` its sums; null where it must be compared pair by pair. */
export interface SumsApart {
  readonly sums: readonly (ChunkSums | null)[]
  /** Both chunks that begin `index` blocks into the tensors. @throws PthError of reading */
  chunks(index: number): Promise<readonly [left: Uint8Array, right: Uint8Array]>
}

/** Bytes of a tensor that is given to another thread. */
const LEAST_BYTES = 1 << 18

/** Null where the threads cannot compare the two, or could not read them: they are compared in their turn. */
export async function sumApart(
  a: Entry,
  b: Entry,
  { crew, rtol, atol }: Tolerance & { readonly crew?: Crew },
): Promise<SumsApart | null> {
  const { dtype } = a.tensor
  if (crew === undefined || dtype === null || dtype !== b.tensor.dtype || !hasKernels(dtype.name)) return null
  const [left, right] = await Promise.all([stretchOf(a), stretchOf(b)])
  if (left === null || right === null || left.length !== right.length || left.length < LEAST_BYTES)
    return null
  const others = piecesOf(right)
  const found = await Promise.all(
    piecesOf(left).map((piece, index) =>
      crew.run('compare', { a: piece, b: others[index] ?? right, dtype: dtype.name, rtol, atol }),
    ),
  )
  if (found.includes(null)) return null
  return {
    sums: found.flatMap((sums) => sums ?? []),
    chunks: async (index) => [await chunkOf(a, index), await chunkOf(b, index)],
  }
}

async function chunkOf(entry: Entry, index: number): Promise<Uint8Array> {
  const plain = plainRange(entry)
  if (plain === undefined)
    throw new PthError('INTERNAL', { reason: `"${entry.name}" is no longer in one piece` })
  const source = await plain.record.open()
  const at = index * BLOCK_BYTES
  return source.read(plain.offset + at, Math.min(BLOCK_BYTES, plain.length - at))
}
