/** Ranges that are going to be read in a known order: asked for in large pieces, a window ahead of the reader. */
import { PthError } from '../../errors.ts'
import type { Bytes } from '../bytes.ts'
import { joined, lastAtOrBefore } from '../ranges.ts'
import type { ByteRange } from '../source.ts'
import { borrowed } from './lent-memory.ts'
import type { Memory, Spare } from './lent-memory.ts'

/** Bytes of one request. A longer range is made of several, side by side: one connection seldom fills the line. */
const PIECE_BYTES = 1 << 22
/** A piece may be so much longer, where nothing is behind it. */
const LEFT_OVER = 1 << 20
/** Bytes that are on their way or kept before the reader comes to them. */
const WINDOW_BYTES = 1 << 25
/** The same of all files of a run; each has at least the piece that is read. */
const RUN_BYTES = 1 << 26
/** Steps before the reader that are kept: several tensors are read side by side, and one may wait for its header. */
const BEHIND = 8
/** A shorter read is a look at a header or a count, and says nothing of how far the reader is. */
const LEAST_READ = 1 << 10
/** A piece of which all but a share of this is read is done with: what lies between tensors nobody reads. */
const UNREAD_SHARE = 64

/** A part of the file that one request brings. */
interface Piece extends ByteRange {
  readonly step: number
  /** Absent before it is asked for, and when it was read. */
  memory: Memory | null
  /** Bytes that were not read. */
  left: number
}

/** Pieces that are read at about the same time. */
interface Step {
  readonly pieces: Piece[]
  byteLength: number
}

/** What all files of a run have asked for and not read. */
export interface Ahead {
  bytes: number
  /** Files that are read to about their end: what is left of them gives way to others. */
  readonly ending: Set<() => void>
  /** Memory of pieces that were read, for those to come. */
  readonly spare: Spare
}

export function newAhead(): Ahead {
  return { bytes: 0, ending: new Set(), spare: [] }
}

/** What is expected of one file. */
export interface Expected {
  /** The bytes of a range; null where they are not expected, not yet, or no longer. */
  read(range: ByteRange): Promise<Uint8Array> | null
  /** The same into memory at hand, which lets that of the pieces be used again. */
  readInto(range: ByteRange, target: Uint8Array): Promise<void> | null
  /** Whether the bytes of a range are on their way or there. */
  has(range: ByteRange): boolean
  /** Forget what is there. */
  close(): void
}

/**
 * The first window is asked for at once. No byte is asked for twice.
 * @param ranges in the order in which they are read
 * @param fetch fills memory with a range; when it has ended it writes no more
 */
export function expectedRanges(
  ranges: readonly ByteRange[],
  fetch: (range: ByteRange, into: Bytes) => Promise<void>,
  ahead: Ahead,
): Expected {
  const steps = stepsOf(withoutOverlap(ranges))
  const sorted = steps.flatMap(({ pieces }) => pieces).toSorted((a, b) => a.offset - b.offset)
  /** Steps before it were asked for; those before `passed` are forgotten. */
  let asked = 0
  let passed = 0
  /** Bytes of this file that were asked for and not forgotten. */
  let own = 0

  function forget(piece: Piece): void {
    const { memory } = piece
    if (memory === null) return
    piece.memory = null
    memory.release()
    own -= piece.length
    ahead.bytes -= piece.length
  }

  function ask(piece: Piece): void {
    const memory = borrowed(ahead.spare, piece.length, (bytes) => fetch(piece, bytes))
    piece.memory = memory
    own += piece.length
    ahead.bytes += piece.length
    // Who reads it meets the error, or asks again by itself.
    memory.filled.catch(() => {
      if (piece.memory === memory) forget(piece)
    })
  }

  /** The reader is at a step: what is far behind is done with, and the window moves. */
  function moveTo(step: number): void {
    for (; passed < step - BEHIND; passed += 1) steps[passed]?.pieces.forEach(forget)
    // A header at the end of a piece is read with the next one.
    for (let done = passed; done < step - 1; done += 1)
      for (const piece of steps[done]?.pieces ?? [])
        if (piece.left * UNREAD_SHARE <= piece.length) forget(piece)
    for (let next = steps[asked]; next !== undefined; next = steps[asked]) {
      if (asked > step && !hasRoom(next)) return
      next.pieces.forEach(ask)
      asked += 1
    }
    if (step >= steps.length - 1) ahead.ending.add(close)
  }

  function hasRoom({ byteLength }: Step): boolean {
    if (own + byteLength > WINDOW_BYTES) return false
    for (const end of ahead.ending) {
      if (ahead.bytes + byteLength <= RUN_BYTES) break
      if (end !== close) end()
    }
    return ahead.bytes + byteLength <= RUN_BYTES
  }

  function close(): void {
    ahead.ending.delete(close)
    sorted.forEach(forget)
  }

  /** The pieces that have a range between them, in order; null where a part of it is in none. */
  function covering({ offset, length }: ByteRange): readonly Piece[] | null {
    const pieces: Piece[] = []
    let at = offset
    for (
      let index = lastAtOrBefore(sorted, offset, (piece) => piece.offset);
      at < offset + length;
      index += 1
    ) {
      const piece = sorted[index]
      if (piece === undefined || piece.offset > at || piece.offset + piece.length <= at) return null
      pieces.push(piece)
      at = piece.offset + piece.length
    }
    return pieces
  }

  function has(range: ByteRange): boolean {
    return covering(range)?.every(({ memory }) => memory !== null) === true
  }

  /** The pieces with a range, held for the reader; null where one of them is not there. */
  function partsOf(range: ByteRange): readonly Part[] | null {
    const pieces = covering(range)
    if (pieces === null) return null
    const step = pieces.reduce((last, piece) => Math.max(last, piece.step), 0)
    // The next one in line is asked for now; what is far ahead is read out of order.
    if (step > asked + BEHIND || pieces.some((piece) => piece.step < asked && piece.memory === null))
      return null
    if (range.length < LEAST_READ && step >= asked) return null
    // What was read in another way, or is not read at all, must not end the plan.
    const first = pieces.reduce((least, piece) => Math.min(least, piece.step), step)
    if (first > asked) asked = first
    // Before the window moves: what is far behind is forgotten then.
    const before = pieces.map(heldPart)
    if (range.length >= LEAST_READ) moveTo(step)
    const after = pieces.map((piece, at) => before[at] ?? heldPart(piece))
    const parts = after.filter((part) => part !== null)
    if (parts.length < pieces.length) {
      for (const { memory } of parts) memory.release()
      return null
    }
    for (const piece of pieces) piece.left -= overlap(piece, range)
    return parts
  }

  function read(range: ByteRange): Promise<Uint8Array> | null {
    const parts = partsOf(range)
    return parts === null ? null : lentOrCopied(range, parts)
  }

  function readInto(range: ByteRange, target: Uint8Array): Promise<void> | null {
    const parts = partsOf(range)
    return parts === null ? null : copied(range, parts, target)
  }

  moveTo(-1)
  return { read, readInto, has, close }
}

function overlap(one: ByteRange, other: ByteRange): number {
  const end = Math.min(one.offset + one.length, other.offset + other.length)
  return Math.max(0, end - Math.max(one.offset, other.offset))
}

/** A piece that is read. */
interface Part {
  readonly offset: number
  readonly length: number
  readonly memory: Memory
}

/** Null where the piece is not there. */
function heldPart({ offset, length, memory }: Piece): Part | null {
  if (memory === null) return null
  memory.hold()
  return { offset, length, memory }
}

/** The bytes of a range: of one piece itself where they are most of it, else in memory of their own. */
async function lentOrCopied(range: ByteRange, parts: readonly Part[]): Promise<Uint8Array> {
  const [only, ...others] = parts
  if (only !== undefined && others.length === 0 && range.length > only.length / 2) {
    // It is never released, and so never used for anything else.
    const bytes = await only.memory.filled
    return bytes.subarray(range.offset - only.offset, range.offset + range.length - only.offset)
  }
  const whole = new Uint8Array(range.length)
  await copied(range, parts, whole)
  return whole
}

/** Copy a range out of pieces that are beside each other. */
async function copied(
  { offset, length }: ByteRange,
  parts: readonly Part[],
  target: Uint8Array,
): Promise<void> {
  try {
    let at = offset
    for (const { offset: start, memory } of parts) {
      const bytes = await memory.filled
      const part = bytes.subarray(at - start, offset + length - start)
      target.set(part, at - offset)
      at += part.length
    }
    // Memory that was not filled must never be taken for the file.
    if (at !== offset + length)
      throw new PthError('INTERNAL', { reason: `${length} bytes at ${offset} came in part` })
  } finally {
    for (const { memory } of parts) memory.release()
  }
}

/** The same order, where each byte is in one range: that which begins first in the file. */
function withoutOverlap(ranges: readonly ByteRange[]): readonly ByteRange[] {
  const clippedTo = new Map<ByteRange, ByteRange>()
  let end = 0
  for (const range of ranges.toSorted((a, b) => a.offset - b.offset)) {
    const offset = Math.max(range.offset, end)
    const length = Math.max(0, range.offset + range.length - offset)
    if (length < range.length) clippedTo.set(range, { offset, length })
    end = offset + length
  }
  return ranges.map((range) => clippedTo.get(range) ?? range).filter(({ length }) => length > 0)
}

/** Neighbours in the order of reading, as many as a piece has bytes; in a step, close ones are one piece. */
function stepsOf(ranges: readonly ByteRange[]): Step[] {
  const steps: Step[] = []
  let some: ByteRange[] = []
  let bytes = 0
  const end = (): void => {
    for (const step of cut(joined(some, Infinity), steps.length)) steps.push(step)
    some = []
    bytes = 0
  }
  for (const range of ranges) {
    if (bytes + range.length > PIECE_BYTES) end()
    some.push(range)
    bytes += range.length
  }
  end()
  return steps
}

/** Long ranges in pieces, each a step of its own; short ones are one step. */
function cut(ranges: readonly ByteRange[], first: number): Step[] {
  const steps: Step[] = []
  let last: Step | undefined
  for (const { offset, length } of ranges)
    for (let at = 0, size = 0; at < length; at += size) {
      // What is left over is not worth a request.
      size = length - at < PIECE_BYTES + LEFT_OVER ? length - at : PIECE_BYTES
      if (last === undefined || last.byteLength + size > PIECE_BYTES) {
        last = { pieces: [], byteLength: 0 }
        steps.push(last)
      }
      const step = first + steps.length - 1
      last.pieces.push({ offset: offset + at, length: size, step, memory: null, left: size })
      last.byteLength += size
    }
  return steps
}
