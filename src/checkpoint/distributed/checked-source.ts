/** Bytes that are compared with a CRC-32 while they are read: the last of them are given only where all are right. */
import { PthError } from '../../errors.ts'
import { joinCrc32 } from '../../io/crc32.ts'
import type { Crc32 } from '../../io/crc32.ts'
import { allocate, checkRange, readInto } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'

/** Bytes of one read of a check on its own. */
const CHECK_BYTES = 1 << 22
/** Stretches that are remembered. More come of reading here and there, and then all is read once. */
const STRETCHES = 1_000

/** Bytes `[start, end)` that were read, and their CRC-32. */
interface Stretch {
  readonly start: number
  readonly end: number
  readonly crc: number
}

/**
 * A source whose bytes have the CRC-32 `expected`. Read once from one end to the other, in whichever order, it is
 * checked on the way and no byte is read twice; else it is read once more. `what` names it in the error.
 */
export function checkedSource(source: ByteSource, expected: number, what: string, crc32: Crc32): ByteSource {
  const { name, byteLength } = source
  let stretches: readonly Stretch[] = []
  let whole: Promise<void> | undefined
  const compare = (found: number): void => {
    if (found === expected) return
    throw new PthError('CONTAINER_INVALID', {
      what,
      expected: `CRC-32 ${hex(expected)}`,
      found: hex(found),
      hint: 'the bytes are not those that were written: take the file again from where it was written',
    })
  }
  const checkWhole = (): Promise<void> => (whole ??= crcOf(source, crc32).then(compare))
  const fill = async (offset: number, target: Uint8Array): Promise<void> => {
    checkRange(name, byteLength, offset, target.length)
    await readInto(source, offset, target)
    if (target.length === 0) return
    if (whole !== undefined) return whole
    const read = { start: offset, end: offset + target.length, crc: crc32(target, 0) }
    const joined = withStretch(stretches, read)
    if (joined === undefined || joined.length > STRETCHES) return checkWhole()
    stretches = joined
    const [first] = joined
    if (first?.start === 0 && first.end === byteLength) compare(first.crc)
  }
  return {
    name,
    byteLength,
    read: async (offset, length) => {
      const bytes = allocate(name, length)
      await fill(offset, bytes)
      return bytes
    },
    readInto: fill,
  }
}

/** The stretches with one more, joined to its neighbours; undefined where it overlaps one that it is not inside of. */
function withStretch(stretches: readonly Stretch[], added: Stretch): readonly Stretch[] | undefined {
  const before = stretches.filter(({ end }) => end <= added.start)
  const after = stretches.filter(({ start }) => start >= added.end)
  if (before.length + after.length < stretches.length)
    return stretches.some(({ start, end }) => start <= added.start && end >= added.end)
      ? stretches
      : undefined
  let made = added
  const left = before.at(-1)
  if (left !== undefined && left.end === made.start) {
    before.pop()
    made = joined(left, made)
  }
  const right = after[0]
  if (right !== undefined && right.start === made.end) {
    after.shift()
    made = joined(made, right)
  }
  return [...before, made, ...after]
}

function joined(one: Stretch, next: Stretch): Stretch {
  return { start: one.start, end: next.end, crc: joinCrc32(one.crc, next.crc, next.end - next.start) }
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
