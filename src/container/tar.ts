/** The members of an uncompressed tar: headers checked one by one, contents untouched. */
import { PthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import { checkLimit, overFixedLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'

/** A regular file in the archive; its bytes are `[offset, offset + size)` of the tar. */
export interface TarMember {
  readonly name: string
  readonly offset: number
  readonly size: number
}

const BLOCK = 512
/** Bytes of a PAX header. Python writes about 30 (a fractional time). */
const PAX_BYTES = 1 << 20

/**
 * Read every header of a tar. Links, devices, sparse files and doubled names are refused: what a
 * reader would find under a name must not depend on the reader.
 * @throws PthError CONTAINER_INVALID, SOURCE_TRUNCATED, LIMIT_EXCEEDED
 * @see POSIX pax, "ustar Interchange Format"
 */
export async function readTar(source: ByteSource, limits: Limits): Promise<ReadonlyMap<string, TarMember>> {
  const members = new Map<string, TarMember>()
  let pax: ReadonlyMap<string, string> = new Map()
  let at = 0
  for (let count = 0; at < source.byteLength; count += 1) {
    checkLimit(limits, 'tarMembers', 'tar members', count + 1)
    if (at + BLOCK > source.byteLength) {
      throw new PthError('SOURCE_TRUNCATED', {
        what: 'tar header',
        offset: at,
        expected: BLOCK,
        found: source.byteLength - at,
      })
    }
    const header = parseHeader(await source.read(at, BLOCK), at)
    if (header === undefined) return members
    const size = sizeOf(pax, header.size, at)
    const offset = at + BLOCK
    if (size > source.byteLength - offset) {
      throw new PthError('SOURCE_TRUNCATED', {
        what: `tar member ${header.name}`,
        offset,
        expected: size,
        found: source.byteLength - offset,
      })
    }
    if (header.type === 'x') pax = parsePax(await readSmall(source, offset, size), at)
    else if (header.type === 'g') parsePax(await readSmall(source, offset, size), at)
    else {
      addMember(members, { name: pax.get('path') ?? header.name, offset, size }, header.type, at)
      pax = new Map()
    }
    at = offset + Math.ceil(size / BLOCK) * BLOCK
  }
  return members
}

function addMember(members: Map<string, TarMember>, member: TarMember, type: string, at: number): void {
  // A folder has no content of its own.
  if (type === '5') return
  if (type !== '0' && type !== '\0') {
    throw invalid(
      `type of tar member ${member.name}`,
      at,
      'a regular file',
      `type ${JSON.stringify(type)} (a link, device, sparse or unknown kind)`,
    )
  }
  if (members.has(member.name)) throw invalid('tar', at, 'each name once', `${member.name} a second time`)
  members.set(member.name, member)
}

interface Header {
  readonly name: string
  readonly size: number
  readonly type: string
}

/** One header block; undefined for the zeros that end an archive. */
function parseHeader(block: Uint8Array, at: number): Header | undefined {
  if (block.every((byte) => byte === 0)) return undefined
  const text = new TextDecoder('latin1').decode(block)
  const stored = parseOctal(text.slice(148, 156)) // 148 - checksum, counted as spaces
  let sum = 0
  for (const [index, byte] of block.entries()) sum += index >= 148 && index < 156 ? 0x20 : byte
  if (stored !== sum)
    throw invalid(
      'checksum of a tar header',
      at,
      String(sum),
      stored === undefined ? 'no octal number' : String(stored),
    )
  const size =
    block[124] !== undefined && block[124] >= 0x80
      ? parseBase256(block.subarray(124, 136))
      : parseOctal(text.slice(124, 136))
  if (size === undefined)
    throw invalid(
      'size in a tar header',
      at,
      'an octal number that a file can have',
      JSON.stringify(text.slice(124, 136)),
    )
  const ustar = text.startsWith('ustar\0', 257)
  const prefix = ustar ? untilNul(block.subarray(345, 500)) : '' // 345 - path prefix, POSIX only
  const name = untilNul(block.subarray(0, 100)) // 0 - name
  return { name: prefix === '' ? name : `${prefix}/${name}`, size, type: text[156] ?? '' } // 156 - type
}

function untilNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(end < 0 ? bytes : bytes.subarray(0, end))
}

function parseOctal(field: string): number | undefined {
  const digits = /^ *([0-7]{1,12})[ \0]*$/.exec(field)?.[1]
  return digits === undefined ? undefined : Number.parseInt(digits, 8)
}

/** GNU's sizes past 8 GiB: big-endian, the top bit of the first byte set. */
function parseBase256(bytes: Uint8Array): number | undefined {
  if (bytes[0] !== 0x80) return undefined
  let value = 0
  for (const byte of bytes.subarray(1)) value = value * 256 + byte
  return Number.isSafeInteger(value) ? value : undefined
}

function sizeOf(pax: ReadonlyMap<string, string>, size: number, at: number): number {
  const text = pax.get('size')
  if (text === undefined) return size
  const value = /^\d{1,15}$/.test(text) ? Number(text) : undefined
  if (value === undefined)
    throw invalid('size in a PAX header', at, 'a decimal number', JSON.stringify(text.slice(0, 40)))
  return value
}

async function readSmall(source: ByteSource, offset: number, size: number): Promise<Uint8Array> {
  if (size > PAX_BYTES)
    throw overFixedLimit({
      what: 'PAX header',
      limit: PAX_BYTES,
      found: size,
      unit: 'bytes',
      why: 'Python writes about 30',
    })
  return source.read(offset, size)
}

/** Records `length key=value\n`. Sparse files keep their real size and name there. */
function parsePax(bytes: Uint8Array, at: number): ReadonlyMap<string, string> {
  const records = new Map<string, string>()
  let start = 0
  while (start < bytes.length) {
    const head = /^(\d{1,7}) /.exec(new TextDecoder('latin1').decode(bytes.subarray(start, start + 8)))
    const length = Number(head?.[1])
    const record = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(start, start + length))
    const [, key, value] = /^\d+ ([^=]+)=([^]*)\n$/.exec(record) ?? []
    if (head === null || length > bytes.length - start || key === undefined || value === undefined) {
      throw invalid('PAX header', at, 'records of length, key and value', 'something else')
    }
    if (key.startsWith('GNU.sparse.'))
      throw invalid('PAX header', at, 'a file with all its bytes', 'a sparse file')
    records.set(key, value)
    start += length
  }
  return records
}

function invalid(what: string, offset: number, expected: string, found: string): PthError {
  return new PthError('CONTAINER_INVALID', { what, offset, expected, found })
}
