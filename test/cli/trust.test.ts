/** `pth scan`, `pth verify` and `pth lock` as a user runs them: exit codes, formats, policies, locks and folders. */
import { createHash } from 'node:crypto'
import { linkSync, readFileSync, writeFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FIXTURES, fixtureBytes } from '../fixtures.ts'
import { change, plainParts, raw } from '../support/archive.ts'
import { BUILD, call, dict, name, NEWOBJ, program, text, tuple } from '../support/assembler.ts'
import { buildZip } from '../support/zip.ts'
import { pth } from './harness.ts'
import type { Outcome } from './harness.ts'

let folder = ''
const at = (file: string): string => join(folder, file)
const fixture = (file: string): string => join(FIXTURES, file)

const UNKNOWN = buildZip(plainParts(program(name('plugin', 'Settings'), tuple(), NEWOBJ, dict(), BUILD)))
const EVIL = buildZip(plainParts(program(call(name('posix', 'system'), text('echo \u001b[31m')))))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pth-trust-'))
  await writeFile(at('evil.pth'), EVIL)
  await writeFile(at('unknown.pth'), UNKNOWN)
  await writeFile(at('text.pth'), 'no checkpoint at all')
  await writeFile(
    at('nan.pth'),
    buildZip(change(plainParts(), 'data/0', { data: raw(Float32Array.from([0, NaN, 2, 3, 4, 5])) })),
  )
  await writeFile(at('zero.pth'), buildZip(change(plainParts(), 'data/0', { data: new Uint8Array(24) })))
})

afterAll(() => rm(folder, { recursive: true }))

interface Document {
  readonly kind: string
  readonly version: number
  readonly exit_code: number
  readonly files: readonly {
    readonly verdict?: string
    readonly findings: readonly { readonly rule: string }[]
  }[]
  readonly failures: readonly { readonly file: string; readonly code: string }[]
}

function document({ stdout }: Outcome): Document {
  return JSON.parse(stdout) as Document
}

describe('pth scan', () => {
  test.each<[string, () => string[], number, string?]>([
    ['a clean file', () => [fixture('resnet18.pth')], 0],
    ['an unknown name', () => [at('unknown.pth')], 0],
    ['an unknown name, --strict', () => [at('unknown.pth'), '--strict'], 1, '1 unknown name'],
    ['an allowed name, --strict', () => [at('unknown.pth'), '--strict', '--allow', 'plugin.Settings'], 0],
    ['a dangerous name', () => [at('evil.pth')], 1, 'GLOBAL_DANGEROUS'],
    [
      'a dangerous name beside an unreadable file',
      () => [at('evil.pth'), at('text.pth')],
      1,
      'FORMAT_UNSUPPORTED',
    ],
    ['no checkpoint', () => [at('text.pth')], 2, 'FORMAT_UNSUPPORTED'],
    ['no file', () => [at('none.pth')], 2, 'SOURCE_UNREADABLE'],
    ['no full name to allow', () => [at('evil.pth'), '--allow', 'system'], 2, 'POLICY_INVALID|USAGE'],
    ['an unknown format', () => [at('evil.pth'), '--format', 'xml'], 2, '--format is text, json'],
    [
      'a pickle over the limit',
      () => [at('evil.pth'), '--max-pickle-bytes', '10'],
      2,
      'LIMIT_EXCEEDED|MEMBER_UNREADABLE',
    ],
  ])('%s', async (_, argv, code, says = '') => {
    const { code: exit, stdout, stderr } = await pth(['scan', ...argv()])
    expect(exit).toBe(code)
    expect(stdout + stderr).toMatch(new RegExp(says))
  })

  test('text is escaped, the result on stdout, failures on stderr', async () => {
    const { stdout, stderr } = await pth(['scan', at('evil.pth'), at('text.pth')])
    expect(stdout).toContain('posix.system')
    // oxlint-disable-next-line no-control-regex
    expect(stdout + stderr).not.toMatch(/\u001b/)
    expect(stdout).not.toContain('FORMAT_UNSUPPORTED')
    expect(stderr).toContain('FORMAT_UNSUPPORTED')
  })

  test('--json is one document', async () => {
    const found = await pth(['scan', '--json', at('evil.pth'), at('text.pth')])
    expect(document(found)).toMatchObject({
      kind: 'pth.scan',
      version: 1,
      exit_code: 1,
      failures: [{ file: at('text.pth'), code: 'FORMAT_UNSUPPORTED' }],
    })
    expect(document(found).files.map(({ verdict }) => verdict)).toEqual(['dangerous'])
    expect(found.stderr).toBe('')
  })

  test.each(['--json', '--format json', '--format=json'])(
    'an error of the command line is JSON too: %s',
    async (format) => {
      const outcome = await pth(['scan', at('evil.pth'), '--no-such-option', ...format.split(' ')])
      expect(outcome.code).toBe(2)
      expect(document(outcome).kind).toBe('pth.error')
    },
  )

  test('--format sarif and github tell the same finding', async () => {
    const sarif = JSON.parse((await pth(['scan', '--format', 'sarif', at('evil.pth')])).stdout) as {
      readonly version: string
      readonly runs: readonly {
        readonly results: readonly { readonly ruleId: string; readonly level: string }[]
      }[]
    }
    expect(sarif.version).toBe('2.1.0')
    expect(sarif.runs[0]?.results.map(({ ruleId, level }) => [ruleId, level])).toContainEqual([
      'PTH-G101',
      'error',
    ])
    const github = await pth(['scan', '--format', 'github', at('evil.pth')])
    expect(github).toMatchObject({ code: 1 })
    expect(github.stdout).toMatch(/^::error /m)
  })

  test('a policy file allows, denies and is checked', async () => {
    await writeFile(at('policy.json'), JSON.stringify({ allow: ['posix.system'] }))
    expect((await pth(['scan', at('evil.pth'), '--policy', at('policy.json')])).code).toBe(0)
    await writeFile(at('policy.json'), JSON.stringify({ deny: ['argparse.Namespace'] }))
    expect((await pth(['scan', fixture('state_dict.pth'), '--policy', at('policy.json')])).code).toBe(1)
    await writeFile(at('policy.json'), JSON.stringify({ alow: [] }))
    expect(await pth(['scan', fixture('state_dict.pth'), '--policy', at('policy.json')])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/POLICY_INVALID|USAGE/),
    })
  })

  test('a folder of 40 files goes on past a bad one', async () => {
    const many = at('many')
    await mkdir(many)
    await writeFile(at('good.pth'), buildZip(plainParts()))
    for (let file = 0; file < 40; file += 1) {
      const number = String(file).padStart(5, '0')
      const path = join(many, `${number}.pth`)
      if (file === 20) writeFileSync(path, 'bad')
      else if (file === 39) writeFileSync(path, EVIL)
      else linkSync(at('good.pth'), path)
    }
    const found = await pth(['scan', '--json', many])
    expect(found.code).toBe(1)
    const { files, failures } = document(found)
    expect(failures.map(({ file }) => file)).toEqual([join(many, '00020.pth')])
    expect([files.length, files.filter(({ verdict }) => verdict !== 'clean').length]).toEqual([39, 1])
  })
})

test('what stands in a folder and is no checkpoint is counted, and fails nothing unless it is called like one', async () => {
  const model = at('repository')
  await mkdir(model)
  await writeFile(join(model, 'config.json'), '{"layers": 2}')
  await writeFile(join(model, 'README.md'), '# A model')
  const alone = await pth(['scan', model])
  expect([alone.code, alone.stdout]).toEqual([
    2,
    expect.stringContaining('0 files · 2 other files that are not checkpoints'),
  ])
  await writeFile(join(model, 'model.pth'), buildZip(plainParts()))
  await writeFile(join(model, '__init__.py'), '')
  await writeFile(join(model, 'plot.png'), Uint8Array.of(0x89, 0x50, 0x4e, 0x47))
  const found = await pth(['scan', '--json', model])
  expect(found.code).toBe(0)
  expect(JSON.parse(found.stdout)).toMatchObject({
    summary: { files: 1, clean: 1, failed: 0, no_checkpoints: 4 },
    no_checkpoints: ['README.md', '__init__.py', 'config.json', 'plot.png'].map((name) => join(model, name)),
  })
  // Named by the user, or by its extension, it was meant.
  expect(await pth(['scan', join(model, 'config.json')])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/FORMAT_UNSUPPORTED/),
  })
  await writeFile(join(model, 'backup.gz'), Uint8Array.of(0x1f, 0x8b))
  expect(await pth(['scan', model])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/CONTAINER_INVALID/),
  })
  await rm(join(model, 'backup.gz'))
  await writeFile(join(model, 'other.bin'), 'no checkpoint')
  expect(await pth(['scan', model])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/FORMAT_UNSUPPORTED/),
  })
})

test('a text in a folder that begins like a pickle by chance is no checkpoint; one that imports is judged', async () => {
  const model = at('licensed')
  await mkdir(model)
  await writeFile(join(model, 'model.pth'), buildZip(plainParts()))
  const chance = {
    LICENSE: '(c) 2024 Someone\nAll rights\nreserved\n',
    'README.md': '(to be written)\n',
    'notes.txt': '(i) first\nsecond\nthird\n',
  }
  for (const [name, text] of Object.entries(chance)) await writeFile(join(model, name), text)
  expect(await pth(['scan', model])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('3 other files that are not checkpoints'),
  })
  for (const name of Object.keys(chance)) expect((await pth(['scan', join(model, name)])).code).not.toBe(0)
  // What could be imported is judged, whether or not the pickle is broken after it, and whatever it is called.
  for (const text of [
    "(cos\nsystem\nS'x'\no.",
    "(S'x'\nios\nsystem\nand then?",
    '(cos\nsystem\n!',
    '(cos\nno name\n!',
  ]) {
    await writeFile(join(model, 'README.md'), text)
    expect((await pth(['scan', model])).code).not.toBe(0)
  }
})

test.each(['lock', 'schema'])('%s prints JSON, and with --json its errors are JSON too', async (command) => {
  expect(JSON.parse((await pth([command, fixture('tied.pth'), '--json'])).stdout)).toBeTypeOf('object')
  const none = await pth([command, at('none.pth'), '--json'])
  expect([none.code, JSON.parse(none.stdout)]).toMatchObject([
    2,
    { kind: 'pth.error', code: 'SOURCE_UNREADABLE' },
  ])
})

test('a lock of another root is held against that root', async () => {
  const file = fixture('lightning.ckpt')
  const locked = await pth(['lock', file, '--root', 'optimizer_states'])
  await writeFile(at('optimizer.lock.json'), locked.stdout)
  expect((await pth(['verify', file, '--lock', at('optimizer.lock.json')])).code).toBe(1)
  expect(
    (await pth(['verify', file, '--lock', at('optimizer.lock.json'), '--root', 'optimizer_states'])).code,
  ).toBe(0)
  // A root that is not there says nothing about the file.
  const none = await pth(['verify', file, '--root', 'nowhere'])
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('STATE_DICT_NOT_FOUND')])
})

describe('pth verify', () => {
  test.each<[string, () => string[], number, string?]>([
    ['a whole file', () => [fixture('state_dict.pth')], 0],
    ['a wrong CRC', () => [fixture('wrong-crc.pth')], 1, 'CRC_WRONG'],
    ['a cut file', () => [fixture('truncated.pth')], 1, 'STRUCTURE_BROKEN'],
    ['no checkpoint', () => [at('text.pth')], 2, 'FORMAT_UNSUPPORTED'],
    ['finite values', () => [fixture('resnet18.pth'), '--finite'], 0],
    ['a NaN', () => [at('nan.pth')], 0],
    ['a NaN, --finite', () => [at('nan.pth'), '--finite'], 1, 'TENSOR_NOT_FINITE'],
    ['zeros', () => [at('zero.pth'), '--finite'], 0],
    ['zeros, --nonzero', () => [at('zero.pth'), '--nonzero'], 1, 'TENSOR_ZERO'],
    [
      'the right SHA-256',
      () => [at('evil.pth'), '--sha256', createHash('sha256').update(EVIL).digest('hex')],
      0,
    ],
    ['no SHA-256', () => [fixture('state_dict.pth'), '--sha256', 'abc'], 2, 'SOURCE_UNREADABLE'],
  ])('%s', async (_, argv, code, says = '') => {
    const { code: exit, stdout, stderr } = await pth(['verify', ...argv()])
    expect(exit).toBe(code)
    expect(stdout + stderr).toMatch(new RegExp(says))
  })

  test('--sha256 takes the digest, or what sha256sum wrote', async () => {
    const digest = createHash('sha256').update(fixtureBytes('state_dict.pth')).digest('hex')
    await writeFile(at('SUMS'), `${'0'.repeat(64)}  other.pth\n${digest}  state_dict.pth\n`)
    for (const expected of [digest, digest.toUpperCase(), at('SUMS')]) {
      expect((await pth(['verify', fixture('state_dict.pth'), '--sha256', expected])).code).toBe(0)
    }
    expect((await pth(['verify', fixture('resnet18.pth'), '--sha256', digest])).code).toBe(1)
    expect(await pth(['verify', fixture('resnet18.pth'), '--sha256', at('SUMS')])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/USAGE|SOURCE_UNREADABLE/),
    })
  })

  test('--json is one document', async () => {
    const found = await pth(['verify', '--json', fixture('wrong-crc.pth'), at('text.pth')])
    expect(document(found)).toMatchObject({
      kind: 'pth.verify',
      version: 1,
      exit_code: 1,
      failures: [{ file: at('text.pth'), code: 'FORMAT_UNSUPPORTED' }],
    })
    expect(document(found).files[0]?.findings.map(({ rule }) => rule)).toContain('CRC_WRONG')
  })
})

describe('pth verify of shards', () => {
  const whole = join(FIXTURES, 'kinds/sharded-bin')
  const index = 'pytorch_model.bin.index.json'

  test.each<[string, () => string[], number, string?]>([
    ['a folder', () => [whole], 0],
    ['its index', () => [join(whole, index)], 0],
    ['an index of safetensors', () => [join(FIXTURES, 'kinds/sharded-hub-safetensors')], 0],
    ['one digest for several files', () => [whole, '--sha256', '0'.repeat(64)], 2, 'USAGE'],
  ])('%s', async (_, argv, code, says = '') => {
    const outcome = await pth(['verify', '--finite', ...argv()])
    expect(outcome.code, outcome.stderr).toBe(code)
    expect(outcome.stdout + outcome.stderr).toMatch(new RegExp(says))
  })

  test('each shard under its name, with the list that sha256sum wrote, and a lock', async () => {
    const copy = at('shards')
    await cp(whole, copy, { recursive: true })
    const names = (await readdir(copy)).toSorted()
    const sums = names.map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(copy, name)))
          .digest('hex')}  ${name}\n`,
    )
    await writeFile(at('SHARDS'), sums.join(''))
    await writeFile(at('shards.lock'), (await pth(['lock', copy])).stdout)
    const argv = ['verify', copy, '--sha256', at('SHARDS'), '--lock', at('shards.lock')]
    const found = await pth(argv)
    expect(found.code, found.stdout + found.stderr).toBe(0)
    for (const name of names.filter((text) => text.endsWith('.bin')))
      expect(found.stdout).toContain(`OK   ${name}`)
    const [shard = ''] = names
    const data = readFileSync(join(copy, shard))
    data.set([1], data.lastIndexOf('data/serialization_id') + 30)
    await writeFile(join(copy, shard), data)
    const { stdout, code } = await pth([...argv, '--json'])
    expect(code).toBe(1)
    const { files } = JSON.parse(stdout) as {
      readonly files: readonly {
        readonly shards: readonly {
          readonly file: string
          readonly findings: readonly { readonly rule: string }[]
        }[]
      }[]
    }
    expect(files[0]?.shards.map(({ file, findings }) => [file, findings.length > 0])).toContainEqual([
      shard,
      true,
    ])
    await writeFile(at('SHARDS'), sums.slice(1).join(''))
    expect(await pth(argv)).toMatchObject({ code: 2, stderr: expect.stringMatching(/USAGE/) })
  })

  test('two digests for one name are no guess', async () => {
    await writeFile(at('TWICE'), `${'0'.repeat(64)}  a/evil.pth\n${'1'.repeat(64)}  b/evil.pth\n`)
    const outcome = await pth(['verify', at('evil.pth'), '--sha256', at('TWICE')])
    expect(outcome.code).toBe(2)
    expect(outcome.stderr).toContain('2 different')
  })
})

test('what could not be judged is not called broken', async () => {
  const { stdout, code } = await pth(['verify', at('text.pth')])
  expect(code).toBe(2)
  expect(stdout).toContain('NOT VERIFIED')
  expect(stdout).not.toContain('BROKEN')
})

describe('pth lock', () => {
  test('holds for the converted safetensors, and not for a changed one', async () => {
    const lock = await pth(['lock', fixture('resnet18.pth')])
    expect(lock.code).toBe(0)
    expect(JSON.parse(lock.stdout)).toMatchObject({ kind: 'pth.lock', version: 1 })
    await writeFile(at('model.lock.json'), lock.stdout)
    const shipped = at('model.safetensors')
    expect((await pth(['convert', fixture('resnet18.pth'), '-o', shipped])).code).toBe(0)
    expect((await pth(['verify', '--lock', at('model.lock.json'), shipped])).code).toBe(0)
    expect((await pth(['verify', '--lock', at('model.lock.json'), fixture('state_dict.pth')])).code).toBe(1)
    const half = at('half.safetensors')
    expect((await pth(['convert', fixture('resnet18.pth'), '-o', half, '--dtype', 'float16'])).code).toBe(0)
    expect((await pth(['verify', '--lock', at('model.lock.json'), half])).code).toBe(1)
  })

  test('a file that is no lock, and a tensor without bytes, are refused', async () => {
    await writeFile(at('other.json'), '{}')
    expect(await pth(['verify', '--lock', at('other.json'), fixture('state_dict.pth')])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/LOCK_INVALID|USAGE/),
    })
    expect(await pth(['lock', fixture('sparse-float32.pth')])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/TENSOR_UNREADABLE/),
    })
  })
})
