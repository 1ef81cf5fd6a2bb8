/** The published JSON Schemas, by the kind of document. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'

const FOLDER = join(import.meta.dirname, '..', '..', 'schemas')

/** A schema as JSON, by the name of its file. */
export const SCHEMAS: ReadonlyMap<string, Readonly<Record<string, unknown>>> = new Map(
  readdirSync(FOLDER).map((name) => [name, JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))]),
)

const ajv = new Ajv2020({
  allErrors: true,
  allowUnionTypes: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
})
for (const schema of SCHEMAS.values()) ajv.addSchema(schema)

/** What the schema of its kind has against a document; empty when nothing. */
export function documentErrors(document: unknown): readonly unknown[] {
  const { kind } = document as { readonly kind?: unknown }
  const name = kind === 'pth.model' ? 'model.schema.json' : `${String(kind)}.v1.schema.json`
  return errorsBy(name, document)
}

/** What one schema, or a part of it such as `#/$defs/tensor`, has against a value. */
export function errorsBy(name: string, value: unknown): readonly unknown[] {
  const validate = ajv.getSchema(`https://unpkg.com/pth-cli/schemas/${name}`)
  if (validate === undefined) return [`there is no schema ${name}`]
  if (validate(value) === true) return []
  return (validate.errors ?? []).slice(0, 5).map(({ instancePath, message, params }) => ({
    instancePath,
    message,
    params,
  }))
}
