/** Encrypted entries of a zip archive: what their directory says, and when to believe it. */
import { PthError } from '../errors.ts'
import type { ZipEntry } from './entry.ts'

const ENCRYPTED = 0x1
const STRONG = 0x40
const MASKED = 0x2000
/** The method number of AES, behind which the real method is in an extra field. @see APPNOTE.TXT Appendix E */
const AES = 99
/** Bytes that ZipCrypto puts before the data. @see APPNOTE.TXT 6.1.3 */
const CRYPTO_HEADER = 12

/** How an entry is encrypted as its directory entry says; null when it is not marked, or cannot be. */
export function encryptionOf(entry: ZipEntry): string | null {
  const { flags } = entry
  // Nearly every entry of nearly every archive: of them one field is read.
  if ((flags & (ENCRYPTED | STRONG | MASKED)) === 0) return null
  const { method, size, compressedSize } = entry
  if ((flags & STRONG) !== 0) return 'strong encryption'
  if ((flags & MASKED) !== 0) return 'an encrypted directory'
  if (method === AES) return 'AES'
  // Stored data grows by a header: a mark on data of the right size is a lie.
  return method === 0 && compressedSize < size + CRYPTO_HEADER ? null : 'ZipCrypto'
}

/** What of an archive is encrypted, in words; null when nothing is. Folders and empty files have nothing to encrypt. */
export function encryptedRecords(
  entries: readonly ZipEntry[],
): { readonly kinds: string; readonly all: boolean; readonly words: string } | null {
  const kinds = new Set<string>()
  let count = 0
  let files = 0
  for (const entry of entries) {
    const kind = encryptionOf(entry)
    if (kind === null && entry.size === 0) continue
    files += 1
    if (kind === null) continue
    kinds.add(kind)
    count += 1
  }
  if (count === 0) return null
  const list = [...kinds].join(', ')
  const words = `${count} of ${files} records ${count === 1 ? 'is' : 'are'} encrypted (${list})`
  return { kinds: list, all: count === files, words }
}

/** What to do with encrypted data. */
export const DECRYPT = 'torch.load also refuses it; decrypt it first (7z x asks for the password)'

/** Refuse an archive of which nothing can be read. @throws PthError FORMAT_UNSUPPORTED */
export function refuseEncrypted(name: string, entries: readonly ZipEntry[]): void {
  const encrypted = encryptedRecords(entries)
  if (encrypted?.all !== true) return
  throw new PthError('FORMAT_UNSUPPORTED', {
    path: name,
    found: `an encrypted zip archive (${encrypted.kinds})`,
    hint: DECRYPT,
  })
}
