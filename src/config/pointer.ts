/** Places in a configuration, and errors that name them. */
import { PthError } from '../errors.ts'
import type { JsonNode } from '../json/tree.ts'
import { didYouMean } from '../names/near.ts'

/** A configuration before its fields have a meaning. */
export interface ConfigDocument {
  readonly path: string
  readonly root: JsonNode
  /** What leads to the configuration in its file, `pth.` in package.json; empty for a file of its own. */
  readonly prefix: string
  /** The line of a JSON pointer below the root. */
  lineOf(pointer: string): number
}

/** The names of a JSON pointer. */
export function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** `/checkpoints/0/rules/schema` as `checkpoints[0].rules.schema`. */
export function keyOf(document: ConfigDocument, pointer: string): string {
  const steps = stepsOf(pointer).map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
  return `${document.prefix}${steps.join('').replace(/^\./, '')}`.replace(/\.$/, '')
}

/** The error of one place. `known` are the words that could have been meant by `word`. */
export function configError(
  document: ConfigDocument,
  pointer: string,
  expected: string,
  found: string,
  near?: { readonly word: string; readonly known: readonly string[] } | null,
): PthError<'CONFIG_INVALID'> {
  const hint = near === undefined || near === null ? undefined : didYouMean(near.word, near.known)
  return new PthError('CONFIG_INVALID', {
    path: document.path,
    line: document.lineOf(pointer),
    key: keyOf(document, pointer),
    expected,
    found,
    ...(hint !== undefined && { hint }),
  })
}
