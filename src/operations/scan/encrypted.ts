/** Entries of a zip archive that are marked as encrypted, under scan: the mark may be a lie. */
import { isPthError } from '../../errors.ts'
import { crc32 } from '../../io/crc32.ts'
import type { ByteSource } from '../../io/source.ts'
import { openEntryAsTorch } from '../../zip/content.ts'
import { encryptionOf } from '../../zip/encryption.ts'
import type { ZipEntry } from '../../zip/entry.ts'
import { find } from './context.ts'
import type { ScanContext, ScanInside } from './context.ts'
import { scanUnsigned } from './unsigned.ts'

/** Bytes read at a time for a checksum. */
const CHUNK = 1 << 20

/**
 * Whether nothing more is to be scanned of an entry, as it is encrypted. Where the bytes are what the archive has a
 * checksum of, the mark is a finding: programs that do not look at it read the entry.
 * @throws PthError SOURCE_UNREADABLE
 */
export async function isEncrypted(
  context: ScanContext,
  source: ByteSource,
  entry: ZipEntry,
  member: string,
  depth: number,
  inside: ScanInside,
): Promise<boolean> {
  const encryption = encryptionOf(entry)
  if (encryption === null) return false
  try {
    const content = await openEntryAsTorch(source, entry)
    if (await isPlain(content, entry)) {
      const told = `marked as encrypted (${encryption}), and its bytes are not`
      find(context, 'ZIP_FLAGS', 'error', member, entry.headerOffset, told)
      return false
    }
    // A wrong checksum is no proof: no loader compares it. Encrypted bytes name nothing.
    await scanUnsigned(context, content, member, depth, inside)
  } catch (error) {
    // What is encrypted is no deflate stream.
    if (!isPthError(error, 'ZIP_INVALID', 'SOURCE_TRUNCATED', 'FORMAT_UNSUPPORTED', 'LIMIT_EXCEEDED'))
      throw error
  }
  return true
}

async function isPlain(content: ByteSource, { size, crc32: recorded }: ZipEntry): Promise<boolean> {
  if (content.byteLength < size) return false
  let crc = 0
  for (let at = 0; at < size; at += CHUNK)
    crc = crc32(await content.read(at, Math.min(CHUNK, size - at)), crc)
  return recorded === 0 || crc === recorded
}
