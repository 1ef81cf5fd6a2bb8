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
    await refuseHead(path, target, isBinary)
    return { path, target, append }
  } catch (error) {
    throw asReportError(path, error)
  }
}

/** What an earlier page begins with. */
const PAGE = /^\s*<!doctype html/i

/**
 * The same for a page, which replaces an earlier page and nothing else, and only where that is asked for.
 * @throws PthError OUTPUT_EXISTS, and as `checkReportTarget`
 */
export async function checkPageTarget(
  path: string,
  inputs: readonly string[],
  force: boolean,
): Promise<ReportTarget> {
  try {
    const target = await realTarget(await checkTarget(path, inputs, { force }))
    await refuseHead(path, target, (head) => head.length > 0 && !PAGE.test(new TextDecoder().decode(head)))
    return { path, target, append: false }
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

/** NUL, and the pickle opcode PROTO, which UTF-8 never begins with: bytes that no report has. */
function isBinary(head: Uint8Array): boolean {
  return head.includes(0) || head[0] === 0x80
}

/** A mistyped path must not cost a checkpoint. @throws PthError REPORT_UNWRITABLE */
async function refuseHead(path: string, target: string, other: (head: Uint8Array) => boolean): Promise<void> {
  const source = await openFile(target).catch(() => null)
  if (source === null) return
  try {
    const head = await source.read(0, Math.min(HEAD, source.byteLength))
    if (!other(head)) return
  } finally {
    await source.close()
  }
  throw new PthError('REPORT_UNWRITABLE', {
    path,
    reason: 'the file there is not an earlier report',
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
