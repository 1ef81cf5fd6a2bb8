/** Globs of the command line as rules that a diff audits. */
import { compileGlobs } from './glob.ts'

/** One pattern and how the user wrote it. */
export interface NamePattern {
  readonly text: string
  matches(name: string): boolean
}

/** A compiled selection: names that match at least one of its patterns. */
export interface NameRule extends NamePattern {
  readonly patterns: readonly NamePattern[]
}

/** Names that match at least one of the patterns. @throws PthError USAGE for a pattern that cannot be understood */
export function nameRule(patterns: readonly string[]): NameRule {
  return {
    text: patterns.join(' '),
    matches: compileGlobs(patterns),
    patterns: patterns.map((text) => ({ text, matches: compileGlobs([text]) })),
  }
}

/** A glob that matches exactly `text`: characters with a meaning get a backslash. */
export function literalGlob(text: string): string {
  return text.replace(/[*?[{\\]/g, '\\$&')
}

/** The patterns of a rule that match none of the names, as the user wrote them. */
export function unmatched({ patterns }: NameRule, names: readonly string[]): string[] {
  return patterns.filter(({ matches }) => !names.some(matches)).map(({ text }) => text)
}
