/** Files inside pickles: bytes that a call would load, and pickles that are only values. */
import type { PthError } from '../../errors.ts'
import { overLimit } from '../../limits.ts'
import { find, overNesting } from './context.ts'
import type { ScanContext, ScanInside } from './context.ts'
import type { Payload } from './handed.ts'
import { globalFinding } from './policy.ts'
import { scanVerdict } from './report.ts'
import type { ScanVerdict } from './report.ts'

/** Scan the payloads of one pickle, within the budgets. */
export async function scanPayloads(
  context: ScanContext,
  payloads: readonly Payload[],
  member: string,
  depth: number,
  inside: ScanInside,
): Promise<void> {
  for (const { data, loader, offset, carried } of payloads) {
    if (context.seen.has(data)) continue
    context.seen.add(data)
    context.nested.bytes += data.length
    context.nested.files += 1
    const over = overNested(context, depth)
    if (over !== null) {
      find(context, 'NESTED_LIMIT', 'error', member, offset, over.message)
      return
    }
    const name = `${member} > ${loader}@${offset}`
    if (carried) await scanCarried(context, data, name, member, offset, depth + 1, inside)
    // What a pickle in a pickle calls a storage is none of the archive that both are in.
    else await inside({ ...context, storages: new Map() }, data, name, depth + 1)
  }
}

/** The budget that the files inside pickles are over, if any. */
export function overNested({ limits, nested }: ScanContext, depth: number): PthError | null {
  if (depth >= limits.nesting) return overNesting(limits, depth)
  if (nested.bytes > limits.nestedBytes)
    return overLimit(limits, 'nestedBytes', 'files in files', nested.bytes)
  return nested.files > limits.pickles
    ? overLimit(limits, 'pickles', 'files inside pickles', nested.files)
    : null
}

const WORDS: Readonly<Record<ScanVerdict, string>> = {
  clean: 'is clean',
  unknown: 'names what pth does not know',
  unknown_call: 'would call what pth does not know',
  dangerous: 'would be dangerous to load',
  unreadable: 'cannot be followed to its end',
}

/** A pickle that is a value of another one: nothing in the file loads it, so its verdict is told, not the file's. */
async function scanCarried(
  context: ScanContext,
  data: Uint8Array,
  name: string,
  member: string,
  offset: number,
  depth: number,
  inside: ScanInside,
): Promise<void> {
  const own = await scanApart(context, data, name, depth, inside)
  if (own === undefined) return
  const told = own.globals.map(globalFinding).filter((finding) => finding !== undefined)
  const findings = [...told, ...own.findings]
  const verdict = scanVerdict({ findings })
  const worst = findings.find(({ severity }) => severity === 'error')
  const detail = `a value that is a pickle of ${data.length} bytes, which ${WORDS[verdict]}`
  const because = worst === undefined ? '' : `: ${worst.detail}`
  const severity = worst === undefined ? 'note' : 'warning'
  find(context, 'PICKLE_NESTED', severity, member, offset, `${detail}; nothing here loads it${because}`)
}

/** What a payload names and hides, apart from the rest; undefined for bytes that begin like a pickle by chance. */
export async function scanApart(
  context: ScanContext,
  data: Uint8Array,
  name: string,
  depth: number,
  inside: ScanInside,
): Promise<ScanContext | undefined> {
  const own: ScanContext = { ...context, pickles: [], globals: [], findings: [], storages: new Map() }
  await inside(own, data, name, depth)
  return own.pickles.some(({ complete }) => complete) || own.globals.length > 0 ? own : undefined
}
