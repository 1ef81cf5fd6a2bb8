/** The members of a zip archive. */
import { PthError } from '../../errors.ts'
import { crc32 } from '../../io/crc32.ts'
import { inflatedSource } from '../../io/inflate.ts'
import { sliceSource } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'
import { unpackedChunks } from '../../io/unpacked.ts'
import { openEntry } from '../../zip/content.ts'
import { encryptionOf } from '../../zip/encryption.ts'
import type { ZipDirectory } from '../../zip/directory.ts'
import type { ZipEntry } from '../../zip/entry.ts'
import { locateEntry } from '../../zip/local-header.ts'
import { called, memberPath, TWICE, withoutDot } from './archive.ts'
import type { Archive, ArchiveMember } from './archive.ts'
import { unpacked } from './unpack.ts'
import type { Unpacking } from './unpack.ts'

/** Bytes read at a time for a checksum. */
const CHUNK = 1 << 20
/** The archive whose directory was read. Entries that overlap were refused with the directory. */
export function zipArchive(source: ByteSource, directory: ZipDirectory, unpacking: Unpacking): Archive {
  const files = directory.entries.filter(({ name }) => !name.endsWith('/'))
  const counts = new Map<string, number>()
  for (const { name } of files) counts.set(withoutDot(name), (counts.get(withoutDot(name)) ?? 0) + 1)
  return {
    source,
    title: 'zip archive',
    members: files.map((entry) =>
      zipMember(source, entry, (counts.get(withoutDot(entry.name)) ?? 0) > 1, unpacking),
    ),
  }
}

function zipMember(source: ByteSource, entry: ZipEntry, twice: boolean, unpacking: Unpacking): ArchiveMember {
  const name = withoutDot(entry.name)
  const path = memberPath(source.name, name)
  const recorded = entry.crc32 !== 0 && entry.size > 0
  const stored = async (): Promise<ByteSource> => called(await openEntry(source, entry), path)
  return {
    name,
    byteLength: entry.size,
    refused: twice ? TWICE : encryptionOf(entry) === null ? null : 'encrypted',
    head: async (length) => (await openEntry(source, entry)).read(0, Math.min(length, entry.size)),
    open: entry.method === 0 ? stored : () => inflate(source, entry, path, unpacking),
    ...(recorded && entry.method === 0 && { check: async () => checkStored(await stored(), entry, path) }),
  }
}

/** Unpacked in one pass; its length and its CRC-32 must be those that the directory records. */
async function inflate(
  source: ByteSource,
  entry: ZipEntry,
  path: string,
  unpacking: Unpacking,
): Promise<ByteSource> {
  // Refuses encryption and other methods; sizes that no deflate stream can have are refused here too.
  await openEntry(source, entry)
  const packed = called(sliceSource(source, await locateEntry(source, entry), entry.compressedSize), path)
  inflatedSource(packed, entry.size, path)
  async function* checked(): AsyncGenerator<Uint8Array> {
    let length = 0
    let crc = 0
    for await (const chunk of unpackedChunks(packed, 'deflate-raw')) {
      length += chunk.length
      // A stream that is longer than it says is not followed.
      if (length > entry.size) break
      crc = crc32(chunk, crc)
      yield chunk
    }
    if (length !== entry.size)
      throw wrong(path, `${entry.size} bytes`, length > entry.size ? 'more' : `${length}`)
    checkCrc(entry, path, crc)
  }
  return unpacked(unpacking, checked(), path)
}

async function checkStored(content: ByteSource, entry: ZipEntry, path: string): Promise<void> {
  let crc = 0
  for (let at = 0; at < entry.size; at += CHUNK)
    crc = crc32(await content.read(at, Math.min(CHUNK, entry.size - at)), crc)
  checkCrc(entry, path, crc)
}

function checkCrc(entry: ZipEntry, path: string, crc: number): void {
  if (entry.crc32 === 0 || crc === entry.crc32) return
  throw wrong(path, `the CRC-32 that the archive records (${hex(entry.crc32)})`, hex(crc))
}

function wrong(path: string, expected: string, found: string): PthError {
  const hint = 'the archive is damaged; download or copy it again'
  return new PthError('ZIP_INVALID', { what: `member ${path}`, offset: 0, expected, found, hint })
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`
}
