/** Names that differ only in their numbers, as one pattern: `layers.{0..31}.attn.q.weight`. */

/** Numbers of a name beyond these stay as they are; real names have at most 4. */
const PLACES = 6
const DIGITS = 9
const INDEX = /^(?:0|[1-9]\d{0,8})$/

/** A name taken apart: its template is the same for names that differ only in numbers. */
export interface NumberedName {
  /** Components of the name; null means a number. */
  readonly template: NameTemplate
  readonly numbers: readonly number[]
}

export type NameTemplate = readonly (string | null)[]

/** Take whole components (`layers.3.weight`, not `conv1`) for numbers. */
export function numberedName(name: string): NumberedName {
  const numbers: number[] = []
  const template = name.split('.').map((part) => {
    if (!INDEX.test(part) || numbers.length >= PLACES) return part
    numbers.push(Number(part))
    return null
  })
  return { template, numbers }
}

/**
 * A text that is equal for equal templates, and the numbers: what {@link numberedName} finds, without a list of parts.
 * A number is a NUL in it.
 */
export function templateKey(name: string): { readonly key: string; readonly numbers: readonly number[] } {
  const numbers: number[] = []
  let key = ''
  let kept = 0
  for (let start = 0; start <= name.length && numbers.length < PLACES;) {
    let end = start
    let value = 0
    for (; end < name.length; end += 1) {
      const digit = name.charCodeAt(end) - 0x30
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
    }
    const whole = end === name.length || name.charCodeAt(end) === 0x2e
    const plain = end - start === 1 || name.charCodeAt(start) !== 0x30
    if (whole && end > start && end - start <= DIGITS && plain) {
      numbers.push(value)
      key += `${name.slice(kept, start)}\u0000`
      kept = end
    } else if (!whole) {
      end = name.indexOf('.', end)
      if (end < 0) break
    }
    start = end + 1
  }
  const rest = name.slice(kept)
  // A name with a NUL of its own would look like one with a number.
  return { key: name.includes('\u0000') ? exactKey(name) : key + rest, numbers }
}

/** No other key begins with two NULs: two numbers have a dot between them. */
function exactKey(name: string): string {
  return `\u0000\u0000${JSON.stringify(numberedName(name).template)}`
}

/** The numbers at each place; every combination of them occurs. */
export type NumberSets = readonly (readonly number[])[]

/**
 * Cut a set of number tuples into as few products as the first differing place allows, so that a
 * pattern made of one never promises a name that does not exist. Order is that of the first tuple of each.
 */
export function factorNumbers(tuples: readonly (readonly number[])[]): NumberSets[] {
  const [first] = tuples
  if (first === undefined) return []
  if (first.length === 0) return [[]]
  const rests = new Map<number, (readonly number[])[]>()
  for (const [head = 0, ...rest] of tuples) {
    const known = rests.get(head)
    if (known === undefined) rests.set(head, [rest])
    else known.push(rest)
  }
  const alike = new Map<string, { heads: number[]; rests: readonly (readonly number[])[] }>()
  for (const [head, list] of rests) {
    const key = list
      .map((rest) => rest.join(','))
      .sort()
      .join(';')
    const known = alike.get(key)
    if (known === undefined) alike.set(key, { heads: [head], rests: list })
    else known.heads.push(head)
  }
  return [...alike.values()].flatMap(({ heads, rests: list }) =>
    factorNumbers(list).map((sets) => [heads.toSorted((a, b) => a - b), ...sets]),
  )
}

/** The pattern of a template with these numbers. */
export function patternText(template: NameTemplate, sets: NumberSets): string {
  let place = -1
  const parts = template.map((part) => {
    if (part !== null) return part
    place += 1
    return numbersText(sets[place] ?? [])
  })
  return parts.join('.')
}

/** `{0..31}`, `{0..3,7}`, or the number itself; numbers in ascending order. */
export function numbersText(numbers: readonly number[]): string {
  if (numbers.length === 1) return String(numbers[0])
  const runs: [first: number, last: number][] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run !== undefined && run[1] + 1 === number) run[1] = number
    else runs.push([number, number])
  }
  return `{${runs.map(([first, last]) => (first === last ? `${first}` : `${first}..${last}`)).join(',')}}`
}
