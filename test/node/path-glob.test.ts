/** One rule for globs over paths: names inside one folder, and `**` across folders. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { globOfShards } from '../../src/checkpoint/several/shard-names.ts'
import { DEFAULT_LIMITS } from '../../src/limits.ts'
import { compileGlob } from '../../src/names/glob.ts'
import { filesOfGlob, splitGlob } from '../../src/node/path-glob.ts'
import { temporaryFolder } from '../cli/harness.ts'
import { expectCode } from '../support/errors.ts'

test.each([
  ['runs\\*.pth', '\\', 'runs\\', ['*.pth']],
  ['C:\\runs\\**\\*.pth', '\\', 'C:\\runs\\', ['**', '*.pth']],
  ['C:/runs\\a?/x[0-9].pth', '\\', 'C:/runs\\', ['a?', 'x[0-9].pth']],
  ['*.pth', '\\', '.', ['*.pth']],
  ['\\\\server\\share\\*.pth', '\\', '\\\\server\\share\\', ['*.pth']],
  ['runs/*/*.pth', '/', 'runs/', ['*', '*.pth']],
  ['/*.pth', '/', '/', ['*.pth']],
  ['runs/a\\*.pth', '/', 'runs/', ['a\\*.pth']],
] as const)('%s with %s', (pattern, separator, base, parts) => {
  expect(splitGlob(pattern, separator)).toEqual({ base, parts })
})

let folder = ''

beforeAll(() => {
  folder = temporaryFolder()
  for (const inside of ['a', 'a/deep', 'run[1]', 'run1']) mkdirSync(join(folder, inside), { recursive: true })
  for (const file of ['x.pth', 'a/y.pth', 'a/deep/z.pth', 'a/note.txt', 'run[1]/m.pth', 'run1/m.pth'])
    writeFileSync(join(folder, file), '')
})

test.each([
  ['*.pth', ['x.pth']],
  ['*/*.pth', ['a/y.pth', 'run1/m.pth', 'run[1]/m.pth']],
  ['**/*.pth', ['a/deep/z.pth', 'a/y.pth', 'run1/m.pth', 'run[1]/m.pth', 'x.pth']],
  ['a/**', ['a/deep/z.pth', 'a/note.txt', 'a/y.pth']],
  ['a/**/deep/*', ['a/deep/z.pth']],
  ['run[1]/*.pth', ['run[1]/m.pth']],
  ['run[0-9]/m.pth', ['run1/m.pth']],
])('%s', async (pattern, files) => {
  const found = await filesOfGlob(join(folder, pattern))
  expect(found.files.map((file) => relative(folder, file).replaceAll('\\', '/')).toSorted()).toEqual(files)
})

test('a glob that matches nothing is refused', async () => {
  await expectCode(filesOfGlob(join(folder, 'none', '*.pth')), 'SOURCE_UNREADABLE')
})

test('the files of one run are bounded', async () => {
  await expectCode(filesOfGlob(join(folder, '**'), { ...DEFAULT_LIMITS, files: 2 }), 'LIMIT_EXCEEDED')
})

test.each(['model', 'a*b', 'x[1]', '{a,b}', 'q?'])('the glob of the shards of %s', (stem) => {
  const matches = compileGlob(globOfShards(`${stem}-00001-of-00002.bin`))
  expect(
    [`${stem}-00002-of-00002.bin`, `${stem}-00002-of-00003.bin`, 'other-00001-of-00002.bin'].map(matches),
  ).toEqual([true, false, false])
})
