/** What a validator that was compiled from a JSON Schema says, as a place in the document and two sentences. */
import { plainValue } from './tree.ts'
import type { JsonNode } from './tree.ts'

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

/** Where a document breaks its schema. */
export interface SchemaProblem {
  /** A JSON pointer. */
  readonly pointer: string
  readonly node: JsonNode
  readonly expected: string
  readonly found: string
  /** A field or a word that the schema does not know, and those that it knows there; null for every other problem. */
  readonly unknown: { readonly word: string; readonly known: readonly string[] } | null
}

/** The first place where a document breaks the schema of the validator; null when there is none. */
export function problemOf(validate: SchemaValidator, document: JsonNode): SchemaProblem | null {
  if (validate(plainValue(document))) return null
  const error = validate.errors?.findLast(({ keyword }) => keyword !== 'if')
  if (error === undefined) return null
  const { pointer, node } = placeOf(error, document)
  return {
    pointer,
    node,
    expected: expectedOf(error),
    found: foundOf(error, node),
    unknown: unknownOf(error, node),
  }
}

function unknownOf(error: SchemaError, node: JsonNode): SchemaProblem['unknown'] {
  const { additionalProperty: field, allowedValues: words } = error.params
  if (typeof field === 'string') return { word: field, known: fieldsOf(error) }
  if (!Array.isArray(words) || node.kind !== 'scalar' || typeof node.value !== 'string') return null
  return { word: node.value, known: words.filter((word) => typeof word === 'string') }
}

function fieldsOf(error: SchemaError): string[] {
  return Object.keys((error.parentSchema?.['properties'] ?? {}) as object)
}

/** The node that an error is about: for a field that may not be there, that field. */
function placeOf(error: SchemaError, document: JsonNode): { pointer: string; node: JsonNode } {
  const extra: unknown = error.params['additionalProperty'] ?? error.propertyName
  const pointer =
    typeof extra === 'string' ? `${error.instancePath}/${escapePointer(extra)}` : error.instancePath
  let node = document
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    const child =
      node.kind === 'object'
        ? node.members.get(name)
        : node.kind === 'array'
          ? node.items[Number(name)]
          : undefined
    if (child === undefined) break
    node = child
  }
  return { pointer, node }
}

function expectedOf(error: SchemaError): string {
  const { keyword, params, message = 'something else' } = error
  switch (keyword) {
    case 'additionalProperties':
      return `one of the fields ${fieldsOf(error).join(', ')}`
    case 'required':
      return `the field "${String(params['missingProperty'])}"`
    case 'const':
      return JSON.stringify(params['allowedValue'])
    case 'enum':
      return `one of ${JSON.stringify(params['allowedValues'])}`
    case 'type':
      return `${String(params['type'])}`
    case 'pattern':
      return String(
        error.parentSchema?.['description'] ?? 'a name of letters, digits and _, not beginning with a digit',
      )
    case 'minItems':
    case 'minProperties':
      return `at least ${String(params['limit'])} in it`
    case 'minLength':
      return params['limit'] === 1
        ? 'a text that is not empty'
        : `a text of at least ${String(params['limit'])} characters`
    default:
      return message.replace(/^must /, '')
  }
}

function foundOf(error: SchemaError, node: JsonNode): string {
  if (error.keyword === 'additionalProperties') return `"${String(error.params['additionalProperty'])}"`
  if (error.keyword === 'required') return 'an object without it'
  if (error.propertyName !== undefined) return `"${error.propertyName}"`
  if (node.kind === 'scalar') return JSON.stringify(node.value)
  if (node.kind === 'array') return node.items.length === 0 ? 'an empty array' : 'an array'
  return node.members.size === 0 ? 'an empty object' : 'an object'
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
