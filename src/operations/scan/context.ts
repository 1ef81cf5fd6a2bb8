/** What a scan gathers on its way through files in files, and the budgets it keeps. */
import { newUnpacking } from '../../container/members/unpack.ts'
import type { Unpacking } from '../../container/members/unpack.ts'
import type { PthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'
import { overLimit } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import { isKnownClass } from './script/known-operators.ts'
import type { GlobalUse } from './uses.ts'
import { isScriptModule } from './verdict.ts'
import type { Judgement } from './verdict.ts'
import type { ScannedGlobal, ScannedMember } from './report.ts'
import type { ScanFinding } from './finding.ts'

/** What the TorchScript code of an archive defines. */
export interface ScriptFacts {
  /** Full names of classes; to why making one is dangerous, or null. */
  readonly classes: ReadonlyMap<string, string | null>
  /** The archive is for a mobile interpreter, whose classes may have no code. */
  readonly compiled: boolean
}

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
  /** By the path of the archive. */
  readonly scripts: Map<string, ScriptFacts>
  readonly nested: Nested
}

/** What was scanned inside pickles, and more than once or unpacked beyond all proportion. */
export interface Nested {
  bytes: number
  files: number
}

/** Scans a payload as a file of its own. */
export type ScanInside = (
  context: ScanContext,
  data: Uint8Array | ByteSource,
  member: string,
  depth: number,
) => Promise<void>

export function newContext(limits: Limits, unpacking = newUnpacking(limits)): ScanContext {
  return {
    limits,
    unpacking,
    pickles: [],
    globals: [],
    findings: [],
    seen: new Set(),
    storages: new Map(),
    scripts: new Map(),
    nested: { bytes: 0, files: 0 },
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

/** The verdict on a class of TorchScript: by what the code of its archive defines. */
function scriptVerdict(context: ScanContext, member: string, use: GlobalUse): Judgement {
  if (use.resolved || use.verdict === 'dangerous' || !isScriptModule(use.module)) return use
  const full = `${use.module}.${use.name}`
  const [, library, cls] = /^__torch__\.torch\.classes\.([^.]*)\.(.*)$/.exec(full) ?? []
  if (library !== undefined && cls !== undefined && isKnownClass(library, cls))
    return { verdict: 'container', reason: 'a class of PyTorch in C++' }
  for (const [prefix, { classes, compiled }] of context.scripts) {
    if (!member.startsWith(prefix)) continue
    const harm = classes.get(full)
    if (typeof harm === 'string') return { verdict: 'dangerous', reason: harm }
    if (harm === null)
      return { verdict: 'container', reason: 'a class of the TorchScript code in the archive' }
    if (compiled && library === undefined)
      return { verdict: 'container', reason: 'a class for the interpreter of mobile devices' }
  }
  return use
}

/** Note the names of one pickle. */
export function addGlobals(context: ScanContext, member: string, uses: readonly GlobalUse[]): void {
  for (const use of uses) {
    const { verdict, reason } = scriptVerdict(context, member, use)
    const { module, name, resolved, placeCount, places, callCount, calls } = use
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
