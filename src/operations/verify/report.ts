/** The verify report: which checks ran, and what each found. */
import type { VerifyRule } from '../../ids.ts'

/** A rule that the file breaks. */
export interface VerifyFinding {
  readonly rule: VerifyRule
  readonly severity: 'error' | 'warning'
  /** Record, tensor or file. */
  readonly subject: string
  /** Facts in words, unescaped. */
  readonly detail: string
}

/** One check: how many things it looked at, and how many it could not because nothing was recorded. */
export interface VerifyCheck {
  readonly check:
    'structure' | 'header' | 'pieces' | 'index' | 'crc32' | 'tensors' | 'values' | 'sha256' | 'lock'
  readonly checked: number
  readonly not_recorded: number
  /** Tensors that `only` and `ignore` leave out; of the check `values` only. */
  readonly left_out?: number
  /** Tensors that are zero or infinite by their nature, under the words that say why; of `values` only. */
  readonly accepted?: readonly { readonly what: string; readonly count: number }[]
}

/** The outcome of verifying one file. */
export interface VerifyReport {
  readonly file: string
  /** Kind of the container, or null when it could not be opened. */
  readonly format: string | null
  readonly checks: readonly VerifyCheck[]
  readonly findings: readonly VerifyFinding[]
  /** The files of an index, each as a report of its own; empty for one file. */
  readonly shards: readonly VerifyReport[]
  /** What the files cannot prove, in words; absent where there is nothing to say. */
  readonly unproven?: readonly string[]
}

/** The findings of a report and of its shards. */
export function allFindings({ findings, shards }: VerifyReport): readonly VerifyFinding[] {
  return [...findings, ...shards.flatMap(allFindings)]
}

/** Spreading them into `push` would overflow the call stack when a file has 100,000 findings. */
export function addAll<Item>(target: Item[], items: readonly Item[]): void {
  for (const item of items) target.push(item)
}

/** Whether any report has an error. */
export function hasErrors(reports: readonly VerifyReport[]): boolean {
  return reports.some((report) => allFindings(report).some(({ severity }) => severity === 'error'))
}
