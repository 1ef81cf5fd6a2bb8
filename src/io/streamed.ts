/** One stream for reads that follow one another: where each read has a price of its own, as in browsers. */
import { checkRange } from './source.ts'
import type { ByteSource } from './source.ts'
import { piecesOf } from './stream-pieces.ts'
import type { Pieces } from './stream-pieces.ts'

/** Bytes between two reads of which the second follows the first: what aligns one storage after another. */
const GAP_BYTES = 1 << 12
/** Streams that are open at one time, of all sources: behind each a browser has read some MB ahead. */
const MOST_OPEN = 4
/** Milliseconds until a stream that gives nothing is given up: browsers have been seen to stop in one for good. */
const PATIENCE = 10_000

/** Bytes from `offset` to the end of a source, in pieces of any size; nobody else has the memory of a piece. */
export type OpenStream = (offset: number) => ReadableStream<Uint8Array>

/** Whether a stream stopped once: those that come later are read in the way that has not been seen to stop. */
let stopped = false

/** A stream that is being read. */
interface Reading {
  readonly pieces: Pieces
  /** Where `piece` begins in the source. */
  position: number
  /** What came and was not asked for yet. */
  piece: Uint8Array
  /** Reads that wait for it. */
  waiting: number
}

const NOTHING = new Uint8Array(0)

/** Those that are open; the first was opened longest ago. */
const opened = new Set<Reading>()

/**
 * The same source. Of reads into memory that follow one another the second and all later ones come out of one stream.
 * What a stream cannot give, or does not give within `patience` milliseconds, is read from the source, and fails there.
 */
export function streamedSource(source: ByteSource, open: OpenStream, patience = PATIENCE): ByteSource {
  const { name, byteLength } = source
  let expected = Number.NaN
  let current: Reading | undefined
  let before: Promise<void> = Promise.resolve()

  /** The stream that goes on at `offset`. */
  function readingAt(offset: number): Reading {
    if (current !== undefined && opened.has(current) && current.position <= offset) {
      if (offset - current.position <= GAP_BYTES + current.piece.length) return current
    }
    if (current !== undefined) close(current)
    makeRoom()
    current = {
      pieces: piecesOf(open(offset), { fill: !stopped }),
      position: offset,
      piece: NOTHING,
      waiting: 0,
    }
    opened.add(current)
    return current
  }

  async function fromStream(offset: number, target: Uint8Array): Promise<void> {
    const reading = readingAt(offset)
    reading.waiting += 1
    try {
      await take(reading, offset - reading.position, null, patience)
      await take(reading, target.length, target, patience)
      if (offset + target.length === byteLength) close(reading)
    } catch {
      close(reading)
      target.set(await source.read(offset, target.length))
    } finally {
      reading.waiting -= 1
    }
  }

  return {
    ...source,
    readInto: async (offset, target) => {
      checkRange(name, byteLength, offset, target.length)
      const follows = offset >= expected && offset - expected <= GAP_BYTES
      expected = offset + target.length
      if (target.length === 0) return
      // Nobody begins a stream for one read.
      if (!follows) return target.set(await source.read(offset, target.length))
      const turn = before.then(() => fromStream(offset, target))
      before = turn.catch(() => undefined)
      await turn
    },
  }
}

/** The next `length` bytes, into `target` or nowhere. @throws Error of the stream, or when it ends before or stops */
async function take(
  reading: Reading,
  length: number,
  target: Uint8Array | null,
  patience: number,
): Promise<void> {
  for (let done = 0; done < length;) {
    if (reading.piece.length === 0) {
      const value = await inTime(reading.pieces.next(), patience)
      if (value === null) throw new RangeError('the stream ended')
      reading.piece = value
      continue
    }
    const { piece } = reading
    const taken = Math.min(piece.length, length - done)
    target?.set(piece.subarray(0, taken), done)
    reading.piece = piece.subarray(taken)
    reading.position += taken
    done += taken
  }
}

/** @throws RangeError after `patience` milliseconds */
async function inTime<Result>(work: Promise<Result>, patience: number): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      stopped = true
      reject(new RangeError(`nothing came for ${patience} ms`))
    }, patience)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Close what was opened longest ago and nobody waits for. */
function makeRoom(): void {
  for (const reading of opened) {
    if (opened.size < MOST_OPEN) return
    if (reading.waiting === 0) close(reading)
  }
}

/** What a stream that is given up says of it matters to nobody: its bytes are read again. */
function close(reading: Reading): void {
  if (!opened.delete(reading)) return
  reading.piece = NOTHING
  reading.pieces.cancel().catch(() => undefined)
}
