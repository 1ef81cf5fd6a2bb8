/** The short form in which the tables of families list names, written out. */
import { compileGlobs } from '../../../names/glob.ts'

/** Templates without wildcards one by one, and a matcher for the others. */
export interface Templates {
  readonly exact: readonly string[]
  matches(template: string): boolean
}

const SUFFIXES: readonly (readonly [suffix: string, leaves: string])[] = [
  ['@bn', '.{weight,bias,running_mean,running_var,num_batches_tracked}'],
  ['@', '.{weight,bias}'],
]

const written = new WeakMap<readonly string[], Templates>()

/** A list of the table, written out once. */
export function parseBraces(list: readonly string[]): Templates {
  const known = written.get(list)
  if (known !== undefined) return known
  const all = list.flatMap((line) => line.split(' ')).flatMap((text) => expand(withSuffix(text)))
  const globs = all.filter((text) => text.includes('*'))
  const matches = globs.length === 0 ? (): boolean => false : compileGlobs(globs)
  const templates = { exact: all.filter((text) => !text.includes('*')), matches }
  written.set(list, templates)
  return templates
}

/**
 * Whether `templates` has every one of a list; those with wildcards do not count. What comes after the first that is
 * missing is not written out: most lists are of another family.
 */
export function hasEvery(templates: ReadonlySet<string>, list: readonly string[]): boolean {
  return list.every((line) =>
    line
      .split(' ')
      .every((text) => text.includes('*') || expand(withSuffix(text)).every((one) => templates.has(one))),
  )
}

function withSuffix(text: string): string {
  const found = SUFFIXES.find(([suffix]) => text.endsWith(suffix))
  return found === undefined ? text : text.slice(0, -found[0].length) + found[1]
}

/** `{a,b}.{c,d}` as four texts; braces inside braces are not used. */
function expand(text: string): string[] {
  const [whole, inside = ''] = /\{([^{}]*)\}/.exec(text) ?? []
  if (whole === undefined) return [text]
  return inside.split(',').flatMap((word) => expand(text.replace(whole, () => word)))
}
