/** Findings as every report format takes them: a rule, a severity, a sentence and a place. */
import type { Rule } from '../../ids.ts'

/** Fails the run, is worth a look, or is only reported. */
export type Severity = 'error' | 'warning' | 'note'

/** Where a finding is. */
export interface FindingLocation {
  /** Path of the file as the user gave it. */
  readonly file: string
  /** Line of a text file, counted from 1; null in binary files. */
  readonly line: number | null
  /** What in the file: a tensor name or a group of them; null for the file itself. */
  readonly name: string | null
}

/** One finding. Text is unescaped; each format escapes by its own rules. */
export interface ReportFinding {
  /** Stable id, such as `PTH-D001`. */
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly location: FindingLocation
}

export type { Rule } from '../../ids.ts'

/** What a report is about. */
export interface FindingReport {
  /** The command, such as `diff`. */
  readonly command: string
  /** Version of pth. */
  readonly version: string
  /** One line for people. */
  readonly title: string
  /** Every rule that was checked, in order; those without a finding passed. */
  readonly rules: readonly Rule[]
  readonly findings: readonly ReportFinding[]
}
