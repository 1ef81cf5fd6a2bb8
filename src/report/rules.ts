/** Every rule that a report may name, for `pth explain`. */
import { DIFF_RULES } from './diff/rules.ts'
import { SCAN_RULES } from './scan/scan-findings.ts'
import type { Rule } from './findings/finding.ts'

/** In the order of the commands. */
export const RULES: readonly Rule[] = [...DIFF_RULES, ...SCAN_RULES]

/** The rule of an id or a name, whatever the case, or undefined. */
export function findRule(text: string): Rule | undefined {
  // Reports of scan write the name in capitals: GLOBAL_DANGEROUS.
  const wanted = text.toLowerCase().replaceAll('_', '-')
  return RULES.find(({ id, name }) => id.toLowerCase() === wanted || name === wanted)
}

/** A rule for people. */
export function renderRule({ id, name, summary, help }: Rule): string {
  return `${id}  ${name}\n${summary}\n\n${help.map((line) => `  ${line}`).join('\n')}\n`
}
