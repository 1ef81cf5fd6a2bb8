/**
 * Compile the JSON Schema of model schemas into src/schema/validate-model.generated.ts, so that nothing is
 * compiled at run time: pages with a strict Content-Security-Policy refuse `new Function`.
 * With --check, only say whether the file is fresh.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'

const PROJECT = join(import.meta.dirname, '..')
const OUTPUT = join(PROJECT, 'src', 'schema', 'validate-model.generated.ts')

const HEAD = `// @ts-nocheck -- Written by scripts/compile-schema.mjs from schemas/model.schema.json. Do not edit.

/** What a validator says about the first place that breaks a rule. */
export interface SchemaError {
  readonly keyword: string
  /** A JSON pointer. */
  readonly instancePath: string
  readonly params: Readonly<Record<string, unknown>>
  readonly message?: string
  readonly parentSchema?: Readonly<Record<string, unknown>>
  readonly propertyName?: string
}

/** Whether a value is valid; the errors of the last call. */
export interface SchemaValidator {
  (value: unknown): boolean
  errors?: readonly SchemaError[] | null
}

/** Code points of a text. */
const codePoints = (text) => Array.from(text).length
`

/** The generated module. The two validators share their definitions. */
function compiled() {
  const schema = JSON.parse(readFileSync(join(PROJECT, 'schemas', 'model.schema.json'), 'utf8'))
  const map = {
    ...schema,
    $id: `${schema.$id}?plain`,
    required: [],
    properties: {},
    additionalProperties: { $ref: '#/$defs/tensor' },
  }
  const options = { strict: true, strictTypes: false, verbose: true, code: { source: true, esm: true } }
  const ajv = new Ajv2020({ ...options, schemas: [schema, map] })
  const code = standalone
    .default(ajv, { validateModel: schema.$id, validateTensors: map.$id })
    .replace('"use strict";', '')
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', 'codePoints')
    .replaceAll(/export const (validate\w+) = /g, 'export const $1: SchemaValidator = ')
  if (/\brequire\(|new Function/.test(code)) throw new Error('the generated code needs something at run time')
  return `${HEAD}${code}\n`
}

const text = compiled()
if (process.argv.includes('--check')) {
  if (readFileSync(OUTPUT, 'utf8') !== text) {
    process.stderr.write('src/schema/validate-model.generated.ts is stale: run npm run build\n')
    process.exitCode = 1
  }
} else {
  writeFileSync(OUTPUT, text)
}
