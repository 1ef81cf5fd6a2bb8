/** Every committed stream, tar and pickle, read as PyTorch reads it: names, layouts, bytes, sharing, refusals. */
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCases } from '../conformance/expected.ts'
import { judge } from '../conformance/verdict.ts'
import { FIXTURES } from '../fixtures.ts'

const FOLDER = join(FIXTURES, 'streams')
const cases = readCases(FOLDER)

describe('streams, tars and pickles agree with PyTorch', () => {
  test.each(cases.map((each) => [relative(FOLDER, each.path), each] as const))('%s', async (_, each) => {
    const { differences } = await judge(each)
    expect(differences).toEqual([])
  })

  test('there are as many as were written', () => {
    expect(cases.length).toBeGreaterThan(120)
  })
})
