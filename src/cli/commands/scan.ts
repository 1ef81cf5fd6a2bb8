/** `pth scan`: what a checkpoint would run, before anything runs it. */
import { Option } from 'commander'
import { isPthError } from '../../errors.ts'
import type { ScanPolicy } from '../../operations/scan/policy.ts'
import type { ScanReport } from '../../operations/scan/report.ts'
import type { ScanFailure } from '../../report/scan/json.ts'
import type { CommandContext, CommandDeclaration } from '../command.ts'
import { collect } from '../flag-values.ts'
import { failureLine } from '../failure.ts'
import { addLimits, limitsOf, SCAN_LIMITS } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'
import { readSmallFile } from '../small-file.ts'
import { VERSION } from '../version.ts'

interface ScanFlags extends LimitFlags {
  readonly allow?: readonly string[]
  readonly policy?: string
  readonly strict?: true
  readonly json?: true
  readonly format: 'text' | 'json' | 'sarif' | 'github'
  readonly color?: string
}

/** Bytes of a policy file. */
const POLICY_BYTES = 1 << 20

/**
 * A file that has the name of a checkpoint but is none is reported as a failure; what else is in a folder is
 * counted.
 */
const CHECKPOINT_NAME = /\.(pth|pt|bin|ckpt|safetensors|pkl|pickle|npz|pt2|ptl|th|tar|model|joblib)$/i

/** Kinds of files, as the reader calls them, in which nothing can be loaded. What is packed may hold anything. */
const NOTHING_TO_LOAD = new RegExp(
  String.raw`^(an empty file|a PNG image|a JPEG image|a PDF document|a program \(ELF\)|` +
    String.raw`a web page|a text file|a JSON file|an error message)`,
)

export const scanCommand: CommandDeclaration = {
  name: 'scan',
  declare: (command, context) => {
    addLimits(command, SCAN_LIMITS)
      .description(
        'list what a checkpoint would run in Python, and report whether weights_only would load it',
      )
      .argument('<files...>', 'files, folders or globs')
      .option(
        '--allow <name>',
        'a fully qualified name to allow, such as argparse.Namespace (repeatable)',
        collect,
      )
      .option(
        '--policy <file>',
        'names that are allowed or denied, from a JSON file: allow, deny, ignore, strict',
      )
      .option('--strict', 'also fail on unknown names and unusual containers')
      .addOption(
        new Option('--format <format>', 'output format')
          .choices(['text', 'json', 'sarif', 'github'])
          .default('text'),
      )
      .option('--json', 'same as --format json')
      .action((paths: readonly string[], flags: ScanFlags) => scan(paths, flags, context))
  },
}

async function scan(paths: readonly string[], flags: ScanFlags, context: CommandContext): Promise<void> {
  const [{ findFiles }, { scanOutcome }] = await Promise.all([
    import('../../node/find-files.ts'),
    import('../../operations/scan/report.ts'),
  ])
  const policy = await readPolicy(flags)
  const { files, unreadable } = await findFiles(paths, limitsOf(flags))
  const format = flags.json === true ? 'json' : flags.format
  const paint = context.paint(flags.color === undefined ? {} : { color: flags.color })
  const { renderScan, renderScanEnd } = await import('../../report/scan/text.ts')
  const reports: ScanReport[] = []
  const failures: ScanFailure[] = []
  const others: string[] = []
  const named = new Set(paths)
  for (const { code, message, details } of unreadable) {
    const failure = { file: details.path, code, message }
    failures.push(failure)
    if (format === 'text') await context.io.stderr.write(failureLine(failure))
  }
  for (const file of files) {
    const { result, nothing } = await scanPath(file, policy, flags)
    if (nothing && !named.has(file) && !CHECKPOINT_NAME.test(file)) others.push(file)
    else if ('verdict' in result) {
      reports.push(result)
      if (format === 'text')
        await context.io.stdout.write(
          renderScan(result, paint, { columns: context.width, brief: files.length > 1 }),
        )
    } else {
      failures.push(result)
      if (format === 'text') await context.io.stderr.write(failureLine(result))
    }
  }
  const { exitCodeFor } = await import('../../report/exit-code.ts')
  const outcome = scanOutcome(reports, policy.strict)
  const incomplete = outcome.incomplete || failures.length > 0 || reports.length === 0
  const code = exitCodeFor({ ...outcome, incomplete })
  context.exit(code)
  if (format === 'text')
    return context.io.stdout.write(
      renderScanEnd(reports, { failed: failures.length, others: others.length }, code, paint),
    )
  if (format === 'json') {
    const [{ jsonDocument }, { scanDocument }] = await Promise.all([
      import('../../report/json.ts'),
      import('../../report/scan/json.ts'),
    ])
    return context.io.stdout.write(jsonDocument(scanDocument(reports, failures, others, code)))
  }
  const { scanFindings } = await import('../../report/scan/findings.ts')
  const findings = scanFindings(reports, failures, VERSION)
  const { renderSarif } = await import('../../report/findings/sarif.ts')
  const { renderGithub } = await import('../../report/findings/github.ts')
  return context.io.stdout.write(format === 'sarif' ? renderSarif(findings) : renderGithub(findings))
}

interface Scanned {
  readonly result: ScanReport | ScanFailure
  /** Whether nothing in the file can be loaded. */
  readonly nothing: boolean
}

/** Scan one file; a failure of it is reported and does not end the run. */
async function scanPath(path: string, policy: ScanPolicy, flags: ScanFlags): Promise<Scanned> {
  const [{ openFile }, { scanFile }] = await Promise.all([
    import('../../node/file.ts'),
    import('../../operations/scan/scan.ts'),
  ])
  try {
    const source = await openFile(path)
    try {
      return { result: await scanFile(source, { policy, limits: limitsOf(flags) }), nothing: false }
    } finally {
      await source.close()
    }
  } catch (error) {
    if (!isPthError(error)) throw error
    const nothing =
      isPthError(error, 'FORMAT_UNKNOWN') ||
      (isPthError(error, 'FORMAT_UNSUPPORTED') && NOTHING_TO_LOAD.test(error.details.found))
    return { result: { file: path, code: error.code, message: error.message }, nothing }
  }
}

async function readPolicy(flags: ScanFlags): Promise<ScanPolicy> {
  const { NO_POLICY, parsePolicy, withAllowed } = await import('../../operations/scan/policy.ts')
  const base =
    flags.policy === undefined
      ? NO_POLICY
      : parsePolicy(await readSmallFile(flags.policy, POLICY_BYTES), flags.policy)
  const policy = withAllowed(base, flags.allow ?? [])
  return flags.strict === true ? { ...policy, strict: true } : policy
}
