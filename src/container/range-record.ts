/** Storage records: an entry of an archive, a range of a file, and bytes in memory. */
import { memorySource, sliceSource } from '../io/source.ts'
import type { ByteSource } from '../io/source.ts'
import { openEntry } from '../zip/content.ts'
import type { ZipEntry } from '../zip/entry.ts'
import { locateEntry } from '../zip/local-header.ts'
import type { StorageRecord } from './record.ts'

/** The bytes `[offset, offset + byteLength)` of a file, as they are there. */
export function rangeRecord(
  source: ByteSource,
  member: string,
  offset: number,
  byteLength: number,
): StorageRecord {
  return {
    member,
    byteLength,
    crc32: null,
    packing: 'stored',
    open: async () => sliceSource(source, offset, byteLength),
    locate: async () => offset,
  }
}

/** Bytes that were inside a pickle; they are nowhere in the file as they are. */
export function memoryRecord(member: string, bytes: Uint8Array): StorageRecord {
  return {
    member,
    byteLength: bytes.byteLength,
    crc32: null,
    packing: 'memory',
    open: async () => memorySource(bytes, member),
    locate: async () => null,
  }
}

/** The part `[offset, offset + byteLength)` of a record, or undefined when it does not lie inside. */
export function partRecord(
  record: StorageRecord,
  offset: number,
  byteLength: number,
): StorageRecord | undefined {
  if (offset < 0 || offset + byteLength > record.byteLength) return undefined
  return {
    ...record,
    byteLength,
    crc32: null,
    open: async () => sliceSource(await record.open(), offset, byteLength),
    locate: async () => {
      const start = await record.locate()
      return start === null ? null : start + offset
    },
  }
}

/** A zip entry as a storage record. */
export function entryRecord(source: ByteSource, entry: ZipEntry): StorageRecord {
  let opened: Promise<ByteSource> | undefined
  return {
    member: entry.name,
    byteLength: entry.size,
    crc32: entry.crc32 === 0 && entry.size > 0 ? null : entry.crc32,
    packing: entry.method === 0 ? 'stored' : 'deflated',
    open: () => (opened ??= openEntry(source, entry)),
    locate: async () => (entry.method === 0 ? locateEntry(source, entry) : null),
  }
}
