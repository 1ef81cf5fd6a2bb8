/** Renaming by rules: each name goes through the first rule that matches, once, so rules can swap and cannot loop. */
import { isPthError, PthError } from '../errors.ts'
import { parseJson } from '../json/tree.ts'
import type { JsonNode } from '../json/tree.ts'
import { overFixedLimit } from '../limits.ts'

/**
 * `from` is a name or a pattern with `*` and `?`; `to` may use what they matched as `*` in order, or `$1`
 * to `$9`.
 */
export interface RenameRule {
  readonly from: string
  readonly to: string
  /** Whether `*`, `?` and `$` are plain characters. */
  readonly literal: boolean
}

export interface Renamer {
  /** The new name, and which rule made it (null: none matches and the name stays). */
  rename(name: string): { readonly name: string; readonly rule: RenameRule | null }
}

/** Characters of a pattern and of a name; the matcher's work is their product. */
const LENGTH = 4_000
/** Characters of one new name, where the old one is not as long. No module's path has 1,000. */
const LONGEST = 1 << 20
/** Characters of all new names that are no fault in any case, and the times the old ones. */
const LEAST = 1 << 24
const TIMES = 4
/** Patterns times names. Exact names are looked up and cost nothing. */
const TRIES = 50_000_000

/** Counts how long the names of a run become, so that a rule like `*=$1$1$1` cannot fill the memory. */
export interface NameGrowth {
  before: number
  after: number
}

export function newNameGrowth(): NameGrowth {
  return { before: 0, after: 0 }
}

/** Count a name that becomes `length` characters long. @throws PthError LIMIT_EXCEEDED before it is made */
export function growName(growth: NameGrowth, name: string, length: number): void {
  growth.before += name.length
  growth.after += length
  const why = 'the rules make names far longer than those of the file'
  const unit = 'characters'
  const longest = Math.max(LONGEST, name.length)
  if (length > longest) throw overFixedLimit({ what: 'a new name', limit: longest, found: length, unit, why })
  const most = LEAST + TIMES * growth.before
  if (growth.after > most)
    throw overFixedLimit({ what: 'new names in total', limit: most, found: growth.after, unit, why })
}

/**
 * Parse `OLD=NEW`; the first `=` divides.
 * @throws PthError USAGE
 */
export function parseRename(text: string): RenameRule {
  const at = text.indexOf('=')
  if (at < 1) throw new PthError('USAGE', { reason: `a rename is OLD=NEW, not ${JSON.stringify(text)}` })
  return checkRule({ from: text.slice(0, at), to: text.slice(at + 1), literal: false })
}

/**
 * Parse a file of rules: a JSON object of exact names (`{"old": "new"}`), or lines `OLD=NEW` where `#`
 * begins a comment line.
 * @throws PthError USAGE
 */
export function parseRenameFile(text: string, path: string): RenameRule[] {
  if (!text.trimStart().startsWith('{')) {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'))
    return lines.map(parseRename)
  }
  const node = parseNames(text, path)
  if (node.kind !== 'object')
    throw new PthError('USAGE', { reason: `${path} does not contain a JSON object` })
  return [...node.members].map(([from, to]) => {
    if (to.kind !== 'scalar' || typeof to.value !== 'string') {
      throw new PthError('USAGE', { reason: `${path}: the new name of ${from} is not text` })
    }
    return { from, to: to.value, literal: true }
  })
}

function parseNames(text: string, path: string): JsonNode {
  try {
    return parseJson(text, path)
  } catch (cause) {
    if (!isPthError(cause, 'SCHEMA_INVALID')) throw cause
    const { line, expected, found } = cause.details
    const reason = `${path}, line ${line}: expected ${expected}, found ${found}; renames are JSON or lines of OLD=NEW`
    throw new PthError('USAGE', { reason }, { cause })
  }
}

function checkRule(rule: RenameRule): RenameRule {
  if (rule.from.length > LENGTH)
    throw new PthError('USAGE', { reason: `a rename pattern is longer than ${LENGTH} characters` })
  const captures = [...rule.from].filter((letter) => letter === '*' || letter === '?').length
  const stars = [...rule.to].filter((letter) => letter === '*').length
  const highest = Math.max(0, ...[...rule.to.matchAll(/\$([1-9])/g)].map(([, digit]) => Number(digit)))
  if (Math.max(stars, highest) > captures) {
    throw new PthError('USAGE', {
      reason: `the new name ${JSON.stringify(rule.to)} uses more wildcards than ${JSON.stringify(rule.from)} has`,
    })
  }
  return rule
}

export function newRenamer(rules: readonly RenameRule[]): Renamer {
  // A file may name every tensor: exact rules are looked up, and the earlier rule still wins.
  const exact = new Map<string, number>()
  const patterns: number[] = []
  for (const [index, rule] of rules.entries()) {
    if (!rule.literal && /[*?]/.test(rule.from)) patterns.push(index)
    else if (!exact.has(rule.from)) exact.set(rule.from, index)
  }
  const growth = newNameGrowth()
  let tries = 0
  return {
    rename: (name) => {
      const found = exact.get(name) ?? Infinity
      for (const index of patterns) {
        if (index > found) break
        tries += 1
        if (tries > TRIES) throw overTries(tries)
        const rule = rules[index]
        const captures = rule === undefined ? undefined : matchPattern(rule.from, name)
        if (rule === undefined || captures === undefined) continue
        growName(growth, name, substitutedLength(rule.to, captures))
        return { name: substitute(rule.to, captures), rule }
      }
      const rule = rules[found] ?? null
      if (rule === null) return { name, rule }
      return { name: rule.literal ? rule.to : substitute(rule.to, []), rule }
    },
  }
}

function overTries(found: number): PthError {
  return overFixedLimit({
    what: 'rename patterns times names',
    limit: TRIES,
    found,
    unit: 'tries',
    why: 'exact names, as in a JSON file of renames, are looked up and not tried',
  })
}

const WILDCARD = /\*|\$([1-9])|\$\$/g

/** Characters of what {@link substitute} makes. */
function substitutedLength(template: string, captures: readonly string[]): number {
  let length = template.length
  let next = 0
  for (const [whole, digit] of template.matchAll(WILDCARD)) {
    if (whole === '*') next += 1
    const capture = whole === '$$' ? '$' : captures[(digit === undefined ? next : Number(digit)) - 1]
    length += (capture?.length ?? 0) - whole.length
  }
  return length
}

function substitute(template: string, captures: readonly string[]): string {
  let next = 0
  return template.replace(WILDCARD, (whole: string, digit: string | undefined) => {
    if (whole === '$$') return '$'
    if (digit !== undefined) return captures[Number(digit) - 1] ?? ''
    next += 1
    return captures[next - 1] ?? ''
  })
}

/**
 * What each `*` (any run, as short as can be from the left) and `?` (one character) matches, or
 * undefined when the pattern does not match the whole name. Time is at most pattern x name: after a
 * `*` the earliest match of what follows is always good, so only the last `*` is ever moved.
 */
export function matchPattern(pattern: string, name: string): string[] | undefined {
  if (name.length > LENGTH) return undefined
  const [first = ''] = pattern
  if (first !== '*' && first !== '?' && !name.startsWith(first)) return undefined
  const starts: number[] = []
  const ends: number[] = []
  let p = 0
  let n = 0
  let star = -1
  let kept = 0
  while (n < name.length || p < pattern.length) {
    const letter = pattern[p]
    if (letter === '*') {
      star = p
      starts.push(n)
      ends.push(n)
      kept = starts.length
      p += 1
      continue
    }
    if (n < name.length && (letter === '?' || (letter !== undefined && letter === name[n]))) {
      if (letter === '?') {
        starts.push(n)
        ends.push(n + 1)
      }
      p += 1
      n += 1
      continue
    }
    const end = ends[kept - 1]
    if (star < 0 || end === undefined || end >= name.length) return undefined
    // Let the last `*` take one character more and try again behind it.
    starts.length = kept
    ends.length = kept
    ends[kept - 1] = end + 1
    n = end + 1
    p = star + 1
  }
  return starts.map((start, at) => name.slice(start, ends[at]))
}
