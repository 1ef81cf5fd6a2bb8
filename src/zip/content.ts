/** The content of one zip entry: found by its local header, stored or inflated. */
import { PthError } from '../errors.ts'
import { inflatedSource, newInflateRoom } from '../io/inflate.ts'
import type { InflateRoom } from '../io/inflate.ts'
import { DEFAULT_LIMITS, limitsFor } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { sliceSource } from '../io/source.ts'
import type { ByteSource } from '../io/source.ts'
import { DECRYPT, encryptionOf } from './encryption.ts'
import { REFUSED_FLAGS } from './entry.ts'
import type { ZipEntry } from './entry.ts'
import { locateEntry, readLocalHeader } from './local-header.ts'

/**
 * The content of an entry as a source of `entry.size` bytes; nothing of the content is read yet.
 * @throws PthError FORMAT_UNSUPPORTED for encryption and for methods other than stored and deflated
 */
export async function openEntry(source: ByteSource, entry: ZipEntry): Promise<ByteSource> {
  return contentAt(source, entry, await locateContent(source, entry))
}

/** Where the (packed) content of an entry begins. @throws PthError FORMAT_UNSUPPORTED for encryption, ZIP_AMBIGUOUS */
export async function locateContent(source: ByteSource, entry: ZipEntry): Promise<number> {
  if ((entry.flags & REFUSED_FLAGS) !== 0) {
    const encryption = encryptionOf(entry)
    const mark = `marked as encrypted or patched (zip flags 0x${entry.flags.toString(16)})`
    throw new PthError('FORMAT_UNSUPPORTED', {
      path: entry.name,
      found: encryption === null ? mark : `encrypted (${encryption})`,
      hint: DECRYPT,
    })
  }
  return locateEntry(source, entry)
}

/**
 * The content of an entry as torch finds it: by the central directory alone, whatever name, method
 * and flags are at the data. For scan; every other command refuses such an entry.
 * @throws as {@link openEntry}
 */
export async function openEntryAsTorch(source: ByteSource, entry: ZipEntry): Promise<ByteSource> {
  return contentAt(source, entry, (await readLocalHeader(source, entry)).dataOffset)
}

function contentAt(source: ByteSource, entry: ZipEntry, offset: number): ByteSource {
  if (entry.method !== 0 && entry.method !== 8) {
    throw new PthError('FORMAT_UNSUPPORTED', {
      path: entry.name,
      found: `packed with zip method ${entry.method}`,
      hint: 'unpack the archive and zip it again with "stored" or "deflate"',
    })
  }
  const packed = sliceSource(source, offset, entry.compressedSize)
  return entry.method === 0 ? packed : inflatedSource(packed, entry.size, entry.name, roomOf(source))
}

const ROOMS = new WeakMap<ByteSource, InflateRoom>()

/** An archive keeps one inflated entry at a time, however many are read in no order. */
function roomOf(archive: ByteSource): InflateRoom {
  const room = ROOMS.get(archive) ?? newInflateRoom(limitsFor(DEFAULT_LIMITS, archive.byteLength))
  ROOMS.set(archive, room)
  return room
}

/** Take the budget of a run for what is inflated from an archive that it opens. */
export function limitInflation(archive: ByteSource, limits: Limits): void {
  const run = limits.spent === undefined ? limitsFor(limits, archive.byteLength) : limits
  ROOMS.set(archive, newInflateRoom(run))
}
