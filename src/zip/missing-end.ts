/** Why an archive has no end record that holds: it was cut off, or the bytes that should be one were changed. */
import { grouped } from '../digits.ts'
import { PthError } from '../errors.ts'
import { SALVAGE } from '../salvage.ts'
import type { ByteSource } from '../io/source.ts'

/** Bytes of an end record, and of one with the ZIP64 records before it. */
const CLASSIC = 22
const WITH_WIDE = 98
const ENTRY = 46
/** Bytes looked at: where an end record can be. */
const TAIL = CLASSIC + 0xffff

/** The error for an archive without an end record. @throws PthError SOURCE_UNREADABLE */
export async function missingEnd(source: ByteSource): Promise<PthError> {
  const length = Math.min(source.byteLength, TAIL)
  const tail = await source.read(source.byteLength - length, length)
  const size = grouped(source.byteLength)
  return new PthError('ZIP_INVALID', {
    what: 'end of central directory',
    offset: source.byteLength - length,
    expected: 'an end record in the last 64 KiB',
    ...reasonOf(tail, size, (await hasOneEntry(source)) ? NOTHING : SALVAGE),
  })
}

/** Bytes of a short file that are searched for the header of a second entry. */
const SHORT = 1 << 20
/** The advice in the place of {@link SALVAGE}. */
const NOTHING = 'nothing in it can be salvaged: download or copy it again'

/**
 * Whether a short file has the header of its first entry and no other. The first entry of what PyTorch writes is the
 * pickle, which says where the tensors are: of such a file nothing can be salvaged.
 */
async function hasOneEntry(source: ByteSource): Promise<boolean> {
  if (source.byteLength > SHORT) return false
  const bytes = await source.read(0, source.byteLength)
  return lastSignature(bytes, 3, 4, 4) === 0 && lastSignature(bytes, 1, 2, 4) < 0
}

function reasonOf(
  tail: Uint8Array,
  size: string,
  advice: string,
): { readonly found: string; readonly hint: string } {
  const zeros = zerosAtEnd(tail)
  if (zeros >= CLASSIC) {
    const count = zeros === tail.length ? `${zeros} or more` : String(zeros)
    return {
      found: `none, and ${count} zero bytes at the end`,
      hint: `the end was overwritten, or never arrived (a download that reserved its space and broke off); ${advice}`,
    }
  }
  if (lastSignature(tail, 5, 6, CLASSIC) >= 0)
    return {
      found: 'one whose directory is not where it says',
      hint: `bytes of the file were changed, or are missing in its middle; download or copy it again; ${SALVAGE}`,
    }
  const entry = lastSignature(tail, 1, 2, ENTRY)
  if (entry >= 0 && hasEndBytes(tail, entry))
    return {
      found: 'none, but the directory before it',
      hint: `its bytes were changed; download or copy the file again; ${SALVAGE}`,
    }
  return {
    found: 'none',
    hint: `the file has ${size} bytes and is cut off (an interrupted download or copy?); ${advice}`,
  }
}

function zerosAtEnd(tail: Uint8Array): number {
  let zeros = 0
  while (zeros < tail.length && tail[tail.length - 1 - zeros] === 0) zeros += 1
  return zeros
}

/** Where `PK` and these two bytes are last, with `bytes` bytes from there; -1 when nowhere. */
function lastSignature(tail: Uint8Array, third: number, fourth: number, bytes: number): number {
  for (let at = tail.length - bytes; at >= 0; at -= 1)
    if (tail[at] === 0x50 && tail[at + 1] === 0x4b && tail[at + 2] === third && tail[at + 3] === fourth)
      return at
  return -1
}

/** Whether as many bytes as the end records have follow the last entry of the directory. */
function hasEndBytes(tail: Uint8Array, entry: number): boolean {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength)
  const names = view.getUint16(entry + 28, true) + view.getUint16(entry + 30, true)
  const end = entry + ENTRY + names + view.getUint16(entry + 32, true)
  const wide = tail[end] === 0x50 && tail[end + 1] === 0x4b && tail[end + 2] === 6 && tail[end + 3] === 6
  return tail.length - end >= (wide ? WITH_WIDE : CLASSIC)
}
