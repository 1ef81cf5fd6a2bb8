/** What `pth verify` does: checks one file, folder or set of shards after the other, and prints what was found. */
import type { WeightsKind } from '../../checkpoint/checkpoint.ts'
import type { JoinRule } from '../../names/join-rule.ts'
import { idleOpening } from '../../checkpoint/idle-opening.ts'
import { isIndexName } from '../../checkpoint/several/shard-index.ts'
import { isPthError, PthError } from '../../errors.ts'
import { newBlockCache } from '../../io/block-cache.ts'
import { DEFAULT_LIMITS } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import { nameRule } from '../../names/name-rule.ts'
import { nodeCrc32 } from '../../node/crc32.ts'
import { folderOf, placeIn } from '../../node/place.ts'
import { findCheckpoints } from '../../node/find-checkpoints.ts'
import { newSha256 } from '../../node/hash.ts'
import { openAddressed } from '../../node/open-addressed.ts'
import { isPartsFolder } from '../../node/part-names.ts'
import { parseLock } from '../../operations/verify/lock.ts'
import { hasErrors } from '../../operations/verify/report.ts'
import type { VerifyReport } from '../../operations/verify/report.ts'
import { verifyShards } from '../../operations/verify/shards.ts'
import { verifyFile } from '../../operations/verify/verify.ts'
import type { VerifyOptions } from '../../operations/verify/verify.ts'
import { exitCodeFor } from '../../report/exit-code.ts'
import type { Failure } from '../../report/failure.ts'
import { REPORT_FORMATS } from '../../report/report-format.ts'
import { renderVerifyAs } from '../../report/verify/formats.ts'
import type { VerifiedFiles } from '../../report/verify/findings.ts'
import { renderVerify, renderVerifyEnd } from '../../report/verify/text.ts'
import type { CommandContext } from '../command.ts'
import { digestFor, listedDigest, readDigests } from '../digests.ts'
import type { ExpectedDigests } from '../digests.ts'
import { failureText } from '../error-text.ts'
import { swappedVerify } from '../guide/swapped.ts'
import { limitsOf } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'
import { newStagedProgress } from '../progress.ts'
import { planReports } from '../report-flags.ts'
import type { ReportFlags } from '../report-flags.ts'
import { withCrew } from '../with-crew.ts'
import { withReports } from '../reports.ts'
import type { Protect } from '../reports.ts'
import { withShardedFiles } from '../sharded-files.ts'
import { readSmallFile } from '../small-file.ts'
import { verifyFolder } from '../verify-folder.ts'
import type { VerifyFolderOptions } from '../verify-folder.ts'
import { VERSION } from '../version.ts'

/** The options as commander hands them over. */
export interface VerifyFlags extends LimitFlags, ReportFlags {
  readonly sha256?: string
  readonly root?: string
  readonly weights?: WeightsKind
  readonly join?: readonly JoinRule[]
  readonly lock?: string
  readonly finite?: true
  readonly nonzero?: true
  readonly only?: readonly string[]
  readonly ignore?: readonly string[]
  readonly color?: string
}

/** What the command line asks of every file. */
interface Asked {
  readonly root: string | undefined
  readonly weights: WeightsKind | undefined
  readonly join: readonly JoinRule[] | undefined
  readonly lock: VerifyOptions['lock']
  readonly limits: Limits
  readonly finite: boolean
  readonly nonzero: boolean
  readonly names: Pick<VerifyOptions, 'only' | 'ignore'>
  readonly digests: ExpectedDigests | undefined
}

/** Check every file, and print or write the reports. @throws PthError USAGE, REPORT_UNWRITABLE */
export async function verify(
  paths: readonly string[],
  flags: VerifyFlags,
  context: CommandContext,
): Promise<void> {
  const plan = planReports(flags, REPORT_FORMATS)
  // A digest is no path, and no file has its name.
  const inputs = [...paths, ...[flags.lock, flags.sha256].filter((path) => path !== undefined)]
  await withReports(plan, { command: 'verify', paths, inputs }, context, async (protect) => {
    const { io, width: columns } = context
    const paint = context.paint(flags.color === undefined ? {} : { color: flags.color })
    // Text is printed as it comes: a folder may take an hour.
    const asText = plan.stdout === 'text'
    const { reports, failures, archives } = await verifyAll(paths, flags, context, protect, {
      report: async (report) => {
        if (asText) await io.stdout.write(renderVerify(report, paint, columns))
      },
      failure: async (failure) => {
        if (asText) await io.stderr.write(failureText(failure, io))
      },
    })
    const exitCode = exitCodeFor({ findings: hasErrors(reports), incomplete: failures.length > 0 })
    context.exit(exitCode)
    const run = { reports, failures, archives, paths, exitCode, version: VERSION, columns }
    return {
      render: (format) => renderVerifyAs(format, run),
      print: () =>
        io.stdout.write(
          asText ? renderVerifyEnd(run, exitCode, paint, columns) : renderVerifyAs(plan.stdout, run),
        ),
    }
  })
}

/** Told of each file when it is done. */
interface VerifyListener {
  report(report: VerifyReport): Promise<void>
  failure(failure: Failure): Promise<void>
}

async function verifyAll(
  paths: readonly string[],
  flags: VerifyFlags,
  context: CommandContext,
  protect: Protect,
  listener: VerifyListener,
): Promise<Pick<VerifiedFiles, 'reports' | 'failures' | 'archives'>> {
  const swapped = await swappedVerify(paths, flags.lock, context.words)
  if (swapped !== null) throw swapped
  // What is asked of one model cannot be asked of what a trainer puts beside it.
  const { lock, root, weights, join, sha256 } = flags
  const one = [lock, root, weights, join, sha256].some((flag) => flag !== undefined)
  const { files, refused, archives } = await findCheckpoints(paths, { one, limits: limitsOf(flags) })
  await protect(files)
  const asked = await askedOf(flags)
  const reports: VerifyReport[] = []
  const failures: Failure[] = []
  const fail = async (file: string, { code, message }: PthError): Promise<void> => {
    failures.push({ file, code, message })
    await listener.failure({ file, code, message })
  }
  for (const { path, error } of refused) await fail(path, error)
  for (const file of files) {
    try {
      const report = await verifyPath(file, asked, context)
      reports.push(report)
      await listener.report(report)
    } catch (error) {
      if (!isPthError(error) || error.code === 'USAGE') throw error
      await fail(file, error)
    }
  }
  return { reports, failures, archives }
}

async function askedOf(flags: VerifyFlags): Promise<Asked> {
  return {
    root: flags.root,
    weights: flags.weights,
    join: flags.join,
    lock: await readLock(flags.lock),
    limits: limitsOf(flags),
    finite: flags.finite === true,
    nonzero: flags.nonzero === true,
    names: namesOf(flags),
    digests: flags.sha256 === undefined ? undefined : await readDigests(flags.sha256),
  }
}

async function verifyPath(path: string, asked: Asked, { io }: CommandContext): Promise<VerifyReport> {
  const progress = newStagedProgress(io.stderr)
  const { root, weights, join, lock, limits, finite, nonzero, names, digests } = asked
  const wanted = { ...names, ...(root !== undefined && { root }), ...(lock !== undefined && { lock }) }
  const options: VerifyOptions = {
    crc32: nodeCrc32,
    newHasher: newSha256,
    limits,
    finite,
    nonzero,
    ...wanted,
    onProgress: (done, total, stage) => progress.update(`verifying ${stage}`, done, total),
  }
  try {
    const chosen = { ...(weights !== undefined && { weights }), ...(join !== undefined && { join }) }
    if (await isPartsFolder(path, limits))
      return await verifyWholeFolder(path, digests, { ...options, ...chosen })
    const idle = idleOpening(path, chosen, undefined)
    if (idle !== null) throw new PthError('USAGE', { reason: idle })
    return isIndexName(path)
      ? await verifyIndex(path, digests, options)
      : await verifyOne(path, digests, options)
  } finally {
    await progress.finish()
  }
}

/** Bytes of a file from which threads are worth their start: checksums alone are fast. */
const CREW_BYTES = 3 << 26

async function verifyOne(
  path: string,
  digests: ExpectedDigests | undefined,
  options: VerifyOptions,
): Promise<VerifyReport> {
  const sha256 = digests === undefined ? {} : { sha256: digestFor(digests, path) }
  const { source, folder, entering, close } = await openAddressed(path, options.limits ?? DEFAULT_LIMITS, {
    cache: newBlockCache(),
  })
  try {
    if (folder && digests !== undefined)
      throw new PthError('USAGE', { reason: `${path} is a folder; --sha256 accepts the digest of a file` })
    return await withCrew(source.byteLength, CREW_BYTES, (crew) =>
      verifyFile(source, path, {
        ...options,
        ...sha256,
        ...crew,
        folder,
        ...entering,
      }),
    )
  } finally {
    await close()
  }
}

/** The folder of a distributed checkpoint, which has no digest of its own. @throws PthError USAGE */
async function verifyWholeFolder(
  path: string,
  digests: ExpectedDigests | undefined,
  options: VerifyFolderOptions,
): Promise<VerifyReport> {
  if (digests !== undefined)
    throw new PthError('USAGE', { reason: `${path} is a folder; --sha256 accepts the digest of a file` })
  return verifyFolder(path, options)
}

/** An index, with its shards beside it. A list of digests must have every shard; the index itself it may leave out. */
async function verifyIndex(
  path: string,
  digests: ExpectedDigests | undefined,
  options: VerifyOptions,
): Promise<VerifyReport> {
  if (digests?.kind === 'one') {
    throw new PthError('USAGE', {
      reason: `${path} means several files; --sha256 accepts a list of them, as sha256sum * writes it`,
    })
  }
  const sha256Of =
    digests &&
    ((name: string) =>
      name === path ? listedDigest(digests, path) : digestFor(digests, placeIn(folderOf(path), name)))
  return withShardedFiles(path, (files) =>
    verifyShards(path, files, { ...options, ...(sha256Of !== undefined && { sha256Of }) }),
  )
}

/** @throws PthError USAGE for a pattern without a check that it could be for */
function namesOf(flags: VerifyFlags): Asked['names'] {
  const { only, ignore } = flags
  if (only === undefined && ignore === undefined) return {}
  if (flags.finite !== true && flags.nonzero !== true)
    throw new PthError('USAGE', { reason: '--only and --ignore select values for --finite and --nonzero' })
  return {
    ...(only !== undefined && { only: nameRule(only) }),
    ...(ignore !== undefined && { ignore: nameRule(ignore) }),
  }
}

async function readLock(path: string | undefined): Promise<VerifyOptions['lock']> {
  if (path === undefined) return undefined
  return parseLock(await readSmallFile(path, 1 << 28), path)
}
