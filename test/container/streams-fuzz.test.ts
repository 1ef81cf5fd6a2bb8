/** Damaged streams, tars and pickles: opened, or refused with a code; never another error, never a hang. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { readEntry } from '../../src/checkpoint/read/read.ts'
import { isPthError } from '../../src/errors.ts'
import { memorySource } from '../../src/io/source.ts'
import { FIXTURES, fixtureBytes } from '../fixtures.ts'

const FLIPS = 4
const files = readdirSync(join(FIXTURES, 'streams')).filter((name) => !/expected\.json$|\.head$/.test(name))

/** A small generator with a seed: the same damage in every run. */
function newRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

async function codesOf(bytes: Uint8Array): Promise<string> {
  try {
    const checkpoint = await openCheckpoint(memorySource(bytes), { root: '$' })
    for (const entry of checkpoint.stateDict.tensors)
      await readEntry(entry, { maxBytes: 1 << 20 }).catch(codeOnly)
    return 'opened'
  } catch (error) {
    return codeOnly(error)
  }
}

function codeOnly(error: unknown): string {
  if (isPthError(error) && error.code !== 'INTERNAL') return error.code
  throw error
}

test('each file with one or two bytes changed', async () => {
  const random = newRandom(20_260)
  const outcomes = new Set<string>()
  for (const name of files) {
    const whole = fixtureBytes(`streams/${name}`)
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const bytes = whole.slice()
      for (let change = 0; change <= flip % 2; change += 1)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
      outcomes.add(await codesOf(bytes))
    }
  }
  // Damage must have been noticed and harmless damage read: otherwise the test tests nothing.
  expect(outcomes.size).toBeGreaterThan(5)
  expect(outcomes).toContain('opened')
}, 60_000)
