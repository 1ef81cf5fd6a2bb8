/** A folder of any store as one checkpoint: disks, addresses and pages have it in common. */
import { PthError } from '../errors.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { PartsFolder } from './distributed/folder.ts'
import type { OpenFolderOptions } from './distributed/options.ts'
import { idleOpening } from './idle-opening.ts'

/**
 * Open the distributed checkpoint that the names of a folder show ({@link layoutsIn}): what the ranks of a training
 * wrote, put together while it is read. What reads it is loaded with the first folder.
 * @throws PthError FORMAT_UNSUPPORTED for a folder with several or with none, PIECES_INVALID, USAGE for a choice of
 * weights or a rule of joining that it has no use for, and as `openCheckpoint`
 */
export async function openFolder(folder: PartsFolder, options: OpenFolderOptions = {}): Promise<Checkpoint> {
  const { openDistributed } = await import('./distributed/open.ts')
  const opened = await openDistributed(folder, options)
  const idle = idleOpening(folder.path, options, opened.parts)
  if (idle !== null) throw new PthError('USAGE', { reason: idle })
  return opened
}
