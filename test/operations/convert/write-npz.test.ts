/** Names that an npz archive can and cannot hold. */
import { expect, test } from 'vitest'
import { readZipDirectory } from '../../../src/zip/directory.ts'
import { memorySource } from '../../../src/io/source.ts'
import { planFixture, writePlan } from './helpers.ts'

/** A plan whose one tensor has a name of so many bytes. */
async function planNamed(bytes: number) {
  const prefix = 'é'.repeat((bytes - 'weight'.length) / 2)
  return planFixture('convert/tied.pth', {
    format: 'npz',
    include: ['alpha.*'],
    stripPrefixes: ['alpha.'],
    addPrefix: prefix,
  })
}

test('the longest name that the archive can hold', async () => {
  const bytes = await writePlan(await planNamed(0xffff - 5), 'x.npz')
  const { entries } = await readZipDirectory(memorySource(bytes))
  expect(entries.map(({ rawName }) => rawName.length)).toEqual([0xffff - 1])
})

test('a longer one is refused before anything is written', async () => {
  await expect(planNamed(0xffff - 3).then((plan) => writePlan(plan, 'x.npz'))).rejects.toMatchObject({
    code: 'NAME_INVALID',
  })
})
