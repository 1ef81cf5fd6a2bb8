/** A position in the beginning of a GGUF file, in either byte order; it says when more of the file is needed. */
import { PthError } from '../errors.ts'

/** Where the reader is. */
export interface GgufCursor {
  readonly path: string
  readonly bytes: Uint8Array
  readonly view: DataView
  /** Bytes of the whole file, of which `bytes` is the beginning. */
  readonly fileBytes: number
  littleEndian: boolean
  at: number
}

/** Thrown where the header goes on past the bytes at hand: `needed` counts from the beginning of the file. */
export class NeedsMore extends Error {
  readonly needed: number

  constructor(needed: number) {
    super(`${needed} bytes are needed`)
    this.needed = needed
  }
}

export function newGgufCursor(bytes: Uint8Array, fileBytes: number, path: string): GgufCursor {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { path, bytes, view, fileBytes, littleEndian: true, at: 0 }
}

/** The offset of the next `length` bytes, which are then behind. @throws NeedsMore, PthError CONTAINER_INVALID */
export function take(cursor: GgufCursor, length: number, what: string): number {
  const { at } = cursor
  if (length > cursor.fileBytes - at)
    throw broken(
      cursor,
      what,
      `${length} bytes`,
      `${cursor.fileBytes - at} to the end of the file: it is cut off (an interrupted download or copy?)`,
    )
  if (length > cursor.bytes.length - at) throw new NeedsMore(at + length)
  cursor.at = at + length
  return at
}

export function takeU32(cursor: GgufCursor, what: string): number {
  return cursor.view.getUint32(take(cursor, 4, what), cursor.littleEndian)
}

/** A count, length or offset. @throws PthError CONTAINER_INVALID past 2^53: no file is that long */
export function takeSize(cursor: GgufCursor, what: string): number {
  const at = take(cursor, 8, what)
  const size = cursor.view.getBigUint64(at, cursor.littleEndian)
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) {
    cursor.at = at
    throw broken(cursor, what, 'a number below 2^53', String(size))
  }
  return Number(size)
}

/** Refuse a count of things that take at least `least` bytes each where the file has no room for them. */
export function checkRoom(cursor: GgufCursor, count: number, least: number, what: string): void {
  const rest = cursor.fileBytes - cursor.at
  if (count * least > rest)
    throw broken(cursor, what, `at most ${Math.floor(rest / least)}, as the file has room for`, String(count))
}

/** The bytes of a string: a length of 8 bytes, then as many. */
export function takeText(cursor: GgufCursor, what: string): Uint8Array {
  const length = takeSize(cursor, `length of ${what}`)
  const at = take(cursor, length, what)
  return cursor.bytes.subarray(at, at + length)
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A key or a name. @throws PthError CONTAINER_INVALID for what programs would read differently */
export function takeName(cursor: GgufCursor, what: string): string {
  const { at } = cursor
  const bytes = takeText(cursor, what)
  let name: string | undefined
  try {
    name = UTF8.decode(bytes)
  } catch {
    name = undefined
  }
  if (name !== undefined && !name.includes('\0')) return name
  cursor.at = at
  throw broken(cursor, what, 'UTF-8 without NUL', name === undefined ? 'other bytes' : 'a NUL inside')
}

/** A rule of the format that the bytes at the cursor break. */
export function broken(
  { path, at }: Pick<GgufCursor, 'path' | 'at'>,
  what: string,
  expected: string,
  found: string,
): PthError {
  return new PthError('CONTAINER_INVALID', {
    what: `${what} of the GGUF file ${path}`,
    offset: at,
    expected,
    found,
  })
}
