/** Names that look like a misspelled one. */

/** Up to three of `names` that contain `wanted`, or are contained in it, or end alike; closest in length first. */
export function nearest(wanted: string, names: readonly string[]): string[] {
  const tail = wanted.split('.').slice(-2).join('.')
  const isNear = (name: string): boolean =>
    name.includes(wanted) || wanted.endsWith(`.${name}`) || (tail.length > 2 && name.endsWith(tail))
  return names
    .filter(isNear)
    .sort((a, b) => Math.abs(a.length - wanted.length) - Math.abs(b.length - wanted.length))
    .slice(0, 3)
}
