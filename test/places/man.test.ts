/** The pages of man/, read by the programs that show them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/cli/program.ts'
import { runCli, temporaryFolder } from '../cli/harness.ts'
import { output, plainEnvironment, ran } from './tools.ts'

const PROJECT = join(import.meta.dirname, '..', '..')
const pages = readdirSync(join(PROJECT, 'man'))
const env = plainEnvironment({ LC_ALL: 'C.UTF-8', MANWIDTH: '100' })
const place = { cwd: PROJECT, env }

test('there is a page for pth and one for each command', () => {
  expect(pages.toSorted()).toEqual(['pth.1', ...COMMANDS.map(({ name }) => `pth-${name}.1`)].toSorted())
})

describe.each(pages)('%s', (page) => {
  const path = join('man', page)

  test('is accepted by mandoc, groff and man without a warning', () => {
    const lint = ran('mandoc', ['-T', 'lint', '-W', 'warning', path], place).stdout
    // The pages have no date: the same source gives the same page.
    expect(lint.split('\n').filter((line) => line !== '' && !line.includes('missing date'))).toEqual([])
    expect(ran('groff', ['-man', '-ww', '-Tutf8', '-z', path], place)).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    })
    const { code, stderr } = ran('man', ['--warnings', '-l', path], place)
    expect([code, stderr]).toEqual([0, ''])
  })

  test('names every flag of the help, and the name that whatis lists', async () => {
    const shown = output('sh', ['-c', `man -l ${path} | col -b`], place)
    const command = page.replace(/^pth-?|\.1$/g, '')
    const { stdout: help } = await runCli(...(command === '' ? [] : [command]), '--help')
    for (const [, flag = ''] of help.matchAll(/^  (?:-\w, )?(--[\w-]+)/gm))
      if (flag !== '--help') expect(shown, page).toContain(flag)
    expect(output('lexgrog', [path], place)).toContain(`"${page.slice(0, -2)} - `)
  })
})

test('an installed package has them where man looks', () => {
  const folder = temporaryFolder()
  const npm = (...args: readonly string[]): string =>
    output('npm', [...args, '--cache', join(folder, 'cache'), '--no-audit', '--no-fund'], { cwd: PROJECT })
  const [{ filename }] = JSON.parse(
    npm('pack', '--ignore-scripts', '--json', '--pack-destination', folder),
  ) as [{ filename: string }]
  npm('install', '--global', '--offline', '--prefix', join(folder, 'prefix'), join(folder, filename))
  const [first] = readFileSync(join(folder, 'prefix', 'share', 'man', 'man1', 'pth-scan.1'), 'utf8').split(
    '\n',
  )
  expect(first).toContain('PTH\\-SCAN 1')
  const shown = output('man', ['pth-scan'], {
    cwd: folder,
    env: { ...env, MANPATH: join(folder, 'prefix', 'share', 'man') },
  })
  expect(shown).toContain('weights_only')
})
