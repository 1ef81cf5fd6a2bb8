/** `pth verify`: is the file whole, and is it the one that was locked? */
import { basename } from 'node:path'
import { isPthError, PthError } from '../../errors.ts'
import type { VerifyReport } from '../../operations/verify/report.ts'
import type { VerifyOptions } from '../../operations/verify/verify.ts'
import { escapeText } from '../../report/escape.ts'
import type { CommandContext, CommandDeclaration } from '../command.ts'
import { withCheckpoint } from '../input.ts'
import { readSmallFile } from '../small-file.ts'

interface VerifyFlags {
  readonly sha256?: string
  readonly lock?: string
  readonly finite?: true
  readonly nonzero?: true
  readonly json?: true
  readonly color?: string
}

interface Failure {
  readonly file: string
  readonly code: string
  readonly message: string
}

export const verifyCommand: CommandDeclaration = {
  name: 'verify',
  declare: (command, context) => {
    command
      .description('check structure, checksums and tensors of checkpoints')
      .argument('<files...>', 'files, folders of shards, or globs')
      .option('--sha256 <hex-or-file>', 'expected SHA-256 of the file, or a file written by sha256sum')
      .option('--lock <file>', 'digests of every tensor, as pth lock wrote them')
      .option('--finite', 'fail on NaN and infinite values')
      .option('--nonzero', 'fail on tensors that are all zero')
      .option('--json', 'one JSON document')
      .action((paths: readonly string[], flags: VerifyFlags) => verify(paths, flags, context))
  },
}

async function verify(paths: readonly string[], flags: VerifyFlags, context: CommandContext): Promise<void> {
  const [{ verifyExitCode }, { renderVerify, renderVerifyEnd }, files] = await Promise.all([
    import('../../operations/verify/report.ts'),
    import('../../report/scan/verify-text.ts'),
    expand(paths),
  ])
  const paint = context.paint(flags.color === undefined ? {} : { color: flags.color })
  const reports: VerifyReport[] = []
  const failures: Failure[] = []
  const lock = await readLock(flags.lock)
  for (const file of files) {
    try {
      const report = await verifyPath(file, lock, flags, context)
      reports.push(report)
      if (flags.json !== true) await context.io.stdout.write(renderVerify(report, paint))
    } catch (error) {
      if (!isPthError(error) || error.code === 'USAGE') throw error
      failures.push({ file, code: error.code, message: error.message })
      if (flags.json !== true) await context.io.stderr.write(`error ${error.code}  ${escapeText(error.message)}\n`)
    }
  }
  const code = verifyExitCode(reports, failures.length)
  context.exit(code)
  if (flags.json !== true) return context.io.stdout.write(renderVerifyEnd(reports, failures.length, code, paint))
  const { jsonDocument } = await import('../../report/json.ts')
  const summary = { files: files.length, findings: reports.reduce((sum, { findings }) => sum + findings.length, 0), failed: failures.length }
  return context.io.stdout.write(jsonDocument({ kind: 'pth.verify', version: 1, summary, files: reports, failures, exit_code: code }))
}

/** Globs that no shell expanded; everything else, folders of shards included, is opened as it is. */
async function expand(paths: readonly string[]): Promise<readonly string[]> {
  const [{ findFiles }, { compileGlobs }] = await Promise.all([import('../../io/find-files.ts'), import('../../operations/glob.ts')])
  const all: string[] = []
  for (const path of paths) all.push(...(/[*?[{]/.test(path) ? await findFiles([path], (glob) => compileGlobs([glob])) : [path]))
  return all
}

async function verifyPath(path: string, lock: VerifyOptions['lock'], flags: VerifyFlags, { io }: CommandContext): Promise<VerifyReport> {
  const [{ verifyFile }, { openFile }, { nodeCrc32 }, { newSha256 }, { newProgress }] = await Promise.all([
    import('../../operations/verify/verify.ts'),
    import('../../io/file.ts'),
    import('../../io/node-crc32.ts'),
    import('../../io/node-hash.ts'),
    import('../progress.ts'),
  ])
  const progress = newProgress(io.stderr, 'verifying')
  const options: VerifyOptions = {
    crc32: nodeCrc32,
    newHasher: newSha256,
    ...(flags.sha256 !== undefined && { sha256: await expectedDigest(flags.sha256, path) }),
    ...(lock !== undefined && { lock }),
    finite: flags.finite === true,
    nonzero: flags.nonzero === true,
    open: (use) => withCheckpoint(path, { contents: true }, use),
    onProgress: progress.update,
  }
  // A folder of shards has no bytes of its own; opening it checks the index against the shards.
  const source = await openFile(path).catch((error: unknown) => {
    if (flags.sha256 === undefined && isPthError(error, 'SOURCE_UNREADABLE') && error.details.reason.startsWith('is a folder')) return null
    throw error
  })
  try {
    return await verifyFile(source, path, options)
  } finally {
    await source?.close()
    await progress.finish()
  }
}

async function readLock(path: string | undefined): Promise<VerifyOptions['lock']> {
  if (path === undefined) return undefined
  const { parseLock } = await import('../../operations/verify/lock.ts')
  return parseLock(await readSmallFile(path, 1 << 28), path)
}

/** The digest itself, or the line for this file in what `sha256sum` wrote. */
async function expectedDigest(text: string, path: string): Promise<string> {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return text.toLowerCase()
  const lines = (await readSmallFile(text, 1 << 26)).split(/\r?\n/).map((line) => /^([0-9a-fA-F]{64})(?:\s+\*?(.*))?$/.exec(line.trim()))
  const found = lines.filter((line) => line !== null)
  const mine = found.find((line) => line[2] !== undefined && basename(line[2]) === basename(path)) ?? (found.length === 1 ? found[0] : undefined)
  if (mine?.[1] !== undefined) return mine[1].toLowerCase()
  throw new PthError('USAGE', { reason: `${text} is no SHA-256, and holds none for ${basename(path)}` })
}
