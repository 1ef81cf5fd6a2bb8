/** Statistics of VecNormalize: the numbers that stable-baselines3 has, and nothing of the spaces and generators beside them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import { readEntry } from '../../../src/checkpoint/read/read.ts'
import { memorySource } from '../../../src/io/source.ts'
import { CONVERT_DEFAULTS } from '../../../src/operations/convert/options.ts'
import { planConvert } from '../../../src/operations/convert/plan.ts'
import { isKind } from '../../../src/pickle/value.ts'
import { fixtureBytes } from '../../fixtures.ts'

test.each(['box', 'dict'])('rl/%s.pkl', async (name) => {
  const file = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'rl', `${name}.expected.json`)
  const expected: Record<string, number | number[]> = JSON.parse(readFileSync(file, 'utf8'))
  const checkpoint = await openCheckpoint(memorySource(fixtureBytes(`rl/${name}.pkl`), `${name}.pkl`))
  const found: Record<string, number | number[]> = {}
  for (const entry of checkpoint.stateDict.tensors) {
    const values = [...new Float64Array((await readEntry(entry)).slice().buffer)]
    found[entry.name] = entry.tensor.shape?.length === 0 ? (values[0] ?? 0) : values
  }
  for (const { name: value, value: count } of checkpoint.stateDict.values)
    if (isKind(count, 'float')) found[value] = count.value
  expect(found).toEqual(expected)
})

test('convert lists every tensor that it leaves out', async () => {
  const checkpoint = await openCheckpoint(memorySource(fixtureBytes('rl/box.pkl'), 'box.pkl'))
  const { tensors, facts } = planConvert([checkpoint], CONVERT_DEFAULTS)
  const left = facts.leftOut.reduce((sum, { tensors: count }) => sum + count, 0)
  expect(tensors.length + left).toBe(checkpoint.graph.tensors.length)
  expect(facts.leftOut.map(({ path }) => path)).toContain('$.obs_rms.count')
})
