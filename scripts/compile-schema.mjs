/**
 * Compile the JSON Schemas of what people write, model schemas and configurations, into validators, so that nothing is
 * compiled at run time: pages with a strict Content-Security-Policy refuse `new Function`.
 * With --check, only say whether the files are fresh.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'

const PROJECT = join(import.meta.dirname, '..')

/** @param {string} name of the schema that it was made of */
const head = (
  name,
) => `// @ts-nocheck -- Written by scripts/compile-schema.mjs from schemas/${name}. Do not edit.
import type { SchemaValidator } from '../json/schema-error.ts'

/** Code points of a text. */
const codePoints = (text) => Array.from(text).length
`

/** A schema without the texts that no error says: a description is a sentence of one where a pattern is broken. */
function schemaOf(name) {
  const text = readFileSync(join(PROJECT, 'schemas', name), 'utf8')
  return JSON.parse(text, (_, node) => {
    if (typeof node?.description !== 'string' || 'pattern' in node) return node
    return Object.fromEntries(Object.entries(node).filter(([key]) => key !== 'description'))
  })
}

/** The validator of whole model schemas and that of plain maps. They share their definitions. */
function modelValidators() {
  const schema = schemaOf('model.schema.json')
  const map = {
    ...schema,
    $id: `${schema.$id}?plain`,
    required: [],
    properties: {},
    additionalProperties: { $ref: '#/$defs/tensor' },
  }
  return compiled('model.schema.json', [schema, map], { validateModel: schema.$id, validateTensors: map.$id })
}

function configValidator() {
  const schema = schemaOf('config.schema.json')
  return compiled('config.schema.json', [schema], { validateConfig: schema.$id })
}

/** A generated module that exports validators under the names given. */
function compiled(name, schemas, names) {
  const options = {
    strict: true,
    strictTypes: false,
    verbose: true,
    inlineRefs: false,
    code: { source: true, esm: true },
  }
  const code = standalone
    .default(new Ajv2020({ ...options, schemas }), names)
    .replace('"use strict";', '')
    // Where in the schema a rule stands, and the value that breaks it, is what no error says from here.
    .replaceAll(/schemaPath:"[^"]*",/g, '')
    .replaceAll(/,schema:[^,{}]*(?=,parentSchema:)/g, '')
    // The fields of an object, and the description of a pattern, are what a schema is asked for.
    .replaceAll(
      /(keyword:"(?!additionalProperties|pattern)\w+",params:\{[^{}]*\},message:"[^"]*"),parentSchema:[^,{}]+/g,
      '$1',
    )
    .replaceAll(/,data(:data\d*)?(?=\})/g, '')
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', 'codePoints')
    .replaceAll(/export const (validate\w+) = /g, 'export const $1: SchemaValidator = ')
  if (/\brequire\(|new Function/.test(code)) throw new Error('the generated code needs something at run time')
  return `${head(name)}${code}\n`
}

const OUTPUTS = [
  ['src/schema/validate-model.generated.ts', modelValidators()],
  ['src/config/validate-config.generated.ts', configValidator()],
]

for (const [path, text] of OUTPUTS) {
  const output = join(PROJECT, path)
  if (!process.argv.includes('--check')) writeFileSync(output, text)
  else if (readFileSync(output, 'utf8') !== text) {
    process.stderr.write(`${path} is stale: run npm run build\n`)
    process.exitCode = 1
  }
}
