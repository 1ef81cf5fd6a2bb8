/** A zip writer for tests only: it writes what it is told, also what no zip tool would. */
import { crc32, deflateRawSync } from 'node:zlib'
import { bytes, u16, u32, u64 } from './assembler.ts'

/** One entry. Absent fields are what an honest writer would put. */
export interface ZipPart {
  readonly name: string
  readonly data: Uint8Array
  readonly deflate?: boolean
  readonly flags?: number
  readonly method?: number
  readonly crc?: number
  /** Uncompressed size that the central directory claims. */
  readonly size?: number
  /** Extra field of the local header only. */
  readonly localExtra?: Uint8Array
  readonly localName?: string
  readonly localMethod?: number
  /** Zero sizes and CRC in the local header, as PyTorch writes them. */
  readonly localZero?: boolean
  readonly descriptor?: boolean
  /** Sizes and offset in a ZIP64 extra field of the central directory. */
  readonly zip64?: boolean
  /** Offset that the central directory claims for the local header. */
  readonly headerOffset?: number
}

export interface ZipShape {
  readonly prefix?: Uint8Array
  readonly suffix?: Uint8Array
  readonly comment?: Uint8Array
  /** A ZIP64 end record and locator; `beside` leaves the classic record valid, as PyTorch does. */
  readonly zip64End?: 'beside' | 'instead'
  readonly count?: number
}

/** The bytes of an archive. */
export function buildZip(parts: readonly ZipPart[], shape: ZipShape = {}): Uint8Array {
  const body: Uint8Array[] = []
  const central: Uint8Array[] = []
  let at = 0
  for (const part of parts) {
    const packed = part.deflate === true ? new Uint8Array(deflateRawSync(part.data)) : part.data
    const facts = { packed, crc: part.crc ?? crc32(part.data), size: part.size ?? part.data.length }
    const local = localEntry(part, facts)
    central.push(centralEntry(part, facts, part.headerOffset ?? at))
    body.push(local)
    at += local.length
  }
  const directory = bytes(...central)
  const end = endRecords(shape, parts.length, directory.length, at)
  return bytes(shape.prefix ?? [], ...body, directory, end, shape.suffix ?? [])
}

interface Packed {
  readonly packed: Uint8Array
  readonly crc: number
  readonly size: number
}

function methodOf(part: ZipPart): number {
  return part.method ?? (part.deflate === true ? 8 : 0)
}

function localEntry(part: ZipPart, { packed, crc, size }: Packed): Uint8Array {
  const name = new TextEncoder().encode(part.localName ?? part.name)
  const extra = part.localExtra ?? new Uint8Array(0)
  const zero = part.localZero === true || part.descriptor === true
  const sizes = zero ? bytes(u32(0), u32(0), u32(0)) : bytes(u32(crc), u32(packed.length), u32(size))
  const header = bytes(
    'PK\x03\x04',
    u16(0),
    u16(flagsOf(part)),
    u16(part.localMethod ?? methodOf(part)),
    u32(0),
    sizes,
  )
  const descriptor =
    part.descriptor === true ? bytes('PK\x07\x08', u32(crc), u32(packed.length), u32(size)) : []
  return bytes(header, u16(name.length), u16(extra.length), name, extra, packed, descriptor)
}

function flagsOf(part: ZipPart): number {
  return part.flags ?? (part.descriptor === true ? 0x0808 : 0x0800)
}

function centralEntry(part: ZipPart, { packed, crc, size }: Packed, offset: number): Uint8Array {
  const name = new TextEncoder().encode(part.name)
  const wide = part.zip64 === true
  const extra = wide ? bytes(u16(1), u16(24), u64(size), u64(packed.length), u64(offset)) : new Uint8Array(0)
  const narrow = (value: number): Uint8Array => u32(wide ? 0xffff_ffff : value)
  return bytes(
    bytes('PK\x01\x02', u16(0), u16(0), u16(flagsOf(part)), u16(methodOf(part)), u32(0), u32(crc)),
    bytes(
      narrow(packed.length),
      narrow(size),
      u16(name.length),
      u16(extra.length),
      u16(0),
      u16(0),
      u16(0),
      u32(0),
    ),
    bytes(narrow(offset), name, extra),
  )
}

function endRecords(
  shape: ZipShape,
  entries: number,
  directorySize: number,
  directoryOffset: number,
): Uint8Array {
  const count = shape.count ?? entries
  const comment = shape.comment ?? new Uint8Array(0)
  const wide =
    shape.zip64End === undefined
      ? []
      : bytes(
          bytes('PK\x06\x06', u64(44), u16(0x031e), u16(45), u32(0), u32(0), u64(count), u64(count)),
          bytes(u64(directorySize), u64(directoryOffset)),
          bytes('PK\x06\x07', u32(0), u64(directoryOffset + directorySize), u32(1)),
        )
  const full = shape.zip64End === 'instead'
  const numbers = full
    ? bytes(u16(0xffff), u16(0xffff), u32(0xffff_ffff), u32(0xffff_ffff))
    : bytes(u16(count), u16(count), u32(directorySize), u32(directoryOffset))
  return bytes(wide, 'PK\x05\x06', u16(0), u16(0), numbers, u16(comment.length), comment)
}
