/** Sizes as people write them on a command line. */
import { bytesOf } from '../digits.ts'
import { PthError } from '../errors.ts'

/**
 * A size such as `5GB`, `2GiB`, `200 mb` or plain bytes. `flag` is what it was given to, for the message.
 * @throws PthError USAGE
 * @see huggingface_hub/serialization/_base.py `parse_size_to_int`
 */
export function parseSize(text: string, flag?: string): number {
  const bytes = bytesOf(text)
  if (bytes !== undefined && bytes > 0) return bytes
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
