/** What a path on the command line means: a file, a folder, an index, a glob of shards, or stdin. */
import { dirname, join } from 'node:path'
import type { Checkpoint, OpenOptions } from '../checkpoint/checkpoint.ts'
import type { Shard } from '../checkpoint/several/sharded.ts'
import { PthError } from '../errors.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import type { ReadCount } from '../io/counting.ts'
import type { ByteSource } from '../io/source.ts'
import type { FileSource } from './file.ts'

/** How an input is opened. */
export interface InputOptions extends OpenOptions {
  /** Tensors are going to be read, not only described: small ones are read together with their neighbours. */
  readonly contents?: boolean
  /** What is piped into the program, for the path `-`. */
  readonly stdin?: () => PipedBytes
}

/** An opened checkpoint and what to do when it is no longer needed. */
export interface OpenedInput {
  readonly checkpoint: Checkpoint
  close(): Promise<void>
}

/** Bytes that are piped into the program. */
export type PipedBytes = AsyncIterable<Uint8Array> & { readonly isTTY?: boolean }

/**
 * Open what `path` names. `count` grows with every read.
 * @throws PthError USAGE for `-` without a pipe, and those of files, folders and shards
 */
export async function openInput(path: string, options: InputOptions, count: ReadCount): Promise<OpenedInput> {
  if (path === '-') return openPiped(options, count)
  const { kindOfPath } = await import('./file.ts')
  const kind = await kindOfPath(path)
  if (kind === 'missing' && path.includes('!')) {
    const { memberAddress } = await import('./member-address.ts')
    const address = await memberAddress(path)
    if (address !== null) return openOne(address.file, { ...options, member: address.member }, count)
  }
  if (kind === 'folder') {
    const unpacked = await openUnpacked(path, options, count)
    if (unpacked !== null) return unpacked
    const { namesInFolder } = await import('./folder-files.ts')
    return openNames(path, path, await namesInFolder(path, options.limits), options, count)
  }
  if (kind === 'missing' && /[*?[{]/.test(path)) {
    const { oneInput } = await import('./input-paths.ts')
    const { folder, names } = await oneInput(path, options.limits)
    return openNames(path, folder, names, options, count)
  }
  return openFileOrIndex(path, options, count)
}

/** One file or index, or every shard of one model. */
function openNames(
  path: string,
  folder: string,
  names: readonly string[],
  options: InputOptions,
  count: ReadCount,
): Promise<OpenedInput> {
  const [only, ...others] = names
  return only !== undefined && others.length === 0
    ? openFileOrIndex(join(folder, only), options, count)
    : openSeveral(path, folder, names, options, count)
}

/**
 * Open what `path` names: a file, a folder, an index, the folder of an unpacked archive, a glob of shards
 * (`model-*.safetensors`), or a member of an archive
 * (`model.zip!policy.pth`). Call `close` when the tensors have been read.
 * @throws PthError SOURCE_UNREADABLE, FORMAT_UNSUPPORTED for a folder with several checkpoints,
 * SHARDS_INVALID, and as `openCheckpoint`; USAGE for `-` without `stdin`
 */
export function openPath(path: string, options: InputOptions = {}): Promise<OpenedInput> {
  return openInput(path, options, { bytes: 0, reads: 0, opened: new Set() })
}

async function openFileOrIndex(path: string, options: InputOptions, count: ReadCount): Promise<OpenedInput> {
  const { isIndexName } = await import('../checkpoint/several/shard-index.ts')
  return isIndexName(path) ? openIndexed(path, options, count) : openOne(path, options, count)
}

async function openOne(path: string, options: InputOptions, count: ReadCount): Promise<OpenedInput> {
  const [{ openFile }, reading] = await Promise.all([import('./file.ts'), newReading(options, count)])
  return openSource(await openFile(path), reading, options)
}

/** A file or what was piped in, with room for the members of it that are packed. */
async function openSource(source: FileSource, reading: Reading, options: InputOptions): Promise<OpenedInput> {
  const { openCheckpoint } = await import('../checkpoint/open.ts')
  const { newUnpackFiles } = await import('./unpack-files.ts')
  const { unpack, close } = newUnpackFiles()
  return closing(
    async () => {
      await close()
      await source.close()
    },
    () => openCheckpoint(reading(source), { unpack, ...options }),
  )
}

/** The archive of which a folder contains the records; null when it does not. */
async function openUnpacked(
  path: string,
  options: InputOptions,
  count: ReadCount,
): Promise<OpenedInput | null> {
  const { unpackedArchiveIn, openUnpackedFolder } = await import('./unpacked-folders.ts')
  const { limits = DEFAULT_LIMITS } = options
  const folder = await unpackedArchiveIn(path, limits)
  if (folder === null) return null
  const [{ newFilePool }, reading, { openContainer }, { folderContainer }, { checkpointOf }] =
    await Promise.all([
      import('./file-pool.ts'),
      newReading(options, count),
      import('../container/open.ts'),
      import('../container/unpacked-folder.ts'),
      import('../checkpoint/open.ts'),
    ])
  const pool = newFilePool()
  return closing(pool.close, async () => {
    const { source, byteLength } = await openUnpackedFolder(folder, pool, limits, reading)
    const container = folderContainer(await openContainer(source, limits), folder, byteLength)
    return checkpointOf(container, folder, byteLength, options)
  })
}

async function openPiped(options: InputOptions, count: ReadCount): Promise<OpenedInput> {
  const stdin = options.stdin?.()
  if (stdin === undefined || stdin.isTTY === true)
    throw new PthError('USAGE', {
      reason: '- reads what is piped in, and nothing is: pth inspect - < model.pth',
    })
  const [{ spool }, reading] = await Promise.all([import('./spool.ts'), newReading(options, count)])
  return openSource(await spool(stdin, 'stdin'), reading, options)
}

/** An index: its shards are beside it. */
async function openIndexed(path: string, options: InputOptions, count: ReadCount): Promise<OpenedInput> {
  const [{ openFile, kindOfPath }, { readShardIndex }, { countingSource }] = await Promise.all([
    import('./file.ts'),
    import('../checkpoint/several/shard-index.ts'),
    import('../io/counting.ts'),
  ])
  const source = await openFile(path)
  const index = await closingAfter(source, () =>
    readShardIndex(countingSource(source, count), path, options.limits),
  )
  const folder = dirname(path)
  const missing: string[] = []
  for (const shard of index.shards)
    if ((await kindOfPath(join(folder, shard))) !== 'file') missing.push(shard)
  if (missing.length > 0) {
    throw new PthError('SHARDS_INVALID', {
      index: path,
      reason: `${missing.length} of ${index.shards.length} shards are missing`,
      names: missing.slice(0, 10),
      total: missing.length,
    })
  }
  return openSeveral(path, folder, index.shards, options, count, index)
}

async function openSeveral(
  name: string,
  folder: string,
  names: readonly string[],
  options: InputOptions,
  count: ReadCount,
  index: Parameters<typeof import('../checkpoint/several/sharded.ts').openShards>[2] = null,
): Promise<OpenedInput> {
  const [{ newFilePool }, reading, { openShards }] = await Promise.all([
    import('./file-pool.ts'),
    newReading(options, count),
    import('../checkpoint/several/sharded.ts'),
  ])
  const pool = newFilePool()
  return closing(pool.close, async () => {
    const shards: Shard[] = []
    for (const shard of names)
      shards.push({ name: shard, source: reading(await pool.source(join(folder, shard))) })
    return openShards(name, shards, index, options)
  })
}

type Reading = (source: ByteSource) => ByteSource

/** What every source of one input goes through: a counter, and a cache that they share where one serves. */
async function newReading(options: InputOptions, count: ReadCount): Promise<Reading> {
  const { countingSource } = await import('../io/counting.ts')
  if (options.contents !== true) return (source) => countingSource(source, count)
  const { newBlockCache } = await import('../io/block-cache.ts')
  const cache = newBlockCache()
  return (source) => cache.over(countingSource(source, count))
}

/** Open a checkpoint, and close its files if that fails. */
async function closing(close: () => Promise<void>, open: () => Promise<Checkpoint>): Promise<OpenedInput> {
  try {
    return { checkpoint: await open(), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function closingAfter<Result>(
  source: { close(): Promise<void> },
  use: () => Promise<Result>,
): Promise<Result> {
  try {
    return await use()
  } finally {
    await source.close()
  }
}
