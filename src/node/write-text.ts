/** Small files that a command writes: whole or not at all, and never over another one unless that is asked for. */
import { realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PthError } from '../errors.ts'
import { checkTarget, writeWhole } from './output.ts'
import { isInside } from './repository.ts'

/** @throws PthError OUTPUT_EXISTS, OUTPUT_UNWRITABLE */
export async function writeText(path: string, text: string, force: boolean): Promise<void> {
  await writeWhole(await checkTarget(path, [], { force }), text, { force })
}

/** Refuse a target that cannot or must not be written; the path behind symbolic links. @throws as `writeText` */
export function checkTextTarget(path: string, force: boolean): Promise<string> {
  return checkTarget(path, [], { force })
}

/** A symbolic link may lead anywhere; what is read there is only read. @throws PthError OUTPUT_UNWRITABLE */
export async function refuseOutside(root: string, target: string): Promise<void> {
  if (isInside(await realpath(root), await realpath(dirname(target)))) return
  throw new PthError('OUTPUT_UNWRITABLE', {
    path: target,
    reason: `a symbolic link leads out of the repository ${root}`,
  })
}
