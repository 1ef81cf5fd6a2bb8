/** The names of what may be parts of a distributed checkpoint. */
import { isPthError } from '../errors.ts'
import { checkLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { isAddress } from '../remote/address.ts'
import { kindOfPath, listFolder } from './file.ts'
import { namesAt, placeIn } from './place.ts'

/** Folders inside of folders that are listed: trainers put the weights one or two down. */
const DEPTH = 2

/** The names of the files in a folder and in the folders in it, with slashes. @throws PthError LIMIT_EXCEEDED */
export async function partNames(folder: string, limits: Limits): Promise<readonly string[]> {
  if (isAddress(folder)) return namesAt(folder)
  const names: string[] = []
  const list = async (inside: string, depth: number): Promise<void> => {
    for (const name of await namesIn(placeIn(folder, inside), inside === '')) {
      const path = inside === '' ? name : `${inside}/${name}`
      if ((await kindOfPath(placeIn(folder, path))) !== 'folder') names.push(path)
      else if (depth < DEPTH) await list(path, depth + 1)
      checkLimit(limits, 'files', folder, names.length)
    }
  }
  await list('', 0)
  return names
}

/** What is in a folder inside that may not be listed is not part of the checkpoint. */
async function namesIn(folder: string, outermost: boolean): Promise<readonly string[]> {
  try {
    return await listFolder(folder)
  } catch (error) {
    if (outermost || !isPthError(error, 'SOURCE_UNREADABLE')) throw error
    return []
  }
}
