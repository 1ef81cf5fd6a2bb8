/** One rule for globs over paths: names inside one folder, and `**` across folders. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { globOfShards } from '../../src/checkpoint/several/shard-names.ts'
import { DEFAULT_LIMITS } from '../../src/limits.ts'
import { compileGlob } from '../../src/names/glob.ts'
import { findFiles } from '../../src/node/find-files.ts'
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

/** A folder with links: out, to a folder in it, to itself and to what is above, in a circle, and to nothing. */
function linked(): string {
  const top = temporaryFolder()
  for (const inside of ['data/sub', 'w/own', 'round/a', 'round/b'])
    mkdirSync(join(top, inside), { recursive: true })
  for (const file of ['data/out.pth', 'data/sub/deep.pth', 'w/own/in.pth', 'round/a/r.pth'])
    writeFileSync(join(top, file), '')
  symlinkSync(join('..', 'data'), join(top, 'w', 'fdir'))
  symlinkSync(join('..', 'data'), join(top, 'w', 'again'))
  symlinkSync('own', join(top, 'w', 'a-name-for-own'))
  symlinkSync('.', join(top, 'w', 'self'))
  symlinkSync('nowhere', join(top, 'w', 'gone'))
  symlinkSync(join('..', 'round', 'a'), join(top, 'w', 'round'))
  symlinkSync(join('..', '..', 'round', 'b'), join(top, 'round', 'a', 'b'))
  symlinkSync(join('..', 'a'), join(top, 'round', 'b', 'a'))
  return top
}

const THROUGH = ['w/again/out.pth', 'w/again/sub/deep.pth', 'w/own/in.pth', 'w/round/r.pth']

test('** goes through each linked folder once, and a folder in it has its own name', async () => {
  const top = linked()
  const { files } = await filesOfGlob(join(top, 'w', '**', '*.pth'))
  expect(files.map((file) => relative(top, file).replaceAll('\\', '/')).toSorted()).toEqual(THROUGH)
  const one = await filesOfGlob(join(top, 'w', 'fdir', '*.pth'))
  expect(one.files.map((file) => relative(top, file).replaceAll('\\', '/'))).toEqual(['w/fdir/out.pth'])
})

test('a folder is walked through its links in the same way', async () => {
  const top = linked()
  const { files, unreadable } = await findFiles([join(top, 'w')])
  expect(unreadable).toEqual([])
  expect(files.map((file) => relative(top, file).replaceAll('\\', '/')).toSorted()).toEqual(
    [...THROUGH, 'w/gone'].toSorted(),
  )
})

test('a link to what is above the folder ends, too', async () => {
  const top = linked()
  symlinkSync(join('..', '..'), join(top, 'w', 'own', 'up'))
  const { files } = await filesOfGlob(join(top, 'w', '**', '*.pth'))
  expect(files.filter((file) => file.endsWith('out.pth'))).toHaveLength(1)
})

test('a linked folder of another program has the name of the link', async () => {
  const top = temporaryFolder()
  mkdirSync(join(top, 'node_modules', 'weights'), { recursive: true })
  writeFileSync(join(top, 'node_modules', 'weights', 'a.pth'), '')
  symlinkSync(join('node_modules', 'weights'), join(top, 'w'))
  const { files } = await filesOfGlob(join(top, '**', '*.pth'))
  expect(files).toEqual([join(top, 'w', 'a.pth')])
})
