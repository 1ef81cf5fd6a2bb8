/**
 * Cause after cause, until nothing is left or nothing more is known: each step works on what the one before
 * it left.
 */
import type { ExpectedModel } from '../../schema/model.ts'
import type { ActualStateDict } from '../actual.ts'
import type { DiffOptions } from '../diff.ts'
import type { Situation, Step, Stop } from './cause.ts'
import { leftoverStep } from './leftover.ts'
import { situationOf } from './situation.ts'
import { badNames } from './subtrees.ts'
import { CAUSES } from './table.ts'

/** Steps of one explanation. Known files need four. */
const STEPS = 14
/** Ways that are followed when a cause leaves a choice. */
const WAYS = 4

/** A way from the file to the model. */
export interface Explanation {
  readonly steps: readonly Step[]
  /** A cause that no step mends ended it. */
  readonly stop: Stop | null
  /** What is left after the steps. */
  readonly left: Situation
  readonly remaining: number
}

/** Every way that is known, in the order in which the causes give them. Work is bounded by steps times names. */
export function explain(
  actual: ActualStateDict,
  expected: ExpectedModel,
  options: DiffOptions,
): Explanation[] {
  const done: Explanation[] = []
  const open: { state: ActualStateDict; steps: readonly Step[] }[] = [{ state: actual, steps: [] }]
  for (let next = open.shift(); next !== undefined && done.length < WAYS; next = open.shift()) {
    const { state, steps } = next
    const situation = situationOf(state, expected, options)
    const found = steps.length < STEPS ? firstOf(situation) : undefined
    if (found !== undefined && !isStop(found)) {
      for (const step of found.slice(0, WAYS)) open.push({ state: step.state, steps: [...steps, step] })
      continue
    }
    if (found !== undefined) {
      done.push({ steps, stop: found, left: situation, remaining: badNames(situation).size })
      continue
    }
    const last = leftoverStep(
      situation,
      steps.some(({ cause }) => cause === 'shift'),
    )
    const remaining = last === undefined ? badNames(situation).size : 0
    done.push({
      steps: last === undefined ? steps : [...steps, last],
      stop: null,
      left: situation,
      remaining,
    })
  }
  return done
}

function firstOf(situation: Situation): readonly Step[] | Stop | undefined {
  if (situation.diff.crash !== null && situation.actual.entries.size > 0) return undefined
  const now = badNames(situation).size
  if (now === 0) return undefined
  for (const cause of CAUSES) {
    const found = cause.recognise(situation)
    if (found === undefined || isStop(found)) {
      if (found !== undefined) return found
      continue
    }
    if (found.length > 0) return found
  }
  return undefined
}

function isStop(found: readonly Step[] | Stop): found is Stop {
  return 'advice' in found
}
