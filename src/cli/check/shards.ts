/** The shards that an index names. */
import { readShardIndex } from '../../checkpoint/several/shard-index.ts'
import { isPthError } from '../../errors.ts'
import type { Limits } from '../../limits.ts'
import { openFile } from '../../node/file.ts'

/** The shards of an index; none where it cannot be read, which its rules say. */
export async function shardsOf(index: string, limits: Limits): Promise<readonly string[]> {
  try {
    const source = await openFile(index)
    try {
      return (await readShardIndex(source, index, limits)).shards
    } finally {
      await source.close()
    }
  } catch (error) {
    if (isPthError(error)) return []
    throw error
  }
}
