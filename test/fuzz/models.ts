/** Schemas and locks against checkpoints, either side the fuzzed one. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { newSha256 } from '../../src/node/hash.ts'
import { memorySource } from '../../src/io/source.ts'
import { actualStateDict } from '../../src/diff/actual.ts'
import type { ActualStateDict } from '../../src/diff/actual.ts'
import { diagnose } from '../../src/diff/diagnose.ts'
import { diffStateDict } from '../../src/diff/diff.ts'
import { modelOf } from '../../src/diff/model-of.ts'
import { otherRoots } from '../../src/diff/roots.ts'
import type { OtherRoot } from '../../src/diff/diagnose.ts'
import { diffValues } from '../../src/diff/values.ts'
import { compareLock } from '../../src/operations/verify/compare-lock.ts'
import { makeLock, parseLock } from '../../src/operations/verify/lock.ts'
import type { Lock } from '../../src/operations/verify/lock.ts'
import { renderDiffAs } from '../../src/report/diff/formats.ts'
import { DIFF_FORMATS } from '../../src/report/report-format.ts'
import { inferSchema } from '../../src/schema/infer.ts'
import type { ExpectedModel } from '../../src/schema/model.ts'
import { parseSchema } from '../../src/schema/parse.ts'
import { renderInferred, renderSchema } from '../../src/schema/write.ts'
import { checkPlain, checkPrintable, checkSameModel } from '../support/laws.ts'
import { openPickle } from './rebuilt.ts'

/** Elements of a checkpoint whose values are read: hashing an expanded view of gigabytes is no defect. */
const MOST_ELEMENTS = 1 << 18

/** What the other side is. */
export interface Reference {
  readonly state: ActualStateDict
  readonly model: ExpectedModel
  readonly lock: Lock
}

/** Of one fixture. */
export async function readReference(fixtures: string): Promise<Reference> {
  const checkpoint = await openCheckpoint(
    memorySource(new Uint8Array(readFileSync(join(fixtures, 'state_dict.pth'))), 'state_dict.pth'),
  )
  return {
    state: actualStateDict(checkpoint),
    model: modelOf(checkpoint),
    lock: await makeLock(checkpoint, newSha256),
  }
}

/** A schema against a checkpoint that is right. */
export async function runSchema(input: Uint8Array, { state }: Reference): Promise<void> {
  const model = await parseSchema(new TextDecoder().decode(input), 'fuzz.json')
  report(state, model, [])
  await comesBack(renderSchema(model), model)
}

/** A checkpoint against a model that is right, and against its own. */
export async function runDiff(pickle: Uint8Array, reference: Reference): Promise<void> {
  const checkpoint = await openPickle(pickle)
  const state = actualStateDict(checkpoint)
  const own = modelOf(checkpoint)
  report(state, reference.model, otherRoots(checkpoint))
  report(state, own, [])
  await comesBack(renderSchema(own), own)
  await comesBack(renderInferred(inferSchema(own), own.className), own)
  const elements = checkpoint.stateDict.tensors.reduce(
    (sum, { tensor }) => sum + (tensor.shape ?? []).reduce((all, size) => all * size, 1),
    0,
  )
  if (!(elements <= MOST_ELEMENTS)) return
  for (const other of [state, reference.state])
    await diffValues(state, other, { rtol: 1e-5, atol: 0, equalNan: true })
  compareLock(reference.lock, await makeLock(checkpoint, newSha256), checkpoint.metadata)
}

export function runLock(input: Uint8Array, reference: Reference): void {
  compareLock(reference.lock, parseLock(new TextDecoder().decode(input), 'fuzz.json'), null)
}

/** A written schema says what was meant. */
async function comesBack(text: string, model: ExpectedModel): Promise<void> {
  checkSameModel(await parseSchema(text, 'written.json'), model)
}

function report(state: ActualStateDict, model: ExpectedModel, others: readonly OtherRoot[]): void {
  const diff = diffStateDict(state, model, { strict: true, checkDtype: true })
  const suggestions = diagnose(state, model, others)
  const files = { actual: 'fuzz.pth', expected: 'fuzz.json' }
  checkPlain(diff)
  for (const format of DIFF_FORMATS) {
    const text = renderDiffAs(format, {
      diff,
      files,
      suggestions,
      values: null,
      root: '$',
      exitCode: 1,
      version: '0',
      full: false,
      columns: 100,
    })
    // PyTorch's own words have its names as they are, and Markdown parts a mention by a zero-width space.
    if (format !== 'torch' && format !== 'markdown') checkPrintable(text)
  }
}
