/**
 * One share of a conversion: its shards of the plan that every machine makes alike, each written whole or proven to be
 * there. A killed run leaves only temporary files, and the next one goes on where it ended.
 */
import { basename } from 'node:path'
import { isPthError, PthError } from '../../errors.ts'
import { sinkMemory } from '../../io/buffered-sink.ts'
import type { OutputParts } from '../../operations/convert/parts.ts'
import type { ConvertPlan } from '../../operations/convert/plan.ts'
import type { ConvertResult, Difference } from '../../operations/convert/result.ts'
import { planConflict } from '../../operations/convert/sharing/conflict.ts'
import type { ShardDone } from '../../operations/convert/sharing/outcome.ts'
import { shardsOf } from '../../operations/convert/sharing/share-of.ts'
import { parseRecord, recordName, RECORD_BYTES } from '../../operations/convert/sharing/shard-record.ts'
import { throwIfInterrupted } from '../../operations/convert/stream.ts'
import type { StreamContext } from '../../operations/convert/stream.ts'
import { newStageClock } from '../stage-clock.ts'
import { recordsIn } from './records.ts'
import type { ShardStore } from '../shard-store.ts'
import { writeShard } from './write-shard.ts'
import type { Compared, ShardJob, ShareOptions, ShareWork } from './write-shard.ts'

/** A share that was found possible. */
export interface PreparedShare {
  readonly jobs: readonly ShardJob[]
  readonly layout: OutputParts
}

/** What became of a share. */
export interface ShareResult extends ConvertResult {
  readonly shards: readonly ShardDone[]
  /** Temporary files that another run may still be writing: `pth join` removes them. */
  readonly left: readonly string[]
}

/**
 * Look at what is there; nothing is changed.
 * @throws PthError OUTPUT_EXISTS for an index or a shard without a record, PART_CONFLICT, OUTPUT_NO_SPACE
 */
export async function prepareShare(
  store: ShardStore,
  layout: OutputParts,
  options: ShareOptions,
): Promise<PreparedShare> {
  const { parts, index } = layout
  // A record is there before its shard: one that is listed first has its record in the second list.
  const names = await store.names()
  const later = await store.names()
  const whole = wholeName(layout)
  for (const name of index === null ? [] : [basename(index.path), whole]) {
    if (later.has(name)) throw new PthError('OUTPUT_EXISTS', { path: store.at(name) })
  }
  const { from, to } = shardsOf(options.share, parts.length)
  const own = new Set(parts.slice(from, to).map(({ path }) => basename(path)))
  const facts = { ...options, plan: options.digest, inputs: options.inputs(), shards: parts.length }
  const recorded = new Set<string>()
  for (const { name, record } of await recordsIn(store, later, whole)) {
    const reason = record.file === name ? planConflict(record, facts) : `it is the record of ${record.file}`
    if (reason === null) recorded.add(name)
    else if (!options.force) throw conflict(store.at(names.has(name) ? name : recordName(name)), reason)
  }
  const jobs = parts.slice(from, to).map((part, at): ShardJob => {
    const name = basename(part.path)
    const there = !names.has(name) ? 'nothing' : recorded.has(name) ? 'recorded' : 'other'
    if (there === 'other' && !options.force) throw new PthError('OUTPUT_EXISTS', { path: store.at(name) })
    return { part, at: from + at, name, there }
  })
  for (const { path } of parts.filter(({ path }) => !own.has(basename(path)))) {
    const name = basename(path)
    // Somebody's shard without a record: no machine could prove it, and join would stop at it.
    if (names.has(name) && !recorded.has(name) && !options.force)
      throw new PthError('OUTPUT_EXISTS', { path: store.at(name) })
  }
  await store.checkSpace(
    jobs.reduce((sum, { part, there }) => sum + (there === 'nothing' ? part.byteLength : 0), 0),
  )
  return { jobs, layout }
}

/** The name that a checkpoint of one file would have. */
function wholeName({ parts: [first], index }: OutputParts): string {
  return basename(index?.path.replace(/\.index\.json$/, '') ?? first?.path ?? '')
}

/**
 * Write what is not there. What was written stays when a later shard fails: the next run proves it and goes on.
 * @throws PthError PART_CONFLICT for a shard that is not what its record says, and as writing and reading do
 */
export async function runShare(
  store: ShardStore,
  plan: ConvertPlan,
  { jobs, layout }: PreparedShare,
  options: ShareOptions,
  context: StreamContext,
): Promise<ShareResult> {
  const clock = newStageClock((at) => context.stage?.(at), context.now)
  const run: ShareWork = {
    store,
    plan,
    layout,
    options,
    context,
    clock,
    memory: sinkMemory(),
    toProve: bytesOf(jobs.filter(({ there }) => there === 'recorded')),
    toWrite: jobs.reduce(
      (sum, { part }) => sum + part.tensors.reduce((all, { nbytes }) => all + nbytes, 0),
      0,
    ),
    toSync: bytesOf(jobs),
  }
  const left = await sweep(store, jobs)
  const shards: ShardDone[] = []
  const differences: Difference[] = []
  let verified = 0
  for (const job of jobs) {
    const done = await finishShard(run, job, (found) => {
      verified += found.compared
      for (const difference of found.differences) differences.push(difference)
    }).catch((error: unknown) => {
      if (shards.length === 0 || !isPthError(error, 'INTERRUPTED')) throw error
      throw new PthError('INTERRUPTED', { ...error.details, kept: true }, { cause: error })
    })
    if (done === null) break
    shards.push({ path: job.part.path, byteLength: job.part.byteLength, state: done })
  }
  const written = shards.filter(({ state }) => state === 'written')
  return {
    files: written.map(({ path }) => path),
    byteLength: written.reduce((sum, { byteLength }) => sum + byteLength, 0),
    verified,
    differences,
    lost: plan.facts.lost,
    stages: clock.times(),
    shards,
    left,
  }
}

/** How often a shard is begun again whose bytes another run took for left over. */
const TRIES = 3

/** Null when `--verify` found a difference: nothing is kept of that shard. */
async function finishShard(
  run: ShareWork,
  job: ShardJob,
  told: (found: Compared) => void,
): Promise<ShardDone['state'] | null> {
  const { store } = run
  const { name, there } = job
  if (there === 'recorded' && (await proves(run, job))) return 'proven'
  let replace = there !== 'nothing'
  for (let tries = 1; ; tries += 1) {
    throwIfInterrupted(run.context.signal)
    const ended = await writeShard(run, job, told, replace)
    if (ended === 'put') return 'written'
    if (ended === 'differs') return null
    // Two runs of one share: whoever is second proves what the first one wrote.
    if (ended === 'taken' || (await store.names()).has(name)) {
      if (await proves(run, job)) return 'twin'
      // Only with --force: what the other run wrote is of another plan.
      replace = true
    }
    if (tries === TRIES)
      throw conflict(store.at(name), 'other runs of the same part remove what this one writes')
  }
}

/** @throws PthError PART_CONFLICT unless `force` replaces what differs */
async function proves(
  { store, options, clock, toProve, layout }: ShareWork,
  { name }: ShardJob,
): Promise<boolean> {
  const text = await store.readText(recordName(name), RECORD_BYTES)
  const record = text === null ? null : parseRecord(text, store.at(recordName(name)))
  const facts = { ...options, plan: options.digest, inputs: options.inputs(), shards: layout.parts.length }
  const reason =
    record === null
      ? 'there is no record of it'
      : (planConflict(record, facts) ??
        (await clock.during('verifying', toProve, (add) => store.difference(name, record, add))))
  if (reason === null || options.force) return reason === null
  throw conflict(store.at(name), reason)
}

function bytesOf(jobs: readonly ShardJob[]): number {
  return jobs.reduce((sum, { part }) => sum + part.byteLength, 0)
}

/** Remove what killed runs of these shards left; what may be of a running one is named. */
async function sweep(store: ShardStore, jobs: readonly ShardJob[]): Promise<readonly string[]> {
  const left: string[] = []
  for (const leftover of await store.leftovers(
    new Set(jobs.flatMap(({ name }) => [name, recordName(name)])),
  )) {
    if (leftover.live) left.push(leftover.at)
    else await leftover.remove()
  }
  return left
}

function conflict(path: string, reason: string): PthError {
  const hint =
    'run every part with the same line, or write to a new folder; --force replaces the shards of this part'
  return new PthError('PART_CONFLICT', { path, reason, hint })
}
