/** What happened to a file that no reader can open: traces that a known mistake leaves in every part of it. */
import { grouped } from '../digits.ts'
import { isPthError, PthError } from '../errors.ts'
import type { PthErrorCode } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'

/** Bytes looked at, at the beginning and at the end. */
const SAMPLE = 1 << 20
/** Bytes read at most to say that a file is nothing but zeros. */
const ZEROS = 1 << 28
/**
 * Line feeds or changed characters that make a trace; chance leaves one in 256 of the former and none of the
 * latter.
 */
const ENOUGH = 8

/** Errors that damage explains. A limit, an ambiguous archive or an unsupported kind is not damage. */
const STRUCTURAL: readonly PthErrorCode[] = [
  'ZIP_INVALID',
  'PICKLE_INVALID',
  'PICKLE_TRUNCATED',
  'CONTAINER_INVALID',
  'SAFETENSORS_INVALID',
  'JSON_INVALID',
  'FORMAT_UNKNOWN',
  'SOURCE_TRUNCATED',
]

interface Damage {
  readonly found: string
  readonly hint: string
  readonly undo?: 'latin1'
}

/**
 * The error to raise for a file that could not be opened: the likely cause, where the bytes show one, else
 * `error` itself.
 * @returns a PthError FILE_DAMAGED with `error` as its cause, or `error`
 */
export async function explainDamage(source: ByteSource, error: unknown): Promise<unknown> {
  if (!isPthError(error, ...STRUCTURAL)) return error
  const damage = await damageOf(source).catch((reading: unknown) => {
    // The source itself fails: what was found first is the better answer.
    if (isPthError(reading)) return undefined
    throw reading
  })
  if (damage === undefined) return error
  return new PthError('FILE_DAMAGED', { path: source.name, ...damage }, { cause: error })
}

async function damageOf(source: ByteSource): Promise<Damage | undefined> {
  const length = Math.min(SAMPLE, source.byteLength)
  const head = await source.read(0, length)
  if (head.every((byte) => byte === 0)) return zeros(source)
  const rest = Math.min(SAMPLE, source.byteLength - length)
  const tail = await source.read(source.byteLength - rest, rest)
  return textMode(head, tail) ?? reencoded(head, tail)
}

/** A download that reserved its space and never came, or a disk that lost the data. */
async function zeros(source: ByteSource): Promise<Damage | undefined> {
  const last = Math.min(source.byteLength, ZEROS)
  for (let at = 0; at < last; at += SAMPLE) {
    const piece = await source.read(at, Math.min(SAMPLE, last - at))
    if (piece.some((byte) => byte !== 0)) return undefined
  }
  const size = grouped(source.byteLength)
  return {
    found:
      last === source.byteLength
        ? `nothing but zeros (${size} bytes)`
        : `zeros only, in the first ${grouped(last)} of ${size} bytes`,
    hint:
      'the data never arrived (a download that reserved its space and broke off, or a full ' +
      'disk): download or copy it again',
  }
}

/** FTP in text mode, and git with autocrlf: each line feed has got a carriage return in front. */
function textMode(head: Uint8Array, tail: Uint8Array): Damage | undefined {
  const ends = [lineEnds(head), lineEnds(tail)]
  const feeds = ends.reduce((sum, { feeds: count }) => sum + count, 0)
  if (feeds < ENOUGH || ends.some(({ bare }) => bare > 0)) return undefined
  return {
    found:
      `changed by a transfer in text mode: each of ${grouped(feeds)} line ` +
      'feeds has a carriage return before it (LF became CR LF)',
    hint:
      'transfer it again in binary mode (ftp: binary; git: mark the file -text in ' +
      '.gitattributes); the change cannot be undone for certain',
  }
}

/**
 * How many line feeds there are, and how many have no carriage return in front; the first byte may have one
 * outside.
 */
function lineEnds(bytes: Uint8Array): { readonly feeds: number; readonly bare: number } {
  let feeds = 0
  let bare = 0
  for (let at = bytes.indexOf(0x0a, 1); at >= 0; at = bytes.indexOf(0x0a, at + 1)) {
    feeds += 1
    if (bytes[at - 1] !== 0x0d) bare += 1
  }
  return { feeds, bare }
}

/** Binary data read as text and written as UTF-8: what was no text became a replacement character, or two bytes. */
function reencoded(head: Uint8Array, tail: Uint8Array): Damage | undefined {
  const first = utf8(head)
  const second = utf8(withoutCutCharacter(tail))
  // Without control characters it is an ordinary text.
  if (first === undefined || second === undefined || !head.some((byte) => byte < 9)) return undefined
  const text = first + second
  const replaced = text.split('\ufffd').length - 1
  if (replaced >= ENOUGH) {
    return {
      found:
        `decoded as text and written as UTF-8: ${grouped(replaced)} bytes ` +
        'that are not text became the replacement character (EF BF BD)',
      hint: 'the data is lost: get the file again, and copy or upload it as binary',
    }
  }
  const wide = [...text].filter((letter) => letter > '\u007f')
  if (wide.length < ENOUGH || wide.some((letter) => letter > '\u00ff')) return undefined
  return {
    found:
      `re-encoded from Latin-1 to UTF-8: all of ${grouped(wide.length)} bytes ` +
      'over 0x7f have become two bytes',
    hint: 'get the file again and copy it as binary; or undo it: iconv -f UTF-8 -t LATIN1',
    undo: 'latin1',
  }
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true })
  } catch {
    return undefined
  }
}

/** The bytes from the first that may begin a character: the sample may begin inside one. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80)
  return start > 0 && start < 4 ? bytes.subarray(start) : bytes
}
