/** From a path on the command line to an opened checkpoint, closed again when the command is done. */
import type { Checkpoint, OpenOptions } from '../checkpoint/open.ts'

/**
 * Open what `path` names, hand it to `use`, and close it whatever happens.
 * Every command that takes a checkpoint goes through here.
 */
export async function withCheckpoint<Result>(
  path: string,
  options: OpenOptions,
  use: (checkpoint: Checkpoint) => Promise<Result>,
): Promise<Result> {
  const [{ openFile }, { openCheckpoint }] = await Promise.all([
    import('../io/file.ts'),
    import('../checkpoint/open.ts'),
  ])
  const source = await openFile(path)
  try {
    return await use(await openCheckpoint(source, options))
  } finally {
    await source.close()
  }
}
