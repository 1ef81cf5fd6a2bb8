/**
 * Validation of a model schema against its JSON Schema, which the build compiles to code. Loaded only when a
 * schema is read.
 */
import { PthError } from '../errors.ts'
import { problemOf } from '../json/schema-error.ts'
import type { JsonNode } from '../json/tree.ts'
import { lineAt } from '../json/tree.ts'
import { validateModel, validateTensors } from './validate-model.generated.ts'

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
  const problem = problemOf(kind === 'model' ? validateModel : validateTensors, document)
  if (problem === null) return
  throw new PthError('SCHEMA_INVALID', {
    path,
    line: lineAt(text, problem.node.offset),
    pointer: problem.pointer,
    expected: problem.expected,
    found: problem.found,
  })
}
