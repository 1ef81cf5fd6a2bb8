/** Threads that read stretches of open files by themselves and say what came of them: the core names the need. */
import type { Moments } from '../../dtype/moments.ts'
import type { ChunkSums } from '../../dtype/pair-sums.ts'
import type { FileStretch } from '../../io/source.ts'
import type { TensorEntry } from '../find/state-dict.ts'
import type { Block } from './gather.ts'
import { plainRange } from './read.ts'

/** What a thread can be asked for, and what it answers. */
export interface CrewWork {
  readonly crc32: { readonly asked: { readonly at: FileStretch }; readonly answer: number }
  /** Lower-case hexadecimal. */
  readonly sha256: { readonly asked: { readonly at: FileStretch }; readonly answer: string }
  /** The moments of each block of `BLOCK_BYTES`, and the digest of all bytes where it is asked for. */
  readonly measure: {
    readonly asked: { readonly at: FileStretch; readonly dtype: string; readonly digest: boolean }
    readonly answer: { readonly blocks: readonly Moments[]; readonly sha256: string | null }
  }
  /** The sums of each pair of blocks of `BLOCK_BYTES`; null for those with a number that is not finite. */
  readonly compare: {
    readonly asked: {
      readonly a: FileStretch
      readonly b: FileStretch
      readonly dtype: string
      readonly rtol: number
      readonly atol: number
    }
    readonly answer: readonly (ChunkSums | null)[]
  }
  /** The elements of a block of a view into the storage `at`, into `out`: the bytes that were written. */
  readonly gather: {
    readonly asked: {
      readonly at: FileStretch
      readonly block: Block
      readonly itemsize: number
      readonly out: SharedArrayBuffer
    }
    readonly answer: number
  }
}

/** Threads beside the one that asks. They begin with the first piece of work, and take the pieces in order. */
export interface Crew {
  readonly size: number
  /**
   * Null when the thread could not read the stretch, or there are no threads: read it yourself, which says why.
   * @throws PthError INTERNAL when a thread ended before it answered
   */
  run<Kind extends keyof CrewWork>(
    kind: Kind,
    asked: CrewWork[Kind]['asked'],
  ): Promise<CrewWork[Kind]['answer'] | null>
}

/**
 * Where the bytes of a tensor are, just as they are read, in an open file; null where they are not, or where something
 * is wrong with it, which reading it reports.
 */
export async function stretchOf(entry: Pick<TensorEntry, 'name' | 'tensor'>): Promise<FileStretch | null> {
  try {
    const plain = plainRange(entry)
    if (plain === undefined) return null
    // What is read ahead from far away is no open file, and is not opened out of its turn.
    if ((plain.record.expect?.(plain.offset, plain.length) ?? null) !== null) return null
    const source = await plain.record.open()
    return source.stretch?.(plain.offset, plain.length) ?? null
  } catch {
    return null
  }
}

/** Bytes of one piece of work at most: a multiple of every block. */
export const PIECE_BYTES = 1 << 24

/** A stretch in pieces of at most {@link PIECE_BYTES}. */
export function piecesOf({ descriptor, offset, length }: FileStretch): FileStretch[] {
  return Array.from({ length: Math.ceil(length / PIECE_BYTES) }, (_, index) => {
    const start = index * PIECE_BYTES
    return { descriptor, offset: offset + start, length: Math.min(PIECE_BYTES, length - start) }
  })
}

/**
 * What `begin` gives for each item, in their order; it is called for up to `most` items before the first of them is
 * waited for. When the generator ends, early or not, all that was begun has ended too: files may then be closed.
 */
export async function* ahead<Item, Result>(
  items: Iterable<Item>,
  most: number,
  begin: (item: Item) => Promise<Result>,
): AsyncGenerator<readonly [Item, Result]> {
  const begun: (readonly [Item, Promise<Result>])[] = []
  const rest = items[Symbol.iterator]()
  const fill = (): void => {
    while (begun.length < most) {
      const next = rest.next()
      if (next.done === true) return
      const result = begin(next.value)
      // A failure is met in its turn.
      result.catch(() => undefined)
      begun.push([next.value, result])
    }
  }
  try {
    fill()
    for (let first = begun[0]; first !== undefined; [first] = begun) {
      const [item, result] = first
      yield [item, await result]
      begun.shift()
      fill()
    }
  } finally {
    await Promise.allSettled(begun.map(([, result]) => result))
  }
}
