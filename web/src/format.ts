/** Numbers and names for people, as the command line prints them. */
import { escapeText, formatCount } from 'pth-cli'

export { formatBytes, formatCount, formatNumber } from 'pth-cli'

/** `11.7 M` for headlines; the exact number is beside it. */
export function formatShort(count: number): string {
  for (const [unit, size] of [
    ['T', 1e12],
    ['B', 1e9],
    ['M', 1e6],
    ['K', 1e3],
  ] as const)
    if (count >= size) return `${(count / size).toFixed(count / size >= 99.95 ? 0 : 1)} ${unit}`
  return String(count)
}

/** Characters of a name that are shown; the middle of a longer one is left out. */
const LONGEST = 200

/** A name as it is shown: nothing in it hides or turns text around, and a very long one is cut and says so. */
export function shownName(name: string, longest = LONGEST): string {
  if (name.length <= longest) return escapeText(name)
  const half = Math.floor(longest / 2)
  const left = name.length - 2 * half
  return `${escapeText(name.slice(0, half))}…${escapeText(name.slice(-half))} (${formatCount(left)} characters left out)`
}
