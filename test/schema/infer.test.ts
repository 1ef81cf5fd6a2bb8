/** Inferred schemas: short, and exactly the original. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inferSchema } from '../../src/schema/infer.ts'
import { expectedTensor } from '../../src/schema/model.ts'
import type { ExpectedModel } from '../../src/schema/model.ts'
import { parseSchema } from '../../src/schema/parse.ts'
import { renderInferred, renderSchema } from '../../src/schema/write.ts'
import { actualOf } from '../../src/diff/actual.ts'
import { diffStateDict } from '../../src/diff/diff.ts'
import { FIXTURES } from '../fixtures.ts'
import { MODELS } from '../diff/models.ts'

const shapes = (model: ExpectedModel): [string, number[]][] =>
  [...model.tensors.values()].map(({ name, shape }) => [name, (shape ?? []).map(Number)])

async function infer(model: ExpectedModel): Promise<{ text: string; inferred: ExpectedModel }> {
  const text = renderInferred(inferSchema(model), model.className)
  return { text, inferred: await parseSchema(text, 'inferred') }
}

/** The names and shapes that PyTorch wrote, without what a checkpoint does not tell. */
async function llama(): Promise<ExpectedModel> {
  const model = await parseSchema(
    readFileSync(join(FIXTURES, 'diff', 'llama-7b.schema.json'), 'utf8'),
    'llama',
  )
  const tensors = [...model.tensors.values()].map((tensor): [string, typeof tensor] => [
    tensor.name,
    { ...tensor, kind: null },
  ])
  return { ...model, tensors: new Map(tensors), modules: null }
}

describe('a transformer of 32 layers and 7 billion parameters', () => {
  test('is under 3 kB and expands to exactly the original, in order', async () => {
    const model = await llama()
    const { text, inferred } = await infer(model)
    expect(
      shapes(model).reduce((sum, [, shape]) => sum + shape.reduce((a, b) => a * b, 1), 0),
    ).toBeGreaterThan(6.7e9)
    expect(text.length).toBeLessThan(3000)
    expect(shapes(inferred)).toEqual(shapes(model))
  })

  test('one changed size anywhere is found, one missing and one added name too', async () => {
    const model = await llama()
    const { inferred } = await infer(model)
    const entries = shapes(model)
    for (const [at, [name, shape]] of entries.entries()) {
      for (const dim of shape.keys()) {
        const changed = entries.with(at, [name, shape.with(dim, (shape[dim] ?? 0) + 1)])
        const { errors } = diffStateDict(actualOf(changed), inferred, { strict: true })
        expect(errors.map((error) => (error.kind === 'shape' ? error.name : error.kind))).toEqual([name])
      }
      expect(
        diffStateDict(actualOf(entries.toSpliced(at, 1)), inferred, { strict: true }).missing_keys.length,
      ).toBe(1)
    }
    expect(
      diffStateDict(actualOf([...entries, ['model.layers.32.x', [1]]]), inferred, { strict: true }).loads,
    ).toBe(false)
  })
})

/** A model without the lines of its file. */
function plain(value: ExpectedModel): object {
  return { ...value, tensors: [...value.tensors.values()].map((tensor) => ({ ...tensor, line: null })) }
}

test.each(Object.keys(MODELS))('%s comes back the same from both kinds of schema', async (name) => {
  const model = await MODELS[name]?.()
  if (model === undefined) throw new Error(name)
  expect(shapes((await infer(model)).inferred)).toEqual(shapes(model))
  const exact = await parseSchema(renderSchema(model), 'exact')
  expect(plain(exact)).toEqual(plain(model))
})

test.each([
  [['a.0.w', 'a.1.w', 'a.2.w'], 1],
  [['a.0.w', 'a.2.w', 'a.3.w'], 3],
  [['0', '1', '2', '3'], 1],
  [['a.0.e.0.w', 'a.0.e.1.w', 'a.0.e.2.w', 'a.1.e.0.w', 'a.1.e.1.w', 'a.1.e.2.w'], 1],
  [['a.00.w', 'a.01.w', 'a.02.w'], 3],
  [['{i}.0', '{i}.1', '{i}.2'], 1],
])('names %j fold into %i', async (names, count) => {
  const model = await parseSchema(`{${names.map((name) => `${JSON.stringify(name)}: [3]`).join(',')}}`, 'm')
  const schema = inferSchema(model)
  expect(schema.tensors.length).toBe(count)
  expect(shapes((await infer(model)).inferred)).toEqual(shapes(model))
})

test('a model below one number, as in nn.Sequential, costs time in proportion', () => {
  const names = Array.from({ length: 40_000 }, (_, at) => `1.${at}.2.${at * 7}.3`)
  const model: ExpectedModel = {
    className: null,
    tensors: new Map(names.map((name) => [name, expectedTensor(name, [1])])),
    modules: null,
    ignore: [],
  }
  const began = process.cpuUsage()
  expect(inferSchema(model).tensors).toHaveLength(names.length)
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(5_000)
})
