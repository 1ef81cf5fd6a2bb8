/** Sizes as people write them on a command line. */
import { PthError } from '../errors.ts'

/** @see huggingface_hub/serialization/_base.py `SIZE_UNITS`: decimal; the binary ones are IEC 80000-13 */
const UNITS = new Map([
  ['B', 1],
  ['KB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['TB', 1e12],
  ['KIB', 2 ** 10],
  ['MIB', 2 ** 20],
  ['GIB', 2 ** 30],
  ['TIB', 2 ** 40],
])

/**
 * A size such as `5GB`, `2GiB`, `200 mb` or plain bytes. `flag` is what it was given to, for the message.
 * @throws PthError USAGE
 * @see huggingface_hub/serialization/_base.py `parse_size_to_int`
 */
export function parseSize(text: string, flag?: string): number {
  const trimmed = text.trim()
  const word = /[a-z]*$/i.exec(trimmed)?.[0] ?? ''
  const unit = word === '' ? 1 : UNITS.get(word.toUpperCase())
  const number = trimmed.slice(0, trimmed.length - word.length).trim()
  const bytes =
    unit !== undefined && /^\d+(\.\d*)?$|^\.\d+$/.test(number) ? Math.trunc(Number(number) * unit) : NaN
  if (Number.isSafeInteger(bytes) && bytes > 0) return bytes
  throw new PthError('USAGE', {
    reason:
      `${flag === undefined ? '' : `${flag} `}${JSON.stringify(text)} is not a size; write it ` +
      'as 5GB, 2GiB or a number of bytes',
  })
}

/** Bytes below which a number without a unit is one that lacks it: nobody means a file of 5 bytes. */
const LEAST_BARE = 65_536

/**
 * A size for files: `5` is refused, `5GB` and `5B` are not. `line` gives the line to type with another value.
 * @throws PthError USAGE
 */
export function parseFileSize(text: string, flag: string, line: (value: string) => string): number {
  const bytes = parseSize(text, flag)
  if (bytes >= LEAST_BARE || /[a-z]/i.test(text)) return bytes
  throw new PthError('USAGE', {
    reason: `${flag} ${text}: ${text} bytes? A size has a unit; ${text.trim()}B is that many bytes`,
    commands: [line(`${text.trim()}GB`)],
  })
}
