/** From a path on the command line to an opened checkpoint, closed again when the command is done. */
import type { Checkpoint, OpenOptions } from '../checkpoint/open.ts'
import type { ReadCount } from '../io/counting.ts'

/**
 * Open what `path` names, hand it to `use`, and close it whatever happens.
 * Every command that takes a checkpoint goes through here. `count` grows with every read.
 */
export async function withCheckpoint<Result>(
  path: string,
  options: OpenOptions,
  use: (checkpoint: Checkpoint, count: ReadCount) => Promise<Result>,
): Promise<Result> {
  const [{ openFile }, { countingSource }, { openCheckpoint }] = await Promise.all([
    import('../io/file.ts'),
    import('../io/counting.ts'),
    import('../checkpoint/open.ts'),
  ])
  const source = await openFile(path)
  const count = { bytes: 0, reads: 0 }
  try {
    return await use(await openCheckpoint(countingSource(source, count), options), count)
  } finally {
    await source.close()
  }
}
