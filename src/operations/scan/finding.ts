/** One thing that a scan has to say about a file. */
import type { ScanRule } from '../../ids.ts'

/** Fails the run, fails it with `--strict`, or is only reported. */
export type ScanSeverity = 'error' | 'warning' | 'note'

/** One finding; wording is the report layer's. */
export interface ScanFinding {
  readonly rule: ScanRule
  readonly severity: ScanSeverity
  /** Member of the container, `a > b` for what is inside another; null for the file itself. */
  readonly member: string | null
  /** Byte offset in the member, or null. */
  readonly offset: number | null
  /** Facts in words, unescaped. */
  readonly detail: string
}
