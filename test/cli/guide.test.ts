/** Command lines that are wrong: each gets the line to type, and that line runs. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { pth, temporaryFolder } from './harness.ts'
import type { Outcome } from './harness.ts'

const TIED = join(FIXTURES, 'tied.pth')

let folder = ''
let files: Readonly<Record<string, string>> = {}

beforeAll(async () => {
  const { stdout } = await pth(['lock', TIED])
  const schema = (await pth(['schema', TIED])).stdout
  files = { 'model.lock.json': stdout, 'schema.json': schema }
})

beforeEach(() => {
  folder = temporaryFolder()
  for (const name of ['model.pth', 'a model.pth', 'other.pth', 'weights'])
    copyFileSync(TIED, join(folder, name))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
})

/** The words of a line as `sh` splits them, in the folder, and the file that it redirects to. */
function wordsOf(line: string): string[] {
  const script = `pth() { printf '%s\\0' "$@"; }; ${line}`
  const { stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' })
  expect(stderr).toBe('')
  const redirect = / > (.*)$/.exec(line)?.[1]?.replaceAll("'", '')
  const text = redirect === undefined ? stdout : readFileSync(resolve(folder, redirect), 'utf8')
  return text.split('\0').slice(0, -1)
}

/** Words with `@` for the folder. */
function here(words: readonly string[]): string[] {
  return words.map((word) => word.replaceAll('@', folder))
}

function commandsOf({ stderr }: Outcome): string[] {
  return stderr
    .split('\n')
    .filter((line) => /^ {2}(?:mkdir [^&]* && )?pth /.test(line))
    .map((line) => line.trim())
}

/** What was typed, and the line that is told. */
const LINES: readonly (readonly [typed: readonly string[], told: string])[] = [
  [['inspct', '@/model.pth'], 'pth inspect @/model.pth'],
  [['show', '@/model.pth', '--full'], 'pth inspect @/model.pth --full'],
  [['compare', '@/model.pth', '@/other.pth'], 'pth diff @/model.pth @/other.pth'],
  [['--full', 'inspect', '@/model.pth'], 'pth inspect --full @/model.pth'],
  [
    ['convert', '@/model.pth', '--out', '@/x.safetensors'],
    'pth convert @/model.pth --output @/x.safetensors',
  ],
  [['convert', '@/a model.pth', '--outfile=@/x.npz'], "pth convert '@/a model.pth' --output @/x.npz"],
  [['convert', '@/model.pth', '--half'], 'pth convert @/model.pth --dtype float16'],
  [['convert', '@/model.pth', '--safe-serialization'], 'pth convert @/model.pth --to safetensors'],
  [
    ['convert', '@/model.pth', '--safe_serialization', 'True', '--max_shard_size', '5GB'],
    'pth convert @/model.pth --to safetensors --shard-size 5GB',
  ],
  [['convert', '@/model.pth', '--dtyp', 'f16'], 'pth convert @/model.pth --dtype f16'],
  [['convert', '@/model.pth', '--to', 'st'], 'pth convert @/model.pth --to safetensors'],
  [['convert', '--input', '@/model.pth', '--overwrite'], 'pth convert @/model.pth --force'],
  [['inspect', '@/model.pth', '--dtype=fp16'], 'pth convert @/model.pth --dtype=fp16'],
  [['inspect', '@/model.pth', '--schema', '@/schema.json'], 'pth diff @/model.pth @/schema.json'],
  [
    ['convert', '@/model.pth', '--format', 'pt', '-o', '@/x.pt'],
    'pth convert @/model.pth --to pth -o @/x.pt',
  ],
  [['convert', '--format=safetensors', '@/model.pth'], 'pth convert --to safetensors @/model.pth'],
  [['diff', '@/model.pth', '--schema', '@/schema.json'], 'pth diff @/model.pth @/schema.json'],
  [['diff', '--model', '@/model.pth', '--expected=@/schema.json'], 'pth diff @/model.pth @/schema.json'],
  [['diff', '@/model.pth'], 'pth inspect @/model.pth'],
  [['diff', '@/schema.json', '@/model.pth', '--strict'], 'pth diff @/model.pth @/schema.json --strict'],
  [['diff', '@/model.pth', '@/model.lock.json'], 'pth verify @/model.pth --lock @/model.lock.json'],
  [['schema', '@/model.pth', '-o', '@/out.json'], 'pth schema @/model.pth > @/out.json'],
  [['lock', '@/model.pth', '--output=@/out.json'], 'pth lock @/model.pth > @/out.json'],
  [['scan', '-r', '@/model.pth'], 'pth scan @/model.pth'],
  [['verify', '@/model.pth', '--weights-only', 'true'], 'pth verify @/model.pth'],
  [['convert', '@/model.pth', '@/out.safetensors'], 'pth convert @/model.pth -o @/out.safetensors'],
  [
    ['convert', '@/out.safetensors', '@/model.pth', '--dtype', 'f16'],
    'pth convert @/model.pth -o @/out.safetensors --dtype f16',
  ],
  [['convert', '@/model.pth', '@/out/'], 'mkdir -p @/out/ && pth convert @/model.pth -o @/out/'],
  [['convert', '-o', '@/model.pth', '@/out.safetensors'], 'pth convert -o @/out.safetensors @/model.pth'],
  [['convert', '@/model.pth', '--shard-size', '5'], 'pth convert @/model.pth --shard-size 5GB'],
  [['verify', '@/model.lock.json', '@/model.pth'], 'pth verify @/model.pth --lock @/model.lock.json'],
  [
    ['verify', '--lock', '@/model.pth', '@/model.lock.json'],
    'pth verify --lock @/model.lock.json @/model.pth',
  ],
  [['verify', '@/schema.json', '@/model.pth'], 'pth diff @/model.pth @/schema.json'],
  [['explain', 'PTH-D003', 'ZIP_INVALID'], 'pth explain PTH-D003'],
]

describe('the line to type', () => {
  test.each(LINES)('for %j', async (typed, told) => {
    const outcome = await pth(here(typed))
    const [line = '', ...others] = commandsOf(outcome)
    expect([outcome.code, line, others], outcome.stderr).toEqual([2, here([told])[0], []])
    const run = await pth(wordsOf(line))
    expect(run.code, run.stderr).toBeLessThan(2)
    expect(run.stderr).not.toContain('USAGE')
  })

  test('one for each file where a command prints one document', async () => {
    const outcome = await pth(['lock', join(folder, 'model.pth'), join(folder, 'a model.pth')])
    const lines = commandsOf(outcome)
    expect(lines).toHaveLength(2)
    for (const line of lines) expect((await pth(wordsOf(line))).code).toBe(0)
    expect(existsSync(join(folder, 'a model.pth.lock.json'))).toBe(true)
  })

  test('is in the message and in the details of a JSON error', async () => {
    const { stdout } = await pth(['--json', 'inspct', 'x.pth'])
    const { code, message, details } = JSON.parse(stdout) as {
      code: string
      message: string
      details: { commands: string[] }
    }
    expect([code, details.commands]).toEqual(['USAGE', ['pth inspect --json x.pth']])
    expect(message).toContain('type: pth inspect --json x.pth')
  })
})

describe('no line is told', () => {
  test.each([
    [['convert', '@/model.pth', '--bogus']],
    [['diff', '@/model.pth', '@/other.pth', '--half']],
    [['zzzzzz']],
    [['convert']],
    [['diff', '@/schema.json', '@/schema.json']],
    // A third file has nearly that name: a misspelled input.
    [['convert', '@/model.pth', '@/othr.pth', '-o', '@/out/']],
  ])('for %j, whose meaning nobody knows', async (typed) => {
    const outcome = await pth(here(typed))
    expect([outcome.code, commandsOf(outcome)], outcome.stderr).toEqual([2, []])
  })
})

describe('a path alone', () => {
  test.each([['model.pth'], ['a model.pth'], ['weights']])('%s is inspected', async (name) => {
    const path = join(folder, name)
    expect(await pth([path])).toEqual(await pth(['inspect', path]))
    expect(await pth(['--json', path])).toEqual(await pth(['inspect', '--json', path]))
  })

  test('that is not there is a missing file, not a missing command', async () => {
    const { code, stderr } = await pth([join(folder, 'modl.pth')])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^error SOURCE_UNREADABLE .*did you mean .*model\.pth/)
  })
})

test.each(['5B', '65536', '1KB'])('--shard-size %s is a size', async (size) => {
  const { code, stderr } = await pth(here(['convert', '@/model.pth', '--shard-size', size, '--dry-run']))
  expect([code, stderr.includes('bytes?')]).toEqual([code === 2 ? 2 : 0, false])
})

/** The lines under a message, without their indent. */
function linesOf(stderr: string): string[] {
  return stderr.split('\n').flatMap((line) => (line.startsWith('  ') ? [line.trim()] : []))
}

describe('a file that could not be opened: the lines to type, with its name', () => {
  test('cut off: salvage', async () => {
    const bytes = readFileSync(join(FIXTURES, 'resnet18.pth'))
    const cut = join(folder, 'cut off.pth')
    writeFileSync(cut, bytes.subarray(0, bytes.length - 4000))
    const { code, stderr } = await pth(['inspect', cut])
    expect(code).toBe(2)
    const [inspect = '', convert = ''] = linesOf(stderr)
    expect(inspect).toBe(`pth inspect '${cut}' --salvage`)
    expect((await pth(wordsOf(inspect))).code).toBeLessThan(2)
    const words = wordsOf(convert).map((word) => (word.endsWith('.safetensors') ? join(folder, word) : word))
    expect((await pth(words)).stdout).toContain('WRITTEN')
  })

  test('re-encoded: iconv, which gives the file back', async () => {
    const original = readFileSync(TIED)
    const file = join(folder, 'text.pth')
    writeFileSync(file, Buffer.from(original.toString('latin1'), 'utf8'))
    const { stderr } = await pth(['inspect', file])
    const [line = ''] = linesOf(stderr)
    expect(line).toContain(file)
    expect(spawnSync('sh', ['-c', line]).status).toBe(0)
    expect(readFileSync(`${file}.repaired`)).toEqual(original)
  })

  test('what torch.load refuses and pth reads: convert', async () => {
    const file = join(folder, 'leading.pth')
    writeFileSync(file, Buffer.concat([Buffer.alloc(16), readFileSync(TIED)]))
    const { stdout } = await pth(['inspect', file])
    expect(stdout).toContain(`-> pth convert ${file} -o clean.pth`)
  })
})
