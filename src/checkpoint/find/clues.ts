/** What the recognition of wrappers is given of a checkpoint. */
import { dictEntries, isKind } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'
import type { Candidate } from './candidate.ts'
import type { StateDict } from './state-dict.ts'
import type { WrapperClues } from './wrappers.ts'

/** What the recognition of wrappers looks at. */
export function cluesOf(
  value: PickleValue,
  stateDict: StateDict,
  candidates: readonly Candidate[],
): WrapperClues {
  const keys: string[] = []
  if (isKind(value, 'dict'))
    for (const [key] of dictEntries(value)) if (typeof key === 'string') keys.push(key)
  return { keys, names: stateDict.tensors.map(({ name }) => name), candidates }
}
