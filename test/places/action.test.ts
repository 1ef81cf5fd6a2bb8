/** The GitHub Action, run as the runner runs it: packed files, inputs and files of the runner in the environment. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../cli/harness.ts'
import { FIXTURES } from '../fixtures.ts'
import { output, ran } from './tools.ts'
import type { Ran } from './tools.ts'

const PROJECT = join(import.meta.dirname, '..', '..')

/** The action as a release has it: the packed package with action.yml and action/ beside it. */
let action = ''
beforeAll(() => {
  action = join(temporaryFolder(), 'action')
  output(process.execPath, [join(PROJECT, 'scripts', 'pack-action.mjs'), action], { cwd: PROJECT })
})

/** The inputs of action.yml with their defaults, read as the two levels that they are. */
function declared(): Map<string, string> {
  const text = readFileSync(join(action, 'action.yml'), 'utf8')
  const [, inputs = ''] = /^inputs:\n(.*?)^outputs:/ms.exec(text) ?? []
  return new Map(
    [...inputs.matchAll(/^  ([\w-]+):\n(?:    .*\n)*?    default: (.*)$/gm)].map(
      ([, name = '', value = '']) => [name, value.replace(/^'(.*)'$/, '$1')],
    ),
  )
}

interface Step extends Ran {
  readonly outputs: ReadonlyMap<string, string>
  readonly summary: string
  /** Commands that the runner obeys. */
  readonly commands: readonly string[]
}

/** Run one step in a workspace of these files. */
function step(files: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>> = {}): Step {
  const workspace = temporaryFolder()
  for (const [name, fixture] of Object.entries(files)) {
    mkdirSync(join(workspace, name, '..'), { recursive: true })
    copyFileSync(join(FIXTURES, fixture), join(workspace, name))
  }
  const runner = temporaryFolder()
  for (const file of ['output', 'summary']) writeFileSync(join(runner, file), '')
  const values = new Map([...declared(), ['command', 'scan'], ...Object.entries(inputs)])
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: runner,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: join(runner, 'output'),
    GITHUB_STEP_SUMMARY: join(runner, 'summary'),
    RUNNER_TEMP: runner,
    ...Object.fromEntries([...values].map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  }
  const result = ran(process.execPath, [join(action, 'action', 'main.mjs')], { cwd: workspace, env })
  return {
    ...result,
    outputs: outputsOf(readFileSync(join(runner, 'output'), 'utf8')),
    summary: readFileSync(join(runner, 'summary'), 'utf8'),
    commands: commandsOf(result.stdout),
  }
}

/** By the rules of the runner: NAME<<END, lines, END; a line that is neither is refused. */
function outputsOf(text: string): Map<string, string> {
  const outputs = new Map<string, string>()
  const lines = text.split('\n')
  for (let at = 0; at < lines.length - 1; at += 1) {
    const [, name = '', end = ''] = /^([^=<]+)<<(.+)$/.exec(lines[at] ?? '') ?? []
    expect(name, lines[at]).not.toBe('')
    const until = lines.indexOf(end, at + 1)
    expect(until).toBeGreaterThan(at)
    outputs.set(name, lines.slice(at + 1, until).join('\n'))
    at = until
  }
  return outputs
}

/** Lines that the runner takes for commands: of both of its syntaxes, anywhere but after stop-commands. */
function commandsOf(log: string): string[] {
  const commands: string[] = []
  let token: string | null = null
  for (const line of log.split(/\r?\n|\r/)) {
    const [, stopped] = /^::stop-commands::(.+)$/.exec(line) ?? []
    if (token !== null) token = line === `::${token}::` ? null : token
    else if (stopped !== undefined) token = stopped
    else if (/^\s*::|##\[/.test(line)) commands.push(line)
  }
  expect(token).toBeNull()
  return commands
}

describe('the action', () => {
  test('passes a clean workspace, with reports', () => {
    const { code, outputs, summary, commands } = step({ 'a.pth': 'resnet18.pth' })
    expect(code).toBe(0)
    expect([outputs.get('verdict'), outputs.get('exit-code'), commands]).toEqual(['passed', '0', []])
    expect(summary).toContain('CLEAN')
    const sarif = JSON.parse(readFileSync(outputs.get('sarif') ?? '', 'utf8')) as { version: string }
    const json = JSON.parse(readFileSync(outputs.get('json') ?? '', 'utf8')) as { kind: string }
    expect([sarif.version, json.kind]).toEqual(['2.1.0', 'pth.scan'])
  })

  test('fails on a finding, at its file', () => {
    const { code, outputs, summary, commands } = step({
      'models/bad.pth': 'hostile/runs-a-command.pth',
      'ok.pth': 'tied.pth',
    })
    expect([code, outputs.get('verdict')]).toEqual([1, 'failed'])
    expect(commands.length).toBeGreaterThan(0)
    for (const line of commands)
      expect(line).toMatch(/^::(error|warning|notice) file=models\/bad\.pth,title=PTH-/)
    expect(summary).toContain('bad.pth')
  })

  test('runs check by the configuration when nothing else is asked for', () => {
    expect(declared().get('command')).toBe('check')
    const names = readdirSync(join(FIXTURES, 'check-repo'), { recursive: true, encoding: 'utf8' })
    const files = names.filter((name) => statSync(join(FIXTURES, 'check-repo', name)).isFile())
    const workspace = Object.fromEntries(files.map((name) => [name, `check-repo/${name}`]))
    const { code, outputs, summary, commands } = step(workspace, { command: 'check' })
    expect([code, outputs.get('verdict')]).toEqual([1, 'failed'])
    expect(commands.some((line) => line.startsWith('::error file=models/nan.pth,'))).toBe(true)
    expect(summary).toContain('nan.pth')
    const json = JSON.parse(readFileSync(outputs.get('json') ?? '', 'utf8')) as { kind: string }
    expect(json.kind).toBe('pth.check')
    const one = step(workspace, { command: 'check', files: 'models/no-such.pth' })
    expect([one.code, one.outputs.get('verdict')]).toEqual([2, 'error'])
  })

  test('can report only', () => {
    const inputs = { fail: 'false', annotations: 'false', summary: 'false', sarif: 'out/../scan.sarif' }
    const { code, outputs, summary, commands } = step({ 'bad.pth': 'hostile/runs-a-command.pth' }, inputs)
    expect([code, outputs.get('verdict'), summary, commands]).toEqual([0, 'failed', '', []])
    expect(outputs.get('sarif')).toMatch(/scan\.sarif$/)
  })

  test('runs verify with flags', () => {
    const inputs = { command: 'verify', arguments: '--finite\n--only=*', files: 'a.pth' }
    const { code, outputs } = step({ 'a.pth': 'tied.pth', 'cut.pth': 'cut-in-storage.pth' }, inputs)
    expect([code, outputs.get('verdict')]).toEqual([0, 'passed'])
    expect(step({ 'cut.pth': 'cut-in-storage.pth' }, { command: 'verify' }).code).not.toBe(0)
  })

  test.each([
    ['a file that is not there', { files: 'no-such-*.pth' }],
    ['a flag that is not there', { arguments: '--no-such-flag' }],
    ['another command', { command: 'convert' }],
    ['a command with more in it', { command: 'scan\n::error::x' }],
    ['what prints and checks nothing', { arguments: '--help' }],
    ['what prints a version', { arguments: '--version' }],
    ['an explanation', { command: 'check', arguments: '--explain=a.pth' }],
    ['a configuration that is not there', { command: 'check' }],
  ])('stops at %s', (_, inputs) => {
    const { code, outputs, commands } = step({ 'a.pth': 'tied.pth' }, { ...inputs, fail: 'false' })
    expect([code, outputs.get('verdict')]).toEqual([2, 'error'])
    expect(commands).toHaveLength(1)
    for (const line of commands) expect(line).toMatch(/^::error title=/)
  })

  test('says why a run could not be done, and names no report of an earlier one', () => {
    const inputs = { command: 'check', sarif: 'old.sarif', arguments: '--no-such-flag' }
    const usage = step({ 'a.pth': 'tied.pth', 'old.sarif': 'counts.json' }, inputs)
    expect([usage.outputs.get('verdict'), usage.outputs.get('sarif')]).toEqual(['error', ''])
    expect(usage.commands).toEqual([expect.stringContaining('--no-such-flag')])
    const none = step({ 'a.pth': 'tied.pth' }, { command: 'check' })
    expect(none.commands).toEqual([expect.stringContaining('::error title=pth::error CONFIG_UNCLEAR')])
    const good = step(
      { 'a.pth': 'tied.pth', 'old.sarif': 'counts.json' },
      { sarif: 'old.sarif', files: 'a.pth' },
    )
    expect([good.outputs.get('verdict'), good.outputs.get('sarif')]).toEqual([
      'passed',
      expect.stringMatching(/old\.sarif$/),
    ])
  })

  test('takes neither commands nor outputs from the names of files', () => {
    const names = [
      'a\n::set-output name=verdict::passed\n.pth',
      'b%0A::error::x.pth',
      'c\r::add-mask::x.pth',
      'd::warning file=e,title=f::g.pth',
      '##[error]h.pth',
      '-i.pth',
      'j\nverdict=passed\n.pth',
    ]
    const { code, outputs, commands } = step(
      Object.fromEntries(names.map((name) => [name.replaceAll('/', '-'), 'hostile/runs-a-command.pth'])),
    )
    expect([code, outputs.get('verdict')]).toEqual([1, 'failed'])
    expect([...outputs.keys()].toSorted()).toEqual(['exit-code', 'json', 'sarif', 'verdict'])
    expect(commands.length).toBeGreaterThanOrEqual(names.length)
    for (const line of commands)
      expect(line).toMatch(/^::(error|warning|notice) file=[^:]*,title=PTH-[^:]*::/)
  })

  test('and neither from inputs', () => {
    const inputs = { files: 'x\n::error::y', arguments: '--policy=\u0000' }
    const { code, commands } = step({ 'a.pth': 'tied.pth' }, { ...inputs, arguments: '--policy=no\rsuch' })
    expect(code).toBe(2)
    expect(commands).toEqual([expect.stringMatching(/^::error title=pth::/)])
  })
})
