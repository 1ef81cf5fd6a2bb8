/** Whole files of a folder beside the shards that DCP made them of: disks and pages have it in common. */
import { isPthError } from '../errors.ts'
import type { Checkpoint } from './checkpoint.ts'

/** DCP puts the shards of what it consolidated into this folder. */
const SHARDS = 'sharded'

/** The folder of shards beside whole files, and the names in it without that folder. */
export interface ShardsBeside {
  readonly folder: string
  readonly names: readonly string[]
}

/** The shards among all names of a folder (with slashes); null where whole files have none beside them. */
export function shardsBeside(names: readonly string[]): ShardsBeside | null {
  const inside = names.flatMap((name) =>
    name.startsWith(`${SHARDS}/`) ? [name.slice(SHARDS.length + 1)] : [],
  )
  const found = inside.some((name) => name.startsWith('shard-') && name.endsWith('.safetensors'))
  return found ? { folder: SHARDS, names: inside } : null
}

/**
 * The checkpoint of whole files with a note on what they have otherwise than their shards. `open` opens the shards,
 * has them compared, and closes them. Shards that cannot be read are noted too: the whole files are what was asked for.
 */
export async function besideShards(
  checkpoint: Checkpoint,
  open: (compare: (shards: Checkpoint) => Promise<Checkpoint>) => Promise<Checkpoint>,
): Promise<Checkpoint> {
  try {
    return await open(async (shards) => {
      const { consolidatedNotes } = await import('./distributed/hf/consolidated.ts')
      const notes = await consolidatedNotes(checkpoint, shards, SHARDS)
      return { ...checkpoint, notes: [...checkpoint.notes, ...notes] }
    })
  } catch (error) {
    if (!isPthError(error)) throw error
    const note = {
      code: 'CONSOLIDATED_DIFFERS',
      message: `not compared with the shards: ${error.message}`,
    } as const
    return { ...checkpoint, notes: [...checkpoint.notes, note] }
  }
}
