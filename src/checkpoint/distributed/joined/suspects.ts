/** Tensors that a rule joins though ranks have the same of them: a whole taken for a part would be there twice. */
import type { Note } from '../../../container/record.ts'
import { grouped } from '../../../digits.ts'
import { PthError } from '../../../errors.ts'
import type { JoinRule } from '../../../names/join-rule.ts'
import { numelOf } from '../../tensor.ts'
import { comparedRanks } from './equal.ts'
import type { ReadBudget } from './equal.ts'
import type { SharedName } from './ranks.ts'
import type { JoinTask, Ruled } from './task.ts'

/** Names that a note lists. */
const LISTED = 5
/** Bytes that are read to find them. */
const BYTES = 1 << 26

/**
 * What to look at again, in words. @throws PthError JOIN_INVALID where a later rule says that such a tensor is whole:
 * that is what was meant
 */
export async function suspectNotes(task: JoinTask, ruled: readonly Ruled[]): Promise<readonly Note[]> {
  const budget: ReadBudget = { left: BYTES }
  const equal: string[] = []
  const runs = new Map<number, string[]>()
  for (const { shared, rule } of ruled) {
    if (rule === null || !isSuspect(shared, rule)) continue
    const { equality, run } = await comparedRanks(shared, budget)
    if (run > 1) runs.set(run, [...(runs.get(run) ?? []), shared.name])
    if (equality !== 'equal' && equality !== 'constant') continue
    equal.push(shared.name)
    refuseLater(task, rule, shared.name)
  }
  return [
    ...noteOf(equal, 'all ranks have', 'if each rank has the whole, the rule for them is =same'),
    ...[...runs].flatMap(([run, names]) =>
      noteOf(
        names,
        `each ${run} ranks in a row have`,
        `if they share them, the rule ends with /${run}, as =0/${run}`,
      ),
    ),
  ]
}

/** Of no element there is nothing to have twice, and a rule with copies says that ranks have the same. */
function isSuspect({ parts }: SharedName, { how }: JoinRule): boolean {
  if (how.kind !== 'along' || how.blocks.some(({ copies }) => copies > 1)) return false
  return numelOf(parts[0]?.tensor.shape ?? []) > 0
}

function refuseLater({ path, rules }: JoinTask, rule: JoinRule, name: string): void {
  const other = rules.find(({ how, matches }) => how.kind === 'same' && matches(name))
  if (other === undefined) return
  throw new PthError('JOIN_INVALID', {
    path,
    rule: rule.text,
    reason:
      `comes before ${other.text}, which matches too, and all ranks have the same bytes: put that one ` +
      'first, or leave the name out of it; it is about',
    names: [name],
  })
}

function noteOf(names: readonly string[], who: string, advice: string): readonly Note[] {
  if (names.length === 0) return []
  const more = names.length > LISTED ? ` and ${grouped(names.length - LISTED)} more` : ''
  const message =
    `${grouped(names.length)} tensors are joined along a dimension, and ${who} the same bytes of them ` +
    `(${names.slice(0, LISTED).join(', ')}${more}): ${advice}`
  return [{ code: 'JOINED_EQUAL', message }]
}
