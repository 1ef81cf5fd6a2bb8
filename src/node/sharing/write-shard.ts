/** One shard of a share: written under a temporary name, recorded, and then named. */
import { basename } from 'node:path'
import { PthError } from '../../errors.ts'
import { bufferedSink } from '../../io/buffered-sink.ts'
import type { OutputPart, OutputParts } from '../../operations/convert/parts.ts'
import type { ConvertPlan } from '../../operations/convert/plan.ts'
import type { Share } from '../../operations/convert/sharing/share-of.ts'
import { recordName, recordText } from '../../operations/convert/sharing/shard-record.ts'
import type { RecordedInput, ShardRecord } from '../../operations/convert/sharing/shard-record.ts'
import type { StreamContext } from '../../operations/convert/stream.ts'
import { checkContents, checkDirectory } from '../check-converted.ts'
import { newSha256 } from '../hash.ts'
import type { StageClock } from '../stage-clock.ts'
import type { ShardFile, ShardStore } from '../shard-store.ts'

/** What one machine is asked to do. */
export interface ShareOptions {
  readonly share: Share
  /** Replace shards of this share that are of another plan. */
  readonly force: boolean
  readonly verify: boolean
  /** The words after `pth convert`, without the share. */
  readonly words: readonly string[]
  /** What the version of pth is called in records. */
  readonly pth: string
  /** SHA-256 of the plan and its inputs. */
  readonly digest: string
  /** Files that are open so far: more may be opened while shards are written. */
  inputs(): readonly RecordedInput[]
}

/** What is to be done with one shard. */
export interface ShardJob {
  readonly part: OutputPart
  /** Position from 0. */
  readonly at: number
  readonly name: string
  /** What is there: nothing, a shard that its record can prove, or one that `force` replaces. */
  readonly there: 'nothing' | 'recorded' | 'other'
}

/** What `--verify` found. */
export type Compared = Awaited<ReturnType<typeof checkContents>>

/** What every shard of a run shares; bytes of each stage. */
export interface ShareWork {
  readonly store: ShardStore
  readonly plan: ConvertPlan
  readonly layout: OutputParts
  readonly options: ShareOptions
  readonly context: StreamContext
  readonly clock: StageClock
  readonly memory: Uint8Array
  readonly toProve: number
  readonly toWrite: number
  readonly toSync: number
}

/** `differs`: `--verify` found a difference, and nothing is kept. @throws as writing and reading do */
export async function writeShard(
  run: ShareWork,
  { part, at, name }: ShardJob,
  told: (found: Compared) => void,
  replace: boolean,
): Promise<'put' | 'taken' | 'lost' | 'differs'> {
  const { store, clock } = run
  const file = await store.create(name, part.byteLength, replace)
  try {
    const sha256 = await writeBytes(run, part, file)
    await clock.during('syncing', run.toSync, async (add) => {
      await file.sync()
      add(part.byteLength)
    })
    if (file.temporary !== null && !(await readsBack(run, part, file.temporary, told))) {
      await file.abort()
      return 'differs'
    }
    // The record first: a shard without one could not be proven.
    const record = recordOf(run, part, at, { sha256, checksum: file.checksum() })
    await store.writeText(recordName(name), recordText(record), true)
    const ended = await file.commit()
    if (ended !== 'put' || file.temporary !== null || (await readsBack(run, part, part.path, told)))
      return ended
    await store.remove(name)
    return 'differs'
  } catch (error) {
    await file.abort()
    throw error
  }
}

/** Read the header of what was written, and with `--verify` every byte. */
async function readsBack(
  { plan, options, clock, toWrite, context }: ShareWork,
  part: OutputPart,
  path: string,
  told: (found: Compared) => void,
): Promise<boolean> {
  await checkDirectory(plan, part, path)
  if (!options.verify) return true
  const found = await clock.during('verifying', toWrite, (add) =>
    checkContents(plan, part, path, context, add),
  )
  told(found)
  return found.differences.length === 0
}

/** The SHA-256 of what was written. */
async function writeBytes(
  { clock, context, memory, toWrite }: ShareWork,
  part: OutputPart,
  file: ShardFile,
): Promise<string> {
  const hasher = newSha256()
  const hashing = {
    write: async (bytes: Uint8Array): Promise<void> => {
      hasher.update(bytes)
      await file.write(bytes)
    },
  }
  const out = bufferedSink(hashing, memory)
  await clock.during('writing', toWrite, async (add) => {
    const progress = (bytes: number): void => {
      context.progress?.(bytes)
      add(bytes)
    }
    await part.write(out, { ...context, progress })
    await out.flush()
  })
  if (out.position === part.byteLength) return hasher.hex()
  throw new PthError('INTERNAL', { reason: `${part.path} has ${out.position} bytes, not ${part.byteLength}` })
}

function recordOf(
  { plan, layout, options }: ShareWork,
  part: OutputPart,
  at: number,
  proof: Pick<ShardRecord, 'sha256' | 'checksum'>,
): ShardRecord {
  return {
    pth: options.pth,
    plan: options.digest,
    inputs: options.inputs(),
    shard: at + 1,
    shards: layout.parts.length,
    file: basename(part.path),
    byteLength: part.byteLength,
    ...proof,
    tensors: part.tensors.map(({ name }) => name),
    totalBytes: plan.nbytes,
    metadata: layout.index === null ? [] : [...layout.index.metadata],
    words: options.words,
    shares: options.share.count,
  }
}
