/** Random access to bytes: the only way anything in pth reads a file. */
import { PthError } from '../errors.ts'
import type { Bytes } from './bytes.ts'

/** A part of a source, in bytes: `[offset, offset + length)`. */
export interface ByteRange {
  readonly offset: number
  readonly length: number
}

/** A readable byte range. */
export interface ByteSource {
  /** What to call it in messages: a path, or `stdin`. */
  readonly name: string
  /** Size in bytes. */
  readonly byteLength: number
  /**
   * What tells this file from another one of the same size under the same name: when it was modified, or the tag of a
   * server. Absent where nothing does.
   */
  readonly mark?: string
  /**
   * The bytes `[offset, offset + length)`: exactly `length` of them.
   * The result may share memory with the source and must not be written to.
   * @throws PthError SOURCE_TRUNCATED when the range is not wholly inside the source.
   */
  read(offset: number, length: number): Promise<Uint8Array>
  /**
   * Fill `target` with the bytes from `offset` on, where the source can do it without memory of its own.
   * @throws as {@link ByteSource.read}
   */
  readInto?(offset: number, target: Uint8Array): Promise<void>
  /**
   * Asks for ranges that are going to be read, all of them together; `[]` when what was asked for is no longer needed.
   * It never throws: what cannot be read fails when it is read. What lies outside of the source is left out.
   */
  prefetch?(ranges: readonly ByteRange[]): Promise<void>
  /**
   * @internal Says that these ranges are going to be read, each to its end, in about this order; what was said before
   * is forgotten. A source that is far away then reads ahead of whoever reads, in memory that does not grow with them.
   */
  expect?(ranges: readonly ByteRange[]): void
  /**
   * @internal Where the bytes `[offset, offset + length)` are in a file that this process has open, for another of its
   * threads to read; absent, or undefined, where there is no such file. It is good until the source is closed.
   */
  stretch?(offset: number, length: number): FileStretch | undefined
}

/** A stretch of an open file. */
export interface FileStretch {
  /** The number that the system has for the open file. */
  readonly descriptor: number
  /** In bytes from the beginning of the file. */
  readonly offset: number
  readonly length: number
}

/** Ask for ranges where the source takes plans. */
export async function prefetch(source: ByteSource, ranges: readonly ByteRange[]): Promise<void> {
  await source.prefetch?.(ranges)
}

/** Fill `target` with the bytes of a source from `offset` on. @throws as {@link ByteSource.read} */
export async function readInto(source: ByteSource, offset: number, target: Uint8Array): Promise<void> {
  if (source.readInto === undefined) target.set(await source.read(offset, target.length))
  else await source.readInto(offset, target)
}

/** A source over bytes in memory. */
export function memorySource(bytes: Uint8Array, name = 'memory'): ByteSource {
  return {
    name,
    byteLength: bytes.byteLength,
    read: async (offset, length) => {
      checkRange(name, bytes.byteLength, offset, length)
      return bytes.subarray(offset, offset + length)
    },
  }
}

/**
 * A source by what fills a given memory from an offset on. A range is checked before `fill` is called, and before
 * memory is taken for it.
 */
export function filledSource(
  name: string,
  byteLength: number,
  fill: (offset: number, target: Uint8Array) => Promise<void>,
): Required<Pick<ByteSource, 'name' | 'byteLength' | 'read' | 'readInto'>> {
  return {
    name,
    byteLength,
    read: async (offset, length) => {
      checkRange(name, byteLength, offset, length)
      const bytes = allocate(name, length)
      await fill(offset, bytes)
      return bytes
    },
    readInto: async (offset, target) => {
      checkRange(name, byteLength, offset, target.length)
      await fill(offset, target)
    },
  }
}

/** The part `[offset, offset + length)` of a source, as a source of its own. */
export function sliceSource(source: ByteSource, offset: number, length: number): ByteSource {
  checkRange(source.name, source.byteLength, offset, length)
  return {
    name: source.name,
    byteLength: length,
    read: async (start, size) => {
      checkRange(source.name, length, start, size)
      return source.read(offset + start, size)
    },
    readInto: async (start, target) => {
      checkRange(source.name, length, start, target.length)
      await readInto(source, offset + start, target)
    },
    stretch: (start, size) => {
      checkRange(source.name, length, start, size)
      return source.stretch?.(offset + start, size)
    },
    ...(source.prefetch !== undefined && {
      prefetch: (ranges) => prefetch(source, movedBy(ranges, offset)),
    }),
    ...(source.expect !== undefined && {
      expect: (ranges) => source.expect?.(movedBy(ranges, offset)),
    }),
  }
}

function movedBy(ranges: readonly ByteRange[], offset: number): readonly ByteRange[] {
  return ranges.map((range) => ({ ...range, offset: offset + range.offset }))
}

/**
 * Memory for `length` bytes, all zero.
 * @throws PthError SOURCE_UNREADABLE when JavaScript has no array of that size, or the machine no memory
 */
export function allocate(name: string, length: number): Bytes {
  try {
    return new Uint8Array(length)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new PthError(
      'SOURCE_UNREADABLE',
      { path: name, reason: `${length} bytes do not fit in memory in one piece` },
      { cause },
    )
  }
}

/**
 * Refuse a range that is not inside `byteLength` bytes.
 * @throws PthError SOURCE_TRUNCATED
 */
export function checkRange(what: string, byteLength: number, offset: number, length: number): void {
  const valid = Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0
  if (valid && offset + length <= byteLength) return
  throw new PthError('SOURCE_TRUNCATED', {
    what,
    offset,
    expected: length,
    found: Math.max(0, byteLength - offset),
  })
}
