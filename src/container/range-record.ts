/** Storage records: an entry of an archive, a range of a file, and bytes in memory. */
import { memorySource, sliceSource } from '../io/source.ts'
import type { ByteRange, ByteSource } from '../io/source.ts'
import { locateContent, openEntry } from '../zip/content.ts'
import type { ZipEntry } from '../zip/entry.ts'
import { entryRange, locateEntry } from '../zip/local-header.ts'
import type { EntryOrder } from '../zip/plan.ts'
import type { ExpectedPlace, StorageRecord } from './record.ts'

/** A range of a file: of a safetensors file, one for each tensor. */
class RangeRecord implements StorageRecord {
  readonly #source: ByteSource
  readonly member: string
  readonly #offset: number
  readonly byteLength: number

  constructor(source: ByteSource, member: string, offset: number, byteLength: number) {
    this.#source = source
    this.member = member
    this.#offset = offset
    this.byteLength = byteLength
  }

  get crc32(): null {
    return null
  }

  get packing(): 'stored' {
    return 'stored'
  }

  async open(): Promise<ByteSource> {
    return sliceSource(this.#source, this.#offset, this.byteLength)
  }

  async locate(): Promise<number> {
    return this.#offset
  }

  expect(offset: number, length: number): readonly ExpectedPlace[] | null {
    if (this.#source.expect === undefined) return null
    return [{ source: this.#source, range: { offset: this.#offset + offset, length } }]
  }
}

/** The bytes `[offset, offset + byteLength)` of a file, as they are there. */
export function rangeRecord(
  source: ByteSource,
  member: string,
  offset: number,
  byteLength: number,
): StorageRecord {
  return new RangeRecord(source, member, offset, byteLength)
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
    ...(record.expect !== undefined && {
      expect: (start, length) => record.expect?.(offset + start, length) ?? null,
    }),
  })
}

/** A zip entry as a storage record: of an archive with 100,000 of them, three words and an opened source for each. */
class EntryRecord implements StorageRecord {
  readonly #source: ByteSource
  readonly #entry: ZipEntry
  readonly #order: EntryOrder | undefined
  #opened: Promise<ByteSource> | undefined = undefined
  /** Its header comes with its content. */
  #expected = false
  /** Where the stored content begins; -1 before its local header was read. */
  #dataOffset = -1

  constructor(source: ByteSource, entry: ZipEntry, order: EntryOrder | undefined) {
    this.#source = source
    this.#entry = entry
    this.#order = order
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

  async open(): Promise<ByteSource> {
    if (this.#entry.method !== 0) return (this.#opened ??= this.#inflated())
    // Of a stored entry only the place is kept: 100,000 opened sources would be most of the memory of a convert.
    if (this.#dataOffset < 0) {
      if (!this.#expected) await this.#order?.askAhead(this.#entry)
      this.#dataOffset = await locateContent(this.#source, this.#entry)
    }
    return sliceSource(this.#source, this.#dataOffset, this.#entry.compressedSize)
  }

  async #inflated(): Promise<ByteSource> {
    await this.#order?.askAhead(this.#entry)
    return openEntry(this.#source, this.#entry)
  }

  async locate(): Promise<number | null> {
    if (this.#entry.method !== 0) return null
    await this.#order?.askAhead(this.#entry)
    return locateEntry(this.#source, this.#entry)
  }

  expect(offset: number, length: number): readonly ExpectedPlace[] | null {
    if (this.#source.expect === undefined || this.#entry.method !== 0) return null
    if (this.#dataOffset >= 0)
      return [{ source: this.#source, range: { offset: this.#dataOffset + offset, length } }]
    if (offset > 0) return null
    this.#expected = true
    return [{ source: this.#source, range: this.#withHeader(length) }]
  }

  /** How long its header is only the header says: the longest is expected, up to where the next entry begins. */
  #withHeader(length: number): ByteRange {
    const { offset, length: most } = entryRange(this.#entry, length)
    const end = this.#order?.endOf(this.#entry) ?? Infinity
    return { offset, length: Math.min(most, end - offset) }
  }
}

/** A zip entry as a storage record; by `order` more headers are asked for when its own is wanted. */
export function entryRecord(source: ByteSource, entry: ZipEntry, order?: EntryOrder): StorageRecord {
  return new EntryRecord(source, entry, order)
}

/** A record with other facts; its own may be read when they are asked for, so that a spread would leave them out. */
export function recordAs(record: StorageRecord, changed: Partial<StorageRecord>): StorageRecord {
  const { member, byteLength, crc32, packing } = record
  const open = (): Promise<ByteSource> => record.open()
  return { member, byteLength, crc32, packing, open, locate: () => record.locate(), ...changed }
}
