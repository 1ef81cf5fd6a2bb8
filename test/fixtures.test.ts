/** Every committed checkpoint against what PyTorch said about it: the conformance run without Python. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCases } from './conformance/expected.ts'
import { judge } from './conformance/verdict.ts'

const FOLDER = join(import.meta.dirname, '..', 'fixtures')
const cases = readCases(FOLDER)

describe('read by pth as by PyTorch', () => {
  test.each(cases.map((each) => [each.expected.file, each] as const))('%s', async (_, each) => {
    const verdict = await judge(each)
    if (verdict.differences.length > 0)
      expect.fail(`${each.expected.what}\n${verdict.differences.join('\n')}`)
  })
})

test('the fixtures are those that PyTorch wrote', () => {
  const { files }: { files: Record<string, { sha256: string }> } = JSON.parse(
    readFileSync(join(FOLDER, 'manifest.json'), 'utf8'),
  )
  const found = Object.keys(files).map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(join(FOLDER, name)))
      .digest('hex'),
  ])
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(Object.entries(files).map(([name, { sha256 }]) => [name, sha256])),
  )
})

test('ResNet-18 has its 122 names and real shapes in a few kB', () => {
  const resnet = cases.find(({ expected }) => expected.file === 'resnet18.pth')
  expect(resnet?.expected.state_dict?.names).toHaveLength(122)
  expect(resnet?.expected.tensors.find(({ path }) => path[0] === 'fc.weight')?.shape).toEqual([1000, 512])
})
