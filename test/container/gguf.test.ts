/** GGUF files that the package gguf wrote, against what its reader says of them; and files that break the rules. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { readEntry } from '../../src/checkpoint/read/read.ts'
import { isPthError } from '../../src/errors.ts'
import { DEFAULT_LIMITS } from '../../src/limits.ts'
import { memorySource } from '../../src/io/source.ts'
import { runCli, temporaryFolder } from '../cli/harness.ts'
import { FIXTURES, fixtureBytes } from '../fixtures.ts'
import { expectCode } from '../support/errors.ts'
import { countingSource } from '../support/sources.ts'
import { ggufBytes, number, text } from '../support/gguf.ts'
import { keysExpected, keysFound, tensorsExpected, tensorsFound } from '../support/gguf-answers.ts'
import type { Answer } from '../support/gguf-answers.ts'

const FOLDER = join(FIXTURES, 'gguf')
const { files }: { files: readonly Answer[] } = JSON.parse(
  readFileSync(join(FOLDER, 'expected.json'), 'utf8'),
)
function open(name: string) {
  return openCheckpoint(memorySource(fixtureBytes(`gguf/${name}`), name))
}

describe('what the reader of the package gguf says', () => {
  test.each(files.map((answer) => [answer.file, answer] as const))(
    '%s: every tensor',
    async (name, answer) => {
      const checkpoint = await open(name)
      expect(await tensorsFound(checkpoint)).toEqual(tensorsExpected(answer))
      expect(checkpoint.container.facts).toMatchObject({
        kind: 'gguf',
        alignment: answer.alignment,
        byteOrder: answer.big_endian ? 'big' : 'little',
      })
    },
  )

  test.each(files.map((answer) => [answer.file, answer] as const))(
    '%s: every key',
    async (name, { fields }) => {
      expect(keysFound(await open(name))).toEqual(keysExpected(fields))
    },
  )

  test('all types of the package are among the files', () => {
    const every = files.find(({ file }) => file === 'every-type.gguf')
    expect(every?.tensors.length).toBe(34)
  })
})

describe('commands', () => {
  test('quantized tensors: lock has their bytes, statistics have no numbers, convert refuses them by name', async () => {
    const path = join(FOLDER, 'alignment.gguf')
    const lock = await runCli('lock', path)
    expect(JSON.parse(lock.stdout).tensors.map(({ dtype }: { dtype: string }) => dtype)).toContain('Q8_0')
    const out = join(temporaryFolder(), 'out.safetensors')
    const refused = await runCli('convert', path, '-o', out, '--json')
    expect(refused.code).toBe(2)
    expect(JSON.parse(refused.stdout)).toMatchObject({
      code: 'TENSORS_UNSUPPORTED',
      details: { tensors: [{ name: 'tensor.Q8_0', reason: 'Q8_0 is not an element type of torch' }] },
    })
    expect((await runCli('convert', path, '-o', out, '--exclude', 'tensor.Q8_0')).code).toBe(0)
    expect((await runCli('diff', out, path, '--values', '--ignore', 'tensor.Q8_0')).code).toBe(0)
    expect((await runCli('verify', path)).code).toBe(0)
  })

  test('diff compares blocks with blocks of the same type, byte by byte', async () => {
    const path = join(FOLDER, 'every-type.gguf')
    expect((await runCli('diff', path, path, '--values')).code).toBe(0)
    const bytes = fixtureBytes('gguf/every-type.gguf').slice()
    const { offset = 0 } =
      files.find(({ file }) => file === 'every-type.gguf')?.tensors.find(({ type }) => type === 'Q4_K') ?? {}
    bytes[offset] = (bytes[offset] ?? 0) ^ 1
    const other = join(temporaryFolder(), 'other.gguf')
    writeFileSync(other, bytes)
    const { code, stdout } = await runCli('diff', other, path, '--values', '--json')
    expect(code).toBe(1)
    const { values } = JSON.parse(stdout)
    expect(values.summary).toMatchObject({ compared: 34, changed: 1, unreadable: 0 })
  })

  test('numbers against blocks are said to be not comparable, never passed over', async () => {
    const [floats, blocks] = ['float', 'blocks'].map((name) => join(temporaryFolder(), `${name}.gguf`))
    writeFileSync(floats ?? '', ggufBytes({ tensors: [{ name: 'w', shape: [32], type: 0, bytes: 128 }] }))
    writeFileSync(blocks ?? '', ggufBytes({ tensors: [{ name: 'w', shape: [32], type: 8, bytes: 34 }] }))
    const { code, stdout } = await runCli('diff', floats ?? '', blocks ?? '', '--values', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout).values.tensors).toMatchObject([{ name: 'w', verdict: 'unreadable' }])
  })

  test('a part of a split model is called that, all parts are one model', async () => {
    const part = await runCli('inspect', join(FOLDER, 'split-00001-of-00003.gguf'), '--json')
    expect(JSON.parse(part.stdout).notes).toEqual(
      expect.arrayContaining([{ code: 'GGUF_PART', message: expect.stringContaining('part 1 of 3') }]),
    )
    const refused = await runCli('lock', join(FOLDER, 'split-00001-of-00003.gguf'))
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('PART_ONLY')])
    const whole = await runCli('inspect', join(FOLDER, 'split-0000?-of-00003.gguf'), '--json')
    expect(JSON.parse(whole.stdout)).toMatchObject({ notes: [], totals: { tensors: 7 } })
    const folder = temporaryFolder()
    for (const at of [1, 2])
      copyFileSync(join(FOLDER, `split-0000${at}-of-00003.gguf`), join(folder, `s-0000${at}-of-00003.gguf`))
    const some = await runCli('inspect', join(folder, 's-*.gguf'), '--json')
    expect(JSON.parse(some.stdout).code).toBe('SHARDS_INVALID')
    copyFileSync(join(FOLDER, 'split-00002-of-00003.gguf'), join(folder, 's-00003-of-00003.gguf'))
    const twice = await runCli('inspect', join(folder, 's-*.gguf'), '--json')
    expect(JSON.parse(twice.stdout).code).toBe('SHARDS_INVALID')
  })

  test('scan says a template that reaches into Python, and nothing of a plain one', async () => {
    expect((await runCli('scan', join(FOLDER, 'template.gguf'))).code).toBe(0)
    const { code, stdout } = await runCli('scan', join(FOLDER, 'template-attack.gguf'), '--json')
    expect(code).toBe(1)
    expect(stdout).toContain('GGUF_TEMPLATE')
  })

  test('names of llama.cpp are said to be that', async () => {
    const { notes } = await open('names.gguf')
    expect(notes.map(({ code }) => code)).toEqual(['GGUF_NAMES'])
  })

  test('in a folder beside a checkpoint it is what was made of it', async () => {
    const folder = temporaryFolder()
    copyFileSync(join(FIXTURES, 'state_dict.pth'), join(folder, 'model.pth'))
    copyFileSync(join(FOLDER, 'names.gguf'), join(folder, 'model.gguf'))
    const { code, stdout } = await runCli('inspect', folder, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout).format.kind).toBe('torch-zip')
  })
})

describe('files that break the rules', () => {
  const plain = { name: 'w', shape: [4], type: 0, bytes: 16 }
  const huge = 2 ** 40
  const cases: readonly [what: string, bytes: Uint8Array, code: 'CONTAINER_INVALID' | 'LIMIT_EXCEEDED'][] = [
    [
      'more tensors than the file has room for',
      ggufBytes({ tensors: [plain], tensorCount: huge }),
      'CONTAINER_INVALID',
    ],
    [
      'more keys than the file has room for',
      ggufBytes({ tensors: [plain], keyCount: huge }),
      'CONTAINER_INVALID',
    ],
    [
      'a name longer than the file',
      ggufBytes({ tensors: [{ ...plain, nameLength: huge }] }),
      'CONTAINER_INVALID',
    ],
    [
      'two tensors of one name',
      ggufBytes({ tensors: [plain, { ...plain, offset: 32 }] }),
      'CONTAINER_INVALID',
    ],
    [
      'tensors that share bytes',
      ggufBytes({
        tensors: [
          { ...plain, shape: [16], bytes: 64 },
          { ...plain, name: 'v', offset: 32 },
        ],
      }),
      'CONTAINER_INVALID',
    ],
    ['a tensor outside the file', ggufBytes({ tensors: [{ ...plain, offset: 4096 }] }), 'CONTAINER_INVALID'],
    [
      'a tensor at an odd offset',
      ggufBytes({ tensors: [{ ...plain, offset: 8 }], tail: 64 }),
      'CONTAINER_INVALID',
    ],
    [
      'a shape past 2^53',
      ggufBytes({ tensors: [{ ...plain, shape: [2 ** 32, 2 ** 32] }] }),
      'CONTAINER_INVALID',
    ],
    [
      'a late zero after an overflow',
      ggufBytes({ tensors: [{ ...plain, shape: [2 ** 40, 2 ** 40, 0] }] }),
      'CONTAINER_INVALID',
    ],
    ['five dimensions', ggufBytes({ tensors: [{ ...plain, shape: [1, 1, 1, 1, 4] }] }), 'CONTAINER_INVALID'],
    [
      'a row that is no whole number of blocks',
      ggufBytes({ tensors: [{ ...plain, shape: [33], type: 8 }] }),
      'CONTAINER_INVALID',
    ],
    ['a name with a NUL', ggufBytes({ tensors: [{ ...plain, name: 'w\0x' }] }), 'CONTAINER_INVALID'],
    [
      'a key twice',
      ggufBytes({
        keys: [
          ['a', 4, number(1)],
          ['a', 4, number(2)],
        ],
      }),
      'CONTAINER_INVALID',
    ],
    ['a value of an unknown type', ggufBytes({ keys: [['a', 13, number(1)]] }), 'CONTAINER_INVALID'],
    ['a boolean that is 2', ggufBytes({ keys: [['a', 7, Uint8Array.of(2)]] }), 'CONTAINER_INVALID'],
    ['an alignment of 0', ggufBytes({ keys: [['general.alignment', 4, number(0)]] }), 'CONTAINER_INVALID'],
    ['an alignment of 48', ggufBytes({ keys: [['general.alignment', 4, number(48)]] }), 'CONTAINER_INVALID'],
    [
      'an alignment that is a text',
      ggufBytes({ keys: [['general.alignment', 8, text('32')]] }),
      'CONTAINER_INVALID',
    ],
    [
      'an array of more elements than the file has room for',
      ggufBytes({ keys: [['a', 9, Uint8Array.of(...number(4), ...number(huge, 8))]] }),
      'CONTAINER_INVALID',
    ],
    ['arrays in arrays in arrays …', ggufBytes({ keys: [['a', 9, nested(64)]] }), 'CONTAINER_INVALID'],
    ['a file that ends in its header', ggufBytes({ tensors: [plain] }).subarray(0, 40), 'CONTAINER_INVALID'],
    ['a file that ends in a tensor', ggufBytes({ tensors: [plain] }).subarray(0, -8), 'CONTAINER_INVALID'],
  ]

  test.each(cases)('%s', async (_, bytes, code) => {
    await expectCode(openCheckpoint(memorySource(bytes)), code)
  })

  test('more texts than the budget of values', async () => {
    const tokens = Uint8Array.of(...number(8), ...number(1000, 8), ...new Uint8Array(8000))
    const bytes = ggufBytes({ keys: [['a', 9, tokens]] })
    await expectCode(
      openCheckpoint(memorySource(bytes), { limits: { ...DEFAULT_LIMITS, values: 999 } }),
      'LIMIT_EXCEEDED',
    )
  })

  test('a header longer than its budget is refused before it is read', async () => {
    const bytes = ggufBytes({ keys: [['a', 8, text('x'.repeat(600_000))]] })
    const limits = { ...DEFAULT_LIMITS, directoryBytes: 200_000 }
    const { source, counts } = countingSource(memorySource(bytes))
    await expectCode(openCheckpoint(source, { limits }), 'LIMIT_EXCEEDED')
    expect(counts.bytes).toBeLessThan(400_000)
  })

  test('a type that ggml does not have is listed, and its bytes are not given', async () => {
    const bytes = ggufBytes({
      tensors: [
        { ...plain, type: 31 },
        { ...plain, name: 'v', type: 999, offset: 32 },
      ],
    })
    const { stateDict } = await openCheckpoint(memorySource(bytes))
    expect(stateDict.tensors.map(({ tensor }) => tensor.dtypeName)).toEqual([
      'Q4_0_4_4 (ggml type 31, removed)',
      'ggml type 999',
    ])
    for (const entry of stateDict.tensors) await expectCode(readEntry(entry), 'TENSOR_UNREADABLE')
  })

  test('another version is refused by name', async () => {
    const bytes = ggufBytes({ tensors: [plain] })
    bytes[4] = 1
    const error = await expectCode(openCheckpoint(memorySource(bytes)), 'FORMAT_UNSUPPORTED')
    expect(error.details.found).toContain('version 1')
  })

  test('bytes of no tensor are noted', async () => {
    const { notes } = await openCheckpoint(memorySource(ggufBytes({ tensors: [plain], tail: 100 })))
    expect(notes.map(({ code }) => code)).toEqual(['GGUF_UNUSED_BYTES'])
  })

  test('scan and verify find a broken header', async () => {
    const path = join(temporaryFolder(), 'broken.gguf')
    writeFileSync(path, ggufBytes({ tensors: [plain, { ...plain, offset: 32 }] }))
    const scanned = await runCli('scan', path, '--json')
    expect([scanned.code, scanned.stdout.includes('GGUF_HEADER')]).toEqual([1, true])
    const verified = await runCli('verify', path, '--json')
    expect([verified.code, verified.stdout.includes('STRUCTURE_BROKEN')]).toEqual([1, true])
  })

  test('every file with bytes changed: opened, or refused with a code', async () => {
    let state = 7
    const random = (most: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * most)
    }
    const outcomes = new Set<string>()
    for (const { file } of files) {
      const whole = fixtureBytes(`gguf/${file}`)
      for (let round = 0; round < 150; round += 1) {
        const bytes = whole.slice(0, round % 5 === 0 ? random(whole.length) : whole.length)
        const header = Math.min(bytes.length, 3000)
        for (let change = 0; change <= round % 3; change += 1)
          bytes[random(header)] = [0, 0xff, 0x80, random(256)][round % 4] ?? 0
        try {
          const { stateDict } = await openCheckpoint(memorySource(bytes))
          for (const entry of stateDict.tensors) if (entry.tensor.problem === null) await readEntry(entry)
          outcomes.add('opened')
        } catch (error) {
          if (!isPthError(error) || error.code === 'INTERNAL') throw error
          outcomes.add(error.code)
        }
      }
    }
    expect([...outcomes]).toEqual(expect.arrayContaining(['opened', 'CONTAINER_INVALID']))
  })
})

/** Arrays of one element in one another. */
function nested(depth: number): Uint8Array {
  const parts: number[] = []
  for (let level = 0; level < depth; level += 1) parts.push(...number(9), ...number(1, 8))
  return Uint8Array.of(...parts, ...number(4), ...number(0, 8))
}
