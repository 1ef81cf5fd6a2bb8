/** `pth diff`: would `load_state_dict` succeed, why not, and what to change. */
import type { Command } from 'commander'
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { ActualStateDict } from '../../diff/actual.ts'
import type { Suggestion } from '../../diff/diagnose.ts'
import type { DiffOptions, StateDictDiff } from '../../diff/diff.ts'
import type { ValuesReport } from '../../diff/values-report.ts'
import { DIFF_FORMATS } from '../../report/report-format.ts'
import type { CommandContext, CommandDeclaration } from '../command.ts'
import { collect, oneOf, wholeNumber } from '../flag-values.ts'
import { inputOptions } from '../input.ts'
import type { TextStream } from '../io.ts'
import { checkAveraged, withExpectedFiles } from '../averaged.ts'
import type { ExpectedFile } from '../averaged.ts'
import { parseRewrites } from '../expected.ts'
import type { ExpectedSide } from '../expected.ts'
import { sidesOf } from '../diff-sides.ts'
import { valuesOf } from '../diff-values.ts'
import { withCheckpoint } from '../../node/with-checkpoint.ts'
import { addLimits, OPEN_LIMITS } from '../limit-flags.ts'
import type { LimitFlags } from '../limit-flags.ts'
import { addReports, planReports } from '../report-flags.ts'
import type { ReportFlags } from '../report-flags.ts'
import { withReports } from '../reports.ts'
import { VERSION } from '../version.ts'

interface DiffFlags extends LimitFlags, ReportFlags {
  readonly color?: string
  readonly strict?: boolean
  readonly checkDtype?: boolean
  readonly root?: string
  readonly expectedRoot?: string
  readonly only?: readonly string[]
  readonly ignore?: readonly string[]
  readonly frozen: string
  readonly stripPrefix?: readonly string[]
  readonly addPrefix?: string
  readonly rename?: readonly string[]
  readonly renamePart?: readonly string[]
  readonly transpose?: readonly string[]
  readonly reshape?: readonly string[]
  readonly fold?: readonly string[]
  readonly values?: boolean
  readonly rtol: string
  readonly atol: string
  readonly integerAtol: string
  readonly equalNan?: boolean
  readonly failFast?: boolean
  readonly expect?: readonly string[]
  readonly top: string
  readonly full?: boolean
}

export const diffCommand: CommandDeclaration = {
  name: 'diff',
  declare: (command, context) => {
    declareOptions(addLimits(command, OPEN_LIMITS))
    command.action((path: string, expectedPaths: readonly string[], flags: DiffFlags) =>
      runDiff(path, expectedPaths, flags, context),
    )
  },
}

function declareOptions(command: Command): void {
  command
    .description('compare a checkpoint with a model schema or another checkpoint, as load_state_dict would')
    .argument('<checkpoint>', 'checkpoint to load')
    .argument(
      '<expected...>',
      'model schema, map of names to shapes (JSON), or checkpoint; several with --expect average=GLOB',
    )
    .option('--strict', 'missing and unexpected keys fail, as with load_state_dict(strict=True)')
    .option('--check-dtype', 'fail on different dtypes, which PyTorch casts silently')
    .option(
      '--root <path>',
      'where the state_dict is, such as model.state_dict; $ is the object that torch.load returns',
    )
    .option('--expected-root <path>', 'the same for the expected checkpoint')
    .option('--only <glob>', 'compare only these names (repeatable)', collect)
    .option('--ignore <glob>', 'leave out these names (repeatable)', collect)
    .option('--frozen <how>', "the schema's frozen tensors: include, skip or only", 'include')
    .option('--strip-prefix <text>', 'remove a prefix from the names of the checkpoint (repeatable)', collect)
    .option(
      '--rename <old=new>',
      'rename as pth convert does: * in OLD matches any text, * or $1 in NEW inserts that text (repeatable)',
      collect,
    )
    .option('--add-prefix <text>', 'add a prefix to the names of the checkpoint')
    .option(
      '--rename-part <old=new>',
      'then rename whole components anywhere in a name; OLD= removes them (repeatable)',
      collect,
    )
    .option('--transpose <glob>', 'compare these matrices with their sizes exchanged (repeatable)', collect)
    .option(
      '--reshape <glob=sizes>',
      'compare these tensors in another shape, such as proj.weight=8,4 (repeatable)',
      collect,
    )
    .option(
      '--fold <kinds>',
      'compare weights that are stored in parts as plain weights: prune, weight-norm, spectral-norm',
      collect,
    )
    .option('--values', 'also compare the values with another checkpoint')
    .option('--rtol <number>', 'relative tolerance of --values', '1e-5')
    .option('--atol <number>', 'absolute tolerance of --values', '1e-8')
    .option(
      '--integer-atol <number>',
      'absolute tolerance for integers, which are compared exactly by default',
      '0',
    )
    .option('--equal-nan', 'NaN equals NaN within the tolerance')
    .option('--fail-fast', 'stop --values at the first difference')
    .option(
      '--expect <kind=glob>',
      'compare values and fail unless these tensors are changed, same or frozen, such as frozen=backbone.*, or ' +
        'the average of the expected checkpoints; the last that matches a name counts (repeatable)',
      collect,
    )
    .option('--top <n>', 'changed tensors and layers that --values shows, those that moved most first', '12')
    .option('--full', 'every name, no groups')
  addReports(command, DIFF_FORMATS)
}

async function runDiff(
  path: string,
  expectedPaths: readonly string[],
  flags: DiffFlags,
  context: CommandContext,
): Promise<void> {
  const { renderDiffAs } = await import('../../report/diff/formats.ts')
  const { isAccepted } = await import('../../report/diff/verdict.ts')
  const { exitCodeFor } = await import('../../report/exit-code.ts')
  const plan = planReports(flags, DIFF_FORMATS)
  const [expectedPath = ''] = expectedPaths
  const paths = [path, ...expectedPaths]
  const options = await diffOptions(flags)
  const top = wholeNumber('--top', flags.top)
  const { root: _, ...common } = flags
  const expectedFlags = flags.expectedRoot === undefined ? common : { ...common, root: flags.expectedRoot }
  const contents = comparesValues(flags)
  await withReports(plan, { command: 'diff', paths, inputs: paths }, context, async () => {
    const { swappedDiff } = await import('../guide/swapped.ts')
    checkAveraged(path, expectedPaths, flags.expect)
    const swapped = await swappedDiff(path, expectedPath, context.words)
    if (swapped !== null) throw swapped
    return withExpectedFiles(expectedPaths, inputOptions(context.io, expectedFlags, contents), (files) =>
      withCheckpoint(path, inputOptions(context.io, flags, contents), async (checkpoint) => {
        const found = await compare(checkpoint, files, options, flags, context.io.stderr)
        const exitCode = exitCodeFor({ findings: !isAccepted(found.diff, found.values), incomplete: false })
        context.exit(exitCode)
        const report = {
          ...found,
          files: { actual: path, expected: expectedPath },
          exitCode,
          version: VERSION,
          full: flags.full === true,
          top,
          columns: context.width,
        }
        return {
          render: (format) => renderDiffAs(format, report),
          print: () => context.io.stdout.write(renderDiffAs(plan.stdout, report, context.paint(flags))),
        }
      }),
    )
  })
}

/** What is expected of values asks for them to be compared. */
function comparesValues({ values, expect }: DiffFlags): boolean {
  return values === true || expect !== undefined
}

interface Found {
  readonly diff: StateDictDiff
  readonly root: string
  readonly suggestions: readonly Suggestion[]
  readonly values: ValuesReport | null
}

async function compare(
  checkpoint: Checkpoint,
  files: readonly ExpectedFile[],
  options: DiffOptions,
  flags: DiffFlags,
  stderr: TextStream,
): Promise<Found> {
  const [given] = files
  if (given === undefined) throw new Error('pth diff always has an expected file')
  const { diffStateDict } = await import('../../diff/diff.ts')
  const { state, expected } = await sidesOf(checkpoint, given.side, flags)
  const diff = diffStateDict(state, expected.model, options)
  const clean =
    diff.missing_keys.length + diff.unexpected_keys.length + diff.errors.length === 0 && diff.crash === null
  const renamed = hasRewrites(flags)
  const suggestions =
    (clean && !coded(state)) || renamed ? [] : await suggest(checkpoint, state, expected, options, flags)
  const values = comparesValues(flags)
    ? await valuesOf({ checkpoint, state, expected, files }, options, flags, stderr)
    : null
  return { diff, root: checkpoint.stateDict.path, suggestions, values }
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

/** Whether some tensors are integers of 8 bits or fp8, which may be codes: worth a second look at a clean diff. */
function coded(state: ActualStateDict): boolean {
  return [...state.entries.values()].some(
    (entry) => entry.kind === 'tensor' && /^(?:u?int8|float8)/.test(entry.dtype ?? ''),
  )
}

async function suggest(
  checkpoint: Checkpoint,
  state: ActualStateDict,
  expected: ExpectedSide,
  options: DiffOptions,
  flags: DiffFlags,
): Promise<Suggestion[]> {
  const [{ diagnose }, { tensorsOnly }, { otherRoots }] = await Promise.all([
    import('../../diff/diagnose.ts'),
    import('../../diff/model-of.ts'),
    import('../../diff/roots.ts'),
  ])
  const { model, plain } = tensorsOnly(expected.model, state)
  return diagnose(
    plain,
    model,
    flags.root === undefined || flags.root === '$' ? otherRoots(checkpoint) : [],
    options,
  )
}

async function diffOptions(flags: DiffFlags): Promise<DiffOptions> {
  const { nameRule } = await import('../../names/name-rule.ts')
  const frozen = oneOf('--frozen', flags.frozen, ['include', 'skip', 'only'])
  return {
    strict: flags.strict === true,
    checkDtype: flags.checkDtype === true,
    frozen,
    ...(flags.only !== undefined && { only: nameRule(flags.only) }),
    ...(flags.ignore !== undefined && { ignore: nameRule(flags.ignore) }),
    rewrites: await parseRewrites(flags),
  }
}
