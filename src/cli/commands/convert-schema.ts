/** `pth convert --schema`: what is written is what `load_state_dict(strict=True)` of the model accepts, or nothing. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { PthError } from '../../errors.ts'
import type { RenameRule } from '../../names/rename.ts'
import type { OutputFormat } from '../../operations/convert/options.ts'
import { planConvert } from '../../operations/convert/plan.ts'
import type { ConvertPlan } from '../../operations/convert/plan.ts'
import { actualOf, actualStateDict } from '../../diff/actual.ts'
import { diagnose } from '../../diff/diagnose.ts'
import type { Suggestion } from '../../diff/diagnose.ts'
import { diffStateDict } from '../../diff/diff.ts'
import type { StateDictDiff } from '../../diff/diff.ts'
import { otherRoots } from '../../diff/roots.ts'
import { exitCodeFor } from '../../report/exit-code.ts'
import { renderDiffAs } from '../../report/diff/formats.ts'
import type { ExpectedModel } from '../../schema/model.ts'
import type { CommandContext, ExitCode } from '../command.ts'
import { noticeText } from '../error-text.ts'
import { withExpected } from '../expected.ts'
import { inputOptions } from '../input.ts'
import { VERSION } from '../version.ts'
import { convertOptions } from './convert-flags.ts'
import type { ConvertFlags, MoreOptions } from './convert-flags.ts'

/** How the conversion opens its inputs and writes a plan. */
export interface SchemaWork {
  readonly input: string
  readonly output: string
  readonly format: OutputFormat
  readonly rules: readonly RenameRule[]
  readonly more: MoreOptions
  open<Result>(
    flags: ConvertFlags,
    use: (checkpoints: readonly Checkpoint[], files: readonly string[]) => Promise<Result>,
  ): Promise<Result>
  write(plan: ConvertPlan, files: readonly string[]): Promise<ExitCode>
}

interface Refusal {
  readonly diff: StateDictDiff
  readonly root: string
  readonly suggestions: readonly Suggestion[]
}

/** Flags of a suggestion, and the flag of the command that each is. */
const LISTS = new Map([
  ['--strip-prefix', 'stripPrefix'],
  ['--rename', 'rename'],
  ['--rename-part', 'renamePart'],
  ['--transpose', 'transpose'],
  ['--reshape', 'reshape'],
  ['--fold', 'fold'],
  ['--only', 'only'],
  ['--ignore', 'ignore'],
])
const SINGLE = new Map([
  ['--root', 'root'],
  ['--add-prefix', 'addPrefix'],
  ['--shared', 'shared'],
])

/**
 * Write what the model accepts; with `--apply-hints` as the first certain suggestion of the diff makes it.
 * Exit code 1 and the diff when nothing does.
 * @throws PthError as opening, planning and writing do
 */
export async function convertForSchema(
  work: SchemaWork,
  flags: ConvertFlags & { readonly schema: string },
  context: CommandContext,
): Promise<ExitCode> {
  if (flags.applyHints === true && [...LISTS.values(), 'addPrefix', 'renameFile'].some((key) => key in flags))
    throw new PthError('USAGE', {
      reason: '--apply-hints chooses names and shapes automatically; leave out the flags that change them',
    })
  const { root: _, weights: __, join: ___, ...common } = flags
  return withExpected(flags.schema, inputOptions(context.io, common), async ({ model }) => {
    const first = await attempt(work, flags, model, null)
    if (typeof first === 'number') return first
    for (const hint of first.suggestions.filter(isUsable)) {
      const outcome = await attempt(work, withHint(flags, hint.convert ?? []), model, hint)
      if (typeof outcome === 'number') return outcome
    }
    const exitCode = exitCodeFor({ findings: true, incomplete: false })
    const report = {
      ...first,
      files: { actual: work.input, expected: flags.schema },
      values: null,
      exitCode,
      version: VERSION,
      full: false,
      columns: context.width,
    }
    const format = flags.json === true ? 'json' : 'text'
    await context.io.stdout.write(renderDiffAs(format, report, context.paint(flags)))
    await context.io.stderr.write(
      noticeText(`nothing was written: ${flags.schema} does not load it with strict=True`, context.io),
    )
    return exitCode
  })
}

/** A hint that is a guess, that leaves something, or that convert cannot do is printed and not applied. */
function isUsable({ sure, strict, convert, remaining }: Suggestion): boolean {
  const known = (convert ?? []).every((flag, at) => at % 2 === 1 || LISTS.has(flag) || SINGLE.has(flag))
  return sure === 'certain' && strict && remaining === 0 && convert !== null && known
}

async function attempt(
  work: SchemaWork,
  flags: ConvertFlags,
  model: ExpectedModel,
  hint: Suggestion | null,
): Promise<ExitCode | Refusal> {
  // The model names every key, tied ones too: none of them may be only a record.
  const shared = flags.shared === 'tied' ? 'copy' : flags.shared
  const options = convertOptions({ ...flags, shared }, work.format, work.rules, work.more)
  return work.open(flags, async (checkpoints, files) => {
    const plan = planConvert(checkpoints, options)
    const diff = diffStateDict(plannedState(plan), model, { strict: true })
    if (diff.verdict === 'compatible') return work.write(hint === null ? plan : told(plan, hint), files)
    const [checkpoint] = checkpoints
    const suggestions =
      flags.applyHints === true && hint === null && checkpoint !== undefined && checkpoints.length === 1
        ? diagnose(actualStateDict(checkpoint), model, flags.root === undefined ? otherRoots(checkpoint) : [])
        : []
    return { diff, root: plan.inputs[0]?.root ?? '$', suggestions }
  })
}

/** What the output will hold, as `load_state_dict` sees it. */
function plannedState(plan: ConvertPlan): ReturnType<typeof actualOf> {
  const state = actualOf(plan.tensors.map(({ name, shape, dtype }) => [name, shape, dtype.name]))
  return { ...state, versions: plan.versions }
}

function told(plan: ConvertPlan, { message, convert }: Suggestion): ConvertPlan {
  const notice = `--apply-hints: ${message} (${(convert ?? []).join(' ')})`
  return { ...plan, facts: { ...plan.facts, notices: [notice, ...plan.facts.notices] } }
}

function withHint(flags: ConvertFlags, hint: readonly string[]): ConvertFlags {
  const lists = new Map<string, string[]>()
  const single = new Map<string, string>()
  for (let at = 0; at + 1 < hint.length; at += 2) {
    const value = hint[at + 1] ?? ''
    const list = LISTS.get(hint[at] ?? '')
    const one = SINGLE.get(hint[at] ?? '')
    if (one !== undefined) single.set(one, value)
    if (list !== undefined) lists.set(list, [...(lists.get(list) ?? []), value])
  }
  return { ...flags, ...Object.fromEntries(lists), ...Object.fromEntries(single) }
}
