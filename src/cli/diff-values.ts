/** `pth diff --values`: the values of two checkpoints, and what else differs in them. */
import { newProgress } from './progress.ts'
import { compareElsewhere } from '../diff/elsewhere.ts'
import { PthError } from '../errors.ts'
import { sidesOf } from '../diff/sides.ts'
import { diffValues } from '../diff/values.ts'
import { applyRewrites } from '../diff/rewrite.ts'
import { selectSides } from '../diff/select.ts'
import { compileGlob } from '../names/glob.ts'
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import type { AverageSource } from '../diff/average.ts'
import type { ActualStateDict } from '../diff/actual.ts'
import type { DiffOptions } from '../diff/diff.ts'
import { EXPECTATIONS } from '../diff/expectations.ts'
import type { Expectation } from '../diff/expectations.ts'
import type { ValuesReport } from '../diff/values-report.ts'
import type { ExpectedFile } from './averaged.ts'
import type { ExpectedSide } from '../diff/sides.ts'
import { withCrew } from './with-crew.ts'
import type { TextStream } from './io.ts'

/** The flags that say what is close. */
export interface ValueFlags {
  readonly root?: string
  readonly expectedRoot?: string
  readonly rtol: string
  readonly atol: string
  readonly integerAtol: string
  readonly equalNan?: boolean
  readonly failFast?: boolean
  readonly expect?: readonly string[]
}

/** What is compared: a checkpoint, and the part of it that is held against the expected one. */
export interface ComparedSides {
  readonly checkpoint: Checkpoint
  readonly state: ActualStateDict
  readonly expected: ExpectedSide
  /** Every expected file, the first of which is `expected`. */
  readonly files: readonly ExpectedFile[]
}

/** The values, and what else differs in two files whose weights are equal. */
export async function valuesOf(
  sides: ComparedSides,
  options: DiffOptions,
  flags: ValueFlags,
  stderr: TextStream,
): Promise<ValuesReport> {
  const progress = newProgress(stderr, 'comparing values')
  const values = await compareValues(sides, options, flags, progress.update).finally(progress.finish)
  const { checkpoint, expected } = sides
  const { failed, compared } = values.summary
  if (failed > 0 || compared === 0 || expected.checkpoint === null) return values
  return { ...values, elsewhere: await compareElsewhere(checkpoint, expected.checkpoint) }
}

async function compareValues(
  { checkpoint, state, expected, files }: ComparedSides,
  options: DiffOptions,
  flags: ValueFlags,
  onBytes: (done: number, total: number) => void,
): Promise<ValuesReport> {
  if (expected.state === null)
    throw new PthError('USAGE', {
      reason: '--values needs a checkpoint as the expected side; a schema has no values',
    })
  if ((options.rewrites?.fold ?? []).length > 0)
    throw new PthError('USAGE', {
      reason: '--fold compares names and shapes; for --values write the file first with pth convert --fold',
    })
  if (flags.expect !== undefined && flags.failFast === true)
    throw new PthError('USAGE', {
      reason: '--fail-fast leaves tensors out that --expect asks for; drop one of them',
    })
  const rtol = Number(flags.rtol)
  const atol = Number(flags.atol)
  const integerAtol = Number(flags.integerAtol)
  if (!(rtol >= 0) || !(atol >= 0) || !(integerAtol >= 0))
    throw new PthError('USAGE', { reason: '--rtol, --atol and --integer-atol are numbers from 0 up' })
  const renamed = applyRewrites(state, options.rewrites ?? {}).state
  const actual = selectSides(renamed, expected.model, options).state
  const reference = selectSides(expected.state, expected.model, options).state
  const bytes = Math.min(checkpoint.byteLength, expected.checkpoint?.byteLength ?? 0)
  return withCrew(bytes, CREW_BYTES, (crew) =>
    diffValues(actual, reference, {
      ...crew,
      rtol,
      atol,
      integerAtol,
      equalNan: flags.equalNan === true,
      failFast: flags.failFast === true,
      onBytes,
      ...(flags.expect !== undefined && { expectations: expectationsOf(flags.expect) }),
      ...(files.length > 1 && { averaged: averagedOf(checkpoint, files, flags) }),
    }),
  )
}

/** Bytes of a file from which threads are worth their start. */
const CREW_BYTES = 1 << 26

/** The same part of every expected file, as `sidesOf` takes it from the first. @throws PthError USAGE for a schema */
function averagedOf(
  checkpoint: Checkpoint,
  files: readonly ExpectedFile[],
  flags: ValueFlags,
): AverageSource[] {
  return files.map(({ path, side }) => {
    const { state } = sidesOf(checkpoint, side, flags).expected
    if (state === null)
      throw new PthError('USAGE', { reason: `${path} is a schema: it has no values that could be averaged` })
    return { label: path, state }
  })
}

/** `frozen=backbone.*`: what is expected, and of which names. @throws PthError USAGE */
function expectationsOf(texts: readonly string[]): Expectation[] {
  return texts.map((text) => {
    const at = text.indexOf('=')
    const kind = EXPECTATIONS.find((name) => name === text.slice(0, at))
    if (kind === undefined || at === text.length - 1)
      throw new PthError('USAGE', {
        reason:
          `--expect needs KIND=GLOB with changed, same, frozen or average, such as --expect 'frozen=backbone.*', ` +
          `not ${JSON.stringify(text)}`,
      })
    const glob = text.slice(at + 1)
    return { kind, pattern: { text: glob, matches: compileGlob(glob) } }
  })
}
