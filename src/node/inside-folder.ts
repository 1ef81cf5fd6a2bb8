/** Files of one folder on disk: a link that leads out of it is not followed. */
import { sep } from 'node:path'
import { PthError } from '../errors.ts'
import { placeIn } from './place.ts'
import { realTarget } from './real-target.ts'

/**
 * Answers the path of a name in `folder`, behind all links. A hub keeps its files behind links, all of them in one
 * place, and those are followed.
 * @throws PthError PIECES_INVALID for any other link out of the folder
 */
export function newInside(folder: string): (name: string) => Promise<string> {
  let root: Promise<string> | undefined
  return async (name) => {
    const above = await (root ??= realTarget(folder))
    const real = await realTarget(placeIn(folder, name))
    if (!isBelow(above, real) && !/[/\\]blobs[/\\][0-9a-f]{40,64}$/.test(real))
      throw new PthError('PIECES_INVALID', {
        path: folder,
        reason: 'a link leads out of the folder, and it was not followed',
        names: [name],
      })
    return real
  }
}

function isBelow(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}
