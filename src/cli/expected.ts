/** The expected side of a diff: a model schema, a plain map, another checkpoint, or an index of shards. */
import { idleOpening } from '../checkpoint/idle-opening.ts'
import { parseSchema } from '../schema/parse.ts'
import { modelOf } from '../diff/model-of.ts'
import { kindOfPlace, openPlace } from '../node/place.ts'
import { PthError } from '../errors.ts'
import { nameRule } from '../names/name-rule.ts'
import { parseRename } from '../names/rename.ts'
import { parseRenamePart, parseReshape, parseWords } from '../names/transform.ts'
import { FOLDS } from '../diff/fold-names.ts'
import type { InputOptions } from '../node/open-path.ts'
import { overFixedLimit } from '../limits.ts'
import { actualStateDict } from '../diff/actual.ts'
import type { Rewrites } from '../diff/rewrite.ts'
import type { ExpectedSide } from '../diff/sides.ts'
import { withCheckpoint } from '../node/with-checkpoint.ts'

/** Largest schema in bytes. That of 100,000 tensors has about 10 MB. */
const SCHEMA_BYTES = 1 << 28

/**
 * Open what `path` names, hand it to `use`, and close it.
 * @throws PthError SCHEMA_INVALID, and those of opening a checkpoint
 */
export async function withExpected<Result>(
  path: string,
  options: InputOptions,
  use: (expected: ExpectedSide) => Promise<Result>,
): Promise<Result> {
  const text = await jsonText(path)
  if (text === null) {
    return withCheckpoint(path, options, async (checkpoint) => {
      const state = actualStateDict(checkpoint)
      return use({ model: modelOf(checkpoint, state), state, checkpoint })
    })
  }
  const idle = idleOpening(path, options, undefined)
  if (idle !== null) throw new PthError('USAGE', { reason: idle })
  return use({ model: await parseSchema(text, path, options.limits), state: null, checkpoint: null })
}

/** The text of a JSON file, or null when the file is something else. An index of shards is a checkpoint. */
async function jsonText(path: string): Promise<string | null> {
  if (path.endsWith('.index.json') || (await kindOfPlace(path)) === 'folder') return null
  const source = await openPlace(path).catch((error: unknown) => {
    // A folder of shards is a checkpoint; the opener words every other refusal too.
    if (error instanceof PthError && error.code === 'SOURCE_UNREADABLE') return null
    throw error
  })
  if (source === null) return null
  try {
    const head = new TextDecoder().decode(await source.read(0, Math.min(64, source.byteLength)))
    if (!/^\ufeff?\s*[{[]/.test(head)) return null
    if (source.byteLength > SCHEMA_BYTES) {
      throw overFixedLimit({
        what: path,
        limit: SCHEMA_BYTES,
        found: source.byteLength,
        unit: 'bytes',
        why: 'a schema of 100,000 tensors has 10 MB',
      })
    }
    return new TextDecoder().decode(await source.read(0, source.byteLength))
  } finally {
    await source.close()
  }
}

/** The flags that rewrite names and shapes before they are compared. */
export interface RewriteFlags {
  readonly stripPrefix?: readonly string[]
  readonly addPrefix?: string
  readonly rename?: readonly string[]
  readonly renamePart?: readonly string[]
  readonly transpose?: readonly string[]
  readonly reshape?: readonly string[]
  readonly fold?: readonly string[]
}

/** The rewrites of the command line. @throws PthError USAGE */
export function parseRewrites(options: RewriteFlags): Rewrites {
  const reshape = (options.reshape ?? [])
    .map(parseReshape)
    .map(({ glob, shape }) => ({ rule: nameRule([glob]), shape }))
  return {
    fold: parseWords('--fold', options.fold ?? [], FOLDS),
    reshape,
    stripPrefix: options.stripPrefix ?? [],
    rename: (options.rename ?? []).map(parseRename),
    renameParts: (options.renamePart ?? []).map(parseRenamePart),
    ...(options.addPrefix !== undefined && { addPrefix: options.addPrefix }),
    ...(options.transpose !== undefined && { transpose: nameRule(options.transpose) }),
  }
}
