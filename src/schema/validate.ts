/**
 * Validation of a model schema against its JSON Schema, which the build compiles to code. Loaded only when a
 * schema is read.
 */
import { PthError } from '../errors.ts'
import type { JsonNode } from '../json/tree.ts'
import { lineAt, plainValue } from '../json/tree.ts'
import { validateModel, validateTensors } from './validate-model.generated.ts'
import type { SchemaError } from './validate-model.generated.ts'

/**
 * Refuse a document that the JSON Schema refuses: a whole model schema, or a plain map of names to shapes.
 * @throws PthError SCHEMA_INVALID with file, line, JSON pointer, expected and found
 */
export function validateDocument(
  document: JsonNode,
  kind: 'model' | 'map',
  text: string,
  path: string,
): void {
  const validate = kind === 'model' ? validateModel : validateTensors
  if (validate(plainValue(document))) return
  const error = validate.errors?.findLast(({ keyword }) => keyword !== 'if')
  if (error === undefined) return
  const place = placeOf(error, document)
  throw new PthError('SCHEMA_INVALID', {
    path,
    line: lineAt(text, place.node.offset),
    pointer: place.pointer,
    expected: expectedOf(error),
    found: foundOf(error, place.node),
  })
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
      return `one of the fields ${Object.keys((error.parentSchema?.['properties'] ?? {}) as object).join(', ')}`
    case 'required':
      return `the field "${String(params['missingProperty'])}"`
    case 'const':
      return JSON.stringify(params['allowedValue'])
    case 'enum':
      return `one of ${JSON.stringify(params['allowedValues'])}`
    case 'type':
      return `${String(params['type'])}`
    case 'pattern':
      return 'a name of letters, digits and _, not beginning with a digit'
    default:
      return message.replace(/^must /, '')
  }
}

function foundOf(error: SchemaError, node: JsonNode): string {
  if (error.keyword === 'additionalProperties') return `"${String(error.params['additionalProperty'])}"`
  if (error.keyword === 'required') return 'an object without it'
  if (error.propertyName !== undefined) return `"${error.propertyName}"`
  return node.kind === 'scalar'
    ? JSON.stringify(node.value)
    : node.kind === 'array'
      ? 'an array'
      : 'an object'
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
