/** Scan one file: every pickle it holds, what they name and call, what is odd about the container, and the verdict. */
import { sniff } from '../../container/sniff.ts'
import type { Sniffed } from '../../container/sniff.ts'
import { findEndRecord } from '../../container/zip/zip-end.ts'
import { isPthError } from '../../errors.ts'
import { memorySource } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'
import { DEFAULT_LIMITS } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import { weightsOnlyVerdict } from '../weights-only/verdict.ts'
import { find, newContext, overNesting } from './context.ts'
import type { ScanContext } from './context.ts'
import { applyPolicy, globalFinding, NO_POLICY } from './policy.ts'
import type { ScanPolicy } from './policy.ts'
import { scanVerdict } from './report.ts'
import type { ScanReport } from './report.ts'
import { scanOne, scanStream } from './stream.ts'
import { scanTar } from './tar.ts'
import { scanZip } from './zip.ts'

export interface ScanOptions {
  readonly limits?: Limits
  readonly policy?: ScanPolicy
}

/**
 * Scan a file. Storages are not scanned, nothing in the file is ever called.
 * @throws PthError FORMAT_UNKNOWN, FORMAT_UNSUPPORTED for what is no checkpoint, SOURCE_UNREADABLE, and
 * those of a container that cannot be read at all
 */
export async function scanFile(source: ByteSource, options: ScanOptions = {}): Promise<ScanReport> {
  const { limits = DEFAULT_LIMITS, policy = NO_POLICY } = options
  const context = newContext(limits)
  const format = await scanTop(context, source)
  const globals = context.globals.map((global) => applyPolicy(global, policy))
  const findings = [
    ...globals.map(globalFinding).filter((finding) => finding !== undefined),
    ...context.findings.filter(({ rule }) => !policy.ignore.has(rule)),
  ]
  const body = { globals, findings }
  return {
    file: source.name,
    format,
    verdict: scanVerdict(body),
    weights_only: format === 'safetensors' ? null : await weightsOnlyVerdict(source, limits),
    pickles: context.pickles,
    ...body,
  }
}

/** Scan by content; what has no signature may still be an old pickle, or an archive behind something else. */
async function scanTop(context: ScanContext, source: ByteSource): Promise<Sniffed> {
  try {
    const format = await sniff(source)
    await scanAs(context, source, format, '', 0)
    return format
  } catch (error) {
    if (!isPthError(error, 'FORMAT_UNKNOWN', 'FORMAT_UNSUPPORTED') || source.byteLength === 0) throw error
    await scanHiddenZip(context, source, '', 0)
    await scanOne(context, source, 0, 'pickle', 0, scanInside, false)
    if (context.globals.length === 0 && context.findings.length === 0) throw error
    return 'pickle'
  }
}

async function scanAs(context: ScanContext, source: ByteSource, format: Sniffed, member: string, depth: number): Promise<void> {
  switch (format) {
    case 'zip':
      return scanZip(context, source, member === '' ? '' : `${member} > `, depth, scanInside)
    case 'tar':
      await scanTar(context, source, member === '' ? '' : `${member} > `, depth, scanInside)
      break
    case 'legacy':
    case 'pickle':
      await scanStream(context, source, member === '' ? 'pickle' : member, depth, scanInside)
      break
    case 'safetensors':
      break
  }
  await scanHiddenZip(context, source, member, depth)
}

/** A file of another kind that is a zip archive at its end too: torch reads one, zip programs the other. */
async function scanHiddenZip(context: ScanContext, source: ByteSource, member: string, depth: number): Promise<void> {
  try {
    const end = await findEndRecord(source)
    if (end.entryCount === 0) return
  } catch (error) {
    if (isPthError(error, 'SOURCE_UNREADABLE') || !isPthError(error)) throw error
    // The file became shorter, or an end record leads out of it: nobody can say what stands there.
    if (isPthError(error, 'SOURCE_TRUNCATED')) find(context, 'MEMBER_UNREADABLE', 'error', member === '' ? null : member, null, error.message)
    return
  }
  find(context, 'POLYGLOT', 'error', member === '' ? null : member, null, 'the file is a zip archive too: two programs see two files')
  await scanZip(context, source, `${member === '' ? '' : `${member} > `}zip > `, depth, scanInside)
}

/** Bytes inside another pickle or archive: scanned when they are something that can hold a pickle. */
async function scanInside(context: ScanContext, data: Uint8Array, member: string, depth: number): Promise<void> {
  if (depth > context.limits.nesting) {
    find(context, 'NESTED_LIMIT', 'error', member, null, overNesting(context.limits, depth).message)
    return
  }
  const source = memorySource(data, member)
  try {
    await scanAs(context, source, await sniff(source), member, depth)
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE')) throw error
    // Arguments of an unknown callee may be any bytes; a broken archive is told by its own findings.
    if (!isPthError(error, 'FORMAT_UNKNOWN', 'FORMAT_UNSUPPORTED')) find(context, 'MEMBER_UNREADABLE', 'warning', member, null, error.message)
  }
}
