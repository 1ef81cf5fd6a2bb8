/** The scan report: what one file names, calls and hides, and the verdict. */
import type { ScanRule } from '../../ids.ts'
import type { WeightsOnly } from '../../weights-only/verdict.ts'
import type { GlobalCall, Place } from './pickle.ts'
import type { GlobalVerdict } from './verdict.ts'

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

/** A pickle that was scanned. */
export interface ScannedMember {
  readonly member: string
  /** Levels of files in files above it. */
  readonly depth: number
  readonly offset: number
  readonly byte_length: number
  readonly protocol: number
  readonly opcodes: number
  /** Whether it was followed to its STOP. */
  readonly complete: boolean
}

/** A name in one pickle. */
export interface ScannedGlobal {
  readonly module: string
  readonly name: string
  readonly verdict: GlobalVerdict | 'allowed_by_policy'
  readonly reason: string | null
  /** Put together by calls such as getattr. */
  readonly resolved: boolean
  readonly member: string
  /** Places in all, of which the first few are listed. */
  readonly count: number
  readonly places: readonly Place[]
  /** Calls in all, of which the first few are listed. */
  readonly call_count: number
  readonly calls: readonly GlobalCall[]
}

/** What the file is worth: clean only when every name is known and everything was followed. */
export type ScanVerdict = 'clean' | 'unknown' | 'dangerous' | 'unreadable'

/** The outcome of scanning one file. */
export interface ScanReport {
  readonly file: string
  /** What the content is: zip, legacy, pickle, tar, safetensors. */
  readonly format: string
  readonly verdict: ScanVerdict
  /** Null for files without pickles. */
  readonly weights_only: WeightsOnly | null
  readonly pickles: readonly ScannedMember[]
  readonly globals: readonly ScannedGlobal[]
  readonly findings: readonly ScanFinding[]
}

/** Worst first: an unreadable part may hide anything, but what was found counts more. */
export function scanVerdict(report: Pick<ScanReport, 'globals' | 'findings'>): ScanVerdict {
  if (
    report.findings.some(
      ({ severity, rule }) =>
        severity === 'error' &&
        rule !== 'PICKLE_BROKEN' &&
        rule !== 'MEMBER_UNREADABLE' &&
        rule !== 'NESTED_LIMIT',
    )
  ) {
    return 'dangerous'
  }
  if (report.findings.some(({ severity }) => severity === 'error')) return 'unreadable'
  return report.findings.some(({ severity }) => severity === 'warning') ? 'unknown' : 'clean'
}

/** Whether the reports fail a run, and whether some part of a file could not be followed. */
export function scanOutcome(
  reports: readonly ScanReport[],
  strict: boolean,
): { readonly findings: boolean; readonly incomplete: boolean } {
  return {
    findings: reports.some(({ verdict }) => verdict === 'dangerous' || (strict && verdict === 'unknown')),
    incomplete: reports.some(({ verdict }) => verdict === 'unreadable'),
  }
}
