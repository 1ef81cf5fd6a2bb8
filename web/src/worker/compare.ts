/** The open checkpoint against another one or a schema: what `pth diff --json` prints. */
import {
  DEFAULT_LIMITS,
  actualStateDict,
  compareElsewhere,
  compareSides,
  diffJson,
  diffValues,
  exitCodeFor,
  isAccepted,
  modelOf,
  parseSchema,
} from 'pth-cli'
import type { Checkpoint, ExpectedSide, ValuesReport } from 'pth-cli'
import type { DiffDocument } from '../documents.ts'
import { Failure } from '../engine.ts'
import type { CompareWanted, Input, OnProgress, ServedFiles } from '../engine.ts'
import type { PageNetwork } from './network.ts'
import { openInput, servedSource } from './open-input.ts'

/** Bytes of a schema. That of 100,000 tensors has about 10 MB. */
const SCHEMA_BYTES = 1 << 28
/** The tolerances of `pth diff --values`. */
const CLOSE = { rtol: 1e-5, atol: 1e-8, integerAtol: 0, equalNan: false, failFast: false } as const

/**
 * Compare.
 * @throws PthError SCHEMA_INVALID, and those of opening the other file
 */
export async function compareWith(
  checkpoint: Checkpoint,
  input: Input,
  { strict, checkDtype, values: wantsValues }: CompareWanted,
  network: PageNetwork,
  onProgress: OnProgress,
): Promise<DiffDocument> {
  const side = await expectedSide(input, network)
  const options = { strict, checkDtype, frozen: 'include' as const, rewrites: {} }
  const { state, expected, diff, suggestions } = compareSides(
    { checkpoint, expected: side, roots: {}, renamed: false },
    options,
  )
  let values: ValuesReport | null = null
  if (wantsValues) {
    if (expected.state === null)
      throw new Failure(
        'USAGE',
        'a schema has no values to compare',
        'Choose a checkpoint as the other file.',
      )
    values = await diffValues(state, expected.state, {
      ...CLOSE,
      onBytes: (done, total) => onProgress({ stage: 'values', done, total }),
    })
    const { failed, compared } = values.summary
    if (failed === 0 && compared > 0 && expected.checkpoint !== null)
      values = { ...values, elsewhere: await compareElsewhere(checkpoint, expected.checkpoint) }
  }
  const exitCode = exitCodeFor({ findings: !isAccepted(diff, values), incomplete: false })
  const files = { actual: checkpoint.name, expected: nameOf(input) }
  return diffJson(diff, { files, root: checkpoint.stateDict.path, suggestions, values, exitCode })
}

async function expectedSide(input: Input, network: PageNetwork): Promise<ExpectedSide> {
  const text = input.kind === 'served' ? await servedJson(input, network) : await jsonText(input)
  if (text !== null) {
    const limits = input.kind === 'served' ? input.limits : DEFAULT_LIMITS
    return { model: await parseSchema(text, nameOf(input), limits), state: null, checkpoint: null }
  }
  const { checkpoint } = await openInput(input, network)
  const state = actualStateDict(checkpoint)
  return { model: modelOf(checkpoint, state), state, checkpoint }
}

/** The text of one JSON file; null for everything else. An index of shards is a checkpoint. */
async function jsonText(input: Input): Promise<string | null> {
  const [only, ...others] = input.kind === 'files' ? input.files : []
  if (only === undefined || others.length > 0 || only.path.endsWith('.index.json')) return null
  const head = await only.file.slice(0, 64).text()
  if (!/^\ufeff?\s*[{[]/.test(head)) return null
  if (only.file.size > SCHEMA_BYTES)
    throw new Failure('LIMIT_EXCEEDED', `${only.path} is too large for a schema: ${only.file.size} bytes`)
  return only.file.text()
}

/** The same of what `pth view` serves. */
async function servedJson(
  { member, limits, files }: ServedFiles,
  network: PageNetwork,
): Promise<string | null> {
  const [only, ...others] = files
  if (only === undefined || others.length > 0 || member !== null) return null
  const source = await servedSource(only, network, limits)
  const text = async (length: number): Promise<string> =>
    new TextDecoder().decode(await source.read(0, length))
  if (!/^\ufeff?\s*[{[]/.test(await text(Math.min(64, source.byteLength)))) return null
  if (source.byteLength > SCHEMA_BYTES)
    throw new Failure('LIMIT_EXCEEDED', `${only.label} is too large for a schema: ${source.byteLength} bytes`)
  return text(source.byteLength)
}

function nameOf(input: Input): string {
  if (input.kind === 'url') return input.url
  if (input.kind === 'served') return input.name
  return input.files.find(({ path }) => path.endsWith('.index.json'))?.path ?? input.files[0]?.path ?? ''
}
