/** Numbers as every output writes them. */

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
