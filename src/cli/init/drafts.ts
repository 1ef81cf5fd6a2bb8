/** What init writes beside a checkpoint: its schema and its lock, of a file that is whole. */
import { requireWhole } from '../../checkpoint/distributed/part-of.ts'
import { withoutValues } from '../../diff/model-of.ts'
import { PthError } from '../../errors.ts'
import type { Limits } from '../../limits.ts'
import { newDcpParts } from '../../node/dcp-folders.ts'
import { newSha256 } from '../../node/hash.ts'
import { withCheckpoint } from '../../node/with-checkpoint.ts'
import { makeLock } from '../../operations/verify/lock.ts'
import { allFindings } from '../../operations/verify/report.ts'
import { escapeJson, jsonDocument } from '../../report/json.ts'
import { parseSchema } from '../../schema/parse.ts'
import { renderSchema } from '../../schema/write.ts'
import { withSubject } from '../check/subject.ts'
import type { Opening } from '../check/subject.ts'
import { compareSides } from '../../diff/compare-sides.ts'
import { withExpected } from '../expected.ts'

/** A file to write. */
export interface Draft {
  readonly path: string
  readonly text: string
}

/** What is written for one checkpoint. */
export interface Described {
  readonly drafts: readonly Draft[]
  /** Whether the file has what its own schema cannot say, such as a number beside the tensors. */
  readonly loose: boolean
}

/** How it is opened. */
export interface DescribeOptions extends Opening {
  readonly limits: Limits
}

/** @throws PthError of opening, FORMAT_UNSUPPORTED, TENSOR_UNREADABLE, USAGE for a file that no check would pass */
export async function describe(file: string, locks: boolean, options: DescribeOptions): Promise<Described> {
  await refuseBroken(file, options)
  const { text, loose } = await schemaOf(file, options)
  const drafts: Draft[] = [{ path: `${file}.schema.json`, text }]
  if (!locks) return { drafts, loose }
  const lock = await withCheckpoint(file, { ...options, contents: true }, (checkpoint) =>
    makeLock(checkpoint, newSha256),
  )
  return { drafts: [...drafts, { path: `${file}.lock.json`, text: jsonDocument(lock) }], loose }
}

/** What is damaged would be locked as it is, and stay so. @throws PthError USAGE */
async function refuseBroken(file: string, { limits, ...opening }: DescribeOptions): Promise<void> {
  const reading = { limits, opening, dcp: newDcpParts(limits) }
  const report = await withSubject(file, reading, (subject) => subject.verify({ newHasher: newSha256 }))
  const error = allFindings(report).find(({ severity }) => severity === 'error')
  if (error === undefined) return
  throw new PthError('USAGE', { reason: `it is damaged: ${error.subject}: ${error.detail}` })
}

async function schemaOf(
  file: string,
  options: DescribeOptions,
): Promise<{ readonly text: string; readonly loose: boolean }> {
  return withExpected(file, options, async ({ model, checkpoint }) => {
    if (checkpoint !== null) requireWhole(checkpoint, false)
    if (checkpoint?.stateDict.tensors.length === 0)
      throw new PthError('USAGE', { reason: 'it has no tensor that a check could compare' })
    const text = escapeJson(renderSchema(withoutValues(model)))
    if (checkpoint === null) return { text, loose: false }
    const written = { model: await parseSchema(text, file, options.limits), state: null, checkpoint: null }
    const sides = { checkpoint, expected: written, roots: {}, renamed: false }
    const { diff } = compareSides(sides, { strict: true })
    if (diff.verdict === 'compatible') return { text, loose: false }
    if (compareSides(sides, { strict: false }).diff.verdict !== 'different') return { text, loose: true }
    throw new PthError('USAGE', { reason: 'a schema cannot say what its tensors are' })
  })
}
