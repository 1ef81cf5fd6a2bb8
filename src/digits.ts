/** Numbers as every output writes them, and sizes as people do. */

/**
 * 1234567 -> 1,234,567, as `toLocaleString('en-US')` writes it. Whole numbers do not ask Intl: its first formatter of
 * a process loads the data of a locale, which takes longer than a whole small report, and hostile files make many
 * errors with numbers in them.
 */
export function grouped(value: number): string {
  // From 1e21 on, String writes an exponent.
  if (!Number.isInteger(value) || Math.abs(value) >= 1e21) return value.toLocaleString('en-US')
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

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

/** The bytes of a size such as `5GB`, `2GiB`, `200 mb` or a plain number; undefined for what is not a size. */
export function bytesOf(text: string): number | undefined {
  const trimmed = text.trim()
  const word = /[a-z]*$/i.exec(trimmed)?.[0] ?? ''
  const unit = word === '' ? 1 : UNITS.get(word.toUpperCase())
  const number = trimmed.slice(0, trimmed.length - word.length).trim()
  const bytes =
    unit !== undefined && /^\d+(\.\d*)?$|^\.\d+$/.test(number) ? Math.trunc(Number(number) * unit) : NaN
  return Number.isSafeInteger(bytes) ? bytes : undefined
}
