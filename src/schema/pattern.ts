/**
 * Patterns of names that come from a schema file: matched without regular expressions, in time linear in
 * pattern times name, whatever the file says.
 */
import { overFixedLimit } from '../limits.ts'

/** Choices that the braces of one pattern may stand for. */
const CHOICES = 10_000
const BRACES = /\{([^{}]*)\}/

/**
 * A matcher: `*` is any text, `?` one character, `{a,b}` and `{3..7}` are choices; all else stands for itself.
 * @throws PthError LIMIT_EXCEEDED for braces that stand for more than 10,000 choices
 */
export function compilePattern(pattern: string): (name: string) => boolean {
  const choices = expandBraces(pattern)
  const exact = new Set(choices.filter((choice) => !/[*?]/.test(choice)))
  const wild = choices.filter((choice) => !exact.has(choice))
  return (name) => exact.has(name) || wild.some((choice) => matchesWild(choice, name))
}

function expandBraces(pattern: string): string[] {
  let done = ['']
  let rest = pattern
  for (let match = BRACES.exec(rest); match !== null; match = BRACES.exec(rest)) {
    const before = rest.slice(0, match.index)
    const options = optionsOf(match[1] ?? '') ?? [match[0]]
    check(done.length * options.length)
    done = done.flatMap((text) => options.map((option) => text + before + option))
    rest = rest.slice(match.index + match[0].length)
  }
  return done.map((text) => text + rest)
}

/** `3..7` or `a,b`; undefined when the braces are text. */
function optionsOf(inside: string): string[] | undefined {
  const [first, last] = inside.split('..').map((text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined))
  if (first !== undefined && last !== undefined && first <= last) {
    check(last - first + 1)
    return Array.from({ length: last - first + 1 }, (_, at) => String(first + at))
  }
  return inside.includes(',') ? inside.split(',') : undefined
}

function check(found: number): void {
  if (found > CHOICES) {
    throw overFixedLimit({ what: 'choices of a pattern', limit: CHOICES, found, unit: 'choices', why: 'write several patterns' })
  }
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
