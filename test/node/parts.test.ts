/** Parts of one conversion: whoever writes them, in whatever order, the bytes are those of one run. */
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { pth, runCli, temporaryFolder } from '../cli/harness.ts'
import type { Outcome } from '../cli/harness.ts'
import { documentErrors } from '../support/documents.ts'
import { FIXTURES } from '../fixtures.ts'
import { writeVectors } from '../support/plain-safetensors.ts'

/** Twelve vectors of 2,048 bytes: a shard each. */
const NAMES = [...Array.from({ length: 10 }, (_, at) => `layer.${at}.weight`), 'fc.weight', 'fc.bias']
const SIZE = ['--shard-size', '3KB']
let folder = ''
let out = ''
let input = ''
beforeEach(() => {
  folder = temporaryFolder()
  mkdirSync(join(folder, 'one'))
  mkdirSync(join(folder, 'parts'))
  out = join(folder, 'parts', 'model.safetensors')
  input = join(folder, 'input.safetensors')
  writeVectors(input, NAMES, 512)
})

/** Everything in a folder, hidden files too. */
function contents(path: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(path)
      .toSorted()
      .map((name) => [name, readFileSync(join(path, name)).toString('latin1')]),
  )
}

async function oneRun(...flags: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const path = join(folder, 'one', 'model.safetensors')
  expect((await runCli('convert', input, '-o', path, ...SIZE, ...flags)).stderr).toBe('')
  return contents(join(folder, 'one'))
}

function part(name: string, ...flags: readonly string[]): Promise<Outcome> {
  return runCli('convert', input, '-o', out, ...SIZE, '--part', name, ...flags)
}

async function written(name: string, ...flags: readonly string[]): Promise<void> {
  expect(await part(name, ...flags)).toMatchObject({ code: 0, stderr: '' })
}

describe('parts and join', () => {
  test.each([
    ['as they are', []],
    [
      'cast, renamed and with metadata',
      ['--dtype', 'bf16', '--add-prefix', 'a.', '--metadata', 'x=y', '--metadata', 'u=ü'],
    ],
    ['fewer shards than parts', ['--include', 'layer.1*', '--include', 'fc*']],
    ['one shard', ['--include', 'fc.bias']],
  ])('give the files of one run, %s', async (_, flags) => {
    const whole = await oneRun(...flags)
    for (const name of ['4/5', '1/5', '5/5', '3/5', '2/5']) await written(name, ...flags)
    const joined = await runCli('join', out)
    expect(joined).toMatchObject({ code: 0, stderr: '' })
    expect(joined.stdout).toContain('JOINED')
    expect(contents(join(folder, 'parts'))).toEqual(whole)
  })

  test('give the files of one run of an archive', async () => {
    input = join(FIXTURES, 'resnet18.pth')
    const large = ['--shard-size', '10MB']
    const whole = await oneRun(...large)
    for (const name of ['2/3', '1/3', '3/3']) await written(name, ...large)
    expect(await runCli('join', out)).toMatchObject({ code: 0, stderr: '' })
    expect(contents(join(folder, 'parts'))).toEqual(whole)
  })

  test('a second run proves what is there and writes nothing; another number of parts goes on with it', async () => {
    const whole = await oneRun()
    await written('1/2')
    const before = contents(join(folder, 'parts'))
    const again = await part('1/2', '--json')
    const { part: told } = JSON.parse(again.stdout) as { part: { done: { state: string }[] } }
    expect(documentErrors(JSON.parse(again.stdout))).toEqual([])
    expect(new Set(told.done.map(({ state }) => state))).toEqual(new Set(['proven']))
    expect(contents(join(folder, 'parts'))).toEqual(before)
    for (const name of ['1/3', '2/3', '3/3']) await written(name)
    const { stdout } = await runCli('join', out, '--json')
    expect(documentErrors(JSON.parse(stdout))).toEqual([])
    expect(contents(join(folder, 'parts'))).toEqual(whole)
  })

  test('two runs of one part at once: each ends well, and the bytes are those of one run', async () => {
    const whole = await oneRun()
    const runs = await Promise.all(['1/1', '1/1', '1/2', '2/2'].map((name) => part(name)))
    expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(runs.map(() => [0, '']))
    expect(await runCli('join', out)).toMatchObject({ code: 0 })
    expect(contents(join(folder, 'parts'))).toEqual(whole)
  })

  test('a dry run of either changes nothing', async () => {
    const dry = await part('2/3', '--dry-run')
    expect([dry.code, contents(join(folder, 'parts')).size]).toEqual([0, 0])
    expect(dry.stdout).toContain('DRY RUN   PART 2/3')
    await written('1/1')
    const before = contents(join(folder, 'parts'))
    expect((await runCli('join', out, '--dry-run')).stdout).toContain('DRY RUN')
    expect(contents(join(folder, 'parts'))).toEqual(before)
  })
})

describe('join refuses', () => {
  test('missing parts, with the lines that write them', async () => {
    await written('2/4')
    const { code, stderr } = await runCli('join', out)
    expect([code, stderr]).toEqual([2, expect.stringContaining('PARTS_MISSING')])
    for (const name of ['1/4', '3/4', '4/4']) {
      const line = stderr.split('\n').find((text) => text.endsWith(`--part ${name}`)) ?? ''
      expect(line).toContain('pth convert')
      expect((await runCli(...line.trim().split(' ').slice(1))).code).toBe(0)
    }
    expect(stderr).not.toContain('--part 2/4')
    expect((await runCli('join', out)).code).toBe(0)
  })

  test.each([
    ['a byte that changed', (path: string) => flip(path, 1000)],
    ['a byte of the header that changed', (path: string) => flip(path, 30)],
    ['a shard that was cut', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, -1))],
    [
      'a longer shard',
      (path: string) => writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(8)])),
    ],
  ])('%s, by name; convert, too, and --force mends it', async (_, damage) => {
    const whole = await oneRun()
    await written('1/1')
    const name = 'model-00003-of-00012.safetensors'
    expect(whole.has(name)).toBe(true)
    damage(join(folder, 'parts', name))
    for (const outcome of [await runCli('join', out), await part('1/1')]) {
      expect([outcome.code, outcome.stderr]).toEqual([2, expect.stringContaining('PART_CONFLICT')])
      expect(outcome.stderr).toContain(name)
    }
    await written('1/1', '--force')
    expect((await runCli('join', out)).code).toBe(0)
    expect(contents(join(folder, 'parts'))).toEqual(whole)
  })

  test('two shards in the place of each other', async () => {
    await written('1/1')
    const [a = '', b = ''] = ['00001', '00002'].map((at) =>
      join(folder, 'parts', `model-${at}-of-00012.safetensors`),
    )
    renameSync(a, `${a}.x`)
    renameSync(b, a)
    renameSync(`${a}.x`, b)
    expect((await runCli('join', out)).stderr).toContain('PART_CONFLICT')
  })

  test('what other checkpoints left under the name', async () => {
    await written('1/1')
    for (const name of [
      'model.safetensors',
      'model-00001-of-00099.safetensors',
      'model.safetensors.index.json',
    ]) {
      writeFileSync(join(folder, 'parts', name), '{}')
      const { code, stderr } = await runCli('join', out)
      expect([code, stderr]).toEqual([2, expect.stringContaining('OUTPUT_EXISTS')])
      expect(stderr).toContain(name)
      rmSync(join(folder, 'parts', name))
    }
    expect((await runCli('join', out)).code).toBe(0)
  })

  test('a folder without parts, and one that is joined', async () => {
    expect((await runCli('join', out)).stderr).toContain('no part of it was written')
    await written('1/1')
    await runCli('join', out)
    expect((await runCli('join', out)).stderr).toContain('joined already')
    expect((await part('1/1')).stderr).toContain('OUTPUT_EXISTS')
  })

  test.each(['{}', '', '{"kind":"pth.shard","version":2}', '[1', '{"kind":"pth.shard","version":1,"pth":1}'])(
    'a record that is none: %s',
    async (text) => {
      await written('1/1')
      writeFileSync(join(folder, 'parts', '.model-00002-of-00012.safetensors.pth-shard'), text)
      expect((await runCli('join', out)).stderr).toContain('PART_CONFLICT')
      expect((await part('1/1')).stderr).toContain('PART_CONFLICT')
    },
  )
})

function flip(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

describe('a part of another plan is refused by name', () => {
  test.each([
    ['another cast', ['--dtype', 'f16']],
    ['another shard size', ['--shard-size', '5MB']],
    ['another name', ['--add-prefix', 'model.']],
    ['another choice', ['--exclude', 'fc.bias']],
    ['other metadata', ['--metadata', 'a=b']],
  ])('%s', async (_, flags) => {
    await written('1/2')
    const { code, stderr } = await part('2/2', ...flags)
    expect([code, stderr]).toEqual([2, expect.stringContaining('PART_CONFLICT')])
    expect(stderr).toMatch(/flags or the input are others/)
  })

  test('an input that was written again, with the two times', async () => {
    utimesSync(input, 1_700_000_000, 1_700_000_000)
    const line = ['convert', input, '-o', out, ...SIZE, '--part']
    expect((await runCli(...line, '1/2')).code).toBe(0)
    utimesSync(input, 1_700_000_001, 1_700_000_001)
    const { stderr } = await runCli(...line, '2/2')
    expect(stderr).toContain('PART_CONFLICT')
    expect(stderr).toMatch(
      /input\.safetensors with \d+ bytes of 2023-11-14T22:13:20\.000Z.*2023-11-14T22:13:21\.000Z/,
    )
    utimesSync(input, 1_700_000_000, 1_700_000_000)
    expect((await runCli(...line, '2/2')).code).toBe(0)
  })

  test('a copy of the input in another folder, with its times, is the same input', async () => {
    const copies = ['a', 'b'].map((name) => {
      mkdirSync(join(folder, name))
      cpSync(input, join(folder, name, 'input.safetensors'), { preserveTimestamps: true })
      return join(folder, name, 'input.safetensors')
    })
    for (const [at, copy] of copies.entries())
      expect((await runCli('convert', copy, '-o', out, ...SIZE, '--part', `${at + 1}/2`)).code).toBe(0)
    expect((await runCli('join', out)).code).toBe(0)
  })

  test('a record of another version of pth', async () => {
    await written('1/2')
    for (const name of readdirSync(join(folder, 'parts')).filter((name) => name.endsWith('.pth-shard'))) {
      const path = join(folder, 'parts', name)
      writeFileSync(path, readFileSync(path, 'utf8').replace(/"pth":"[^"]*"/, '"pth":"9.9.9"'))
    }
    expect((await part('2/2')).stderr).toContain('it is of pth 9.9.9')
  })

  test('a shard without a record: nobody can prove it', async () => {
    writeFileSync(join(folder, 'parts', 'model-00002-of-00012.safetensors'), 'x')
    for (const name of ['1/1', '2/2']) expect((await part(name)).stderr).toContain('OUTPUT_EXISTS')
  })
})

const share = async (name: string, env: Readonly<Record<string, string>>): Promise<string> => {
  const { code, stdout, stderr } = await pth(
    ['convert', input, '-o', out, ...SIZE, '--part', name, '--dry-run', '--json'],
    { env },
  )
  if (code !== 0) return (JSON.parse(stdout) as { message?: string }).message ?? stderr
  const { part: told } = JSON.parse(stdout) as { part: { number: number; count: number } }
  return `${told.number}/${told.count}`
}
const slurm = (id: number, count: number, least: number, most: number): Record<string, string> => ({
  SLURM_ARRAY_TASK_ID: String(id),
  SLURM_ARRAY_TASK_COUNT: String(count),
  SLURM_ARRAY_TASK_MIN: String(least),
  SLURM_ARRAY_TASK_MAX: String(most),
})

describe('the part', () => {
  test.each([
    ['--array=1-8', slurm(3, 8, 1, 8), '3/8'],
    ['--array=0-7', slurm(0, 8, 0, 7), '1/8'],
    ['--array=10-30:10', slurm(30, 3, 10, 30), '3/3'],
    ['--array=5', slurm(5, 1, 5, 5), '1/1'],
  ])('of an array of Slurm, %s', async (_, env, expected) => {
    expect(await share('slurm', env)).toBe(expected)
  })

  test('of an array at no equal steps is refused, and so is a run outside of one', async () => {
    expect(await share('slurm', slurm(3, 3, 1, 7))).toContain('not at equal steps')
    expect(await share('slurm', slurm(2, 3, 1, 7))).toContain('not at equal steps')
    expect(await share('slurm', {})).toContain('SLURM_ARRAY_TASK_ID is not set')
  })

  test('of an Indexed Job counts from 0, and the flag says how many there are', async () => {
    expect(await share('k8s/8', { JOB_COMPLETION_INDEX: '0' })).toBe('1/8')
    expect(await share('k8s/8', { JOB_COMPLETION_INDEX: '7' })).toBe('8/8')
    expect(await share('k8s/8', { JOB_COMPLETION_INDEX: '8' })).toContain('no part of 8')
    expect(await share('k8s/8', {})).toContain('JOB_COMPLETION_INDEX is not set')
  })

  test.each(['0/8', '9/8', '1/0', '1', 'x/8', '1/8/2', '-1/8', '1.5/8', '', 'k8s', 'k8s/0', ' 1/8'])(
    'is not %j',
    async (name) => {
      expect(await part(name)).toMatchObject({ code: 2, stderr: expect.stringContaining('USAGE') })
    },
  )

  test('is never taken from variables that happen to be set', async () => {
    const { stdout } = await pth(['convert', input, '-o', out, ...SIZE, '--dry-run', '--json'], {
      env: { ...slurm(3, 8, 1, 8), JOB_COMPLETION_INDEX: '2' },
    })
    expect(JSON.parse(stdout)).not.toHaveProperty('part')
  })

  test('needs shards, and another input than a pipe', async () => {
    expect((await runCli('convert', input, '-o', out, '--part', '1/2')).stderr).toContain('--shard-size')
    const { code } = await runCli(
      'convert',
      input,
      '-o',
      out.replace('safetensors', 'pth'),
      ...SIZE,
      '--part',
      '1/2',
    )
    expect(code).toBe(2)
  })
})
