/** What a path on the command line means: a file, a folder, an index, a glob of shards, or stdin. */
import { memberAddress } from './member-address.ts'
import { namesInFolder } from './folder-files.ts'
import { oneInput } from './input-paths.ts'
import { isIndexName, readShardIndex } from '../checkpoint/several/shard-index.ts'
import { checkpointOf, openCheckpoint } from '../checkpoint/open.ts'
import { newUnpackFiles } from './unpack-files.ts'
import { openUnpackedFolder, unpackedArchiveIn } from './unpacked-folders.ts'
import { idleOpening } from '../checkpoint/idle-opening.ts'
import { besideShards, shardsBeside } from '../checkpoint/beside-shards.ts'
import type { ShardsBeside } from '../checkpoint/beside-shards.ts'
import { partBeside } from '../checkpoint/distributed/part-of.ts'
import { layoutsIn } from '../checkpoint/distributed/layout.ts'
import { newBlockCache } from '../io/block-cache.ts'
import { newFilePool } from './file-pool.ts'
import { openContainer } from '../container/open.ts'
import { folderContainer } from '../container/unpacked-folder.ts'
import { partNames } from './part-names.ts'
import { spool } from './spool.ts'
import type { Checkpoint, OpenOptions } from '../checkpoint/checkpoint.ts'
import { openShards } from '../checkpoint/several/sharded.ts'
import type { Shard } from '../checkpoint/several/sharded.ts'
import { PthError } from '../errors.ts'
import { DEFAULT_LIMITS, limitsFor } from '../limits.ts'
import { sideBySide } from '../io/side-by-side.ts'
import type { OpenedMark, ReadCount } from '../io/counting.ts'
import { isAddress } from '../remote/address.ts'
import { newAccess, withAccess } from './remote/access.ts'
import type { RemoteOptions } from './remote/access.ts'
import { planned } from './file.ts'
import type { FileOptions, FileSource } from './file.ts'
import { folderOf, kindOfPlace, openPlace, placeIn } from './place.ts'

/** Shards that are opened at one time. */
const AT_ONCE = 16

/** How an input is opened. */
export interface InputOptions extends OpenOptions {
  /** Tensors are going to be read, not only described: small ones are read together with their neighbours. */
  readonly contents?: boolean
  /** For addresses: credentials, time, whether to use the network at all. */
  readonly remote?: RemoteOptions
  /** Is told the files that are opened, while they are read from too. */
  readonly marks?: Map<string, OpenedMark>
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
  const opened = await openAny(path, options, count)
  const idle = idleOpening(path, options, opened.checkpoint.parts)
  if (idle === null) return opened
  await opened.close()
  throw new PthError('USAGE', { reason: idle })
}

async function openAny(path: string, options: InputOptions, count: ReadCount): Promise<OpenedInput> {
  if (path === '-') return openPiped(options, count)
  const kind = await kindOfPlace(path)
  const address = await memberAddress(path)
  if (address !== null) {
    return openOne(address.file, { ...options, member: address.member }, count)
  }
  if (kind === 'folder') {
    const names = await partNames(path, options.limits ?? DEFAULT_LIMITS)
    if (layoutsIn(names).length > 0) return openParts(path, names, options, count)
    const unpacked = await openUnpacked(path, options, count)
    if (unpacked !== null) return unpacked
    const listed = isAddress(path) ? names : undefined
    const opened = await openNames(
      path,
      path,
      await namesInFolder(path, options.limits, listed),
      options,
      count,
    )
    const shards = shardsBeside(names)
    return shards === null ? opened : withShards(opened, path, shards, options, count)
  }
  if (kind === 'missing' && /[*?[{]/.test(path)) {
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
    ? openFileOrIndex(placeIn(folder, only), options, count)
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
  const open = (): Promise<OpenedInput> => openInput(path, options, { bytes: 0, reads: 0, opened: new Set() })
  return isAddress(path) ? withAccess(newAccess(options.remote ?? {}), open) : open()
}

async function openFileOrIndex(path: string, options: InputOptions, count: ReadCount): Promise<OpenedInput> {
  if (isIndexName(path)) return openIndexed(path, options, count)
  const { checkpoint, close } = await openOne(path, options, count)
  try {
    const isBeside = async (name: string): Promise<boolean> =>
      (await kindOfPlace(placeIn(folderOf(path), name))) === 'file'
    return { checkpoint: await partBeside(checkpoint, isBeside), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openOne(path: string, options: InputOptions, count: ReadCount): Promise<OpenedInput> {
  return openSource(await openPlace(path, readingOf(options, count)), options)
}

/** A file or what was piped in, with room for the members of it that are packed. */
async function openSource(source: FileSource, options: InputOptions): Promise<OpenedInput> {
  const { unpack, close } = newUnpackFiles()
  return closing(
    async () => {
      await close()
      await source.close()
    },
    () => openCheckpoint(source, { unpack, ...options }),
  )
}

/** A folder of a distributed checkpoint. */
async function openParts(
  path: string,
  names: readonly string[],
  options: InputOptions,
  count: ReadCount,
): Promise<OpenedInput> {
  const { openPartsFolder } = await import('./parts-folder.ts')
  return openPartsFolder(path, names, options, readingOf(options, count))
}

/** Whole files, compared with the shards that they were made of. */
async function withShards(
  { checkpoint, close }: OpenedInput,
  path: string,
  { folder, names }: ShardsBeside,
  options: InputOptions,
  count: ReadCount,
): Promise<OpenedInput> {
  const { root: _, ...rest } = options
  try {
    const noted = await besideShards(checkpoint, async (compare) => {
      const shards = await openParts(placeIn(path, folder), names, rest, count)
      try {
        return await compare(shards.checkpoint)
      } finally {
        await shards.close()
      }
    })
    return { checkpoint: noted, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The archive of which a folder contains the records; null when it does not. */
async function openUnpacked(
  path: string,
  options: InputOptions,
  count: ReadCount,
): Promise<OpenedInput | null> {
  const folder = await unpackedArchiveIn(path, options.limits ?? DEFAULT_LIMITS)
  if (folder === null) return null
  const pool = newFilePool(readingOf(options, count))
  return closing(pool.close, async () => {
    const given = options.limits ?? DEFAULT_LIMITS
    const { source, byteLength } = await openUnpackedFolder(folder, pool, given)
    const limits = limitsFor(given, byteLength)
    const container = folderContainer(await openContainer(source, limits), folder, byteLength)
    return checkpointOf(container, folder, byteLength, { ...options, limits })
  })
}

async function openPiped(options: InputOptions, count: ReadCount): Promise<OpenedInput> {
  const stdin = options.stdin?.()
  if (stdin === undefined || stdin.isTTY === true)
    throw new PthError('USAGE', {
      reason: '- reads what is piped in, and nothing is: pth inspect - < model.pth',
    })
  const source = await spool(stdin, 'stdin')
  return openSource({ ...planned(source, readingOf(options, count)), close: source.close }, options)
}

/** An index: its shards are beside it. */
async function openIndexed(path: string, options: InputOptions, count: ReadCount): Promise<OpenedInput> {
  const source = await openPlace(path, { count })
  const index = await closingAfter(source, () => readShardIndex(source, path, options.limits))
  const folder = folderOf(path)
  const missing: string[] = []
  for (const shard of index.shards)
    if ((await kindOfPlace(placeIn(folder, shard))) !== 'file') missing.push(shard)
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
  index: Parameters<typeof openShards>[2] = null,
): Promise<OpenedInput> {
  const reading = readingOf(options, count)
  // What is at an address holds no file open, and is not asked for a second time.
  const pool = newFilePool(isAddress(folder) ? { ...reading, most: Infinity } : reading)
  return closing(pool.close, async () => {
    const shards: Shard[] = await sideBySide(names, AT_ONCE, async (shard) => ({
      name: shard,
      source: await pool.source(placeIn(folder, shard)),
    }))
    return openShards(name, shards, index, options)
  })
}

/** How every file of one input is read: counted, and through a cache that they share where one serves. */
function readingOf(options: InputOptions, count: ReadCount): FileOptions {
  return { count, ...(options.contents === true && { cache: newBlockCache() }) }
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
