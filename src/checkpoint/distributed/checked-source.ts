/** Bytes that are compared with a CRC-32 while they are read: the last of them are given only where all are right. */
import { PthError } from '../../errors.ts'
import type { Crc32 } from '../../io/crc32.ts'
import { readInto } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'

/** Bytes of one read of a check on its own. */
const CHECK_BYTES = 1 << 22

/**
 * A source whose bytes have the CRC-32 `expected`. Read from front to back, as tensors are, it is checked on the way
 * and no byte is read twice; read in another order, it is read once more, all of it. `what` names it in the error.
 */
export function checkedSource(source: ByteSource, expected: number, what: string, crc32: Crc32): ByteSource {
  const { name, byteLength } = source
  let crc = 0
  /** Bytes from the front on that are in `crc`. */
  let counted = 0
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
    await readInto(source, offset, target)
    if (target.length === 0) return
    if (offset !== counted || whole !== undefined) return checkWhole()
    counted += target.length
    crc = crc32(target, crc)
    if (counted === byteLength) compare(crc)
  }
  return {
    name,
    byteLength,
    read: async (offset, length) => {
      const bytes = new Uint8Array(length)
      await fill(offset, bytes)
      return bytes
    },
    readInto: fill,
  }
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
