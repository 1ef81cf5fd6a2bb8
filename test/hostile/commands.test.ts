/** Hostile inputs that only a whole command meets, by number: names on a terminal, targets, indexes, schemas and addresses. */
import { afterAll, describe, expect, test } from 'vitest'
import { fixtureBytes } from '../fixtures.ts'
import { plainParts } from '../support/archive.ts'
import { bytes, call, name as global, named, program, storage, tensor, text } from '../support/assembler.ts'
import { buildZip } from '../support/zip.ts'
import { MEMORY_BYTES, outcomeOf, outcomeOfCommand, stopChild, TIME_MS } from './harness.ts'
import type { Outcome } from './harness.ts'

const PLAIN = buildZip(plainParts())
/** Colour, a title, bidi marks, a zero-width space, a newline and a bell in one name. */
const NASTY = '\u001b[31m\u001b]0;title\u0007\u202etxt.\u2066x\u200b\nweight'
const NASTY_FILE = buildZip(plainParts(named({ [NASTY]: tensor(storage('0', 6), [2, 3], [3, 1]) })))
// oxlint-disable-next-line no-control-regex
const RAW_CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]/

async function command(input: Uint8Array, argv: readonly string[], name?: string): Promise<Outcome> {
  const outcome = await outcomeOfCommand(input, argv, name)
  expect(outcome.code).toBe('ok')
  expect(outcome.rss).toBeLessThan(MEMORY_BYTES)
  expect(outcome.cpu).toBeLessThan(TIME_MS)
  return outcome
}

function errorCode({ stdout = '' }: Outcome): string {
  return (JSON.parse(stdout) as { code: string }).code
}

describe('H45: what the output has no form for', () => {
  test.each(['sparse-float32.pth', 'kinds/quantized-quint8.pth', 'nested-strided.pth'])(
    'convert refuses %s by name',
    async (file) => {
      const outcome = await command(fixtureBytes(file), [
        'convert',
        '@/model.pth',
        '-o',
        '@/out.safetensors',
        '--json',
      ])
      expect(outcome).toMatchObject({ exit: 2, left: [] })
      expect(errorCode(outcome)).toBe('TENSORS_UNSUPPORTED')
    },
  )

  test('convert refuses the share of one rank, by what it is a part of', async () => {
    const words = ['convert', '@/model.pth', '-o', '@/out.safetensors', '--json']
    const outcome = await command(fixtureBytes('kinds/dtensor-shard-of-4.pth'), words)
    expect(outcome).toMatchObject({ exit: 2, left: [] })
    expect(errorCode(outcome)).toBe('PART_ONLY')
    const alone = await command(fixtureBytes('kinds/dtensor-shard-of-4.pth'), [...words, '--part-alone'])
    expect(alone).toMatchObject({ exit: 2, left: [] })
    expect(errorCode(alone)).toBe('TENSORS_UNSUPPORTED')
  })
})

describe('H50: the name of a file decides nothing', () => {
  test.each(['model', 'model.zip', 'model.bin', 'model.png', 'model.safetensors', 'model.tar', 'model.txt'])(
    '%s',
    async (name) => {
      const { exit, stdout = '' } = await command(PLAIN, ['inspect', `@/${name}`, '--json'], name)
      expect(exit).toBe(0)
      expect(
        (JSON.parse(stdout) as { tensors: { name: string }[] }).tensors.map((tensor) => tensor.name),
      ).toEqual(['weight'])
      const evil = await command(
        buildZip(plainParts(program(call(global('posix', 'system'), text('x'))))),
        ['scan', `@/${name}`],
        name,
      )
      expect(evil.exit).toBe(1)
    },
  )
})

describe('H78: renames that collide', () => {
  test('are refused with both sources', async () => {
    const two = buildZip(
      plainParts(named({ a: tensor(storage('0', 6), [6], [1]), b: tensor(storage('0', 6), [6], [1]) })),
    )
    const outcome = await command(two, [
      'convert',
      '@/model.pth',
      '-o',
      '@/out.safetensors',
      '--rename',
      'a=c',
      '--rename',
      'b=c',
      '--json',
    ])
    expect(outcome).toMatchObject({ exit: 2, left: [] })
    const { code, details } = JSON.parse(outcome.stdout ?? '') as {
      code: string
      details: { first: string; second: string }
    }
    expect(code).toBe('NAME_COLLISION')
    expect(details.first).toMatch(/\ba\b/)
    expect(details.second).toMatch(/\bb\b/)
  })

  test('swap where they swap', async () => {
    const two = buildZip(
      plainParts(named({ a: tensor(storage('0', 6), [6], [1]), b: tensor(storage('0', 6), [2], [1]) })),
    )
    const outcome = await command(two, [
      'convert',
      '@/model.pth',
      '-o',
      '@/out.safetensors',
      '--rename',
      'a=b',
      '--rename',
      'b=a',
      '--shared',
      'copy',
      '--json',
    ])
    expect(outcome).toMatchObject({ exit: 0, left: ['out.safetensors'] })
  })
})

describe('H76: an index that leads elsewhere', () => {
  test.each([
    '../other.safetensors',
    '/etc/passwd',
    'https://example.com/x.safetensors',
    'C:\\x.safetensors',
    'a/../../x.safetensors',
  ])('%s', async (shard) => {
    const index = bytes(JSON.stringify({ metadata: {}, weight_map: { a: shard } }))
    const outcome = await command(
      index,
      ['inspect', '--json', '@/model.safetensors.index.json'],
      'model.safetensors.index.json',
    )
    expect(outcome.exit).toBe(2)
    expect(errorCode(outcome)).toBe('SHARDS_INVALID')
  })
})

describe('H77: a pattern that backtracks', () => {
  test('in a schema', async () => {
    const outcome = await outcomeOf(
      'match',
      bytes(JSON.stringify([`${'*a'.repeat(200)}b`, 'a'.repeat(20_000)])),
    )
    expect(outcome).toMatchObject({ code: 'ok', names: ['false'] })
    expect(outcome.cpu).toBeLessThan(TIME_MS)
  })

  test('in --include', async () => {
    const long = buildZip(plainParts(named({ ['a'.repeat(20_000)]: tensor(storage('0', 6), [6], [1]) })))
    const outcome = await command(long, [
      'convert',
      '@/model.pth',
      '-o',
      '@/out.safetensors',
      '--include',
      `${'*a'.repeat(100)}b`,
    ])
    expect(outcome).toMatchObject({ exit: 2, left: [] })
  })
})

describe('H83: a target that cannot be written', () => {
  test.each([
    ['is a folder', ['-o', '@/taken', '--force']],
    ['is the input', ['-o', '@/model.pth', '--force']],
    ['is in no folder', ['-o', '@/none/model.safetensors']],
    ['is below a file', ['-o', '@/model.pth/x.safetensors']],
  ])('%s', async (_, flags) => {
    const outcome = await command(PLAIN, ['convert', '@/model.pth', '--json', ...flags])
    expect(outcome).toMatchObject({ exit: 2, left: [] })
    expect(errorCode(outcome)).toMatch(/^OUTPUT_/)
  })
})

describe('H84: control characters in names', () => {
  test.each([['inspect'], ['scan'], ['verify']])('%s escapes them in text', async (name) => {
    const { stdout = '', stderr = '' } = await command(NASTY_FILE, [name, '@/model.pth'])
    expect(stdout + stderr).not.toMatch(RAW_CONTROL)
  })

  test('inspect keeps them in JSON', async () => {
    const { stdout = '' } = await command(NASTY_FILE, ['inspect', '--json', '@/model.pth'])
    expect(stdout).not.toMatch(RAW_CONTROL)
    const { tensors } = JSON.parse(stdout) as { tensors: { name: string }[] }
    expect(tensors.map(({ name }) => name)).toEqual([NASTY])
  })
})

describe('H85: an address', () => {
  test.each(['inspect', 'scan', 'verify', 'lock', 'schema', 'convert', 'diff'])(
    '%s refuses it by name, and shows no secret of it',
    async (name) => {
      const rest = { convert: ['-o', '@/out.safetensors'], diff: ['@/model.pth'] }[name] ?? []
      for (const [address, words] of [
        ['ftp://user:secret@example.com/model.pth', 'is an address'],
        ['https://user:secret@example.com/model.pth?key=secret', '--offline'],
      ] as const) {
        const outcome = await command(PLAIN, [name, address, ...rest, '--offline'])
        expect(outcome.left).toEqual([])
        expect(outcome.exit).toBe(2)
        expect(outcome.stderr).toContain(words)
        expect(`${outcome.stderr}${outcome.stdout}`).not.toContain('secret')
      }
    },
  )
})

afterAll(stopChild)
