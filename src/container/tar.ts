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

/** A member of any kind, folders left out. */
export interface AnyTarMember extends TarMember {
  /** Offset of its header. */
  readonly at: number
  /** What it is where it is not a regular file with all its bytes, such as `a symbolic link`; else null. */
  readonly odd: string | null
}

const BLOCK = 512
/** Bytes of a PAX header or a long name. Python writes about 30 (a fractional time). */
const PAX_BYTES = 1 << 20
/** How the keys begin that a sparse file has; one of them is enough. @see GNU tar manual, "PAX Format, Version 1.0" */
const SPARSE = 'GNU.sparse.'

/**
 * Read every header of a tar that PyTorch wrote. Links, devices, sparse files and doubled names are refused: what a
 * reader would find under a name must not depend on the reader.
 * @throws PthError CONTAINER_INVALID, SOURCE_TRUNCATED, LIMIT_EXCEEDED
 */
export async function readTar(source: ByteSource, limits: Limits): Promise<ReadonlyMap<string, TarMember>> {
  const members = new Map<string, TarMember>()
  for (const { odd, at, ...member } of await listTar(source, limits)) {
    if (odd !== null) throw invalid(`type of tar member ${member.name}`, at, 'a regular file', odd)
    if (members.has(member.name)) throw invalid('tar', at, 'each name once', `${member.name} a second time`)
    members.set(member.name, member)
  }
  return members
}

/** What the headers before a member say of it. */
interface Extended {
  readonly pax: ReadonlyMap<string, string>
  /** GNU's name for one that is longer than 100 bytes. */
  readonly longName: string | null
}

const NOTHING: Extended = { pax: new Map(), longName: null }

/**
 * Every member of a tar, in its order, whatever it is; folders have no content and are left out. PAX headers and GNU's
 * long names apply to the member after them.
 * @throws PthError CONTAINER_INVALID, SOURCE_TRUNCATED, LIMIT_EXCEEDED
 * @see POSIX pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format"
 */
export async function listTar(source: ByteSource, limits: Limits): Promise<readonly AnyTarMember[]> {
  const members: AnyTarMember[] = []
  let extended = NOTHING
  let at = 0
  for (let count = 0; at < source.byteLength; count += 1) {
    checkLimit(limits, 'tarMembers', 'tar members', count + 1)
    if (at + BLOCK > source.byteLength) throw cutOff('tar header', at, BLOCK, source.byteLength - at)
    const header = parseHeader(await source.read(at, BLOCK), at)
    if (header === undefined) return members
    const offset = at + BLOCK
    // A link has no content, whatever its size field says.
    const size = /[1-6]/.test(header.type) ? 0 : sizeOf(extended.pax, header.size, at)
    if (size > source.byteLength - offset)
      throw cutOff(`tar member ${header.name}`, offset, size, source.byteLength - offset)
    if (header.type === 'x')
      extended = { ...extended, pax: parsePax(await readSmall(source, offset, size), at) }
    else if (header.type === 'g') refuseGlobal(parsePax(await readSmall(source, offset, size), at), at)
    else if (header.type === 'L')
      extended = { ...extended, longName: untilNul(await readSmall(source, offset, size)) }
    // GNU's long target of a link, which is not followed.
    else if (header.type !== 'K') {
      const name = extended.pax.get('path') ?? extended.longName ?? header.name
      const odd = extended.pax.has(SPARSE) ? 'a sparse file' : oddType(header.type)
      // Its map of holes may go on in blocks of its own, so that nothing after it is certain.
      if (header.type === 'S')
        throw invalid(`type of tar member ${name}`, at, 'a file with all its bytes', 'a sparse file')
      if (!isFolder(header.type, name)) members.push({ name, offset, size, at, odd })
      extended = NOTHING
    }
    at = offset + Math.ceil(size / BLOCK) * BLOCK
  }
  return members
}

/** @see POSIX pax, typeflag; GNU tar's src/tar.h */
const ODD_TYPES: ReadonlyMap<string, string> = new Map([
  ['1', 'a hard link'],
  ['2', 'a symbolic link'],
  ['3', 'a device'],
  ['4', 'a device'],
  ['6', 'a pipe'],
])

/** Before POSIX a folder was a file whose name ends in a slash. */
function isFolder(type: string, name: string): boolean {
  return type === '5' || (type === '\0' && name.endsWith('/'))
}

/** What a type is where it is not a regular file. '7' (contiguous) is read as one, as POSIX says. */
function oddType(type: string): string | null {
  if (type === '0' || type === '\0' || type === '7') return null
  return ODD_TYPES.get(type) ?? `of unknown type ${JSON.stringify(type)}`
}

/** A name or size for every member after it would be read by some programs and not by others. */
function refuseGlobal(records: ReadonlyMap<string, string>, at: number): void {
  for (const key of ['path', 'size', SPARSE])
    if (records.has(key)) throw invalid('global PAX header', at, `no ${key} for all members`, 'one')
}

function cutOff(what: string, offset: number, expected: number, found: number): PthError {
  return new PthError('SOURCE_TRUNCATED', { what, offset, expected, found })
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

/** Records `length key=value\n`. */
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
    records.set(key.startsWith(SPARSE) ? SPARSE : key, value)
    start += length
  }
  return records
}

function invalid(what: string, offset: number, expected: string, found: string): PthError {
  return new PthError('CONTAINER_INVALID', { what, offset, expected, found })
}
