/** Every rule that a report may name, for `pth explain`. */
import { DIFF_RULES } from './diff/rules.ts'
import { SCAN_RULES } from './scan/findings.ts'
import { VERIFY_RULES } from './verify/rules.ts'
import type { Rule } from './findings/finding.ts'
import { wrapWords } from './wrap.ts'

/** In the order of the commands. */
export const RULES: readonly Rule[] = [...DIFF_RULES, ...SCAN_RULES, ...VERIFY_RULES]

/** The rule of an id or a name, whatever the case, or undefined. */
export function findRule(text: string): Rule | undefined {
  // Reports of scan write the name in capitals: GLOBAL_DANGEROUS.
  const wanted = text.toLowerCase().replaceAll('_', '-')
  return RULES.find(({ id, name }) => id.toLowerCase() === wanted || name === wanted)
}

/** A rule for people. */
export function renderRule({ id, name, summary, help }: Rule, columns: number): string {
  const advice = help.map((line) => wrapWords('', line, columns, 2, 0)).join('\n')
  return `${id}  ${name}\n${wrapWords('', summary, columns, 0, 0)}\n\n${advice}\n`
}

/** Every rule in a line, or a few where the terminal is narrow. */
export function renderRules(columns: number): string {
  const widest = RULES.reduce((most, { name }) => Math.max(most, name.length), 0)
  return RULES.map(
    ({ id, name, summary }) =>
      `${wrapWords(`${id}  ${name}`, summary, columns, 0, id.length + widest + 3)}\n`,
  ).join('')
}
