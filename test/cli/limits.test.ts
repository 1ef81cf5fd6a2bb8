/** The flags of the limits: each lowers and raises its limit, and every refusal names a flag that its command takes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_LIMITS, LIMIT_RULES } from '../../src/limits.ts'
import type { Limits } from '../../src/limits.ts'
import { FIXTURES, fixtureBytes } from '../fixtures.ts'
import { plainParts } from '../support/archive.ts'
import { bytes, call, int, name, named, program, storage, tensor, u32 } from '../support/assembler.ts'
import { buildZip } from '../support/zip.ts'
import { pth } from './harness.ts'
import type { Outcome } from './harness.ts'

type Name = keyof Limits
type Command = 'inspect' | 'convert' | 'diff' | 'schema' | 'scan' | 'verify' | 'lock'

const WEIGHT = tensor(storage('0', 6), [2, 3], [3, 1])
const OPENERS: readonly Command[] = ['inspect', 'convert', 'diff', 'schema', 'verify', 'lock']
const ALL: readonly Command[] = [...OPENERS, 'scan']

let folder = ''
const at = (file: string): string => join(folder, file)

function loadFromBytes(data: Uint8Array): Uint8Array {
  return call(name('torch.storage', '_load_from_bytes'), bytes('B', u32(data.length), data))
}

/** Calls of `_load_from_bytes` in the bytes of one another. */
function nest(levels: number): Uint8Array {
  let inside = fixtureBytes('streams/pickle-tensor-alone-protocol3.pkl')
  for (let level = 0; level < levels; level += 1) inside = program(loadFromBytes(inside))
  return inside
}

function deep(levels: number): Uint8Array {
  return buildZip(plainParts(named({ deep: bytes(WEIGHT, new Uint8Array(levels).fill(0x85)) })))
}

function tarOf(members: number): Uint8Array {
  const tar = fixtureBytes('streams/tar-ustar.pth.tar')
  const sized = new Uint8Array(512 * members + tar.length)
  for (let member = 0; member < members; member += 1) sized.set(emptyMember(`m${member}`), 512 * member)
  sized.set(tar, 512 * members)
  return sized
}

function emptyMember(title: string): Uint8Array {
  const header = new Uint8Array(512)
  const put = (offset: number, text: string): void => header.set(bytes(text), offset)
  for (const [offset, text] of [
    [0, title],
    [100, '0000644\0'],
    [124, '00000000000\0'],
    [136, '00000000000\0'],
    [148, ' '.repeat(8)],
    [156, '0'],
    [257, 'ustar\x0000'],
  ] as const)
    put(offset, text)
  put(
    148,
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
  )
  return header
}

/** For each limit: a file, a value that is too low for it, one that is enough, and the commands that meet it. */
const CASES: Readonly<
  Record<Name, readonly [file: string, low: string, enough: string, commands: readonly Command[]]>
> = {
  pickleBytes: ['plain.pth', '20', '1KiB', ALL],
  values: ['plain.pth', '5', '50', ALL],
  marks: ['marks.pth', '10', '100001', ALL],
  integerBytes: ['integer.pth', '1', '70KB', ALL],
  entries: ['plain.pth', '2', '3', ALL],
  directoryBytes: ['plain.pth', '100', '1MiB', ALL],
  tarMembers: ['members.tar', '3', '20000', ALL],
  pickles: ['many.pkl', '20', '30000', ALL],
  nesting: ['nest.pkl', '2', '20', ALL],
  nestedBytes: ['nest.pkl', '10', '1MiB', ['scan']],
  depth: ['deep.pth', '20', '4000', OPENERS],
  places: ['places.pth', '2', '10', OPENERS],
  files: ['*.pth', '1', '100', ['scan', 'verify']],
  shards: ['sharded', '1', '3', OPENERS],
  tensorBytes: ['sparse.pth', '3', '1MiB', ['convert']],
  measuredBytes: ['expanded.pth', '10', '100MB', ['inspect', 'verify', 'lock']],
}

/** Limits that a small file can exceed as they stand. */
const BEYOND: readonly Name[] = ['marks', 'integerBytes', 'tarMembers', 'pickles', 'nesting', 'depth']

async function run(command: Command, file: string, flags: readonly string[]): Promise<Outcome> {
  const path = file === 'sharded' ? join(FIXTURES, 'kinds/sharded-bin') : at(file)
  const extra: Readonly<Partial<Record<Command, readonly string[]>>> = {
    inspect: ['--stats'],
    convert: ['-o', at('out.safetensors'), '--force', '--unsupported', 'skip,dense', '--max-output', '1GB'],
    diff: [path],
    verify: ['--finite'],
  }
  return pth([command, path, ...(extra[command] ?? []), ...flags])
}

function told({ stdout, stderr }: Outcome): string[] {
  return [
    ...(stdout + stderr)
      .replaceAll(/\s+/g, ' ')
      .matchAll(/is over the limit of [^;]*; (--max-[a-z-]+) raises it/g),
  ].map(([, flag = '']) => flag)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pth-limits-'))
  await writeFile(at('plain.pth'), buildZip(plainParts()))
  await writeFile(
    at('marks.pth'),
    buildZip(plainParts(named({ weight: WEIGHT, marks: bytes('('.repeat(100_000), 't'.repeat(100_000)) }))),
  )
  await writeFile(
    at('integer.pth'),
    buildZip(
      plainParts(named({ weight: WEIGHT, long: bytes([0x8b], u32(66_000), new Uint8Array(66_000).fill(1)) })),
    ),
  )
  await writeFile(at('members.tar'), tarOf(10_000))
  await writeFile(
    at('many.pkl'),
    bytes(...Array.from({ length: 20_001 }, (_, number) => program(int(number)))),
  )
  await writeFile(at('nest.pkl'), nest(10))
  await writeFile(at('deep.pth'), deep(3_000))
  await writeFile(
    at('places.pth'),
    buildZip(
      plainParts(named({ a: WEIGHT, b: WEIGHT, c: WEIGHT, d: WEIGHT, inner: bytes(']', WEIGHT, 'a') })),
    ),
  )
  await writeFile(at('sparse.pth'), fixtureBytes('sparse-float32.pth'))
  await writeFile(
    at('expanded.pth'),
    buildZip(plainParts(named({ weight: tensor(storage('0', 6), [1000, 1000], [0, 0]) }))),
  )
})

afterAll(() => rm(folder, { recursive: true }))

const RUNS = Object.entries(CASES).flatMap(([limit, [file, low, enough, commands]]) =>
  commands.map((command) => [LIMIT_RULES[limit as Name].flag, command, file, low, enough] as const),
)

describe('each flag, in each command that meets its limit', () => {
  test.each(RUNS)(
    '%s of pth %s',
    async (flag, command, file, low, enough) => {
      const refused = await run(command, file, [flag, low])
      expect(told(refused), refused.stdout + refused.stderr).toContain(flag)
      expect(refused.code).not.toBe(0)
      const taken = await run(command, file, [flag, enough])
      expect(told(taken), taken.stderr).not.toContain(flag)
      expect(taken.stdout + taken.stderr).not.toMatch(/USAGE|INTERNAL|unknown option/)
    },
    20_000,
  )
})

describe('a limit as it stands', () => {
  test.each(
    BEYOND.flatMap((limit) =>
      CASES[limit][3]
        .filter((command) => command === 'lock' || command === 'scan')
        .map((command) => [limit, command] as const),
    ),
  )(
    '%s is over it in pth %s, and the flag raises it',
    async (limit, command) => {
      const [file, , enough] = CASES[limit]
      const { flag } = LIMIT_RULES[limit]
      const refused = await run(command, file, [])
      expect(told(refused), refused.stdout + refused.stderr).toContain(flag)
      expect(refused.code).not.toBe(0)
      expect(told(await run(command, file, [flag, enough]))).toEqual([])
    },
    20_000,
  )
})

test('a pickle of a stream that is over the limit is not called broken, nor refused by weights_only', async () => {
  await writeFile(at('stream.pth'), fixtureBytes('stream-views.pth'))
  const outcome = await pth(['scan', at('stream.pth'), '--json', '--max-pickle-bytes', '30'])
  expect(outcome.code).toBe(2)
  expect(told(outcome)).toContain('--max-pickle-bytes')
  const [file] = (
    JSON.parse(outcome.stdout) as { files: { verdict: string; weights_only: { answer: string } }[] }
  ).files
  expect([file?.verdict, file?.weights_only.answer]).toEqual(['unreadable', 'undetermined'])
})

test('the defaults are those of the documentation', async () => {
  const { readFileSync } = await import('node:fs')
  const text = readFileSync(join(import.meta.dirname, '../../docs/limits.md'), 'utf8')
  for (const { flag, value } of Object.values(LIMIT_RULES)) {
    const line = text.split('\n').find((row) => row.includes(`\`${flag}\``)) ?? ''
    const [, , shown = ''] = line.split('|').map((cell) => cell.trim())
    const [, number = '', unit = ''] = /^([\d,]+)(?: (KiB|MiB|GiB))?/.exec(shown) ?? []
    const factor = { '': 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 }[unit] ?? NaN
    expect(Number(number.replaceAll(',', '')) * factor, `${flag}: ${line}`).toBe(value)
  }
})

test.each(['0', '-1', '1.5', '1e6', 'many', '99999999999999999', '5GB'])(
  '--max-values %s is refused',
  async (text) => {
    const outcome = await pth(['inspect', at('plain.pth'), '--json', `--max-values=${text}`])
    expect(outcome).toMatchObject({ code: 2, stdout: expect.stringContaining('"USAGE"') })
    expect(outcome.stdout).toContain('--max-values')
  },
)

test('the defaults hold every limit', () => {
  expect(Object.keys(CASES).toSorted()).toEqual(Object.keys(DEFAULT_LIMITS).toSorted())
})
