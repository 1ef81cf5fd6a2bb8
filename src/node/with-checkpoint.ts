/** From a path on the command line to an opened checkpoint, closed again when the command is done. */
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import type { ReadCount } from '../io/counting.ts'
import { openInput } from './open-path.ts'
import type { InputOptions } from './open-path.ts'

/**
 * Open what `path` names (a file, a folder, an index, a quoted glob of shards, `-` for stdin), hand it to
 * `use`, and close it whatever happens. Every command that takes a checkpoint goes through here.
 * `count` grows with every read.
 */
export async function withCheckpoint<Result>(
  path: string,
  options: InputOptions,
  use: (checkpoint: Checkpoint, count: ReadCount) => Promise<Result>,
): Promise<Result> {
  const { marks } = options
  const count: ReadCount = { bytes: 0, reads: 0, opened: new Set(), ...(marks !== undefined && { marks }) }
  const { checkpoint, close } = await openInput(path, options, count)
  try {
    return await use(checkpoint, count)
  } finally {
    await close()
  }
}
