import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseWrap } from '../../../src/cli/commands/wrap-flags.ts'
import { checkWrap } from '../../../src/operations/convert/wrap.ts'
import { inFolder, runCli } from '../../cli/harness.ts'
import { expectCode } from '../../support/errors.ts'
import { fixture } from './helpers.ts'

test.each([
  ['3', 3n],
  ['-9223372036854775808', -9223372036854775808n],
  ['-0', { float: -0 }],
  ['3.0', { float: 3 }],
  ['1e3', { float: 1000 }],
  ['true', true],
  ['null', null],
  ['"3"', '3'],
  ['2.1.0', '2.1.0'],
  ['', ''],
  ['a=b', 'a=b'],
])('--set x=%s', (text, value) => {
  expect(parseWrap('m', [`x=${text}`]).values).toEqual([{ path: ['x'], value }])
})

test.each([
  ['x=True', 'write x=true'],
  ['x=None', 'write x=null'],
  ['x=007', `'x="007"'`],
  ['x=nan', `'x="nan"'`],
  ['x=[1]', `'x="[1]"'`],
  ['x="a', 'not one string'],
  ['x=1e999', 'beyond the largest float'],
  ['x', 'such as --set epoch=3'],
  ['a..b=1', 'keys with a dot between'],
])('--set %s is refused with the line to type', async (set, told) => {
  const error = await expectCode(() => parseWrap('m', [set]), 'USAGE')
  expect(error.message).toContain(told)
})

test.each([
  ['m', ['m=1'], true, 'two things at m'],
  ['m', ['m.x=1'], true, 'm.x is inside m'],
  ['m.n', ['m=1'], true, 'two things at m'],
  [undefined, ['x=1'], true, '--wrap state_dict'],
  ['m', [], false, '--to pth'],
])('--wrap %s with %j is refused', async (wrap, sets, archive, told) => {
  const error = await expectCode(() => checkWrap(parseWrap(wrap, sets), archive), 'USAGE')
  expect(error.message).toContain(told)
})

test('an integer of more than 64 bits is refused before a file is there', async () => {
  await inFolder(async (folder) => {
    const path = join(folder, 'in.pth')
    await writeFile(path, fixture('convert/names.pth'))
    const done = await runCli(
      'convert',
      path,
      '-o',
      join(folder, 'o.pth'),
      '--wrap',
      'm',
      '--set',
      `x=${2n ** 64n}`,
    )
    expect(done.code).toBe(2)
    expect(done.stderr).toContain('does not fit 64 bits')
  })
})

test('a wrapped file is found, converted back and byte for byte what it was', async () => {
  await inFolder(async (folder) => {
    const path = join(folder, 'in.pth')
    await writeFile(path, fixture('convert/names.pth'))
    const wrapped = join(folder, 'wrapped.ckpt')
    const set = ['--set', 'epoch=3', '--set', 'lr=0.5']
    expect(
      (await runCli('convert', path, '-o', wrapped, '--wrap', 'state_dict', ...set, '--verify')).code,
    ).toBe(0)
    const report = await runCli('inspect', wrapped, '--json')
    expect(report.stdout).toContain('$.state_dict')
    const back = await runCli('convert', wrapped, '-o', join(folder, 'back.safetensors'), '--json')
    expect(back.code).toBe(0)
    expect(JSON.parse(back.stdout)).toMatchObject({ left_out: [{ path: '$.epoch' }, { path: '$.lr' }] })
  })
})
