/** Width and colour: from a terminal, from the environment, and from neither. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { columnsOf } from '../../src/cli/columns.ts'
import { errorText } from '../../src/cli/error-text.ts'
import type { CliIo, TextStream } from '../../src/cli/io.ts'
import { paintFor } from '../../src/cli/paint.ts'
import { PthError } from '../../src/errors.ts'
import { FIXTURES } from '../fixtures.ts'
import { pth, temporaryFolder } from './harness.ts'

const PROJECT = join(import.meta.dirname, '..', '..')
const PLAIN = { bold: String, dim: String, red: String, yellow: String, green: String }

function stream(isTTY: boolean, columns?: number): TextStream {
  return { write: () => Promise.resolve(), isTTY, columns }
}

test.each([
  [stream(true, 132), {}, 132],
  [stream(true, 132), { COLUMNS: '60' }, 132],
  // A pseudo terminal that nobody gave a size.
  [stream(true, 0), { COLUMNS: '60' }, 60],
  [stream(false), { COLUMNS: '200' }, 200],
  [stream(false), { COLUMNS: 'wide' }, 80],
  [stream(false), { COLUMNS: '0' }, 80],
  [stream(false), {}, 80],
])('width %#', (out, env, columns) => {
  expect(columnsOf(out, env)).toBe(columns)
})

function colours(choice: 'auto' | 'always' | 'never', isTTY: boolean, env: CliIo['env']): boolean {
  return paintFor(choice, stream(isTTY), env).red('x') !== 'x'
}

function world(stderr: TextStream, env: CliIo['env'] = {}): CliIo {
  return { stdout: stderr, stderr, env }
}

describe('colour', () => {
  test.each(['', '1', '2', '3', 'true'])('FORCE_COLOR=%j asks for it, as Node reads it', (value) => {
    expect(colours('auto', false, { FORCE_COLOR: value })).toBe(true)
    expect(colours('auto', false, { FORCE_COLOR: value, NO_COLOR: '1' })).toBe(true)
    expect(colours('never', false, { FORCE_COLOR: value })).toBe(false)
  })

  test.each(['0', 'false', 'no'])('FORCE_COLOR=%j forbids it', (value) => {
    expect(colours('auto', true, { FORCE_COLOR: value })).toBe(false)
    expect(colours('always', true, { FORCE_COLOR: value })).toBe(true)
  })

  test('errors obey --color too', async () => {
    const { stderr } = await pth(['inspect', 'nothing.pth', '--color', 'always'])
    expect(stderr).toContain('\u001b[31merror')
  })
})

describe('an error', () => {
  const error = new PthError('USAGE', {
    reason: `${'この文は幅が広い。 '.repeat(12)}write pth convert a.pth -o ${'long-name-'.repeat(9)}.pth; or not`,
    commands: [`pth convert a.pth -o '${'long name '.repeat(9)}'`],
  })
  test('is wrapped on a terminal, wide characters counted and lines to type whole', () => {
    const lines = errorText(error, [], world(stream(true, 60)), PLAIN).split('\n')
    const over = lines.filter((line) => stringWidth(line) > 60)
    expect(over.map((line) => /^\s*pth convert a\.pth -o /.test(line))).toEqual([true, true])
  })

  test('is one line in a log', () => {
    expect(errorText(error, [], world(stream(false)), PLAIN).split('\n')).toHaveLength(3)
    expect(
      errorText(error, [], world(stream(false), { COLUMNS: '60' }), PLAIN).split('\n').length,
    ).toBeGreaterThan(6)
  })
})

describe('help keeps to the width', () => {
  test.each([
    'inspect',
    'convert',
    'diff',
    'schema',
    'explain',
    'scan',
    'verify',
    'lock',
    'textconv',
    'completion',
  ])('of %s', async (name) => {
    for (const columns of [80, 120]) {
      const { stdout } = await pth([name, '--help'], { columns })
      expect(stdout.split('\n').filter((line) => line.length > columns)).toEqual([])
    }
  })

  test('also on stderr', async () => {
    const { stderr, code } = await pth([], { watched: true })
    expect(code).toBe(2)
    expect(stderr.split('\n').filter((line) => line.length > 80)).toEqual([])
  })
})

test('a folder of more files than --max-files is refused by every command that opens one', async () => {
  const folder = temporaryFolder()
  for (const name of ['a.pth', 'b.pth']) copyFileSync(join(FIXTURES, 'tied.pth'), join(folder, name))
  const schema = join(folder, 'schema.json')
  writeFileSync(schema, '{ "a": [1] }')
  for (const words of [
    ['convert', folder, '--dry-run'],
    ['diff', folder, schema],
    ['schema', folder],
    ['lock', folder],
  ]) {
    const { stderr } = await pth([...words, '--max-files', '1'])
    expect(stderr, words.join(' ')).toMatch(/over the limit of 1 files; --max-files raises it/)
  }
})

/** Runs the binary in a pseudo terminal of that width, and gives what it shows. */
function inTerminal(columns: number, words: readonly string[]): string {
  const script = [
    'import fcntl, os, pty, struct, sys, termios',
    'child, terminal = pty.fork()',
    'if child == 0:',
    '    os.execvp(sys.argv[2], sys.argv[2:])',
    'fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, int(sys.argv[1]), 0, 0))',
    'while True:',
    '    try: data = os.read(terminal, 65536)',
    '    except OSError: break',
    '    if not data: break',
    '    os.write(1, data)',
    'os.waitpid(child, 0)',
  ].join('\n')
  const { stdout } = spawnSync(
    'python3',
    ['-c', script, String(columns), process.execPath, join(PROJECT, 'bin', 'pth.js'), ...words],
    { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm' }, cwd: PROJECT },
  )
  // oxlint-disable-next-line no-control-regex -- what a terminal obeys takes no columns
  return stdout.replaceAll(/\u001b\[[0-9;]*[A-Za-z]/g, '').replaceAll('\r\n', '\n')
}

test.each([80, 100, 200])('in a real terminal of %i columns', async (columns) => {
  for (const words of [
    ['inspect', 'fixtures/resnet18.pth'],
    ['convert', '--bogus', '--also', 'x'],
  ]) {
    const shown = inTerminal(columns, words)
    expect(shown.length).toBeGreaterThan(20)
    expect(shown.split('\n').filter((line) => stringWidth(line) > columns)).toEqual([])
  }
  const { stdout } = await pth(['fixtures/resnet18.pth', '--color', 'never'], { columns })
  expect(inTerminal(columns, ['fixtures/resnet18.pth'])).toBe(stdout)
})
