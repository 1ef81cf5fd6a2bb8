/** Situations of write_hints.py: the two lines of each hint, run in PyTorch, against the values of the right mend. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Suggestion } from '../../src/diff/diagnose.ts'
import { runCli } from '../cli/harness.ts'
import { diffFolder } from './diff-folder.ts'

interface Row {
  readonly name: string
  readonly file: string
  readonly mendable: boolean
}

interface Answer {
  readonly name: string
  readonly file: string
  readonly python: readonly string[]
  readonly converted: string | null
  readonly strict: boolean
}

const folder = diffFolder('hints-2.13', 'write_hints.py', 'names.json')
const rows = JSON.parse(readFileSync(join(folder, 'names.json'), 'utf8')) as readonly Row[]
const told: string[] = []

/** The suggestions of `pth diff --strict --json`. */
async function suggestionsOf({ file }: Row): Promise<readonly Suggestion[]> {
  const { stdout, stderr } = await runCli(
    'diff',
    join(folder, `${file}.pth`),
    join(folder, `${file}.schema.json`),
    '--strict',
    '--json',
  )
  if (stdout === '') throw new Error(stderr)
  return (JSON.parse(stdout) as { suggestions: readonly Suggestion[] }).suggestions
}

/** The file that the convert line writes. */
async function convert(file: string, flags: readonly string[], output: string): Promise<string> {
  const {
    code: exitCode,
    stderr,
    stdout,
  } = await runCli('convert', join(folder, `${file}.pth`), '-o', output, ...flags)
  return exitCode === 0 && existsSync(output) ? output : `failed: ${stderr}${stdout}`
}

test('no hint is wrong: both lines load the right values', async () => {
  const target = mkdtempSync(join(tmpdir(), 'pth-hints-'))
  const answers: Answer[] = []
  const silent: string[] = []
  let converted = 0
  for (const row of rows) {
    const offered = (await suggestionsOf(row)).filter(({ python }) => python.length > 0)
    if (offered.length === 0 && row.mendable) silent.push(row.name)
    for (const [at, { python, convert: flags, strict }] of offered.entries()) {
      const output = join(target, `${row.file}-${at}.safetensors`)
      const written = flags === null ? null : await convert(row.file, flags, output)
      if (written !== null) converted += 1
      answers.push({ name: row.name, file: row.file, python, converted: written, strict })
    }
  }
  const path = join(target, 'answers.json')
  writeFileSync(path, JSON.stringify(answers))
  const home = process.env['PTH_CONFORMANCE_HOME'] ?? join(import.meta.dirname, '..', '..', '.conformance')
  const python = join(home, 'torch-2.13', 'bin', 'python')
  const judge = join(import.meta.dirname, 'judge_hints.py')
  const verdicts = JSON.parse(
    execFileSync(python, ['-B', '-W', 'ignore', judge, folder, path], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    }),
  ) as readonly { readonly name: string; readonly wrong: string | null }[]
  const wrong = verdicts.filter((verdict) => verdict.wrong !== null)
  told.push(
    `hints: ${rows.length} situations, ${answers.length} hints, ${converted} convert lines, ${wrong.length} wrong, ` +
      `${silent.length} silent${silent.length === 0 ? '' : `: ${silent.join(', ')}`}`,
  )
  expect(rows.length).toBeGreaterThanOrEqual(100)
  expect(wrong).toEqual([])
})

afterAll(() => {
  process.stdout.write(`\n${told.join('\n')}\n`)
})
