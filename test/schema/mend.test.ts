/** A schema that is not valid is answered with the part as it should be, and that part makes it valid. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isPthError } from '../../src/errors.ts'
import { parseSchema } from '../../src/schema/parse.ts'
import type { ExpectedModel } from '../../src/schema/model.ts'
import { runCli } from '../cli/harness.ts'

async function writeOf(text: string): Promise<string | undefined> {
  const error = await parseSchema(text, 'model.json').catch((caught: unknown) => caught)
  if (!isPthError(error, 'SCHEMA_INVALID')) throw new Error('the schema is valid, or fails otherwise')
  const { write } = error.details
  if (write !== undefined) expect(error.message).toContain(`; write ${write}`)
  return write
}

function only({ tensors }: ExpectedModel): unknown {
  const [tensor] = tensors.values()
  return tensor === undefined ? undefined : [tensor.name, tensor.shape, tensor.dtype, tensor.kind]
}

/** What people write for one tensor, and what is read from the answer. */
const ENTRIES: readonly (readonly [
  entry: string,
  shape: readonly number[],
  dtype: string | null,
  kind: string | null,
])[] = [
  ['{ "shape": [10], "dtype": "torch.int64" }', [10], 'int64', null],
  ['{ "shape": [2], "dtype": "F32" }', [2], 'float32', null],
  ['{ "shape": [2], "dtype": "fp16" }', [2], 'float16', null],
  ['{ "shape": [2], "dtype": "numpy.int32" }', [2], 'int32', null],
  ['10', [10], null, null],
  ['"10"', [10], null, null],
  ['[["10", 512]]', [10, 512], null, null],
  ['"torch.Size([10, 512])"', [10, 512], null, null],
  ['{ "shape": 10 }', [10], null, null],
  ['{ "shape": "(10, 512)", "dtype": "long" }', [10, 512], 'int64', null],
  ['{ "size": [10, 512], "type": "torch.float32", "kind": "param" }', [10, 512], 'float32', 'parameter'],
]

function asMap(text: string): string {
  return `{ ${text} }`
}

function asModel(text: string): string {
  return `{ "kind": "pth.model", "version": 1, "tensors": { ${text} } }`
}

test.each(ENTRIES)('an entry %s', async (entry, shape, dtype, kind) => {
  for (const name of ['fc.bias', 'a/b~c']) {
    for (const wrapped of [asMap, asModel]) {
      const write = await writeOf(wrapped(`${JSON.stringify(name)}: ${entry}`))
      expect(only(await parseSchema(wrapped(write ?? ''), 'mended'))).toEqual([name, shape, dtype, kind])
    }
  }
})

test('a schema that does not say what it is', async () => {
  const tensors = '"tensors": { "a": [1] }'
  for (const rest of [tensors, `"version": 1, ${tensors}`, `"kind": "pth.model", ${tensors}`]) {
    const write = await writeOf(`{ ${rest} }`)
    expect((await parseSchema(`{ ${write} ${rest} }`, 'mended')).tensors.size).toBe(1)
  }
})

test.each([
  ['[["a", [1, 2]], ["b", [3]]]', { a: [1, 2], b: [3] }],
  ['[{ "name": "a", "shape": [1, 2] }]', { a: { shape: [1, 2] } }],
  ['[[1, 2], [3]]', { 'NAME 1': [1, 2], 'NAME 2': [3] }],
])('a list %s', async (text, map) => {
  expect(JSON.parse((await writeOf(text)) ?? '')).toEqual(map)
})

test.each(["{'a': [1, 2]}", '{"a": torch.Size([1, 2])}', '{"a": (1, 2)}'])(
  "Python's text %s is answered with the line of Python",
  async (text) => {
    expect(await writeOf(text)).toContain('json.dumps({name: list(tensor.shape)')
  },
)

test.each([
  '{ "a": ["unknown_dimension"] }',
  '{ "a": { "shape": [1], "colour": 1 } }',
  '{ "a": { "shape": [1], "dtype": "flaot32" } }',
  '{ "a": { "shape": [-1] } }',
  '{ "a": true }',
  '[]',
  '[["a", [1]], 7, "x"]',
  '{ "a": [1], }',
])('nobody knows what %s should be', async (text) => {
  expect(await writeOf(text)).toBeUndefined()
})

test('pth schema --python prints the proved script', async () => {
  const script = readFileSync(join(import.meta.dirname, '..', 'conformance', 'model_schema.py'), 'utf8')
  expect(await runCli('schema', '--python')).toMatchObject({ code: 0, stdout: script })
  const { code, stderr } = await runCli('schema', '--python', 'model.pth')
  expect([code, stderr]).toEqual([2, expect.stringContaining('\n  pth schema --python > model_schema.py\n')])
  expect((await runCli('schema')).code).toBe(2)
})
