/**
 * Patterns of names that come from a schema file: matched without regular expressions and without writing out
 * what braces stand for, in time linear in pattern times name, whatever the file says.
 */

/** A piece of a pattern: text with `*` and `?`, choices of such texts, or the numbers from `first` to `last`. */
type Part =
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'range'; readonly first: number; readonly last: number }

/** Digits of a number in braces. */
const DIGITS = 9

/** A matcher: `*` is any text, `?` one character, `{a,b}` and `{3..7}` are choices; all else stands for itself. */
export function compilePattern(pattern: string): (name: string) => boolean {
  const parts = partsOf(pattern)
  const [only] = parts
  if (parts.length === 1 && only?.kind === 'choice' && only.options.length === 1) {
    return /[*?]/.test(pattern) ? (name) => matchesWild(pattern, name) : (name) => name === pattern
  }
  return (name) => matchesParts(parts, name)
}

/** Innermost braces that hold a choice, and the text between them. */
function partsOf(pattern: string): readonly Part[] {
  const parts: Part[] = []
  let from = 0
  for (const match of pattern.matchAll(/\{([^{}]*)\}/g)) {
    const part = choiceOf(match[1] ?? '')
    if (part === undefined) continue
    if (match.index > from) parts.push({ kind: 'choice', options: [pattern.slice(from, match.index)] })
    parts.push(part)
    from = match.index + match[0].length
  }
  if (from < pattern.length || parts.length === 0)
    parts.push({ kind: 'choice', options: [pattern.slice(from)] })
  return parts
}

/** `3..7` or `a,b`; undefined when the braces are text. */
function choiceOf(inside: string): Part | undefined {
  const range = /^(\d{1,9})\.\.(\d{1,9})$/.exec(inside)
  const [first, last] = [Number(range?.[1]), Number(range?.[2])]
  if (first <= last) return { kind: 'range', first, last }
  return inside.includes(',') ? { kind: 'choice', options: inside.split(',') } : undefined
}

/**
 * All places up to which the parts so far can have matched: `places[at]` is 1 when they fit the first `at`
 * characters.
 */
function matchesParts(parts: readonly Part[], name: string): boolean {
  let places: Uint8Array = new Uint8Array(name.length + 1)
  places[0] = 1
  for (const part of parts) {
    places = part.kind === 'range' ? afterRange(places, part, name) : afterChoice(places, part.options, name)
    if (!places.includes(1)) return false
  }
  return places[name.length] === 1
}

function afterChoice(places: Uint8Array, options: readonly string[], name: string): Uint8Array {
  const all = new Uint8Array(places.length)
  for (const option of options) {
    const after = afterText(places, option, name)
    for (let at = after.indexOf(1); at !== -1; at = after.indexOf(1, at + 1)) all[at] = 1
  }
  return all
}

function afterText(places: Uint8Array, text: string, name: string): Uint8Array {
  let before = places
  for (let index = 0; index < text.length && before.includes(1); index += 1) {
    const after = new Uint8Array(before.length)
    const wanted = text[index]
    if (wanted === '*') after.fill(1, before.indexOf(1))
    else
      for (let at = before.indexOf(1); at !== -1; at = before.indexOf(1, at + 1))
        if (at < name.length && (wanted === '?' || wanted === name[at])) after[at + 1] = 1
    before = after
  }
  return before
}

/** Numbers have no leading zeros. */
function afterRange(
  places: Uint8Array,
  { first, last }: { readonly first: number; readonly last: number },
  name: string,
): Uint8Array {
  const after = new Uint8Array(places.length)
  for (let at = places.indexOf(1); at !== -1; at = places.indexOf(1, at + 1)) {
    let value = 0
    for (let end = at; end < at + DIGITS; end += 1) {
      const digit = name.charCodeAt(end) - 0x30
      if (!(digit >= 0 && digit <= 9)) break
      value = value * 10 + digit
      if (value >= first && value <= last) after[end + 1] = 1
      if (value === 0 || value > last) break
    }
  }
  return after
}

/** Two pointers; on a mismatch only the last star moves on, so that no pattern is ever tried twice at a place. */
function matchesWild(pattern: string, name: string): boolean {
  let at = 0
  let star = -1
  let resume = 0
  let from = 0
  while (from < name.length) {
    const wanted = pattern[at]
    if (wanted === '*') {
      star = at
      resume = from
      at += 1
    } else if (at < pattern.length && (wanted === '?' || wanted === name[from])) {
      at += 1
      from += 1
    } else if (star !== -1) {
      at = star + 1
      resume += 1
      from = resume
    } else return false
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}
