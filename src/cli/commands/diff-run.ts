/** What `pth diff` does: opens both sides, compares them, and prints what differs and why. */
import type { WeightsKind } from '../../checkpoint/checkpoint.ts'
import type { JoinRule } from '../../names/join-rule.ts'
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { Suggestion } from '../../diff/diagnose.ts'
import type { DiffOptions, StateDictDiff } from '../../diff/diff.ts'
import type { ValuesReport } from '../../diff/values-report.ts'
import { nameRule } from '../../names/name-rule.ts'
import { withCheckpoint } from '../../node/with-checkpoint.ts'
import { renderDiffAs } from '../../report/diff/formats.ts'
import type { DiffReport } from '../../report/diff/formats.ts'
import { isAccepted } from '../../report/diff/verdict.ts'
import { exitCodeFor } from '../../report/exit-code.ts'
import { DIFF_FORMATS } from '../../report/report-format.ts'
import { noticeText } from '../error-text.ts'
import type { CommandContext, ExitCode } from '../command.ts'
import { checkAveraged, withExpectedFiles } from '../averaged.ts'
import type { ExpectedFiles } from '../averaged.ts'
import { compareSides } from '../../diff/compare-sides.ts'
import { valuesOf } from '../diff-values.ts'
import type { ValueFlags } from '../diff-values.ts'
import { parseRewrites } from '../expected.ts'
import type { RewriteFlags } from '../expected.ts'
import { oneOf, wholeNumber } from '../flag-values.ts'
import { swappedDiff } from '../guide/swapped.ts'
import { expectedOpenFlags, inputOptions } from '../input.ts'
import type { TextStream } from '../io.ts'
import { planReports } from '../report-flags.ts'
import type { ReportFlags } from '../report-flags.ts'
import { withReports } from '../reports.ts'
import { VERSION } from '../version.ts'
import type { LimitFlags } from '../limit-flags.ts'

/** The options as commander hands them over. */
export interface DiffFlags extends LimitFlags, ReportFlags, RewriteFlags, ValueFlags {
  readonly color?: string
  readonly strict?: boolean
  readonly checkDtype?: boolean
  readonly weights?: WeightsKind
  readonly join?: readonly JoinRule[]
  readonly expectedWeights?: WeightsKind
  readonly expectedJoin?: readonly JoinRule[]
  readonly only?: readonly string[]
  readonly ignore?: readonly string[]
  readonly frozen: string
  readonly values?: boolean
  readonly top: string
  readonly full?: boolean
}

/** Compare the two sides, and print or write the reports. @throws PthError USAGE, and those of opening either */
export async function diff(
  path: string,
  expectedPaths: readonly [string, ...string[]],
  flags: DiffFlags,
  context: CommandContext,
): Promise<void> {
  const plan = planReports(flags, DIFF_FORMATS)
  const [expectedPath] = expectedPaths
  const paths = [path, ...expectedPaths]
  const options = diffOptions(flags)
  const top = wholeNumber('--top', flags.top)
  const expectedFlags = expectedOpenFlags(flags)
  const contents = comparesValues(flags)
  await withReports(plan, { command: 'diff', paths, inputs: paths }, context, async () => {
    checkAveraged(path, expectedPaths, flags.expect)
    const swapped = await swappedDiff(path, expectedPath, context.words)
    if (swapped !== null) throw swapped
    return withExpectedFiles(expectedPaths, inputOptions(context.io, expectedFlags, contents), (files) =>
      withCheckpoint(path, inputOptions(context.io, flags, contents), async (checkpoint) => {
        await tellParts([checkpoint, ...files.map(({ side }) => side.checkpoint)], context)
        const found = await compareOpened({ path, checkpoint, files, options }, flags, context)
        context.exit(found.exitCode)
        const report = { ...found, top }
        return {
          render: (format) => renderDiffAs(format, report),
          print: () => context.io.stdout.write(renderDiffAs(plan.stdout, report, context.paint(flags))),
        }
      }),
    )
  })
}

/** A part that is compared as if it were the whole is told on stderr. */
async function tellParts(checkpoints: readonly (Checkpoint | null)[], { io }: CommandContext): Promise<void> {
  for (const checkpoint of checkpoints)
    for (const { code, message } of checkpoint?.notes ?? [])
      if (code === 'PART_OF_WHOLE')
        await io.stderr.write(noticeText(`note ${code}  ${checkpoint?.name ?? ''}: ${message}`, io))
}

/** What is expected of values asks for them to be compared. */
function comparesValues({ values, expect }: DiffFlags): boolean {
  return values === true || expect !== undefined
}

/** A checkpoint and what it is compared with, opened. */
interface OpenedSides {
  readonly path: string
  readonly checkpoint: Checkpoint
  readonly files: ExpectedFiles
  readonly options: DiffOptions
}

/** The report of a comparison. @throws PthError USAGE, and those of reading */
export async function compareOpened(
  { path, checkpoint, files, options }: OpenedSides,
  flags: DiffFlags,
  context: CommandContext,
): Promise<DiffReport & { readonly exitCode: ExitCode }> {
  const found = await compare(checkpoint, files, options, flags, context.io.stderr)
  const exitCode = exitCodeFor({ findings: !isAccepted(found.diff, found.values), incomplete: false })
  return {
    ...found,
    files: { actual: path, expected: files[0].path },
    exitCode,
    version: VERSION,
    full: flags.full === true,
    columns: context.width,
  }
}

interface Found {
  readonly diff: StateDictDiff
  readonly root: string
  readonly suggestions: readonly Suggestion[]
  readonly values: ValuesReport | null
}

async function compare(
  checkpoint: Checkpoint,
  files: ExpectedFiles,
  options: DiffOptions,
  flags: DiffFlags,
  stderr: TextStream,
): Promise<Found> {
  const sides = { checkpoint, expected: files[0].side, roots: flags, renamed: hasRewrites(flags) }
  const { state, expected, diff: found, suggestions } = compareSides(sides, options)
  const values = comparesValues(flags)
    ? await valuesOf({ checkpoint, state, expected, files }, options, flags, stderr)
    : null
  return { diff: found, root: checkpoint.stateDict.path, suggestions, values }
}

/** Suggestions replace the flags of a renaming, so they are made only where there is none yet. */
function hasRewrites({
  stripPrefix,
  rename,
  renamePart,
  addPrefix,
  transpose,
  reshape,
  fold,
}: DiffFlags): boolean {
  return (
    reshape !== undefined ||
    fold !== undefined ||
    stripPrefix !== undefined ||
    rename !== undefined ||
    renamePart !== undefined ||
    addPrefix !== undefined ||
    transpose !== undefined
  )
}

/** The options of a comparison. @throws PthError USAGE */
export function diffOptions(flags: DiffFlags): DiffOptions {
  const frozen = oneOf('--frozen', flags.frozen, ['include', 'skip', 'only'])
  return {
    strict: flags.strict === true,
    checkDtype: flags.checkDtype === true,
    frozen,
    ...(flags.only !== undefined && { only: nameRule(flags.only) }),
    ...(flags.ignore !== undefined && { ignore: nameRule(flags.ignore) }),
    rewrites: parseRewrites(flags),
  }
}
