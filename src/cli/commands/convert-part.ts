/** `pth convert --part`: this machine's share of the shards, by the plan that every machine makes alike. */
import { basename } from 'node:path'
import { PthError } from '../../errors.ts'
import type { OpenedMark } from '../../io/counting.ts'
import { newSha256 } from '../../node/hash.ts'
import { joinShards } from '../../node/sharing/join.ts'
import { prepareShare, runShare } from '../../node/sharing/run-share.ts'
import type { PreparedShare } from '../../node/sharing/run-share.ts'
import type { ShareOptions } from '../../node/sharing/write-shard.ts'
import { storeOf } from '../../node/sharing/store-of.ts'
import { layoutParts } from '../../operations/convert/parts.ts'
import type { OutputParts } from '../../operations/convert/parts.ts'
import type { ConvertPlan } from '../../operations/convert/plan.ts'
import { planLines } from '../../operations/convert/sharing/plan-lines.ts'
import type { ShareOutcome } from '../../operations/convert/sharing/outcome.ts'
import { shardsOf } from '../../operations/convert/sharing/share-of.ts'
import type { Share } from '../../operations/convert/sharing/share-of.ts'
import type { RecordedInput } from '../../operations/convert/sharing/shard-record.ts'
import type { StreamContext } from '../../operations/convert/stream.ts'
import { isAddress } from '../../remote/address.ts'
import type { ConvertRun } from '../../report/convert/json.ts'
import { VERSION } from '../version.ts'

export { parsePart } from './part-flag.ts'

/** What a share is made of. */
export interface ShareRun {
  readonly share: Share
  readonly output: string
  /** Paths that were named. */
  readonly inputs: readonly string[]
  readonly force: boolean
  readonly verify: boolean
  readonly dryRun: boolean
  readonly shardBytes: number | null
  /** The files that are open, as they are told. */
  readonly marks: ReadonlyMap<string, OpenedMark>
  readonly words: readonly string[]
}

/** What a report needs of it. */
export type ShareReport = Pick<ConvertRun, 'files' | 'result'> & { readonly part: ShareOutcome }

/**
 * Look, and unless it is a dry run, write. `work` runs what writes.
 * @throws PthError USAGE without shards or for a pipe, and as `prepareShare` and `runShare`
 */
export async function convertShare(
  plan: ConvertPlan,
  run: ShareRun,
  work: <Result>(write: (stream: StreamContext) => Promise<Result>) => Promise<Result>,
): Promise<ShareReport> {
  const { share, output, shardBytes, marks } = run
  if (shardBytes === null && share.count > 1)
    throw new PthError('USAGE', {
      reason: '--part divides shards among machines: it needs --shard-size, such as 5GB',
    })
  if (run.inputs.includes('-') && share.count > 1)
    throw new PthError('USAGE', {
      reason: '--part needs inputs that every machine can read, and - is a pipe',
    })
  const layout = layoutParts(plan, output, shardBytes)
  for (const { path } of layout.parts)
    if (run.inputs.includes(path)) throw new PthError('OUTPUT_IS_INPUT', { path, input: path })
  const options: ShareOptions = {
    ...run,
    words: withoutPart(run.words),
    pth: VERSION,
    digest: digestOf(plan, layout, recorded(marks)),
    inputs: () => recorded(marks),
  }
  const store = await storeOf(output)
  const prepared = await prepareShare(store, layout, options)
  const { from, to } = shardsOf(share, layout.parts.length)
  const part = { share, shards: layout.parts.length, from: from + 1, to }
  if (run.dryRun) return { files: filesOf(prepared), result: null, part: { ...part, done: null, left: [] } }
  const result = await work((context) => runShare(store, plan, prepared, options, context))
  return { files: filesOf(prepared), result, part: { ...part, done: result.shards, left: result.left } }
}

/**
 * Everything into a bucket: the one part of one, joined at once. A run that was killed goes on where it ended.
 * @throws PthError as {@link convertShare} and `joinShards`
 */
export async function convertToBucket(
  plan: ConvertPlan,
  run: Omit<ShareRun, 'share'>,
  work: Parameters<typeof convertShare>[2],
): Promise<Pick<ConvertRun, 'files' | 'result'>> {
  const { files, result } = await convertShare(plan, { ...run, share: { number: 1, count: 1 } }, work)
  if (result === null || result.differences.length > 0) return { files, result }
  const store = await storeOf(run.output)
  const lineOf = (): string => `pth convert … -o ${run.output}`
  const joined = await joinShards(store, run.output, { dryRun: false, lineOf })
  return { files, result: { ...result, files: joined.files, byteLength: joined.byteLength } }
}

function filesOf({ jobs }: PreparedShare): ConvertRun['files'] {
  return jobs.map(({ part: { path, byteLength } }) => ({ path, byteLength }))
}

function digestOf(plan: ConvertPlan, layout: OutputParts, inputs: readonly RecordedInput[]): string {
  const hasher = newSha256()
  const encoder = new TextEncoder()
  hasher.update(encoder.encode(`${JSON.stringify([VERSION, inputs])}\n`))
  for (const line of planLines(plan, layout)) hasher.update(encoder.encode(line))
  return hasher.hex()
}

/** In an order of their own: files are opened in any. */
function recorded(marks: ReadonlyMap<string, OpenedMark>): readonly RecordedInput[] {
  const inputs = [...marks].map(([path, mark]) => ({
    file: isAddress(path) ? path : basename(path),
    ...mark,
  }))
  return inputs.toSorted(
    (a, b) => compare(a.file, b.file) || a.byteLength - b.byteLength || compare(a.mark, b.mark),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Flags that are of one run and not of the plan. */
const OF_A_RUN = new Set(['--force', '-f', '--json', '--dry-run'])

/** The words without the share, as a line to type repeats them with another one. */
function withoutPart(words: readonly string[]): readonly string[] {
  return words.filter(
    (word, at) =>
      !OF_A_RUN.has(word) && word !== '--part' && words[at - 1] !== '--part' && !word.startsWith('--part='),
  )
}
