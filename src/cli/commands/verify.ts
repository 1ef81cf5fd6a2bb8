/** `pth verify`: is the file whole, and is it the one that was locked? */
import { dirname, join } from 'node:path'
import { isPthError, PthError } from '../../errors.ts'
import { REPORT_FORMATS } from '../../report/report-format.ts'
import type { ByteSource } from '../../io/source.ts'
import { DEFAULT_LIMITS } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import type { VerifyReport } from '../../operations/verify/report.ts'
import type { VerifyOptions } from '../../operations/verify/verify.ts'
import type { CommandContext, CommandDeclaration } from '../command.ts'
import { collect } from '../flag-values.ts'
import { digestFor, listedDigest, readDigests } from '../digests.ts'
import type { ExpectedDigests } from '../digests.ts'
import { failureText } from '../error-text.ts'
import type { Failure } from '../../report/failure.ts'
import { addLimits, limitsOf, MEASURE_LIMITS } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'
import { addReports, planReports } from '../report-flags.ts'
import type { ReportFlags } from '../report-flags.ts'
import { withReports } from '../reports.ts'
import type { Protect } from '../reports.ts'
import { readSmallFile } from '../small-file.ts'
import { VERSION } from '../version.ts'

interface VerifyFlags extends LimitFlags, ReportFlags {
  readonly sha256?: string
  readonly root?: string
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
  readonly lock: VerifyOptions['lock']
  readonly limits: Limits
  readonly finite: boolean
  readonly nonzero: boolean
  readonly names: Pick<VerifyOptions, 'only' | 'ignore'>
  readonly digests: ExpectedDigests | undefined
}

export const verifyCommand: CommandDeclaration = {
  name: 'verify',
  declare: (command, context) => {
    addLimits(command, MEASURE_LIMITS)
      .description('check structure, checksums and tensors of checkpoints')
      .argument('<files...>', 'files, folders or globs')
      .option('--root <path>', 'where the state_dict to check is (values and lock), such as model.state_dict')
      .option('--sha256 <hex-or-file>', 'expected SHA-256 of the file, or a file written by sha256sum')
      .option('--lock <file>', 'digests of every tensor, as pth lock wrote them')
      .option('--finite', 'fail on NaN and infinite values')
      .option('--nonzero', 'fail on tensors that are all zero')
      .option('--only <glob>', 'check only the values of these names (repeatable)', collect)
      .option('--ignore <glob>', 'leave out the values of these names (repeatable)', collect)
    addReports(command, REPORT_FORMATS).action((paths: readonly string[], flags: VerifyFlags) =>
      verify(paths, flags, context),
    )
  },
}

async function verify(paths: readonly string[], flags: VerifyFlags, context: CommandContext): Promise<void> {
  const plan = planReports(flags, REPORT_FORMATS)
  // A digest is no path, and no file has its name.
  const inputs = [...paths, ...[flags.lock, flags.sha256].filter((path) => path !== undefined)]
  await withReports(plan, { command: 'verify', paths, inputs }, context, async (protect) => {
    const { io, width: columns } = context
    const [{ renderVerifyAs }, { renderVerify, renderVerifyEnd }, { exitCodeFor }, { hasErrors }] =
      await Promise.all([
        import('../../report/verify/formats.ts'),
        import('../../report/verify/text.ts'),
        import('../../report/exit-code.ts'),
        import('../../operations/verify/report.ts'),
      ])
    const paint = context.paint(flags.color === undefined ? {} : { color: flags.color })
    // Text is printed as it comes: a folder may take an hour.
    const asText = plan.stdout === 'text'
    const { reports, failures } = await verifyAll(paths, flags, context, protect, {
      report: async (report) => {
        if (asText) await io.stdout.write(renderVerify(report, paint, columns))
      },
      failure: async (failure) => {
        if (asText) await io.stderr.write(failureText(failure, io))
      },
    })
    const exitCode = exitCodeFor({ findings: hasErrors(reports), incomplete: failures.length > 0 })
    context.exit(exitCode)
    const run = { reports, failures, paths, exitCode, version: VERSION, columns }
    return {
      render: (format) => renderVerifyAs(format, run),
      print: () =>
        io.stdout.write(
          asText
            ? renderVerifyEnd(reports, failures.length, exitCode, paint, columns)
            : renderVerifyAs(plan.stdout, run),
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
): Promise<{ readonly reports: readonly VerifyReport[]; readonly failures: readonly Failure[] }> {
  const { findCheckpoints } = await import('../../node/find-checkpoints.ts')
  const { swappedVerify } = await import('../guide/swapped.ts')
  const swapped = await swappedVerify(paths, flags.lock, context.words)
  if (swapped !== null) throw swapped
  // What is asked of one model cannot be asked of what a trainer puts beside it.
  const one = flags.lock !== undefined || flags.root !== undefined || flags.sha256 !== undefined
  const { files, refused } = await findCheckpoints(paths, { one, limits: limitsOf(flags) })
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
  return { reports, failures }
}

async function askedOf(flags: VerifyFlags): Promise<Asked> {
  return {
    root: flags.root,
    lock: await readLock(flags.lock),
    limits: limitsOf(flags),
    finite: flags.finite === true,
    nonzero: flags.nonzero === true,
    names: await namesOf(flags),
    digests: flags.sha256 === undefined ? undefined : await readDigests(flags.sha256),
  }
}

async function verifyPath(path: string, asked: Asked, { io }: CommandContext): Promise<VerifyReport> {
  const [{ isIndexName }, { nodeCrc32 }, { newSha256 }, { newStagedProgress }] = await Promise.all([
    import('../../checkpoint/several/shard-index.ts'),
    import('../../node/crc32.ts'),
    import('../../node/hash.ts'),
    import('../progress.ts'),
  ])
  const progress = newStagedProgress(io.stderr)
  const { root, lock, limits, finite, nonzero, names, digests } = asked
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
    return isIndexName(path)
      ? await verifyIndex(path, digests, options)
      : await verifyOne(path, digests, options)
  } finally {
    await progress.finish()
  }
}

async function verifyOne(
  path: string,
  digests: ExpectedDigests | undefined,
  options: VerifyOptions,
): Promise<VerifyReport> {
  const [{ verifyFile }, { openAddressed }, { newBlockCache }] = await Promise.all([
    import('../../operations/verify/verify.ts'),
    import('../../node/open-addressed.ts'),
    import('../../io/block-cache.ts'),
  ])
  const sha256 = digests === undefined ? {} : { sha256: digestFor(digests, path) }
  const { source, folder, entering, close } = await openAddressed(path, options.limits ?? DEFAULT_LIMITS)
  try {
    if (folder && digests !== undefined)
      throw new PthError('USAGE', { reason: `${path} is a folder; --sha256 accepts the digest of a file` })
    return await verifyFile(newBlockCache().over(source), path, {
      ...options,
      ...sha256,
      folder,
      ...entering,
    })
  } finally {
    await close()
  }
}

/** An index, with its shards beside it. A list of digests must have every shard; the index itself it may leave out. */
async function verifyIndex(
  path: string,
  digests: ExpectedDigests | undefined,
  options: VerifyOptions,
): Promise<VerifyReport> {
  const [{ verifyShards }, { newFilePool }, { kindOfPath, openFile }, { newBlockCache }] = await Promise.all([
    import('../../operations/verify/shards.ts'),
    import('../../node/file-pool.ts'),
    import('../../node/file.ts'),
    import('../../io/block-cache.ts'),
  ])
  if (digests?.kind === 'one') {
    throw new PthError('USAGE', {
      reason: `${path} means several files; --sha256 accepts a list of them, as sha256sum * writes it`,
    })
  }
  const inFolder = (shard: string): string => join(dirname(path), shard)
  const sha256Of =
    digests &&
    ((name: string) => (name === path ? listedDigest(digests, path) : digestFor(digests, inFolder(name))))
  const pool = newFilePool()
  const cache = newBlockCache()
  const index = await openFile(path)
  try {
    const open = async (shard: string): Promise<ByteSource | null> =>
      (await kindOfPath(inFolder(shard))) === 'missing'
        ? null
        : cache.over(await pool.source(inFolder(shard)))
    return await verifyShards(
      path,
      { index, open },
      { ...options, ...(sha256Of !== undefined && { sha256Of }) },
    )
  } finally {
    await index.close()
    await pool.close()
  }
}

/** @throws PthError USAGE for a pattern without a check that it could be for */
async function namesOf(flags: VerifyFlags): Promise<Asked['names']> {
  const { only, ignore } = flags
  if (only === undefined && ignore === undefined) return {}
  if (flags.finite !== true && flags.nonzero !== true)
    throw new PthError('USAGE', { reason: '--only and --ignore select values for --finite and --nonzero' })
  const { nameRule } = await import('../../names/name-rule.ts')
  return {
    ...(only !== undefined && { only: nameRule(only) }),
    ...(ignore !== undefined && { ignore: nameRule(ignore) }),
  }
}

async function readLock(path: string | undefined): Promise<VerifyOptions['lock']> {
  if (path === undefined) return undefined
  const { parseLock } = await import('../../operations/verify/lock.ts')
  return parseLock(await readSmallFile(path, 1 << 28), path)
}
