/** `_codecs.encode`, `bytearray` and `complex`: Python's builtins that make bytes and numbers. */
import { encodeLatin1 } from '../pickle/text.ts'
import { iterate } from './python-rules.ts'
import { countElements, symInt } from './elements.ts'
import { memory } from './set-tensor.ts'
import { isInt, isUnicode, isWo, woType } from './value.ts'
import type { WoBytes, WoComplex, WoStop, WoValue } from './value.ts'

type Codec = 'utf-8' | 'latin-1' | 'ascii' | 'wide' | 'any'

/** Names as Python normalizes them. @see CPython Lib/encodings/aliases.py */
const CODECS: ReadonlyMap<string, Codec> = new Map([
  ...words('utf_8 utf8 utf u8 utf8_ucs2 utf8_ucs4 cp65001', 'utf-8'),
  ...words(
    'latin_1 latin1 latin l1 iso8859_1 iso_8859_1 iso8859 8859 cp819 ibm819 iso_8859_1_1987 ' +
      'iso_ir_100 csisolatin1 charmap',
    'latin-1',
  ),
  ...words(
    'ascii us_ascii us 646 iso646_us iso_ir_6 cp367 ibm367 csascii ansi_x3_4_1968 ansi_x3_4_1986',
    'ascii',
  ),
  ...words(
    'utf_16 utf16 u16 utf_16_le utf_16le utf_16_be utf_16be utf_32 utf32 u32 utf_32_le utf_32le ' +
      'utf_32_be utf_32be utf_8_sig',
    'wide',
  ),
  ...words('utf_7 utf7 u7 unicode_1_1_utf_7 unicode_escape raw_unicode_escape punycode', 'any'),
])

/** How the names of Python's other encodings begin; what starts otherwise is none of them. */
const OTHER_CODEC = new RegExp(
  String.raw`^(\d|ansi|arabic|asmo|base_?64|big5|bz2|charmap|chinese|cp|cs|cyrillic|dbcs|ebcdic|` +
    String.raw`ecma|elot|euc|gb|greek|hebrew|hex|hkscs|hp_roman|hz|ibm|idna|iso|jisx|johab|koi8|` +
    String.raw`korean|ks|kz|l\d|latin|mac|mbcs|ms|oem|palmos|ptcp|pt154|quo|r8|rk|roman|rot|ruscii|` +
    String.raw`s_?jis|shift|strk|thai|tis|u_?jis|uhc|undefined|unicode|utf|uu|windows|x_mac|zip|` +
    String.raw`zlib)`,
)

/** Codecs of bytes; `rot13` is one of texts and not among them. */
const OF_BYTES =
  /^(base_?64(_codec)?|bz2(_codec)?|hex(_codec)?|quopri(_codec)?|quoted_?printable|uu(_codec)?|zip|zlib(_codec)?)$/
/** Alphabets of which every Python has all. */
const KNOWN_ALPHABET = new RegExp(
  String.raw`^(cp(125[0-8]|437|85[02]|866|932|949|950|037)|iso_?8859_([2-9]|1[0134-6])|koi8_[ru]|` +
    String.raw`gbk|gb2312|gb18030|big5|shift_jis|euc_(jp|kr)|mac_roman)$`,
)

/** Error handlers that let every character pass. */
const LENIENT = new Set(['ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'namereplace'])

function words(names: string, codec: Codec): (readonly [string, Codec])[] {
  return names.split(' ').map((name) => [name, codec] as const)
}

/** _codecs.encode(obj, encoding='utf-8', errors='strict') */
export function encode(args: readonly WoValue[], stop: WoStop): WoBytes {
  const [text, encoding = 'utf-8', errors = 'strict'] = args
  if (args.length === 0 || args.length > 3) throw stop.refuse(`encode() of ${args.length} arguments`)
  return encodeText(text, encoding, errors, 'bytes', stop)
}

function encodeText(
  text: WoValue | undefined,
  encoding: WoValue,
  errors: WoValue,
  type: WoBytes['type'],
  stop: WoStop,
): WoBytes {
  for (const name of [encoding, errors]) {
    if (typeof name !== 'string') throw stop.refuse(`the name of an encoding is ${woType(name)}`)
    if (name.includes('\0') || !isUnicode(name))
      throw stop.refuse('the name of an encoding is not a C string')
  }
  const name = String(encoding)
    .toLowerCase()
    .replaceAll(/[^\u0080-\uffffa-z0-9.]+/g, '_')
    .replaceAll(/[\u0080-\uffff]/g, '')
    .replaceAll(/^_|_$/g, '')
  const codec = CODECS.get(name)
  if (codec === undefined) return encodeOther(text, name, String(errors), type, stop)
  if (typeof text !== 'string') throw stop.refuse(`${woType(text)} cannot be encoded as text`)
  stop.spend(text.length)
  if (canEncode(text, codec)) return { kind: 'bytes', type, bytes: encoded(text, codec) }
  if (errors === 'strict') throw stop.refuse(`'${String(encoding)}' codec can't encode a character`)
  if (passes(text, codec, String(errors))) return { kind: 'bytes', type, bytes: null }
  throw stop.refuse(
    `'${String(encoding)}' codec can't encode a character, and no error handler ${String(errors)} mends it`,
  )
}

/** Whether an error handler gets a text through that the codec does not take as it is. */
function passes(text: string, codec: Codec, errors: string): boolean {
  if (LENIENT.has(errors)) return true
  if (errors === 'surrogatepass') return codec === 'utf-8' || codec === 'wide'
  // It turns only those surrogates back into bytes that once represented bytes.
  return (
    errors === 'surrogateescape' &&
    codec !== 'wide' &&
    canEncode(text.replaceAll(/[\udc80-\udcff]/g, ''), codec)
  )
}

/** Python's other encodings: what makes bytes of bytes, and the alphabets that all have Latin letters and digits. */
function encodeOther(
  text: WoValue | undefined,
  name: string,
  errors: string,
  type: WoBytes['type'],
  stop: WoStop,
): WoBytes {
  if (name === 'undefined') throw stop.refuse('undefined encoding')
  if (OF_BYTES.test(name)) {
    if (type === 'bytearray' || typeof text === 'string')
      throw stop.refuse(`'${name}' is not a text encoding`)
    if (!isWo(text, 'bytes')) throw stop.unsure(`${woType(text)} as ${name}`)
    if (errors !== 'strict') throw stop.refuse(`encoding with '${name}' codec failed`)
    return { kind: 'bytes', type, bytes: null }
  }
  if (name.includes('.') || OTHER_CODEC.test(name)) {
    if (!KNOWN_ALPHABET.test(name)) throw stop.unsure(`the encoding ${name}`)
    if (typeof text !== 'string') {
      // The East Asian ones take whatever has a text.
      const oneByte = /^(cp\d|iso|koi|mac)/.test(name) && !name.startsWith('cp9')
      throw oneByte
        ? stop.refuse(`${woType(text)} cannot be encoded as text`)
        : stop.unsure(`${woType(text)} as ${name}`)
    }
    if (!/^[A-Za-z0-9 ]*$/.test(text) && !LENIENT.has(errors))
      throw stop.unsure(`what ${name} makes of other characters`)
    return { kind: 'bytes', type, bytes: null }
  }
  throw stop.refuse(`unknown encoding: ${name}`)
}

function canEncode(text: string, codec: Codec): boolean {
  if (codec === 'utf-8' || codec === 'wide') return isUnicode(text)
  if (codec === 'any') return true
  const most = codec === 'ascii' ? 0x7f : 0xff
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > most) return false
  return true
}

function encoded(text: string, codec: Codec): Uint8Array | null {
  if (codec === 'utf-8') return new TextEncoder().encode(text)
  return codec === 'latin-1' || codec === 'ascii' ? (encodeLatin1(text) ?? null) : null
}

/** Zeros that are made, as a key or a name may be; more are not followed. */
const MOST_ZEROS = 64

/** bytearray(source=b'', encoding, errors) */
export function bytearray(args: readonly WoValue[], stop: WoStop): WoBytes {
  const [source, encoding, errors = 'strict'] = args
  if (args.length === 0) return { kind: 'bytes', type: 'bytearray', bytes: new Uint8Array() }
  if (args.length > 3) throw stop.refuse('bytearray takes three arguments')
  if (encoding !== undefined) {
    if (typeof source !== 'string') throw stop.refuse('encoding without a string argument')
    return encodeText(source, encoding, errors, 'bytearray', stop)
  }
  if (typeof source === 'string') throw stop.refuse('string argument without an encoding')
  if (isInt(source) || typeof source === 'boolean') {
    const length = memory(BigInt(source), stop)
    return { kind: 'bytes', type: 'bytearray', bytes: length > MOST_ZEROS ? null : new Uint8Array(length) }
  }
  if (isWo(source, 'bytes')) return { kind: 'bytes', type: 'bytearray', bytes: source.bytes }
  if (isWo(source, 'tensor') || isWo(source, 'storage')) throw stop.unsure(`the bytes of ${woType(source)}`)
  const values = isWo(source, 'set') ? [...source.members.values()] : iterate(source, stop)
  const bytes = values.map((item) => byteOf(item, stop))
  return {
    kind: 'bytes',
    type: 'bytearray',
    bytes: isWo(source, 'set') && bytes.length > 1 ? null : Uint8Array.from(bytes),
  }
}

function byteOf(item: WoValue, stop: WoStop): number {
  if (isWo(item, 'tensor')) return byteOf(Number(symInt(item, 'a byte', stop)), stop)
  if (!isInt(item) && typeof item !== 'boolean')
    throw stop.refuse(`'${woType(item)}' object cannot be interpreted as an integer`)
  if (BigInt(item) < 0n || BigInt(item) > 255n) throw stop.refuse('byte must be in range(0, 256)')
  return Number(item)
}

const DIGITS = String.raw`\d+(?:_\d+)*`
const FLOAT = String.raw`(?:(?:${DIGITS}(?:\.(?:${DIGITS})?)?|\.${DIGITS})(?:e[+-]?${DIGITS})?|inf(?:inity)?|nan)`
const COMPLEX = new RegExp(
  String.raw`^\s*(?:\(\s*)?(?:[+-]?${FLOAT}(?:[+-]${FLOAT}?j)?|[+-]?${FLOAT}?j)(?:\s*\))?\s*$`,
  'i',
)

/** complex(real=0, imag=0) */
export function complex(args: readonly WoValue[], stop: WoStop): WoComplex {
  const [real = 0, imaginary] = args
  if (args.length > 2) throw stop.refuse('complex takes two arguments')
  if (typeof real === 'string') {
    if (imaginary !== undefined) throw stop.refuse("complex() can't take second arg if first is a string")
    // oxlint-disable-next-line no-control-regex -- what is not ASCII may be digits of another script
    if (!/^[\0-\x7f]*$/.test(real)) throw stop.unsure('a number in other than ASCII')
    if (!COMPLEX.test(real) || real.includes('(') !== real.includes(')'))
      throw stop.refuse('complex() arg is a malformed string')
    return { kind: 'complex', real: null, imaginary: null }
  }
  const parts = [real, imaginary ?? 0].map((part, index) => component(part, index, stop))
  return { kind: 'complex', real: parts[0] ?? null, imaginary: parts[1] ?? null }
}

/** One number as a float; null where it is a number that was not followed. */
function component(value: WoValue, index: number, stop: WoStop): number | null {
  if (isInt(value) || typeof value === 'boolean') {
    const number = Number(value)
    if (!Number.isFinite(number)) throw stop.refuse('int too large to convert to float')
    return number
  }
  if (isWo(value, 'float')) return value.value
  if (isWo(value, 'complex')) return null
  if (isWo(value, 'tensor')) {
    if (value.device === 'meta' || countElements(value.shape) !== 1n)
      throw stop.refuse('only one element tensors can be converted to Python scalars')
    if (value.layout !== 'torch.strided' || (index > 0 && value.dtype.category === 'complex'))
      throw stop.unsure('a number out of a tensor')
    return null
  }
  throw stop.refuse(`complex() argument must be a string or a number, not '${woType(value)}'`)
}
