/** The shards of several machines, proven to be one set, and the index over them: written last, and nothing is left. */
import { basename } from 'node:path'
import { parseShardIndex } from '../../checkpoint/several/shard-index.ts'
import { PthError } from '../../errors.ts'
import { isShardName, shardIndex } from '../../safetensors/shards.ts'
import { splitExtension } from '../../operations/convert/parts.ts'
import { planConflict } from '../../operations/convert/sharing/conflict.ts'
import { shareOf } from '../../operations/convert/sharing/share-of.ts'
import { recordName } from '../../operations/convert/sharing/shard-record.ts'
import type { ShardRecord } from '../../operations/convert/sharing/shard-record.ts'
import { recordsIn } from './records.ts'
import type { FoundRecord } from './records.ts'
import type { ShardStore } from '../shard-store.ts'

/** How to join. */
export interface JoinOptions {
  /** Look, and write nothing. */
  readonly dryRun: boolean
  /** Told the bytes that were proven, and of how many. */
  progress?(done: number, total: number): void
  /** A line to type that writes one share. */
  lineOf(record: ShardRecord, share: number): string
}

/** What was joined. */
export interface Joined {
  /** Files in order, the index last. */
  readonly files: readonly string[]
  readonly shards: number
  readonly tensors: number
  /** Bytes of all shards; each was compared with its record. */
  readonly byteLength: number
  /** SHA-256 of the plan that every shard is of. */
  readonly plan: string
  /** Temporary files that were removed. */
  readonly removed: readonly string[]
}

interface IndexFile {
  readonly name: string
  readonly text: string
}

/** Names that an error lists. */
const SHOWN = 10
/** Bytes of an index. Largest known: 15 MB. */
const INDEX_BYTES = 100_000_000

/**
 * Prove every shard of `output` and write its index.
 * @throws PthError PARTS_MISSING with the lines to run, PART_CONFLICT for what is not of the plan or not what was
 * written, OUTPUT_EXISTS for an index or a file of another checkpoint
 */
export async function joinShards(store: ShardStore, output: string, options: JoinOptions): Promise<Joined> {
  const whole = basename(output)
  const indexName = `${whole}.index.json`
  const names = await store.names()
  const found = await recordsIn(store, names, whole)
  const [first] = found
  if (first === undefined) throw nothingThere(store, names, whole, indexName)
  const records = inOrder(store, names, found)
  // A join that was killed while it removed the records has written the index: what is still recorded is proven again.
  const joined = await joinedShards(store, names, records, indexName)
  if (joined === null) checkComplete(store, whole, records, first.record, options)
  checkOthers(store, names, whole, joined ?? records.map(({ file }) => file), indexName)
  const text = joined === null ? indexText(records, first.record) : null
  const index = text === null ? null : { name: indexName, text }
  if (index !== null && names.has(indexName)) await checkIndex(store, index)
  await proveAll(store, records, options)
  const removed = options.dryRun ? [] : await finish(store, records, index)
  return {
    files: [...records.map(({ file }) => store.at(file)), ...(index === null ? [] : [store.at(indexName)])],
    shards: records.length,
    tensors: records.reduce((sum, { tensors }) => sum + tensors.length, 0),
    byteLength: records.reduce((sum, { byteLength }) => sum + byteLength, 0),
    plan: first.record.plan,
    removed,
  }
}

function nothingThere(
  store: ShardStore,
  names: ReadonlySet<string>,
  whole: string,
  indexName: string,
): PthError {
  const joined = names.has(indexName) || names.has(whole)
  const at = store.at(joined && !names.has(whole) ? indexName : whole)
  const reason = joined ? 'it is joined already, or was written in one run' : 'no part of it was written'
  const hint = joined
    ? `look at it with pth verify ${at}`
    : 'pth convert … --part 1/8 writes the first of 8 parts'
  return new PthError('PART_CONFLICT', { path: at, reason, hint })
}

/** The records whose shard is there, by number, all of one plan. */
function inOrder(
  store: ShardStore,
  names: ReadonlySet<string>,
  found: readonly FoundRecord[],
): readonly ShardRecord[] {
  const [first] = found
  const numbers = new Set<number>()
  for (const { name, record } of found) {
    const reason =
      record.file !== name || numbers.has(record.shard)
        ? `its record says that it is shard ${record.shard}, ${record.file}`
        : planConflict(record, first?.record ?? record)
    numbers.add(record.shard)
    if (reason === null) continue
    throw new PthError('PART_CONFLICT', {
      path: store.at(name),
      reason: `${reason}${record === first?.record ? '' : ` (as ${store.at(first?.name ?? '')} has it)`}`,
      hint: 'remove the shards and the records of the other plan, and run their parts again',
    })
  }
  const there = found.filter(({ name }) => names.has(name))
  return there.map(({ record }) => record).toSorted((a, b) => a.shard - b.shard)
}

function checkComplete(
  store: ShardStore,
  whole: string,
  records: readonly ShardRecord[],
  example: ShardRecord,
  { lineOf }: JoinOptions,
): void {
  const there = new Set(records.map(({ shard }) => shard))
  const missing: number[] = []
  for (let shard = 1; shard <= example.shards; shard += 1) if (!there.has(shard)) missing.push(shard)
  if (missing.length === 0) return
  const shares = [...new Set(missing.map((shard) => shareOf(shard - 1, example.shares, example.shards)))]
  throw new PthError('PARTS_MISSING', {
    path: store.at(whole),
    names: missing.slice(0, SHOWN).map((shard) => `shard ${shard} of ${example.shards}`),
    total: missing.length,
    commands: shares.slice(0, SHOWN).map((share) => lineOf(example, share)),
  })
}

/** What a reader would take for the model, or for a part of it. */
function checkOthers(
  store: ShardStore,
  names: ReadonlySet<string>,
  whole: string,
  files: readonly string[],
  indexName: string,
): void {
  const own = new Set(files)
  const { base, extension } = splitExtension(whole)
  for (const name of names)
    if (
      !own.has(name) &&
      (name === whole || isShardName(name, base, extension) || (own.has(whole) && name === indexName))
    )
      throw new PthError('OUTPUT_EXISTS', { path: store.at(name) })
}

async function proveAll(
  store: ShardStore,
  records: readonly ShardRecord[],
  options: JoinOptions,
): Promise<void> {
  const total = records.reduce((sum, { byteLength }) => sum + byteLength, 0)
  let done = 0
  options.progress?.(0, total)
  for (const record of records) {
    const reason = await store.difference(record.file, record, (bytes) =>
      options.progress?.((done += bytes), total),
    )
    if (reason === null) continue
    const line = options.lineOf(record, shareOf(record.shard - 1, record.shares, record.shards))
    const hint = `it was changed or damaged after it was written; remove it and run ${line}`
    throw new PthError('PART_CONFLICT', { path: store.at(record.file), reason, hint })
  }
}

/** As `layoutParts` writes it; null for a checkpoint of one file. */
function indexText(
  records: readonly ShardRecord[],
  { totalBytes, metadata, shards }: ShardRecord,
): string | null {
  if (shards === 1) return null
  return shardIndex(
    totalBytes,
    new Map(metadata),
    records.map(({ file, tensors }) => ({ file, names: tensors })),
  )
}

/**
 * The shards of an index that a join has written without removing every record since: it says of each shard that is
 * recorded what the record says, and all of its shards are there. Null where there is none.
 * @throws PthError JSON_INVALID, SHARDS_INVALID
 */
async function joinedShards(
  store: ShardStore,
  names: ReadonlySet<string>,
  records: readonly ShardRecord[],
  indexName: string,
): Promise<readonly string[] | null> {
  const [first] = records
  if (first === undefined || first.shards === records.length || !names.has(indexName)) return null
  const text = (await store.readText(indexName, INDEX_BYTES)) ?? ''
  const { weightMap, shards } = parseShardIndex(new TextEncoder().encode(text), store.at(indexName))
  const tensorsOf = new Map<string, string[]>(shards.map((name) => [name, []]))
  for (const [name, file] of weightMap) tensorsOf.get(file)?.push(name)
  const same =
    shards.length === first.shards &&
    shards.every((name) => names.has(name)) &&
    records.every(({ file, tensors }) => tensorsOf.get(file)?.join('\0') === tensors.join('\0'))
  return same ? shards : null
}

/** A join that was killed has written this very index, or it is another checkpoint's. @throws PthError OUTPUT_EXISTS */
async function checkIndex(store: ShardStore, { name, text }: IndexFile): Promise<void> {
  if ((await store.readText(name, INDEX_BYTES)) !== text)
    throw new PthError('OUTPUT_EXISTS', { path: store.at(name) })
}

/** The index, then the records: a run that is killed between them is repeated. */
async function finish(
  store: ShardStore,
  records: readonly ShardRecord[],
  index: IndexFile | null,
): Promise<readonly string[]> {
  // Another join may have been faster.
  if (index !== null && !(await store.writeText(index.name, index.text, false)))
    await checkIndex(store, index)
  const files = records.map(({ file }) => file)
  const begun = new Set([...files, ...files.map(recordName), ...(index === null ? [] : [index.name])])
  const removed: string[] = []
  for (const leftover of await store.leftovers(begun)) {
    await leftover.remove()
    removed.push(leftover.at)
  }
  // The record of the first shard goes last: as long as one is there, a run that was killed here can be repeated.
  for (const file of files.toReversed()) await store.remove(recordName(file))
  return removed
}
