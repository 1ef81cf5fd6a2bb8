/**
 * Names that look like a misspelled one: the one suggester for paths, tensors, codes and values of flags.
 * The one file that imports fastest-levenshtein.
 */
import { distance } from 'fastest-levenshtein'

/** Names suggested at most. */
const SUGGESTED = 3
/** Longer names are not compared letter by letter. */
const LONGEST = 256
/** Comparisons letter by letter; of more names those nearest in length are compared. */
const COMPARED = 20_000

/**
 * Up to three of `names` that `wanted` may represent, best first: those a few letters away, then those that contain it
 * or are contained in it as whole components, or end alike. Case does not count.
 */
export function nearest(wanted: string, names: readonly string[]): string[] {
  const text = wanted.toLowerCase()
  if (text === '') return []
  const most = Math.min(4, Math.ceil(text.length / 3))
  const close = candidates(text, names, most)
    .map((name) => ({ name, away: distance(text, name.toLowerCase()) }))
    .filter(({ away }) => away <= most)
    .toSorted((a, b) => a.away - b.away)
    .map(({ name }) => name)
  if (close.length >= SUGGESTED) return close.slice(0, SUGGESTED)
  const tail = text.split('.').slice(-2).join('.')
  const alike = names
    .filter((name) => {
      const other = name.toLowerCase()
      return other.includes(text) || text.endsWith(`.${other}`) || (tail.length > 2 && other.endsWith(tail))
    })
    .toSorted((a, b) => Math.abs(a.length - text.length) - Math.abs(b.length - text.length))
  return [...new Set([...close, ...alike.slice(0, SUGGESTED)])].slice(0, SUGGESTED)
}

function candidates(text: string, names: readonly string[], most: number): readonly string[] {
  if (text.length > LONGEST) return []
  const near = names.filter((name) => Math.abs(name.length - text.length) <= most)
  if (near.length <= COMPARED) return near
  return near.filter((name) => name.length === text.length).slice(0, COMPARED)
}

/** `did you mean a or b?`, or undefined when nothing is near. */
export function didYouMean(wanted: string, names: readonly string[]): string | undefined {
  const near = nearest(wanted, names)
  return near.length === 0 ? undefined : `did you mean ${near.join(' or ')}?`
}
