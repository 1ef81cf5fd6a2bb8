/** Both sides sorted by what a strict load says of each name. */
import type { ExpectedModel } from '../../schema/model.ts'
import type { ActualEntry, ActualStateDict } from '../actual.ts'
import { diffStateDict } from '../diff.ts'
import type { DiffOptions } from '../diff.ts'
import { selectSides } from '../select.ts'
import type { Mismatch, Situation } from './cause.ts'

/** Linear in the number of names. What the user left out is on neither side. */
export function situationOf(
  actual: ActualStateDict,
  expected: ExpectedModel,
  options: DiffOptions = {},
): Situation {
  const diff = diffStateDict(actual, expected, { ...options, strict: true })
  const { state, model } = selectSides(actual, expected, options)
  const missing = new Map(
    diff.missing_keys.flatMap(({ name }) => {
      const tensor = model.tensors.get(name)
      return tensor === undefined ? [] : [[name, tensor] as const]
    }),
  )
  const unexpected = new Map<string, ActualEntry>()
  for (const { name } of diff.unexpected_keys) {
    const entry = state.entries.get(name)
    if (entry !== undefined) unexpected.set(name, entry)
  }
  const mismatched = new Map<string, Mismatch>()
  const bad = new Set<string>(missing.keys())
  for (const error of diff.errors) {
    if (error.kind === 'running_stats') continue
    bad.add(error.name)
    if (error.kind === 'shape') mismatched.set(error.name, { expected: error.expected, found: error.found })
  }
  const matched = new Set([...model.tensors.keys()].filter((name) => !bad.has(name)))
  return { actual: state, expected: model, diff, missing, unexpected, mismatched, matched }
}
