/** A short seeded share of `npm run fuzz`: the same inputs every time, only success or a PthError is right. */
import { describe, expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { inputOf } from './input.ts'
import { failureOf } from './run.ts'
import { makeTargets } from './targets.ts'

/** Inputs of each target. */
const INPUTS = 400

const targets = await makeTargets(FIXTURES)

describe(`${INPUTS} inputs`, () => {
  test.each(targets.map((target) => [target.name, target] as const))('%s', async (_, target) => {
    expect(target.seeds.length).toBeGreaterThan(1)
    for (let number = 0; number < INPUTS; number += 1)
      expect(await failureOf(target, inputOf(target, number)), `input ${number}`).toBeUndefined()
  })
})

test('an input is made again from its number', () => {
  for (const target of targets) expect(inputOf(target, 12_345)).toEqual(inputOf(target, 12_345))
  expect(targets.some((target) => inputOf(target, 1).join() !== inputOf(target, 2).join())).toBe(true)
})
