/** Files of reports: each is whole or not there, replaces an earlier report only, and is never an input. */
import { appendFile } from 'node:fs/promises'
import { isPthError, PthError } from '../errors.ts'
import { openFile } from './file.ts'
import { checkTarget, writeWhole } from './output.ts'
import { realTarget } from './real-target.ts'

/** Where a report goes. */
export interface ReportTarget {
  /** As the user gave it. */
  readonly path: string
  /** Behind symbolic links. */
  readonly target: string
  /** Whether the report follows what the file has already: a summary of GitHub, which steps share. */
  readonly append: boolean
}

/** Bytes at the beginning of an earlier file that are looked at. */
const HEAD = 512
const ADVICE = 'write it to another path'

/**
 * Refuse a report file that cannot or must not be written, before any work is done. `summary` is the file of
 * GITHUB_STEP_SUMMARY.
 * @throws PthError REPORT_UNWRITABLE, OUTPUT_IS_INPUT
 */
export async function checkReportTarget(
  path: string,
  inputs: readonly string[],
  summary: string | undefined,
): Promise<ReportTarget> {
  try {
    const target = await realTarget(await checkTarget(path, inputs, { force: true }))
    const append = summary !== undefined && summary !== '' && target === (await realTarget(summary))
    await refuseBinary(path, target)
    return { path, target, append }
  } catch (error) {
    throw asReportError(path, error)
  }
}

/** Write a report whole or not at all; a summary of GitHub gets it at its end. @throws PthError REPORT_UNWRITABLE */
export async function writeReport({ path, target, append }: ReportTarget, text: string): Promise<void> {
  if (append) {
    await appendFile(target, text, { flush: true }).catch((cause: unknown) => {
      const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
      throw new PthError('REPORT_UNWRITABLE', { path, reason, hint: ADVICE }, { cause })
    })
    return
  }
  try {
    await writeWhole(target, text, { force: true })
  } catch (error) {
    throw asReportError(path, error)
  }
}

/** A mistyped path must not cost a checkpoint: these have bytes that no report has. */
async function refuseBinary(path: string, target: string): Promise<void> {
  const source = await openFile(target).catch(() => null)
  if (source === null) return
  try {
    const head = await source.read(0, Math.min(HEAD, source.byteLength))
    // NUL, and the pickle opcode PROTO, which UTF-8 never begins with.
    if (!head.includes(0) && head[0] !== 0x80) return
  } finally {
    await source.close()
  }
  throw new PthError('REPORT_UNWRITABLE', {
    path,
    reason: 'the file there is not a text file, so it is not an earlier report',
    hint: `${ADVICE}, or delete that file first`,
  })
}

function asReportError(path: string, error: unknown): unknown {
  if (!isPthError(error, 'OUTPUT_UNWRITABLE', 'SOURCE_UNREADABLE')) return error
  return new PthError(
    'REPORT_UNWRITABLE',
    { path, reason: error.details.reason, hint: ADVICE },
    { cause: error },
  )
}
