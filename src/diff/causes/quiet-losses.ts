/** What load_state_dict loses without a word: it succeeds, and the model has other values than the file. */
import type { LeftoverCause } from '../../ids.ts'
import type { ExpectedModel } from '../../schema/model.ts'
import type { ActualStateDict } from '../actual.ts'
import { lossOfCast } from '../cast-loss.ts'
import type { StateDictDiff } from '../diff.ts'
import { viewOf } from '../view-key.ts'
import { count } from './cause.ts'

export interface QuietLoss {
  readonly cause: LeftoverCause
  readonly reason: string
  readonly advice: string
}

/** The first loss that the names, types and storages prove, or undefined. */
export function quietLosses(
  actual: ActualStateDict,
  expected: ExpectedModel,
  diff: StateDictDiff,
): QuietLoss | undefined {
  return lossyCast(diff) ?? untied(actual, expected)
}

function lossyCast({ dtypes }: StateDictDiff): QuietLoss | undefined {
  const lossy = dtypes.flatMap(({ name, found, expected }) => {
    const loss = lossOfCast(name, found, expected)
    return loss === null ? [] : [{ name, found, expected, loss }]
  })
  const [first] = lossy
  if (first === undefined) return undefined
  return {
    cause: 'lossy-cast',
    reason:
      `${count(lossy.length, 'tensor')} such as ${first.name} ${lossy.length === 1 ? 'is' : 'are'} ${first.found} in ` +
      `the file and ${first.expected} in the model: load_state_dict copies without a word, and ${first.loss}`,
    advice: 'build the model with the dtype of the file, or convert the values on purpose',
  }
}

/** Names of one tensor of the model that are two tensors of the file: PyTorch copies both, one after the other. */
function untied(actual: ActualStateDict, expected: ExpectedModel): QuietLoss | undefined {
  for (const { name, tied } of expected.tensors.values()) {
    if (tied === undefined || tied === null) continue
    const [one, two] = [viewOf(actual.entries.get(tied)), viewOf(actual.entries.get(name))]
    if (one === null || two === null || one === two) continue
    return {
      cause: 'untied',
      reason: `${tied} and ${name} are one tensor in the model and two in the file: the values of ${name} are kept`,
      advice:
        'if they were trained apart, the other ones are lost: then build the model without tied weights',
    }
  }
  return undefined
}
