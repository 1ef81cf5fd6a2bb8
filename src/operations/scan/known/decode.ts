/** Reads the text form of the generated tables. scripts/known-names/encode.py writes it. */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_'
const VALUES: ReadonlyMap<string, number> = new Map([...DIGITS].map((digit, value) => [digit, value]))

/** A number and where the text goes on. Five bits per character, the lowest first; the sixth says that one follows. */
function number(text: string, at: number): readonly [value: number, next: number] {
  let value = 0
  let weight = 1
  let next = at
  for (;;) {
    const digit = VALUES.get(text.charAt(next))
    if (digit === undefined) throw new TypeError(`no digit at ${next} of a generated table`)
    next += 1
    value += (digit & 31) * weight
    if (digit < 32) return [value, next]
    weight *= 32
  }
}

/** Numbers that ascend, each written as the distance from the one before. */
export function ascending(text: string): number[] {
  const found: number[] = []
  let at = 0
  let value = 0
  while (at < text.length) {
    const [step, next] = number(text, at)
    value += step
    found.push(value)
    at = next
  }
  return found
}

/** One number that is a whole text. */
export function only(text: string): number {
  return number(text, 0)[0]
}

/** Sorted names, one per line, each as how many characters it shares with the one before, and the rest. */
export function frontCoded(text: string): string[] {
  const names: string[] = []
  let before = ''
  for (const line of lines(text)) {
    const [shared, next] = number(line, 0)
    before = before.slice(0, shared) + line.slice(next)
    names.push(before)
  }
  return names
}

/** The lines of a table; the first line of a template literal is empty. */
export function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}
