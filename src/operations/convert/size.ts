/** Sizes as people write them on a command line. */
import { PthError } from '../../errors.ts'

/** @see huggingface_hub/serialization/_base.py `SIZE_UNITS`: decimal */
const UNITS = new Map([
  ['KB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['TB', 1e12],
])

/**
 * A size such as `5GB`, `200 mb` or plain bytes.
 * @throws PthError USAGE
 * @see huggingface_hub/serialization/_base.py `parse_size_to_int`
 */
export function parseSize(text: string): number {
  const trimmed = text.trim()
  const unit = UNITS.get(trimmed.slice(-2).toUpperCase())
  const number = unit === undefined ? trimmed : trimmed.slice(0, -2).trim()
  const bytes = /^\d+(\.\d*)?$|^\.\d+$/.test(number) ? Math.trunc(Number(number) * (unit ?? 1)) : NaN
  if (Number.isSafeInteger(bytes) && bytes > 0) return bytes
  throw new PthError('USAGE', { reason: `${JSON.stringify(text)} is no size; write it as 5GB, 500MB or a number of bytes` })
}
