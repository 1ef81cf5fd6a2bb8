/** The tensors of tensor-parallel ranks as whole ones, by the rules that were given: nothing is guessed. */
import type { Note } from '../../../container/record.ts'
import { PthError } from '../../../errors.ts'
import { blocksText } from '../../../names/join-rule.ts'
import type { JoinRule } from '../../../names/join-rule.ts'
import { newDict, setItem } from '../../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../../pickle/value.ts'
import type { PartsFacts } from '../../checkpoint.ts'
import type { StateDict, TensorEntry, ValueEntry } from '../../find/state-dict.ts'
import type { Tensor } from '../../tensor.ts'
import { addWhole, newMergedTensors } from '../merged.ts'
import type { MergedTensors } from '../merged.ts'
import { isSameValue } from '../ranks/same-value.ts'
import { provenStages, sharedNames } from './prove.ts'
import type { SharedName, Stage } from './ranks.ts'
import { suspectNotes } from './suspects.ts'
import type { JoinTask, Ruled } from './task.ts'
import { joinNeeded } from './unclear.ts'
import { joinedWhole } from './whole.ts'
import type { JoinContext } from './whole.ts'

/** Whole tensors under their names. */
export interface Joined extends MergedTensors {
  readonly value: PickleDict
  readonly stateDict: () => StateDict
  readonly notes: readonly Note[]
  readonly facts: Pick<PartsFacts, 'pieces' | 'placements'>
}

/** Names that a note lists. */
const LISTED = 5
/** Values that are compared among ranks, in steps. */
const COMPARED = 1_000_000

/**
 * Join them. @throws PthError JOIN_NEEDED for tensors without a rule, JOIN_INVALID for a rule that decides nothing or
 * does not fit, PIECES_INVALID for ranks with other names, FORMAT_UNSUPPORTED for stages with names in common
 */
export async function joinStages(task: JoinTask): Promise<Joined> {
  const { path, found, stages, rules, crc32 } = task
  provenStages(task)
  const names = stages.flatMap(sharedNames)
  const ruleOf = (name: string): JoinRule | null => rules.find(({ matches }) => matches(name)) ?? null
  const ruled = names.map((shared) => ({
    shared,
    rule: shared.parts.length > 1 ? ruleOf(shared.name) : null,
  }))
  const undecided = ruled.filter(({ shared, rule }) => rule === null && shared.parts.length > 1)
  if (undecided.length > 0)
    throw await joinNeeded(
      path,
      found,
      undecided.map(({ shared }) => shared),
    )
  refuseIdle(task, ruled)
  const suspects = await suspectNotes(task, ruled)
  const context: JoinContext = { path, crc32, compared: new Map() }
  const merged = newMergedTensors()
  const value = newDict()
  const tensors: TensorEntry[] = []
  const known = new Map<string, PickleValue>()
  const counts = new Map<string, number>()
  let pieces = 0
  for (const { shared, rule } of ruled) {
    const { name } = shared
    const how = placementOf(rule)
    counts.set(how, (counts.get(how) ?? 0) + 1)
    // Names of one tensor stay names of one tensor, where all ranks have them so.
    const view = `${how} ${viewOf(shared)}`
    const whole = joinedWhole(context, shared, rule)
    const reference = known.get(view) ?? addWhole(merged, { key: `${merged.tensors.size}:${name}`, ...whole })
    if (!known.has(view)) pieces += whole.pieces
    known.set(view, reference)
    setItem(value, name, reference)
    const tensor = merged.tensors.get(reference) as Tensor
    tensors.push({ name, path: `$[${JSON.stringify(name)}]`, tensor, role: null, value: reference })
  }
  const { values, differing } = valuesOf(stages)
  for (const { name, value: item } of values) setItem(value, name, item)
  return {
    ...merged,
    value,
    stateDict: () => ({ kind: 'mapping', path: '$', className: null, tensors, values, versions: null }),
    notes: [...suspects, ...differing],
    facts: {
      pieces,
      placements: [...counts].map(([placements, count]) => ({ placements, tensors: count })),
    },
  }
}

/** How a tensor was joined, for people. */
function placementOf(rule: JoinRule | null): string {
  if (rule === null) return 'of one rank'
  if (rule.how.kind === 'same') return 'by rule the same on all ranks'
  return `joined along ${rule.how.dim}${blocksText(rule.how.blocks)}`
}

/** Equal for the same elements of the same storages of all ranks. */
function viewOf({ parts }: SharedName): string {
  return parts
    .map(({ file, tensor }) => {
      const { storage, storageOffset, shape, stride, dtypeName } = tensor
      return JSON.stringify([file, storage.key, storageOffset, shape, stride, dtypeName])
    })
    .join()
}

/** A rule that decides nothing is one that was meant for names that an earlier one takes, or that are not there. */
function refuseIdle({ path, rules }: JoinTask, ruled: readonly Ruled[]): void {
  const used = new Set(ruled.map(({ rule }) => rule))
  for (const rule of rules) {
    if (used.has(rule)) continue
    const taken = ruled.filter(({ shared }) => rule.matches(shared.name))
    const [first] = taken
    throw new PthError('JOIN_INVALID', {
      path,
      rule: rule.text,
      reason:
        first === undefined
          ? 'decides nothing: no tensor that several ranks have matches it'
          : `decides nothing, since ${first.rule?.text ?? ''} comes first and takes what it matches`,
      names: taken.slice(0, LISTED).map(({ shared }) => shared.name),
      ...(taken.length > LISTED && { total: taken.length }),
    })
  }
}

/** Values of the first rank of each stage; those that ranks have otherwise are told. */
function valuesOf(stages: readonly Stage[]): {
  readonly values: ValueEntry[]
  readonly differing: readonly Note[]
} {
  const values: ValueEntry[] = []
  const names: string[] = []
  const steps = { left: COMPARED }
  for (const { ranks } of stages) {
    const [first, ...others] = ranks
    for (const [name, value] of first?.values ?? []) {
      values.push({ name, path: `$[${JSON.stringify(name)}]`, value })
      if (!others.every((rank) => isSameValue(value, rank.values.get(name) ?? null, steps))) names.push(name)
    }
  }
  const told =
    names.slice(0, LISTED).join(', ') + (names.length > LISTED ? ` and ${names.length - LISTED} more` : '')
  return {
    values,
    differing:
      names.length === 0
        ? []
        : [
            {
              code: 'RANK_VALUES',
              message: `ranks saved different values as ${told}: those of the first rank are shown`,
            },
          ],
  }
}
