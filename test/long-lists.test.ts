import { expect, test } from 'vitest'
import { stateDictAt } from '../src/checkpoint/find/state-dict.ts'
import { PthError } from '../src/errors.ts'
import { firstNames } from '../src/operations/convert/first-names.ts'
import { openFixture } from './fixtures.ts'

const names = Array.from({ length: 5000 }, (_, at) => `$.part${at}`)

test('an error lists the first names and counts the others, also those that it does not hold', () => {
  const details = { index: 'x.index.json', reason: '5000 of 6000 shards are missing' }
  const { message } = new PthError('SHARDS_INVALID', {
    ...details,
    names: names.slice(0, 10),
    total: 5000,
  })
  expect(message.endsWith('$.part9 and 4,990 more')).toBe(true)
  expect(new PthError('SHARDS_INVALID', { ...details, names }).message).toContain('$.part11 and 4,988 more')
  expect(firstNames(names).endsWith('$.part11 and 4988 more')).toBe(true)
  expect(firstNames(names.slice(0, 12))).not.toContain('more')
})

test('the candidates of a wrong --root are bounded in the details, too', async () => {
  const { graph, candidates, interpreter } = await openFixture('gan.pth')
  const [first] = candidates
  if (first === undefined) throw new Error('no candidate')
  const many = names.map((path) => ({ ...first, path }))
  try {
    stateDictAt('X', graph, many, interpreter)
    expect.unreachable()
  } catch (error) {
    if (!(error instanceof PthError)) throw error
    expect(error.details).toMatchObject({ candidates: names.slice(0, 12), total: 5000 })
    expect(error.message).toContain('$.part11 and 4,988 more')
  }
})
