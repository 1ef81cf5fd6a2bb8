/** What a scan gathers on its way through files in files, and the budgets it keeps. */
import type { ReadLimits } from '../../container/open.ts'
import type { GlobalUse } from './pickle.ts'
import type { ScanFinding, ScannedGlobal, ScannedMember } from './report.ts'

/** Files in files that are followed. Known attacks nest three deep; PyTorch nests once. */
export const NESTING = 8
/** Pickles of one file. Largest known: 5,000 (a dataset log of appended pickles). */
export const PICKLES = 20_000
/** Bytes inside pickles that are scanned as files, in all: a memo can hand out one payload any number of times. */
export const NESTED_BYTES = 1 << 28

export interface ScanContext {
  readonly limits: ReadLimits
  readonly pickles: ScannedMember[]
  readonly globals: ScannedGlobal[]
  readonly findings: ScanFinding[]
  /** Payloads that were scanned: the same bytes are not scanned again. */
  readonly seen: Set<Uint8Array>
  nestedBytes: number
}

export function newContext(limits: ReadLimits): ScanContext {
  return { limits, pickles: [], globals: [], findings: [], seen: new Set(), nestedBytes: 0 }
}

/** Note a finding. */
export function find(
  context: ScanContext,
  rule: string,
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
    context.globals.push({ module, name, verdict, reason, resolved, member, count: placeCount, places, call_count: callCount, calls })
  }
}
