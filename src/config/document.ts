/** The text of a configuration as a tree whose errors name a line: JSON, the field `pth` of package.json, or TOML. */
import { isPthError, PthError } from '../errors.ts'
import { lineAt, parseJson } from '../json/tree.ts'
import type { JsonNode } from '../json/tree.ts'
import { stepsOf } from './pointer.ts'
import type { ConfigDocument } from './pointer.ts'
import { readToml } from './toml.ts'

/** What kind of file a configuration is in. */
export type ConfigForm = 'json' | 'package.json' | 'toml'

/**
 * Read a text; null where it is package.json or TOML and has nothing for pth.
 * @throws PthError CONFIG_INVALID
 */
export function readDocument(text: string, path: string, form: ConfigForm): ConfigDocument | null {
  if (form === 'toml') return readToml(text, path)
  const whole = parsed(text, path)
  const root = form === 'json' ? whole : whole.kind === 'object' ? whole.members.get('pth') : undefined
  if (root === undefined) return null
  return {
    path,
    root,
    prefix: form === 'json' ? '' : 'pth.',
    lineOf: (pointer) => lineAt(text, nodeAt(root, pointer).offset),
  }
}

function parsed(text: string, path: string): JsonNode {
  try {
    return parseJson(text, path)
  } catch (error) {
    if (!isPthError(error, 'SCHEMA_INVALID')) throw error
    const { line, expected, found } = error.details
    throw new PthError('CONFIG_INVALID', { path, line, key: '', expected, found }, { cause: error })
  }
}

/** The node at a pointer, or the last one on the way to it. */
function nodeAt(root: JsonNode, pointer: string): JsonNode {
  let node = root
  for (const step of stepsOf(pointer)) {
    const child =
      node.kind === 'object'
        ? node.members.get(step)
        : node.kind === 'array'
          ? node.items[Number(step)]
          : undefined
    if (child === undefined) break
    node = child
  }
  return node
}
