/** A run of check as one JSON document. */
import type { RuleResult, RuleStatus } from '../../operations/check/report.ts'
import { envelope } from '../envelope.ts'
import type { CheckFacts } from './text.ts'

/** The document of `pth check --json`. */
export function checkDocument(results: readonly RuleResult[], facts: CheckFacts, exitCode: number): object {
  const count = (status: RuleStatus): number => results.filter((result) => result.status === status).length
  const data = {
    config: facts.config,
    changed_since: facts.changed?.since ?? null,
    summary: {
      files: facts.files,
      of: facts.changed?.of ?? facts.files,
      rules: results.length,
      passed: count('PASS'),
      warned: count('WARN'),
      failed: count('FAIL'),
      skipped: count('SKIP'),
      not_judged: results.filter(({ judged }) => !judged).length,
    },
    results,
  }
  return envelope('pth.check', data, exitCode)
}
