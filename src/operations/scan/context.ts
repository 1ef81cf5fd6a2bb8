/** What a scan gathers on its way through files in files, and the budgets it keeps. */
import { newUnpacking } from '../../container/members/unpack.ts'
import type { Unpacking } from '../../container/members/unpack.ts'
import type { PthError } from '../../errors.ts'
import { overLimit } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import type { GlobalUse } from './uses.ts'
import type { ScannedGlobal, ScannedMember } from './report.ts'
import type { ScanFinding } from './finding.ts'

export interface ScanContext {
  readonly limits: Limits
  /** Where packed files are unpacked to, and how much of it is left. */
  readonly unpacking: Unpacking
  readonly pickles: ScannedMember[]
  readonly globals: ScannedGlobal[]
  readonly findings: ScanFinding[]
  /** Payloads that were scanned: the same bytes are not scanned again. */
  readonly seen: Set<Uint8Array>
  /** Storages that the pickles name, by the path of the pickle. */
  readonly storages: Map<string, Set<string>>
  nestedBytes: number
  /** Payloads that were scanned so far. */
  nestedFiles: number
}

export function newContext(limits: Limits, unpacking = newUnpacking(limits)): ScanContext {
  return {
    limits,
    unpacking,
    pickles: [],
    globals: [],
    findings: [],
    seen: new Set(),
    storages: new Map(),
    nestedBytes: 0,
    nestedFiles: 0,
  }
}

/** What to report about a file that is nested too deep to be followed. */
export function overNesting(limits: Limits, depth: number): PthError {
  return overLimit(limits, 'nesting', 'files in files', depth + 1)
}

/** Note a finding. */
export function find(
  context: ScanContext,
  rule: ScanFinding['rule'],
  severity: ScanFinding['severity'],
  member: string | null,
  offset: number | null,
  detail: string,
): void {
  context.findings.push({ rule, severity, member, offset, detail })
}

/** Note the names of one pickle. */
export function addGlobals(context: ScanContext, member: string, uses: readonly GlobalUse[]): void {
  for (const use of uses) {
    const { module, name, verdict, reason, resolved, placeCount, places, callCount, calls } = use
    context.globals.push({
      module,
      name,
      verdict,
      reason,
      resolved,
      member,
      count: placeCount,
      places,
      call_count: callCount,
      calls,
    })
  }
}
