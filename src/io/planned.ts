/** Reads by plan: ranges that are asked for together are read together, and small reads come out of what is there. */
import { clipped, GAP_BYTES, joined, lastAtOrBefore } from './ranges.ts'
import { checkRange, readInto } from './source.ts'
import type { ByteRange, ByteSource } from './source.ts'

/** Bytes of a small file: it is read whole, once. */
const WHOLE = 1 << 20
/** Bytes that are kept for the reads to come. What a plan asks for beyond is read when it is wanted. */
const BUDGET = 1 << 25
/** Plans that are kept; the one made longest ago is forgotten. */
const PLANS = 8
/** Ranges that are on their way at one time. */
const AT_ONCE = 16

/** Bytes of the source from `start` on. */
interface Piece {
  readonly start: number
  readonly bytes: Uint8Array
}

/** What was read for one plan: pieces in order, which do not overlap. */
interface Kept {
  readonly pieces: readonly Piece[]
  readonly byteLength: number
}

/**
 * The same source, with a `prefetch`. At most 32 MiB are kept. What cannot be read ahead is read again when it is
 * wanted, and fails there, with the error that it would have without a plan. What no plan asked for is read through
 * `unplanned`.
 */
export function plannedSource(source: ByteSource, unplanned = source): ByteSource {
  const { name, byteLength } = source
  let kept: readonly Kept[] = []
  let whole: Promise<void> | undefined

  async function read(offset: number, length: number): Promise<Uint8Array> {
    checkRange(name, byteLength, offset, length)
    if (byteLength <= WHOLE) await readWhole()
    return held(offset, length) ?? unplanned.read(offset, length)
  }

  function held(offset: number, length: number): Uint8Array | undefined {
    for (const { pieces } of kept) {
      const piece = pieceAt(pieces, offset)
      if (piece === undefined || offset + length > piece.start + piece.bytes.length) continue
      return piece.bytes.subarray(offset - piece.start, offset - piece.start + length)
    }
    return undefined
  }

  function readWhole(): Promise<void> {
    return (whole ??= load([{ offset: 0, length: byteLength }]))
  }

  async function load(ranges: readonly ByteRange[]): Promise<void> {
    const pieces: Piece[] = []
    const waiting = ranges.values()
    const next = async (): Promise<void> => {
      for (const { offset, length } of waiting) {
        try {
          pieces.push({ start: offset, bytes: await source.read(offset, length) })
        } catch {
          // Who reads these bytes asks for them again, and meets the error.
        }
      }
    }
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, ranges.length) }, next))
    if (pieces.length === 0) return
    pieces.sort((a, b) => a.start - b.start)
    const sum = pieces.reduce((bytes, piece) => bytes + piece.bytes.length, 0)
    kept = newest([{ pieces, byteLength: sum }, ...kept])
  }

  async function prefetch(ranges: readonly ByteRange[]): Promise<void> {
    if (byteLength <= WHOLE) return readWhole()
    if (ranges.length === 0) kept = []
    const missing = ranges
      .map((range) => clipped(range, byteLength))
      .filter(({ offset, length }) => length > 0 && held(offset, length) === undefined)
    await load(joined(missing, BUDGET))
  }

  return {
    name,
    byteLength,
    read,
    readInto: async (offset, target) => {
      checkRange(name, byteLength, offset, target.length)
      const bytes = held(offset, target.length)
      if (bytes === undefined) await readInto(unplanned, offset, target)
      else target.set(bytes)
    },
    stretch: (offset, length) => source.stretch?.(offset, length),
    prefetch,
  }
}

/** The piece that begins last at or before `offset`. */
function pieceAt(pieces: readonly Piece[], offset: number): Piece | undefined {
  return pieces[lastAtOrBefore(pieces, offset, ({ start }) => start)]
}

/** The plans that the budget has room for, newest first. */
function newest(plans: readonly Kept[]): readonly Kept[] {
  let left = BUDGET
  return plans.slice(0, PLANS).filter(({ byteLength }) => (left -= byteLength) >= 0)
}

/** Items of one plan. */
const BATCH = 1 << 10
/** Bytes of one plan, with what lies between its ranges. */
const BATCH_BYTES = 1 << 23

/**
 * The items in batches. When a batch comes, the ranges of its items were asked for together; however many items there
 * are, little of the source is in memory.
 */
export async function* batches<Item>(
  source: ByteSource,
  items: readonly Item[],
  rangeOf: (item: Item) => ByteRange,
): AsyncGenerator<readonly Item[]> {
  if (source.prefetch === undefined) {
    yield items
    return
  }
  for (let at = 0; at < items.length;) {
    const ranges: ByteRange[] = []
    let bytes = 0
    let end = Number.NaN
    for (const item of items.slice(at, at + BATCH)) {
      const range = rangeOf(item)
      const gap = range.offset - end
      bytes += range.length + (gap > 0 && gap <= GAP_BYTES ? gap : 0)
      if (bytes > BATCH_BYTES && ranges.length > 0) break
      ranges.push(range)
      end = range.offset + range.length
    }
    await source.prefetch(ranges)
    yield items.slice(at, at + ranges.length)
    at += ranges.length
  }
}
