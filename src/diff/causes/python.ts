/** Pieces of Python that are printed for a person to run. Names come from files, so each is a literal, never code. */

/** A string literal of Python that represents exactly `text`. */
export function pythonText(text: string): string {
  const inside = text.replace(/[\\'\p{C}\p{Zl}\p{Zp}\p{Zs}]/gu, (character) => {
    if (character === ' ') return ' '
    if (character === '\\' || character === "'") return `\\${character}`
    const point = character.codePointAt(0) ?? 0
    if (point > 0xffff) return `\\U${point.toString(16).padStart(8, '0')}`
    return `\\u${point.toString(16).padStart(4, '0')}`
  })
  return `'${inside}'`
}

/** `('a', 'b')`, with the comma that one alone needs. */
export function pythonTuple(items: readonly string[]): string {
  return `(${items.join(', ')}${items.length === 1 ? ',' : ''})`
}

/** Sizes as Python writes them. */
export function pythonSizes(sizes: readonly number[]): string {
  return pythonTuple(sizes.map(String))
}

/** Components of a name that a suffix may have. */
const COMPONENTS = 6
const NUMBER = /(?<![^.])\d+(?![^.])/g
/** Names that are listed one by one. */
const LISTED = 64

/**
 * A condition on `k` that is true of exactly `names` among `all`: one name, a common ending or beginning,
 * names with their numbers
 * taken out, or a list; undefined when it would be longer than a person reads.
 */
export function pythonIs(names: readonly string[], all: Iterable<string>): string | undefined {
  const [first] = names
  if (first === undefined) return undefined
  if (names.length === 1) return `k == ${pythonText(first)}`
  const wanted = new Set(names)
  const everyone = [...all]
  const parts = first.split('.')
  for (let length = 1; length <= Math.min(COMPONENTS, parts.length - 1); length += 1) {
    const suffix = `.${parts.slice(-length).join('.')}`
    if (!names.every((name) => name.endsWith(suffix))) break
    if (everyone.every((name) => !name.endsWith(suffix) || wanted.has(name)))
      return `k.endswith(${pythonText(suffix)})`
  }
  for (let length = 1; length <= Math.min(COMPONENTS, parts.length - 1); length += 1) {
    const prefix = `${parts.slice(0, length).join('.')}.`
    if (!names.every((name) => name.startsWith(prefix))) break
    if (everyone.every((name) => !name.startsWith(prefix) || wanted.has(name)))
      return `k.startswith(${pythonText(prefix)})`
  }
  const kinds = [...new Set(names.map((name) => name.replaceAll(NUMBER, '*')))]
  const same = new Set(kinds)
  if (
    kinds.length <= LISTED / 2 &&
    kinds.length < names.length &&
    everyone.every((name) => !same.has(name.replaceAll(NUMBER, '*')) || wanted.has(name))
  )
    return `re.sub(r'(?<![^.])\\d+(?![^.])', '*', k) in ${pythonTuple(kinds.map(pythonText))}`
  if (names.length > LISTED) return undefined
  return `k in ${pythonTuple(names.map(pythonText))}`
}
