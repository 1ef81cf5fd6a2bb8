/** The published JSON Schema is the one that validates. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MODEL_JSON_SCHEMA } from '../../src/schema/json-schema.ts'

test('schemas/model.schema.json is the schema in the code, byte for byte', () => {
  const published = readFileSync(
    join(import.meta.dirname, '..', '..', 'schemas', 'model.schema.json'),
    'utf8',
  )
  expect(published).toBe(`${JSON.stringify(MODEL_JSON_SCHEMA, null, 2)}\n`)
})
