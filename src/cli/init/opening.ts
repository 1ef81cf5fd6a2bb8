/** Which flags of `pth init` are for which checkpoint: ranks are joined, and DeepSpeed has weights to choose among. */
import { layoutsIn } from '../../checkpoint/distributed/layout.ts'
import { isPthError, PthError } from '../../errors.ts'
import type { Limits } from '../../limits.ts'
import { isPartsFolder, partNames } from '../../node/part-names.ts'
import { withCheckpoint } from '../../node/with-checkpoint.ts'
import type { Opening } from '../check/subject.ts'

/** The flags that one checkpoint needs and has a use for; none for most. @throws PthError of opening it */
export async function openingOf(file: string, limits: Limits, flags: Opening): Promise<Opening> {
  const { weights, join } = flags
  if ((weights === undefined && join === undefined) || !(await isPartsFolder(file, limits))) return {}
  const [layout] = layoutsIn(await partNames(file, limits))
  const chosen = weights !== undefined && layout?.kind === 'deepspeed' ? { weights } : {}
  return { ...chosen, ...(join !== undefined && (await needsJoin(file, limits)) && { join }) }
}

/** Whether nothing but rules says how its tensors were split. */
async function needsJoin(file: string, limits: Limits): Promise<boolean> {
  try {
    await withCheckpoint(file, { limits }, async () => undefined)
    return false
  } catch (error) {
    // Any other reason is given where it is described.
    return isPthError(error, 'JOIN_NEEDED')
  }
}

/** A flag that no checkpoint has a use for is a mistake. @throws PthError USAGE */
export function refuseIdle({ weights, join }: Opening, used: readonly Opening[], folder: string): void {
  if (join !== undefined && !used.some((opening) => opening.join !== undefined))
    throw new PthError('USAGE', {
      reason: `--join is for the files of several tensor-parallel ranks, and no checkpoint in ${folder} has them`,
    })
  if (weights !== undefined && !used.some((opening) => opening.weights !== undefined))
    throw new PthError('USAGE', {
      reason: `--weights chooses among the weights of a DeepSpeed folder, and no checkpoint in ${folder} is one`,
    })
}
