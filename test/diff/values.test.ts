/** Values of two files: every fact is PyTorch's (fixtures/generate_verdict.py). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCli, temporaryFolder } from '../cli/harness.ts'
import { actualStateDict } from '../../src/diff/actual.ts'
import { diffValues } from '../../src/diff/values.ts'
import type { TensorValues, ValuesReport } from '../../src/diff/values-report.ts'
import { FIXTURES, openFixture } from '../fixtures.ts'

interface Fact {
  /** Orders of axes for which `a.permute(axes)` equals `b`. */
  readonly permutations: readonly (readonly number[])[]
  /** Rows that are elsewhere when the rows are the same; null when they are not the same. */
  readonly moved_rows: number | null
  readonly equal?: boolean
  readonly allclose?: boolean
  /** `str((a - b).abs().max().item())`, of floats in float64. */
  readonly max_abs?: string
  readonly nan?: readonly [number, number]
}

const FOLDER = join(FIXTURES, 'verdict')
const file = (name: string): string => join(FOLDER, name)
const facts: Record<string, Fact> = JSON.parse(readFileSync(file('answers.json'), 'utf8')).values

async function report(): Promise<ValuesReport> {
  const [a, b] = [await openFixture('verdict/values-a.pth'), await openFixture('verdict/values-b.pth')]
  return diffValues(actualStateDict(a), actualStateDict(b), { rtol: 1e-5, atol: 1e-8, equalNan: false })
}

async function tensor(name: string): Promise<TensorValues> {
  const found = (await report()).tensors.find((each) => each.name === name)
  if (found === undefined) throw new Error(name)
  return found
}

const sameShape = Object.entries(facts).filter(([, { max_abs: most }]) => most !== undefined)

describe('against PyTorch', () => {
  test.each(sameShape)('%s: NaN elements of both sides', async (name, { nan }) => {
    expect((await tensor(name)).nan).toEqual(nan)
  })

  // Where both are NaN there is no difference to measure.
  test.each(sameShape.filter(([name]) => name !== 'both_nan'))('%s: largest distance', async (name, fact) => {
    const { max_abs: found } = await tensor(name)
    expect(String(found)).toBe(fact.max_abs)
  })

  test.each(sameShape.filter(([, { allclose }]) => allclose === true))(
    '%s: integers that allclose calls close are not equal',
    async (name, { equal }) => {
      expect(equal).toBe(false)
      expect((await tensor(name)).verdict).toBe('changed')
    },
  )

  test.each(sameShape)('%s: the order that was found', async (name, { permutations, moved_rows: moved }) => {
    const { order } = await tensor(name)
    if (permutations.length > 0) expect(permutations).toContainEqual(order?.kind === 'axes' && order.axes)
    else if (moved === null || moved === 0) expect(order).toBe(null)
    else expect(order).toMatchObject({ kind: 'rows', moved })
  })

  test('other shapes with the same values', async () => {
    const { reordered } = await report()
    expect(reordered).toEqual([
      { name: 'hwio', order: { kind: 'axes', axes: facts['hwio']?.permutations[0] } },
    ])
  })
})

test.each([
  ['rotary', 'pairs_to_halves'],
  ['rotary_back', 'halves_to_pairs'],
])('%s: rows that moved inside each head, %s', async (name, pattern) => {
  expect((await tensor(name)).order).toMatchObject({ block: 8, pattern })
})

test('a matrix that --transpose turns is compared as it is then', async () => {
  const argv = [file('values-a.pth'), file('values-b.pth'), '--values', '--only', 'transposed']
  expect((await runCli('diff', ...argv)).code).toBe(1)
  expect((await runCli('diff', ...argv, '--transpose', 'transposed')).code).toBe(0)
})

describe('the rest of the file', () => {
  const pair = [file('epoch-3.pth'), file('epoch-4.pth')]

  test('is named when the weights are equal, and does not fail', async () => {
    const { stdout, code } = await runCli('diff', ...pair, '--values', '--strict', '--json')
    const { elsewhere } = JSON.parse(stdout).values
    expect(code).toBe(0)
    expect(elsewhere.differences[0]).toEqual({ path: '$.epoch', found: '3', expected: '4' })
    // The step and two averages of both parameters.
    expect(elsewhere.different).toBe(7)
  })

  test.each(['resnet18.pth', 'tar-state_dict.pth.tar'])(
    'is nothing between %s and what convert writes of it, in either order',
    async (name) => {
      const input = join(FIXTURES, name)
      const output = join(temporaryFolder(), 'model.safetensors')
      expect((await runCli('convert', input, '-o', output)).code).toBe(0)
      for (const sides of [
        [input, output],
        [output, input],
      ]) {
        const { stdout } = await runCli('diff', ...sides, '--values', '--json')
        expect(JSON.parse(stdout).values).toMatchObject({
          summary: { changed: 0 },
          elsewhere: { different: 0 },
        })
      }
    },
  )

  test('is compared too at the root of both files', async () => {
    expect((await runCli('diff', ...pair, '--values', '--root', '$')).code).toBe(1)
  })
})

test.each(['epoch-3.pth', 'values-b.pth', 'empty-tensor-first-zip.pth'])(
  '%s equals itself, also at its root',
  async (name) => {
    const nan = name === 'values-b.pth' ? ['--equal-nan'] : []
    for (const root of [[], ['--root', '$']]) {
      const argv = [file(name), file(name), '--values', '--strict', ...root, ...nan]
      expect((await runCli('diff', ...argv)).stdout).toMatch(/^COMPATIBLE/)
    }
  },
)
