/** Range-checked reading of fixed-size binary fields, one line a field. All integers are little-endian. */
import { overFixedLimit } from '../limits.ts'
import { checkRange } from './source.ts'

/** A position in bytes that moves as fields are read. */
export interface Cursor {
  readonly view: DataView
  readonly what: string
  at: number
}

export function newCursor(bytes: Uint8Array, what: string, at = 0): Cursor {
  return { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), what, at }
}

export function readU16(cursor: Cursor): number {
  return cursor.view.getUint16(advance(cursor, 2), true)
}

export function readU32(cursor: Cursor): number {
  return cursor.view.getUint32(advance(cursor, 4), true)
}

/** An unsigned 64-bit size or offset; one past 2^53 cannot lie in any file. @throws PthError LIMIT_EXCEEDED */
export function readU64(cursor: Cursor): number {
  return safe(cursor, cursor.view.getBigUint64(advance(cursor, 8), true))
}

/** A signed 64-bit size, count or stride. @throws PthError LIMIT_EXCEEDED past 2^53 */
export function readI64(cursor: Cursor): number {
  return safe(cursor, cursor.view.getBigInt64(advance(cursor, 8), true))
}

/** The next `length` bytes, without copying. */
export function readBytes(cursor: Cursor, length: number): Uint8Array {
  const at = advance(cursor, length)
  return new Uint8Array(cursor.view.buffer, cursor.view.byteOffset + at, length)
}

export function skip(cursor: Cursor, length: number): void {
  advance(cursor, length)
}

function advance(cursor: Cursor, length: number): number {
  const at = cursor.at
  checkRange(cursor.what, cursor.view.byteLength, at, length)
  cursor.at = at + length
  return at
}

function safe(cursor: Cursor, value: bigint): number {
  const number = Number(value)
  if (Number.isSafeInteger(number)) return number
  throw overFixedLimit({
    what: cursor.what,
    limit: Number.MAX_SAFE_INTEGER,
    found: number,
    unit: 'bytes or elements',
    why: 'no file is that long',
  })
}
