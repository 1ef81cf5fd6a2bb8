/** The shards that an index names. */
import { readShardIndex } from '../checkpoint/several/shard-index.ts'
import { isPthError } from '../errors.ts'
import type { Limits } from '../limits.ts'
import { openPlace } from './place.ts'

/** The shards of an index; undefined where it cannot be read, which whoever opens it says. */
export async function shardsOf(path: string, limits: Limits): Promise<readonly string[] | undefined> {
  try {
    const source = await openPlace(path)
    try {
      return (await readShardIndex(source, path, limits)).shards
    } finally {
      await source.close()
    }
  } catch (error) {
    if (isPthError(error)) return undefined
    throw error
  }
}
