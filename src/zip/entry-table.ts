/**
 * The entries of a central directory where its bytes are: an object of two words for each, whose fields are read
 * when they are asked for. A hot loop; `parseEntry` reads the same field by field.
 */
import { shortAscii } from '../ascii.ts'
import type { EndRecord } from './end-record.ts'
import type { ZipEntry } from './entry.ts'
import { DIRECTORY_HEADER } from './signatures.ts'

/** What `parseEntry` says of an irregular header; it throws where there is none. */
export type ParseEntry = (at: number) => { readonly entry: ZipEntry; readonly end: number }

const FIXED = 46
const SENTINEL = 0xffff_ffff

/** What the entries of one directory share. */
interface Directory {
  readonly bytes: Uint8Array
  readonly view: DataView
  /** Added to the offsets of local headers. */
  readonly shift: number
  /** Sizes and offsets of entries with a ZIP64 field, by the place of their header. */
  readonly wide: Map<number, Pick<ZipEntry, 'compressedSize' | 'size' | 'headerOffset'>>
}

/** An entry by the place of its header in the directory. */
export class TableEntry implements ZipEntry {
  readonly #directory: Directory
  readonly #at: number

  constructor(directory: Directory, at: number) {
    this.#directory = directory
    this.#at = at
  }

  get flags(): number {
    return this.#directory.view.getUint16(this.#at + 8, true)
  }

  get method(): number {
    return this.#directory.view.getUint16(this.#at + 10, true)
  }

  get crc32(): number {
    return this.#directory.view.getUint32(this.#at + 16, true)
  }

  get compressedSize(): number {
    const narrow = this.#directory.view.getUint32(this.#at + 20, true)
    return narrow === SENTINEL ? (this.#directory.wide.get(this.#at)?.compressedSize ?? narrow) : narrow
  }

  get size(): number {
    const narrow = this.#directory.view.getUint32(this.#at + 24, true)
    return narrow === SENTINEL ? (this.#directory.wide.get(this.#at)?.size ?? narrow) : narrow
  }

  get headerOffset(): number {
    const narrow = this.#directory.view.getUint32(this.#at + 42, true)
    if (narrow !== SENTINEL) return narrow + this.#directory.shift
    return this.#directory.wide.get(this.#at)?.headerOffset ?? narrow
  }

  get rawName(): Uint8Array {
    const start = this.#at + FIXED
    return this.#directory.bytes.subarray(start, start + this.nameLength)
  }

  get nameLength(): number {
    return this.#directory.view.getUint16(this.#at + 28, true)
  }

  get name(): string {
    return decodeName(this.#directory.bytes, this.#at + FIXED, this.nameLength)
  }

  /** A number of the name without regard to case, as {@link hashUnits} has it; -1 when the name is not ASCII. */
  hashName(seed: number): number {
    const { bytes } = this.#directory
    const start = this.#at + FIXED
    let hash = seed
    for (let at = start; at < start + this.nameLength; at += 1) {
      const byte = bytes[at] as number
      if (byte >= 0x80) return -1
      hash = mixed(hash, lowered(byte))
    }
    return hash >>> 0
  }

  /** Whether the name ends so, without regard to case; `ending` is in lower case. */
  endsIn(ending: string): boolean {
    const { bytes } = this.#directory
    const start = this.#at + FIXED + this.nameLength - ending.length
    if (this.nameLength < ending.length) return false
    for (let at = ending.length - 1; at >= 0; at -= 1)
      if (lowered(bytes[start + at] as number) !== ending.charCodeAt(at)) return false
    return true
  }

  /** Whether the name begins so, in just this spelling; `beginning` is ASCII. */
  beginsWith(beginning: string): boolean {
    const { bytes } = this.#directory
    const start = this.#at + FIXED
    if (this.nameLength < beginning.length) return false
    for (let at = 0; at < beginning.length; at += 1)
      if (bytes[start + at] !== beginning.charCodeAt(at)) return false
    return true
  }

  /** Whether the name is `name`, which is in lower case, without regard to case. */
  isNamed(name: string): boolean {
    if (name.length !== this.nameLength) return false
    const { bytes } = this.#directory
    const start = this.#at + FIXED
    for (let at = 0; at < name.length; at += 1)
      if (lowered(bytes[start + at] as number) !== name.charCodeAt(at)) return false
    return true
  }
}

function lowered(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte
}

function mixed(hash: number, unit: number): number {
  const next = Math.imul(hash ^ unit, 0x9e3779b1)
  return next ^ (next >>> 15)
}

/** The entries whose names end so, without regard to case; `ending` is ASCII in lower case. */
export function endingIn(entries: readonly ZipEntry[], ending: string): ZipEntry[] {
  return entries.filter((entry) =>
    entry instanceof TableEntry ? entry.endsIn(ending) : entry.name.toLowerCase().endsWith(ending),
  )
}

/** The entries whose names begin otherwise. */
export function notBeginningWith(entries: readonly ZipEntry[], beginning: string): ZipEntry[] {
  const ascii = /^[\x20-\x7e]*$/.test(beginning)
  return entries.filter((entry) =>
    ascii && entry instanceof TableEntry ? !entry.beginsWith(beginning) : !entry.name.startsWith(beginning),
  )
}

/** Bytes of the name of an entry. */
export function nameLengthOf(entry: ZipEntry): number {
  return entry instanceof TableEntry ? entry.nameLength : entry.rawName.length
}

/** The number of a name in lower case that an entry of this name has; -1 when it is not ASCII. */
export function hashUnits(name: string, seed: number): number {
  let hash = seed
  for (let at = 0; at < name.length; at += 1) {
    const unit = name.charCodeAt(at)
    if (unit >= 0x80) return -1
    hash = mixed(hash, unit)
  }
  return hash >>> 0
}

/** Every entry of the bytes of a directory. @throws what `parse` does for an irregular header */
export function readEntries(bytes: Uint8Array, { shift }: EndRecord, parse: ParseEntry): TableEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const directory: Directory = { bytes, view, shift, wide: new Map() }
  const entries: TableEntry[] = []
  for (let at = 0; at < bytes.length;) {
    let end = at + FIXED
    if (end <= bytes.length)
      end += view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (end > bytes.length || !isRegular(view, at)) {
      const wide = parse(at)
      const { compressedSize, size, headerOffset } = wide.entry
      directory.wide.set(at, { compressedSize, size, headerOffset })
      end = wide.end
    }
    entries.push(new TableEntry(directory, at))
    at = end
  }
  return entries
}

/** On the first disk, and without a ZIP64 field. */
function isRegular(view: DataView, at: number): boolean {
  return (
    view.getUint32(at, true) === DIRECTORY_HEADER &&
    view.getUint16(at + 34, true) === 0 &&
    view.getUint32(at + 20, true) !== SENTINEL &&
    view.getUint32(at + 24, true) !== SENTINEL &&
    view.getUint32(at + 42, true) !== SENTINEL
  )
}

/** An invalid byte becomes U+FFFD, and U+FEFF at the beginning belongs to the name; rawName keeps the bytes. */
function decodeName(bytes: Uint8Array, start: number, length: number): string {
  return shortAscii(bytes, start, length) ?? UTF8.decode(bytes.subarray(start, start + length))
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true })
