/** Storage records: an entry of an archive, a range of a file, and bytes in memory. */
import { memorySource, sliceSource } from '../io/source.ts'
import type { ByteSource } from '../io/source.ts'
import { openEntry } from '../zip/content.ts'
import type { ZipEntry } from '../zip/entry.ts'
import { locateEntry } from '../zip/local-header.ts'
import type { AskAhead } from '../zip/plan.ts'
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
  return recordAs(record, {
    byteLength,
    crc32: null,
    open: async () => sliceSource(await record.open(), offset, byteLength),
    locate: async () => {
      const start = await record.locate()
      return start === null ? null : start + offset
    },
  })
}

/** A zip entry as a storage record: of an archive with 100,000 of them, three words and an opened source for each. */
class EntryRecord implements StorageRecord {
  readonly #source: ByteSource
  readonly #entry: ZipEntry
  readonly #ahead: AskAhead | undefined
  #opened: Promise<ByteSource> | undefined = undefined

  constructor(source: ByteSource, entry: ZipEntry, ahead: AskAhead | undefined) {
    this.#source = source
    this.#entry = entry
    this.#ahead = ahead
  }

  get member(): string {
    return this.#entry.name
  }

  get byteLength(): number {
    return this.#entry.size
  }

  get crc32(): number | null {
    const { crc32 } = this.#entry
    return crc32 === 0 && this.#entry.size > 0 ? null : crc32
  }

  get packing(): StorageRecord['packing'] {
    return this.#entry.method === 0 ? 'stored' : 'deflated'
  }

  open(): Promise<ByteSource> {
    return (this.#opened ??= this.#open())
  }

  async #open(): Promise<ByteSource> {
    await this.#ahead?.(this.#entry)
    return openEntry(this.#source, this.#entry)
  }

  async locate(): Promise<number | null> {
    if (this.#entry.method !== 0) return null
    await this.#ahead?.(this.#entry)
    return locateEntry(this.#source, this.#entry)
  }
}

/** A zip entry as a storage record; `ahead` asks for more headers when its own is wanted. */
export function entryRecord(source: ByteSource, entry: ZipEntry, ahead?: AskAhead): StorageRecord {
  return new EntryRecord(source, entry, ahead)
}

/** A record with other facts; its own may be read when they are asked for, so that a spread would leave them out. */
export function recordAs(record: StorageRecord, changed: Partial<StorageRecord>): StorageRecord {
  const { member, byteLength, crc32, packing } = record
  const open = (): Promise<ByteSource> => record.open()
  return { member, byteLength, crc32, packing, open, locate: () => record.locate(), ...changed }
}
