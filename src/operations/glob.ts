/** Globs over tensor names: the one file that imports picomatch, used by every command that selects tensors. */
import picomatch from 'picomatch'
import { PthError } from '../errors.ts'

/** Whether a name is selected. */
export type NameMatcher = (name: string) => boolean

/** Numbers that one `{0..9}` may stand for. Largest known number of layers or experts: about 1,000. */
const RANGE = 10_000
/** Characters of one pattern. */
const LENGTH = 2_000
/** Stands for the slash, in which picomatch sees folders (`./a` would be `a`); Unicode gives it no meaning. */
const SLASH = '\ufdd0'

/**
 * A matcher for names that fit at least one pattern; without patterns every name fits.
 * `*` and `?` cross dots and slashes alike, since a tensor name is no path; `[a-c]`, `{a,b}`,
 * `{0..31}` and `{0..3,7}` are alternatives (numbers, not digits); letters count as they are. There is no negation.
 * @throws PthError USAGE for a pattern that is empty, too long, or ranges too far
 */
export function compileGlobs(patterns: readonly string[]): NameMatcher {
  const matchers = patterns.map(compileGlob)
  if (matchers.length === 0) return () => true
  return (name) => matchers.some((matches) => matches(name))
}

function compileGlob(pattern: string): NameMatcher {
  if (pattern === '') throw new PthError('USAGE', { reason: 'a pattern is empty; to select every tensor write "*"' })
  if (pattern.length > LENGTH) throw new PthError('USAGE', { reason: `a pattern is longer than ${LENGTH} characters` })
  const expanded = pattern.replace(/\{([\d.,]+)\}/g, (whole, list: string) => expandNumbers(whole, list))
  const everything = /^\*+$/.test(pattern)
  // Without `s` a name with a newline in it would never match.
  const options = { bash: true, dot: true, nonegate: true, flags: 's', windows: false }
  try {
    const matches = picomatch(expanded.replaceAll('/', SLASH), options)
    // picomatch matches no empty name; a tensor may have one.
    return (name) => everything || name === pattern || matches(name.replaceAll('/', SLASH))
  } catch (cause) {
    throw new PthError('USAGE', { reason: `the pattern ${JSON.stringify(pattern)} cannot be understood` }, { cause })
  }
}

/** `{0..3,7}` as `{0,1,2,3,7}`: picomatch takes `{0..31}` for a class of digits. */
function expandNumbers(whole: string, list: string): string {
  const numbers: number[] = []
  for (const item of list.split(',')) {
    const range = /^(\d{1,9})(?:\.\.(\d{1,9}))?$/.exec(item)
    if (range === null) return whole
    const first = Number(range[1])
    const last = range[2] === undefined ? first : Number(range[2])
    const [low, high] = first <= last ? [first, last] : [last, first]
    if (high - low + numbers.length >= RANGE) {
      throw new PthError('USAGE', { reason: `the range ${whole} stands for more than ${RANGE} numbers` })
    }
    for (let number = low; number <= high; number += 1) numbers.push(number)
  }
  return numbers.length === 1 ? String(numbers[0]) : `{${numbers.join(',')}}`
}
