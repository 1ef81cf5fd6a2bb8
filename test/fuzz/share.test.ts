/** A short seeded share of `npm run fuzz`: the same inputs every time, only success or a PthError is right. */
import { describe, expect, test } from 'vitest'
import { isPthError } from '../../src/errors.ts'
import { FIXTURES } from '../fixtures.ts'
import { inputOf } from './input.ts'
import { makeTargets } from './targets.ts'
import type { Target } from './targets.ts'

/** Inputs of each target. */
const INPUTS = 400

const targets = makeTargets(FIXTURES)

async function failureOf(target: Target, number: number): Promise<string | undefined> {
  try {
    await target.run(inputOf(target, number))
  } catch (error) {
    if (!isPthError(error) || error.code === 'INTERNAL') return `input ${number}: ${error instanceof Error ? error.stack : String(error)}`
  }
  return undefined
}

describe(`${INPUTS} inputs`, () => {
  test.each(targets.map((target) => [target.name, target] as const))('%s', async (_, target) => {
    expect(target.seeds.length).toBeGreaterThan(1)
    for (let number = 0; number < INPUTS; number += 1) expect(await failureOf(target, number)).toBeUndefined()
  })
})

test('an input is made again from its number', () => {
  for (const target of targets) expect(inputOf(target, 12_345)).toEqual(inputOf(target, 12_345))
  expect(targets.some((target) => inputOf(target, 1).join() !== inputOf(target, 2).join())).toBe(true)
})
