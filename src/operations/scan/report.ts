/** The scan report: what one file names, calls and hides, and the verdict. */
import type { ScanRule } from '../../ids.ts'
import type { ScanFinding } from './finding.ts'
import type { WeightsOnly } from '../../weights-only/verdict.ts'
import type { GlobalCall, Place } from './uses.ts'
import type { GlobalVerdict } from './verdict.ts'

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

/**
 * What the file is worth. `clean`: every name is known and everything was followed. `unknown`: it names or makes
 * objects of unknown classes, or its container is unusual. `unknown_call`: it would call something unknown.
 */
export type ScanVerdict = 'clean' | 'unknown' | 'unknown_call' | 'dangerous' | 'unreadable'

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

/** Rules that say that something could not be followed. */
const INCOMPLETE: ReadonlySet<ScanRule> = new Set([
  'PICKLE_BROKEN',
  'MEMBER_UNREADABLE',
  'NESTED_LIMIT',
  'ZIP_ENCRYPTED',
])

/** Rules that say that something unknown would be called. */
const UNKNOWN: ReadonlySet<ScanRule> = new Set(['CALL_UNKNOWN', 'SCRIPT_OPERATOR_UNKNOWN'])

/** Worst first: an unreadable part may hide anything, but what was found counts more. */
export function scanVerdict({ findings }: Pick<ScanReport, 'findings'>): ScanVerdict {
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.some(({ rule }) => !UNKNOWN.has(rule) && !INCOMPLETE.has(rule))) return 'dangerous'
  if (errors.some(({ rule }) => UNKNOWN.has(rule))) return 'unknown_call'
  if (errors.length > 0) return 'unreadable'
  return findings.some(({ severity }) => severity === 'warning') ? 'unknown' : 'clean'
}

/** Whether the reports fail a run, and whether some part of a file could not be followed. */
export function scanOutcome(
  reports: readonly ScanReport[],
  strict: boolean,
): { readonly findings: boolean; readonly incomplete: boolean } {
  return {
    findings: reports.some(
      ({ verdict }) =>
        verdict === 'dangerous' || verdict === 'unknown_call' || (strict && verdict === 'unknown'),
    ),
    incomplete: reports.some(({ verdict }) => verdict === 'unreadable'),
  }
}
