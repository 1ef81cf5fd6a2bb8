/** Globs of the command line as rules that a diff audits. */
import { compileGlobs } from './glob.ts'

/** A compiled selection and how the user wrote it. */
export interface NameRule {
  readonly text: string
  matches(name: string): boolean
}

/** Names that fit at least one of the patterns. @throws PthError USAGE for a pattern that cannot be understood */
export function nameRule(patterns: readonly string[]): NameRule {
  const matches = compileGlobs(patterns)
  return { text: patterns.join(' '), matches }
}

/** A glob that fits exactly `text`: characters with a meaning become `?`. */
export function literalGlob(text: string): string {
  return text.replace(/[*?[\]{}()!+@|\\,"]/g, '?')
}
