/** --format and --report of diff, scan and verify: the same rules, and reports that agree with the exit code. */
import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, readdirSync } from 'node:fs'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { junitErrors, sarifErrors } from '../support/report-schemas.ts'
import { checkPrintable } from '../support/laws.ts'
import { inFolder, pth } from './harness.ts'

const fixture = (name: string): string => join('fixtures', name)
const KINDS = ['text', 'json', 'markdown', 'junit', 'sarif', 'github'] as const

/** Runs of every exit code, for each command. */
const RUNS: readonly (readonly [what: string, argv: readonly string[], code: number])[] = [
  ['diff', ['diff', fixture('diff/resnet18.pth'), fixture('diff/resnet18.schema.json')], 0],
  ['diff', ['diff', fixture('diff/resnet18.pth'), fixture('diff/resnet18-head.schema.json'), '--strict'], 1],
  ['diff', ['diff', fixture('diff/resnet18.pth'), fixture('diff/resnet18-ten.schema.json')], 1],
  ['diff', ['diff', fixture('truncated.pth'), fixture('diff/resnet18.schema.json')], 2],
  ['scan', ['scan', fixture('state_dict.pth'), fixture('tied.pth')], 0],
  ['scan of unknown classes', ['scan', fixture('module-in-dict.pth')], 0],
  ['scan strict', ['scan', fixture('module-in-dict.pth'), '--strict'], 1],
  ['scan of an unknown call', ['scan', fixture('objects.pth')], 1],
  ['scan', ['scan', fixture('hostile/runs-a-command.pth'), fixture('tied.pth')], 1],
  ['scan', ['scan', fixture('tied.pth'), fixture('missing.pth')], 2],
  ['scan of nothing', ['scan', 'fixtures/causes'], 2],
  ['scan of a broken policy', ['scan', fixture('tied.pth'), '--policy', 'package.json'], 2],
  ['verify', ['verify', fixture('state_dict.pth'), fixture('tied.pth')], 0],
  ['verify', ['verify', fixture('wrong-crc.pth')], 1],
  ['verify', ['verify', fixture('tied.pth'), fixture('resnet18.py')], 2],
  ['verify of a folder', ['verify', 'fixtures/diff'], 0],
  ['verify with a wrong flag', ['verify', fixture('tied.pth'), '--only', 'x'], 2],
]

/** Whether a report says that the run failed, read as the program that it is for reads it. */
function failed(kind: string, text: string): boolean {
  switch (kind) {
    case 'json':
      return JSON.parse(text).exit_code !== 0
    case 'junit':
      return !/<testsuites [^>]*failures="0" errors="0"/.test(text)
    case 'sarif':
      return JSON.parse(text).runs[0].results.some(({ level }: { level: string }) => level === 'error')
    case 'github':
      return /^::error /m.test(text)
    case 'markdown':
      return /^\| error \|/m.test(text)
    default: {
      const last = text.split('\n').findLast((line) => /^(?:[A-Z]+ )+ |^error /.test(line)) ?? ''
      return !/^(?:OK|CLEAN|WARN|PARTIAL) /.test(last)
    }
  }
}

describe.each(RUNS)('%s: %j', (_, argv, code) => {
  test('the exit code is the same with every format', async () => {
    for (const kind of KINDS)
      expect([kind, (await pth([...argv, '--format', kind])).code]).toEqual([kind, code])
  })

  test('every report agrees with the exit code, is valid, and is what stdout would have', async () => {
    await inFolder(async (folder) => {
      const path = (kind: string): string => join(folder, kind)
      const reports = KINDS.flatMap((kind) => ['--report', `${kind}=${path(kind)}`])
      // An earlier report of a run that went well.
      for (const kind of KINDS) writeFileSync(path(kind), 'all is well\n')
      const outcome = await pth([...argv, ...reports])
      expect(outcome.code).toBe(code)
      expect(readdirSync(folder).toSorted()).toEqual([...KINDS].toSorted())
      const text = (kind: string): string => readFileSync(path(kind), 'utf8')
      // WARN is a warning in text, with and without --strict.
      for (const kind of argv.includes('--strict') ? KINDS.slice(1) : KINDS)
        expect([kind, failed(kind, text(kind))]).toEqual([kind, code !== 0])
      expect(await junitErrors(text('junit'))).toEqual([])
      expect(sarifErrors(text('sarif'))).toEqual([])
      for (const kind of KINDS.filter((word) => word !== 'markdown'))
        expect(() => checkPrintable(text(kind))).not.toThrow()
      for (const kind of KINDS.filter((word) => word !== 'text')) {
        const { stdout } = await pth([...argv, '--format', kind])
        // An error ends the run before anything is on stdout, unless JSON was asked for.
        if (stdout !== '') expect(stdout).toBe(text(kind))
      }
    })
  })
})

describe.each(['diff', 'scan', 'verify'])('pth %s', (command) => {
  const inputs = command === 'diff' ? [fixture('tied.pth'), fixture('tied.pth')] : [fixture('tied.pth')]
  const argv = [command, ...inputs]

  test('- is stdout, in place of the text', async () => {
    const outcome = await pth([...argv, '--report', 'json=-'])
    expect(JSON.parse(outcome.stdout)).toMatchObject({ kind: `pth.${command}`, exit_code: 0 })
    expect(outcome).toEqual(await pth([...argv, '--json']))
    expect(outcome).toEqual(await pth([...argv, '--format', 'json', '--json']))
  })

  test.each([
    [['--format', 'json', '--report', 'junit=-'], 'json and junit'],
    [['--report', 'json=-', '--report', 'json=-'], 'json and json'],
    [['--json', '--format', 'sarif'], 'two formats were asked for, sarif and json'],
    [['--format', 'xml'], '--format is text, json'],
    [['--format', 'marcdown'], 'did you mean'],
    [['--report', 'junit'], 'FORMAT=FILE'],
    [['--report', 'junit='], 'FORMAT=FILE'],
    [['--report', '=x'], 'FORMAT=FILE'],
    [['--report', 'xml=x'], 'the format of --report is text'],
  ])('%j is refused', async (flags, says) => {
    const { code, stdout, stderr } = await pth([...argv, ...flags])
    expect(code).toBe(2)
    expect(stdout + stderr).toContain('USAGE')
    expect(stdout + stderr).toContain(says)
  })

  test('two reports in one file are refused, also through a link, and nothing is written', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'a.xml')
      symlinkSync(folder, join(folder, 'link'))
      for (const other of [file, join(folder, 'link', 'a.xml')]) {
        const outcome = await pth([...argv, '--report', `junit=${file}`, '--report', `json=${other}`])
        expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining('two reports') })
      }
      expect(existsSync(file)).toBe(false)
    })
  })

  test('a report never replaces an input, under any name, nor another checkpoint', async () => {
    await inFolder(async (folder) => {
      const input = join(folder, 'model.pth')
      copyFileSync(fixture('tied.pth'), input)
      linkSync(input, join(folder, 'hard'))
      symlinkSync(input, join(folder, 'soft'))
      copyFileSync(fixture('codes/rows.safetensors'), join(folder, 'other'))
      const bytes = readFileSync(input)
      const run = command === 'diff' ? [input, fixture('tied.pth')] : [input]
      for (const name of ['model.pth', 'hard', 'soft']) {
        const outcome = await pth([command, ...run, '--report', `junit=${join(folder, name)}`])
        expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining('OUTPUT_IS_INPUT') })
      }
      const outcome = await pth([command, ...run, '--report', `junit=${join(folder, 'other')}`])
      expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining('REPORT_UNWRITABLE') })
      expect(readFileSync(input)).toEqual(bytes)
      expect(readFileSync(join(folder, 'other'))).toEqual(readFileSync(fixture('codes/rows.safetensors')))
    })
  })

  test('a report that cannot be written is an error, also as JSON', async () => {
    await inFolder(async (folder) => {
      const nowhere = ['--report', `junit=${join(folder, 'no', 'such', 'x.xml')}`]
      expect(await pth([...argv, ...nowhere])).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^error REPORT_UNWRITABLE .*its folder does not exist/),
      })
      const json = await pth([...argv, ...nowhere, '--report', 'json=-'])
      expect(JSON.parse(json.stdout)).toMatchObject({ kind: 'pth.error', code: 'REPORT_UNWRITABLE' })
      expect(await pth([...argv, '--report', `junit=${folder}`])).toMatchObject({ code: 2 })
    })
  })

  test('the summary of a GitHub step is appended to, and only that', async () => {
    await inFolder(async (folder) => {
      const summary = join(folder, 'summary.md')
      const world = { env: { GITHUB_STEP_SUMMARY: summary } }
      writeFileSync(summary, 'of an earlier step\n')
      writeFileSync(join(folder, 'other.md'), 'an earlier report\n')
      const flags = ['--report', `markdown=${summary}`, '--report', `markdown=${join(folder, 'other.md')}`]
      expect((await pth([...argv, ...flags], world)).code).toBe(0)
      const other = readFileSync(join(folder, 'other.md'), 'utf8')
      expect(other).toMatch(/^### /)
      expect(readFileSync(summary, 'utf8')).toBe(`of an earlier step\n${other}`)
    })
  })

  test('an error after the reports were asked for is in them', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'x.json')
      writeFileSync(file, '{"kind": "pth.scan", "exit_code": 0}\n')
      const glob = join(folder, 'none-*.pth')
      const run = command === 'diff' ? [glob, glob] : [glob]
      expect((await pth([command, ...run, '--report', `json=${file}`])).code).toBe(2)
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ kind: 'pth.error', exit_code: 2 })
    })
  })
})

test('a file found in a folder is an input, too', async () => {
  await inFolder(async (folder) => {
    // Text, so that nothing but its place says what it is.
    writeFileSync(join(folder, 'plain.pkl'), "(dp0\nS'a'\nI1\ns.")
    for (const command of ['scan', 'verify']) {
      const outcome = await pth([command, folder, '--report', `junit=${join(folder, 'plain.pkl')}`])
      expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining('OUTPUT_IS_INPUT') })
    }
    expect(readFileSync(join(folder, 'plain.pkl'), 'utf8')).toMatch(/^\(dp0/)
  })
})

test('a report inside the folder that is looked at does not change the next run', async () => {
  await inFolder(async (folder) => {
    copyFileSync(fixture('tied.pth'), join(folder, 'tied.pth'))
    for (const command of ['scan', 'verify'])
      for (const _ of [1, 2])
        expect((await pth([command, folder, '--report', `json=${join(folder, 'report.json')}`])).code).toBe(0)
  })
})

test.skipIf(process.getuid?.() === 0)('a folder that nobody may write to', async () => {
  await inFolder(async (folder) => {
    const locked = join(folder, 'locked')
    mkdirSync(locked)
    chmodSync(locked, 0o500)
    const outcome = await pth(['verify', fixture('tied.pth'), '--report', `json=${join(locked, 'x')}`])
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining('REPORT_UNWRITABLE') })
    // The result is on stdout all the same.
    expect(outcome.stdout).toMatch(/^OK /m)
  })
})
