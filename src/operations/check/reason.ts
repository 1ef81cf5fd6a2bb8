/** Why a rule could not be judged, in the words of a configuration. */
import { grouped } from '../../digits.ts'
import { isPthError } from '../../errors.ts'
import type { JoinNeeded } from '../../errors.ts'

export function reasonOf(error: unknown): string {
  if (isPthError(error, 'JOIN_NEEDED')) return `${error.code}: ${joinFieldText(error.details)}`
  if (isPthError(error)) return `${error.code}: ${error.message}`
  return `INTERNAL: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`
}

/** The field to write: a rule for each group of names. Question marks are for a person to replace. */
function joinFieldText({ path, found, tensors, groups, total }: JoinNeeded): string {
  const rules = groups.map(({ pattern, proposal }) => `${pattern}=${proposal}`)
  const more = total > groups.length ? `; ${grouped(total - groups.length)} more groups need a rule` : ''
  return (
    `${path} is ${found}, and no file says how ${grouped(tensors)} of their tensors were split; pth inspect ${path} ` +
    'shows their shapes. Its entry needs, with a dimension or same in place of each question mark: ' +
    `"join": ${JSON.stringify(rules)}${more}`
  )
}

/** The reason for one rule after the other: a long one is given once, and its code to the others. */
export function reasonsInTurn(reason: string): () => string {
  let given = false
  return () => {
    const later = given && reason.startsWith('JOIN_NEEDED: ')
    given = true
    return later ? 'JOIN_NEEDED, as said above' : reason
  }
}
