/** `pth convert --preset`: the flags that a preset stands for are printed, then done. */
import { PthError } from '../../errors.ts'
import { isFolder } from '../../node/output.ts'
import { withCheckpoint } from '../../node/with-checkpoint.ts'
import { splitExtension } from '../../operations/convert/parts.ts'
import { choosePreset } from '../../operations/convert/presets/choose.ts'
import type { PresetChoice, PresetName, PresetOutput } from '../../operations/convert/presets/preset.ts'
import { escapeText } from '../../report/escape.ts'
import type { CommandContext, ExitCode } from '../command.ts'
import { inputOptions } from '../input.ts'
import { parsePreset } from './preset-flags.ts'
import { withFlags } from './preset-flags.ts'
import type { ConvertFlags } from './convert-flags.ts'
import type { Job } from './convert-jobs.ts'

/**
 * Run the conversions that the preset of the flags makes of a job.
 * @throws PthError USAGE, NOTHING_SELECTED, and those of opening and of `run`
 */
export async function runPreset(
  job: Job,
  flags: ConvertFlags & { readonly preset: string },
  context: CommandContext,
  run: (job: Job, flags: ConvertFlags) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { preset: word, ...rest } = flags
  const preset = parsePreset(word)
  const [input = '', ...others] = job.inputs
  if (others.length > 0)
    throw new PthError('USAGE', {
      reason: '--preset takes one input for each output, so --merge is not for it',
    })
  const choice = await withCheckpoint(input, inputOptions(context.io, flags, false), async (checkpoint) =>
    choosePreset(preset, checkpoint, {
      ema: flags.ema ?? null,
      include: flags.include ?? [],
      exclude: flags.exclude ?? [],
      addPrefix: flags.addPrefix ?? '',
      rooted: flags.root !== undefined,
    }),
  )
  await refuseOneFile(choice, preset, job, flags)
  for (const notice of choice.notices)
    await context.io.stderr.write(`--preset ${preset}: ${escapeText(notice)}\n`)
  let worst: ExitCode = 0
  for (const output of choice.outputs) {
    const part = outputOf(job, output)
    await context.io.stderr.write(`--preset ${preset} stands for: ${escapeText(shown(output.flags))}\n`)
    const code = await run(part, withFlags(rest, output.flags))
    if (code > worst) worst = code
  }
  return worst
}

/** Several submodels have no room in one file. @throws PthError USAGE */
async function refuseOneFile(
  { outputs }: PresetChoice,
  preset: PresetName,
  { output }: Job,
  flags: ConvertFlags,
): Promise<void> {
  if (outputs.length < 2) return
  const named = flags.output
  if (named === undefined || /[/\\]$/.test(named) || (await isFolder(named))) return
  throw new PthError('USAGE', {
    reason: `--preset ${preset} makes ${outputs.length} files; ${JSON.stringify(output)} is one: use --output FOLDER/`,
  })
}

function outputOf(job: Job, { part }: PresetOutput): Job {
  if (part === null) return job
  const { base, extension } = splitExtension(job.output)
  return { ...job, output: `${base}.${part}${extension}` }
}

/** Flags as a shell takes them. */
function shown(flags: readonly string[]): string {
  if (flags.length === 0) return 'no flags, the file is written as it is'
  return flags
    .map((word) => (/^[\w./=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ')
}
