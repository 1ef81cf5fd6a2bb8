/**
 * The header of a safetensors file as every writer writes it, read from its bytes at once: a hot loop. Whatever is
 * spelled in another way, and whatever is wrong, is left to the reader of JSON; a test compares the two.
 */
import { shortAscii } from '../ascii.ts'

/** One tensor, as a `SafetensorsEntry` is. */
interface ScannedEntry {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly begin: number
  readonly end: number
}

/** What was read. */
interface ScannedHeader {
  readonly tensors: readonly ScannedEntry[]
  readonly metadata: ReadonlyMap<string, string> | null
}

/** Where the reader is. */
interface Scan {
  readonly bytes: Uint8Array
  at: number
  /** Values as JSON counts them. */
  values: number
  failed: boolean
}

const QUOTE = 0x22
const COMMA = 0x2c
const [OPEN, CLOSE, END] = [0x7b, 0x7d, 0x5d]
const DTYPE = codes('{"dtype":"')
const SHAPE = codes('","shape":[')
const OFFSETS = codes(',"data_offsets":[')
const METADATA = '__metadata__'
/** Digits of a number: below 2^53 in any case. */
const DIGITS = 15
/** Numbers of one list: more dimensions than any tensor has are for the reader that counts them against a budget. */
const MOST_NUMBERS = 64

function codes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/**
 * The tensors and the metadata of a header, or undefined. `bitsOf` gives the bits of an element; `most` values of
 * JSON are read.
 */
export function scanHeader(
  bytes: Uint8Array,
  bitsOf: (dtype: string) => number | undefined,
  most: number,
): ScannedHeader | undefined {
  const scan: Scan = { bytes, at: 0, values: 1, failed: false }
  const tensors: ScannedEntry[] = []
  const names = new Set<string>()
  let metadata: Map<string, string> | null = null
  expect(scan, OPEN)
  for (let first = true; !scan.failed; first = false) {
    if (!first) expect(scan, COMMA)
    const name = text(scan)
    expect(scan, 0x3a)
    if (scan.failed || name === undefined || names.has(name)) return undefined
    names.add(name)
    if (name === METADATA) {
      metadata = pairs(scan)
    } else {
      const entry = tensor(scan, name, bitsOf)
      if (entry === undefined) return undefined
      tensors.push(entry)
    }
    if (scan.failed || scan.values > most) return undefined
    if (bytes[scan.at] === CLOSE) break
  }
  scan.at += 1
  // Writers pad the header with blanks.
  while (bytes[scan.at] === 0x20) scan.at += 1
  return scan.failed || scan.at !== bytes.length ? undefined : { tensors, metadata }
}

function tensor(
  scan: Scan,
  name: string,
  bitsOf: (dtype: string) => number | undefined,
): ScannedEntry | undefined {
  expectAll(scan, DTYPE)
  const start = scan.at
  while (scan.at < scan.bytes.length && scan.bytes[scan.at] !== QUOTE) scan.at += 1
  const dtype = shortAscii(scan.bytes, start, scan.at - start) ?? ''
  expectAll(scan, SHAPE)
  const shape = numbers(scan)
  expectAll(scan, OFFSETS)
  const offsets = numbers(scan)
  expect(scan, CLOSE)
  const bits = bitsOf(dtype)
  const [begin, end] = offsets
  if (scan.failed || bits === undefined || offsets.length !== 2) return undefined
  let total = bits
  for (let dim = 0; dim < shape.length; dim += 1) {
    total *= shape[dim] as number
    // A late zero does not forgive an overflow.
    if (total > Number.MAX_SAFE_INTEGER) return undefined
  }
  if (begin === undefined || end === undefined || end - begin !== total / 8) return undefined
  scan.values += 6 + shape.length
  return { name, dtype, shape, begin, end }
}

/** `{"key":"text",…}` */
function pairs(scan: Scan): Map<string, string> {
  const found = new Map<string, string>()
  expect(scan, OPEN)
  scan.values += 1
  for (let first = true; !scan.failed && scan.bytes[scan.at] !== CLOSE; first = false) {
    if (!first) expect(scan, COMMA)
    const key = text(scan)
    expect(scan, 0x3a)
    const value = text(scan)
    if (key === undefined || value === undefined || found.has(key)) scan.failed = true
    else found.set(key, value)
    scan.values += 1
  }
  expect(scan, CLOSE)
  return found
}

/** A text of printable ASCII without escapes. */
function text(scan: Scan): string | undefined {
  expect(scan, QUOTE)
  const start = scan.at
  const { bytes } = scan
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] as number
    if (byte === QUOTE) {
      scan.at = at + 1
      const length = at - start
      return shortAscii(bytes, start, length) ?? ASCII.decode(bytes.subarray(start, at))
    }
    if (byte < 0x20 || byte > 0x7e || byte === 0x5c) break
  }
  scan.failed = true
  return undefined
}

const ASCII = new TextDecoder()

/** Numbers up to the bracket; the one before them was read. */
function numbers(scan: Scan): number[] {
  const { bytes } = scan
  const found: number[] = []
  if (bytes[scan.at] === END) {
    scan.at += 1
    return found
  }
  for (;;) {
    const start = scan.at
    let value = 0
    let digit = (bytes[scan.at] ?? 0) - 0x30
    for (; digit >= 0 && digit <= 9; digit = (bytes[scan.at] ?? 0) - 0x30) {
      value = value * 10 + digit
      scan.at += 1
    }
    const length = scan.at - start
    const leading = length > 1 && bytes[start] === 0x30
    if (length === 0 || length > DIGITS || leading) scan.failed = true
    found.push(value)
    const after = bytes[scan.at]
    scan.at += 1
    if (after === END) return found
    if (after !== COMMA || scan.failed || found.length >= MOST_NUMBERS) {
      scan.failed = true
      return found
    }
  }
}

function expect(scan: Scan, byte: number): void {
  if (scan.bytes[scan.at] !== byte) scan.failed = true
  scan.at += 1
}

function expectAll(scan: Scan, bytes: Uint8Array): void {
  for (let index = 0; index < bytes.length; index += 1)
    if (scan.bytes[scan.at + index] !== bytes[index]) scan.failed = true
  scan.at += bytes.length
}
