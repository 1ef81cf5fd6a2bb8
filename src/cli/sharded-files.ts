/** An index and the shards beside it, for operations that read the bytes of each. */
import { isPthError } from '../errors.ts'
import { newBlockCache } from '../io/block-cache.ts'
import type { ByteSource } from '../io/source.ts'
import { newFilePool } from '../node/file-pool.ts'
import { folderOf, kindOfPlace, openPlace, placeIn } from '../node/place.ts'
import type { ShardedFiles } from '../operations/verify/shards.ts'

/**
 * Open the index of `path`, hand it to `use` with its shards, and close them all.
 * @throws PthError SOURCE_UNREADABLE
 */
export async function withShardedFiles<Result>(
  path: string,
  use: (files: ShardedFiles) => Promise<Result>,
): Promise<Result> {
  const inFolder = (shard: string): string => placeIn(folderOf(path), shard)
  const pool = newFilePool({ cache: newBlockCache() })
  const index = await openPlace(path)
  try {
    return await use({
      index,
      open: async (shard) =>
        (await kindOfPlace(inFolder(shard))) === 'missing'
          ? null
          : unlessMissing(pool.source(inFolder(shard))),
    })
  } finally {
    await index.close()
    await pool.close()
  }
}

/** A server says only when it is asked that it does not have a shard. */
async function unlessMissing(source: Promise<ByteSource>): Promise<ByteSource | null> {
  return source.catch((error: unknown) => {
    if (isPthError(error, 'REMOTE_NOT_FOUND')) return null
    throw error
  })
}
