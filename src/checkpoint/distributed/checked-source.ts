/** Bytes that are compared with a CRC-32 while they are read: the last of them are given only where all are right. */
import { PthError } from '../../errors.ts'
import { joinCrc32 } from '../../io/crc32.ts'
import type { Crc32 } from '../../io/crc32.ts'
import { filledSource, readInto } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'

/** Bytes of one read of a check on its own. */
const CHECK_BYTES = 1 << 22
/** Stretches that are remembered, for parts of 100,000 parameters. With more of them all is read once. */
const STRETCHES = 200_000
/** Bytes that nobody reads and that are read for the checksum. Largest known: 64 KiB, padding of 8,192 ranks. */
const UNUSED_BYTES = 1 << 22

/** Bytes `[start, end)` that were read, and their CRC-32. */
interface Stretch {
  readonly start: number
  readonly end: number
  readonly crc: number
}

/**
 * A source whose bytes have the CRC-32 `expected`. Read once from one end to the other, in whichever order, it is
 * checked on the way and no byte is read twice; else it is read once more. `what` names it in the error. The bytes that
 * are `unused`, such as padding, are read when all others were; where they are many, nothing is compared.
 */
export function checkedSource(
  source: ByteSource,
  expected: number,
  what: string,
  crc32: Crc32,
  unused = 0,
): ByteSource {
  const { name, byteLength } = source
  if (unused > UNUSED_BYTES) return source
  const stretches: Stretch[] = []
  let covered = 0
  let whole: Promise<void> | undefined
  const compare = (found: number): void => compareCrc(found, expected, what)
  const checkWhole = (): Promise<void> => (whole ??= crcOf(source, crc32).then(compare))
  const fill = async (offset: number, target: Uint8Array): Promise<void> => {
    await readInto(source, offset, target)
    if (target.length === 0) return
    if (whole !== undefined) return whole
    const read = { start: offset, end: offset + target.length, crc: crc32(target, 0) }
    const added = addStretch(stretches, read)
    if (added === undefined || stretches.length > STRETCHES) return checkWhole()
    covered += added
    if (covered < byteLength - unused) return
    await (whole ??= readRest(source, stretches, crc32).then(compare))
  }
  return filledSource(name, byteLength, fill)
}

/**
 * Add a stretch, joined to its neighbours. Answers the bytes that are new: none where it is inside of one that is
 * there; undefined where it overlaps one that it is not inside of.
 */
function addStretch(stretches: Stretch[], added: Stretch): number | undefined {
  const at = firstBehind(stretches, added.start)
  const before = stretches[at - 1]
  const after = stretches[at]
  if (before !== undefined && before.end >= added.end) return 0
  if ((before?.end ?? 0) > added.start || (after?.start ?? added.end) < added.end) return undefined
  const left = before?.end === added.start
  const right = after?.start === added.end
  let made = left ? joined(before, added) : added
  if (right) made = joined(made, after)
  stretches.splice(at - Number(left), Number(left) + Number(right), made)
  return added.end - added.start
}

/** The index of the first stretch that begins behind `place`. */
function firstBehind(stretches: readonly Stretch[], place: number): number {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((stretches[middle] as Stretch).start > place) high = middle
    else low = middle + 1
  }
  return low
}

/** Read what is between the stretches; the checksum of all. */
async function readRest(source: ByteSource, stretches: readonly Stretch[], crc32: Crc32): Promise<number> {
  let crc = 0
  let place = 0
  const end = { start: source.byteLength, end: source.byteLength, crc: 0 }
  for (const stretch of [...stretches, end]) {
    if (stretch.start > place) crc = crc32(await source.read(place, stretch.start - place), crc)
    crc = joinCrc32(crc, stretch.crc, stretch.end - stretch.start)
    place = stretch.end
  }
  return crc
}

function joined(one: Stretch, next: Stretch): Stretch {
  return { start: one.start, end: next.end, crc: joinCrc32(one.crc, next.crc, next.end - next.start) }
}

/** Compare all bytes of a source, of which only some are wanted. @throws PthError CONTAINER_INVALID */
export async function checkSource(
  source: ByteSource,
  expected: number,
  what: string,
  crc32: Crc32,
): Promise<void> {
  compareCrc(await crcOf(source, crc32), expected, what)
}

/** @throws PthError CONTAINER_INVALID where they differ */
export function compareCrc(found: number, expected: number, what: string): void {
  if (found === expected) return
  throw new PthError('CONTAINER_INVALID', {
    what,
    expected: `CRC-32 ${hex(expected)}`,
    found: hex(found),
    hint: 'the bytes are not those that were written: take the file again from where it was written',
  })
}

async function crcOf(source: ByteSource, crc32: Crc32): Promise<number> {
  let crc = 0
  for (let at = 0; at < source.byteLength; at += CHECK_BYTES)
    crc = crc32(await source.read(at, Math.min(CHECK_BYTES, source.byteLength - at)), crc)
  return crc
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, '0')
}
