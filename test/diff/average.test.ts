/** Is this the average of those? Files of three epochs, and what PyTorch makes of them (generate_average.py). */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { actualStateDict } from '../../src/diff/actual.ts'
import type { ActualStateDict } from '../../src/diff/actual.ts'
import { averageProblems } from '../../src/diff/average.ts'
import { memorySource } from '../../src/io/source.ts'
import { FIXTURES } from '../fixtures.ts'
import { runCli } from '../cli/harness.ts'

const path = (name: string): string => join(FIXTURES, 'average', `${name}.pth`)
const EPOCHS = ['epoch1', 'epoch2', 'epoch3'].map(path)

interface Answer {
  readonly met: boolean
  readonly tensors: number
  readonly buffers_changed: number
  readonly broken: readonly { readonly name: string; readonly reason: string }[]
}

async function averaged(
  name: string,
  files: readonly string[],
  ...flags: string[]
): Promise<{ code: number; answer: Answer; averaged: string[] }> {
  const { code, stdout } = await runCli(
    'diff',
    path(name),
    ...files,
    '--json',
    '--expect',
    'average=*',
    ...flags,
  )
  const { values } = JSON.parse(stdout)
  return { code, answer: values.expectations[0], averaged: values.averaged }
}

describe('an average is accepted', () => {
  test.each([
    ['a sum in float32, divided', 'mean', []],
    ['the same, rounded once to bfloat16', 'mean-bf16', []],
    [
      'the running average of torch.optim.swa_utils, whose buffers are those of the last update',
      'swa',
      ['--strip-prefix', 'module.', '--ignore', 'n_averaged'],
    ],
    ['a sum in bfloat16, with a tolerance that allows it', 'low', ['--rtol', '0.01']],
  ])('%s', async (_, name, flags) => {
    const { code, answer, averaged: files } = await averaged(name, EPOCHS, ...flags)
    expect(answer.broken).toEqual([])
    expect(answer.tensors).toBe(9)
    expect(code).toBe(0)
    expect(files).toEqual(EPOCHS)
  })

  test('the mean of two of the three is that of two', async () => {
    expect((await averaged('two', EPOCHS.slice(1))).code).toBe(0)
    expect((await averaged('two', EPOCHS)).code).toBe(1)
  })
})

describe('what is none is named', () => {
  test.each(['ema', 'two', 'low', 'epoch1', 'epoch3'])('%s', async (name) => {
    const { code, answer } = await averaged(name, EPOCHS)
    expect(code).toBe(1)
    expect(answer.broken.map((broken) => broken.name)).toContain('2.bias')
  })

  test('one forgotten tensor, and the file that it was taken from', async () => {
    const { code, answer } = await averaged('forgotten', EPOCHS)
    expect(code).toBe(1)
    expect(answer.broken).toHaveLength(1)
    expect(answer.broken[0]?.name).toBe('2.bias')
    expect(answer.broken[0]?.reason).toMatch(/3 of 3 values are off, .*it equals .*epoch3\.pth/)
  })

  test('a tolerance under which a file could not be told from the average', async () => {
    const { code, answer } = await averaged('epoch2', EPOCHS, '--rtol', '1')
    expect(code).toBe(1)
    expect(answer.broken[0]?.reason).toContain('use a smaller --rtol')
  })

  test('a tensor that one of the files lacks', async () => {
    const { code, answer } = await averaged('mean', [...EPOCHS, join(FIXTURES, 'training', 'before.pth')])
    expect(code).toBe(1)
    expect(answer.broken[0]?.reason).toMatch(/is not in .*before\.pth/)
  })
})

describe('the files are asked for', () => {
  test('one expected file has no average', async () => {
    const { code, stderr } = await runCli('diff', path('mean'), path('epoch1'), '--expect', 'average=*')
    expect(code).toBe(2)
    expect(stderr).toContain('two or more')
  })

  test('several files without average are no comparison', async () => {
    const { code, stderr } = await runCli('diff', path('mean'), ...EPOCHS)
    expect(code).toBe(2)
    expect(stderr).toContain("--expect 'average=*'")
  })

  test('a schema has no values', async () => {
    const schema = join(FIXTURES, 'diff', 'resnet18.schema.json')
    const { code, stderr } = await runCli(
      'diff',
      path('mean'),
      path('epoch1'),
      schema,
      '--expect',
      'average=*',
    )
    expect(code).toBe(2)
    expect(stderr).toContain('is a schema')
  })
})

const wide = (value: number): Promise<ActualStateDict> => stateOf('F64', Float64Array.of(value))
const narrow = (value: number): Promise<ActualStateDict> => stateOf('F32', Float32Array.of(value))
const whole = (value: bigint): Promise<ActualStateDict> => stateOf('I64', BigInt64Array.of(value))

describe('what rounding explains goes by the types', () => {
  test('float64 files are averaged in float64', async () => {
    expect(await problem(wide(2), [wide(1), wide(3)])).toBeNull()
    expect(await problem(wide(2 + 1e-8), [wide(1), wide(3)])).toContain('is not the average')
    expect(await problem(narrow(2 + 2 ** -22), [narrow(1), narrow(3)])).toBeNull()
  })

  test('integers that float64 cannot tell apart are not compared', async () => {
    expect(await problem(whole(4n), [whole(3n), whole(5n)])).toBeNull()
    const large = 2n ** 53n
    expect(await problem(whole(large), [whole(large), whole(large + 1n)])).toContain('was not compared')
  })
})

/** A state_dict of one element, `w`, as safetensors has it. */
async function stateOf(
  dtype: string,
  numbers: Float64Array | Float32Array | BigInt64Array,
): Promise<ActualStateDict> {
  const header = JSON.stringify({ w: { dtype, shape: [1], data_offsets: [0, numbers.byteLength] } })
  const size = new Uint8Array(BigUint64Array.of(BigInt(header.length)).buffer)
  const file = Buffer.concat([size, Buffer.from(header), new Uint8Array(numbers.buffer)])
  return actualStateDict(await openCheckpoint(memorySource(file, 'w.safetensors')))
}

/** What is wrong with `found` as the average of the others, without a tolerance. */
async function problem(
  found: Promise<ActualStateDict>,
  others: readonly Promise<ActualStateDict>[],
): Promise<string | null | undefined> {
  const sources = (await Promise.all(others)).map((state, at) => ({ label: `file ${at}`, state }))
  return (await averageProblems(['w'], await found, sources, { rtol: 0, atol: 0 })).get('w')
}
