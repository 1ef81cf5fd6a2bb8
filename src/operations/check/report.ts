/** What checking one file gives: for each rule whether it was judged, and by what. */
import type { Level, RuleName } from '../../config/config.ts'
import type { StateDictDiff } from '../../diff/diff.ts'
import type { Suggestion } from '../../diff/diagnose.ts'
import type { CheckRule } from '../../ids.ts'
import type { ScanReport } from '../scan/report.ts'
import type { VerifyReport } from '../verify/report.ts'

/** Something that only check looks at. */
export interface CheckFinding {
  readonly rule: CheckRule
  /** Tensor or pattern; null for the file. */
  readonly subject: string | null
  /** Facts in words, unescaped. */
  readonly detail: string
}

/** A comparison with what `load_state_dict` of the model expects. */
export interface SchemaEvidence {
  readonly diff: StateDictDiff
  readonly suggestions: readonly Suggestion[]
  /** Path of the schema or of the reference checkpoint. */
  readonly expected: string
  /** Whether it says the dtype of a key that matched. */
  readonly dtypes: boolean
}

/** What a rule was judged by: the report of the operation that judges it. */
export type Evidence =
  | { readonly kind: 'verify'; readonly report: VerifyReport }
  | { readonly kind: 'scan'; readonly reports: readonly ScanReport[]; readonly strict: boolean }
  | ({ readonly kind: 'schema' } & SchemaEvidence)
  | { readonly kind: 'own' }

/** One rule on one file, before levels and ignores. */
export type Judgement =
  | {
      readonly rule: RuleName
      readonly state: 'judged'
      /** What was looked at, in a few words. */
      readonly detail: string
      readonly evidence: Evidence
      readonly findings: readonly CheckFinding[]
    }
  /** `skipped` is not for this file; `not_judged` should have been judged and could not be. */
  | { readonly rule: RuleName; readonly state: 'skipped' | 'not_judged'; readonly detail: string }

/** How a rule ended on a file. A rule that could not be judged is a FAIL at any level. */
export type RuleStatus = 'PASS' | 'WARN' | 'FAIL' | 'SKIP'

/** A finding as every format prints it; its text is unescaped. */
export interface Finding {
  readonly rule: string
  readonly severity: 'error' | 'warning' | 'note'
  readonly message: string
  readonly file: string
  readonly line: number | null
  readonly name: string | null
}

/** One line of the report. */
export interface RuleResult {
  /** Path of the checkpoint, or of the configuration for what is said of it. */
  readonly file: string
  /** A rule, or what of the configuration is at fault. */
  readonly rule: RuleName | 'files' | 'ignore' | 'config' | 'uncovered'
  readonly status: RuleStatus
  readonly level: Level
  /** Why a rule is skipped: it is not for such files, its findings are ignored, or this run wrote its lock. */
  readonly skipped: 'not_for_this_file' | 'ignored' | 'written' | null
  /** Whether a verdict could be given; false with FAIL and the exit code 2. */
  readonly judged: boolean
  readonly detail: string
  readonly findings: readonly Finding[]
}

/** Findings fail the run, and so does what could not be judged. */
export function checkOutcome(results: readonly RuleResult[]): {
  readonly findings: boolean
  readonly incomplete: boolean
} {
  return {
    findings: results.some(({ status, judged }) => status === 'FAIL' && judged),
    incomplete: results.some(({ status, judged }) => status === 'FAIL' && !judged),
  }
}
