/** Reads every file that the writers made and compares it with what PyTorch said about it. */
import { basename, dirname, relative } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readCases } from './expected.ts'
import { count, newTally, renderTally } from './tally.ts'
import { judge } from './verdict.ts'
import { zooFolder } from './zoo.ts'

const zoo = zooFolder()
const cases = readCases(zoo)
const tally = newTally()

describe('files that PyTorch wrote, read as PyTorch reads them', () => {
  test.each(cases.map((each) => [relative(zoo, each.path), each] as const))('%s', async (_, each) => {
    const verdict = await judge(each)
    count(tally, `${basename(dirname(each.path))} ${each.expected.group}`, verdict)
    if (verdict.differences.length > 0)
      expect.fail(`${each.expected.what}\n${verdict.differences.join('\n')}`)
  })
})

test('there are enough files to mean something', () => {
  expect(cases.length).toBeGreaterThan(300)
})

afterAll(() => {
  process.stdout.write(`\n${renderTally('Read by pth and by PyTorch:', tally)}\n`)
})
