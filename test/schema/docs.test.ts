/** What docs/schema.md shows is what is proved: the Python snippet is the one that writes the schemas of the conformance pairs. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseSchema } from '../../src/schema/parse.ts'

const root = join(import.meta.dirname, '..', '..')
const docs = readFileSync(join(root, 'docs', 'schema.md'), 'utf8')

test('the Python snippet is the proved one', () => {
  expect(docs).toContain(readFileSync(join(root, 'test', 'conformance', 'model_schema.py'), 'utf8'))
})

test('every JSON example is a schema', async () => {
  const examples = [...docs.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => text)
  expect(examples.length).toBe(2)
  for (const example of examples) expect((await parseSchema(example, 'docs')).tensors.size).toBeGreaterThan(1)
})
