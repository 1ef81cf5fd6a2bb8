/** Text as pickles spell it: UTF-8 with lone surrogates, quoted Python 2 strings, raw-unicode-escape. */
import { shortAscii } from '../ascii.ts'
import { overFixedLimit } from '../limits.ts'

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** Characters of a JavaScript string on 64 bits; a decoder throws past it. @see v8 `String::kMaxLength` */
const LONGEST = 536_870_888

/** UTF-8 to text; undefined when it is not valid UTF-8. A BOM is kept. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  checkLength(bytes)
  // Most of the time of a pickle goes into short names.
  const short = shortAscii(bytes, 0, bytes.length)
  if (short !== undefined) return short
  try {
    return STRICT_UTF8.decode(bytes)
  } catch {
    return undefined
  }
}

/** @throws PthError LIMIT_EXCEEDED */
function checkLength({ length }: Uint8Array): void {
  if (length > LONGEST)
    throw overFixedLimit({
      what: 'one text',
      limit: LONGEST,
      found: length,
      unit: 'bytes',
      why: 'a JavaScript string cannot contain more',
    })
}

/**
 * UTF-8 in which lone surrogates may occur (Python's `surrogatepass`, which pickle uses).
 * A surrogate pair written as two surrogates has no JavaScript string of its own (it would become
 * one astral character, which Python keeps apart), so it is undefined like invalid bytes.
 */
export function decodeSurrogatePass(bytes: Uint8Array): string | undefined {
  const plain = decodeUtf8(bytes)
  if (plain !== undefined) return plain
  const parts: string[] = []
  let start = 0
  let afterHigh = -1
  for (let at = 0; at + 2 < bytes.length; at += 1) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3)
    if (first !== 0xed || second < 0xa0 || second > 0xbf || (third & 0xc0) !== 0x80) continue
    const before = decodeUtf8(bytes.subarray(start, at))
    if (before === undefined) return undefined
    const unit = 0xd000 | ((second & 0x3f) << 6) | (third & 0x3f)
    if (unit >= 0xdc00 && afterHigh === at) return undefined
    parts.push(before, String.fromCharCode(unit))
    start = at + 3
    if (unit < 0xdc00) afterHigh = start
    at += 2
  }
  const rest = decodeUtf8(bytes.subarray(start))
  return rest === undefined ? undefined : parts.join('') + rest
}

/** One character a byte (latin-1). */
export function decodeLatin1(bytes: Uint8Array): string {
  checkLength(bytes)
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 4096) {
    parts.push(Reflect.apply(String.fromCharCode, null, bytes.subarray(at, at + 4096)))
  }
  return parts.join('')
}

/** The bytes of a string whose characters are all below U+0100, or undefined. */
export function encodeLatin1(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit > 0xff) return undefined
    bytes[at] = unit
  }
  return bytes
}

const ESCAPES = new Map([
  [0x5c, 0x5c],
  [0x27, 0x27],
  [0x22, 0x22],
  [0x61, 0x07],
  [0x62, 0x08],
  [0x66, 0x0c],
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x76, 0x0b],
])

/** The bytes of a quoted Python 2 string literal (the STRING opcode), or undefined when badly quoted. */
export function decodeQuoted(line: Uint8Array): Uint8Array | undefined {
  const quote = line[0]
  if (line.length < 2 || (quote !== 0x27 && quote !== 0x22) || line[line.length - 1] !== quote)
    return undefined
  const body = line.subarray(1, -1)
  const out: number[] = []
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0
    if (byte !== 0x5c) {
      out.push(byte)
      continue
    }
    at += 1
    const letter = body[at]
    if (letter === undefined) return undefined
    const plain = ESCAPES.get(letter)
    if (plain !== undefined) {
      out.push(plain)
    } else if (letter === 0x78) {
      const digits = decodeLatin1(body.subarray(at + 1, at + 3))
      if (!/^[0-9a-fA-F]{2}$/.test(digits)) return undefined
      out.push(Number.parseInt(digits, 16))
      at += 2
    } else if (letter >= 0x30 && letter <= 0x37) {
      const digits = /^[0-7]{1,3}/.exec(decodeLatin1(body.subarray(at, at + 3)))?.[0] ?? ''
      out.push(Number.parseInt(digits, 8) & 0xff)
      at += digits.length - 1
    } else {
      // As Python: an unknown escape represents itself, backslash included.
      out.push(0x5c, letter)
    }
  }
  return Uint8Array.from(out)
}

/** The text of a raw-unicode-escape line (the UNICODE opcode), or undefined when badly escaped. */
export function decodeRawUnicode(line: Uint8Array): string | undefined {
  const text = decodeLatin1(line)
  let bad = false
  const decoded = text.replace(
    /(\\+)(u([0-9a-fA-F]{4})?|U([0-9a-fA-F]{8})?)/g,
    (whole: string, slashes: string, _letter: string, short?: string, long?: string) => {
      // Only an odd run of backslashes begins an escape, as in Python.
      if (slashes.length % 2 === 0) return whole
      const digits = short ?? long
      const point = digits === undefined ? Number.NaN : Number.parseInt(digits, 16)
      if (Number.isNaN(point) || point > 0x10ffff) {
        bad = true
        return whole
      }
      return slashes.slice(1) + String.fromCodePoint(point)
    },
  )
  return bad ? undefined : decoded
}

/** Two surrogates that UTF-8 keeps apart, and JavaScript cannot. */
export function hasSurrogatePair(bytes: Uint8Array): boolean {
  return bytes.some(
    (byte, at) =>
      byte === 0xed &&
      (bytes[at + 1] ?? 0) >> 4 === 0xa &&
      bytes[at + 3] === 0xed &&
      (bytes[at + 4] ?? 0) >> 4 === 0xb,
  )
}
