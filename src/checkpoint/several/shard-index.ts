/** The index of a sharded checkpoint (`*.index.json`): which tensor is in which file. */
import { PthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'
import { checkLimit, DEFAULT_LIMITS, overFixedLimit } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import { isJsonObject, jsonField, parseJsonBytes } from '../../json/parse.ts'
import type { Json } from '../../json/parse.ts'

/** A parsed index. */
export interface ShardIndex {
  readonly name: string
  /** Tensor name to shard name, in the order of the file. */
  readonly weightMap: ReadonlyMap<string, string>
  /** The shards in the order in which they are first named. */
  readonly shards: readonly string[]
  /** Text of its `metadata`; numbers there (`total_size`) describe the shards and are left out. */
  readonly metadata: ReadonlyMap<string, string>
}

/** Bytes of an index. Largest known: 15 MB (a mixture of experts with 120,000 tensors). */
const INDEX_BYTES = 100_000_000

/** Read and parse an index. @throws PthError LIMIT_EXCEEDED, and as {@link parseShardIndex} */
export async function readShardIndex(
  source: ByteSource,
  name: string,
  limits: Limits = DEFAULT_LIMITS,
): Promise<ShardIndex> {
  const { byteLength } = source
  if (byteLength > INDEX_BYTES) {
    throw overFixedLimit({
      what: name,
      limit: INDEX_BYTES,
      found: byteLength,
      unit: 'bytes',
      why: 'an index of 120,000 tensors has 15 MB',
    })
  }
  return parseShardIndex(await source.read(0, byteLength), name, limits)
}

/**
 * Parse an index and check every shard name: no name may lead out of the folder of the index.
 * @throws PthError JSON_INVALID, SHARDS_INVALID, LIMIT_EXCEEDED
 * @see huggingface_hub/serialization/_torch.py (writer and reader)
 */
export function parseShardIndex(
  bytes: Uint8Array,
  name: string,
  limits: Limits = DEFAULT_LIMITS,
): ShardIndex {
  const json = parseJsonBytes(bytes, name)
  const map = jsonField(json, 'weight_map')
  if (!isJsonObject(map))
    throw new PthError('SHARDS_INVALID', { index: name, reason: 'it has no object "weight_map"', names: [] })
  const weightMap = new Map<string, string>()
  const shards = new Set<string>()
  const extension = shardExtension(name)
  for (const [tensor, shard] of map.entries) {
    if (typeof shard !== 'string') {
      throw new PthError('SHARDS_INVALID', {
        index: name,
        reason: 'a shard name is not a string, for tensor',
        names: [tensor],
      })
    }
    if (weightMap.has(tensor)) {
      throw new PthError('SHARDS_INVALID', {
        index: name,
        reason: 'weight_map has a tensor twice',
        names: [tensor],
      })
    }
    const problem = shardNameProblem(shard, extension)
    if (problem !== undefined)
      throw new PthError('SHARDS_INVALID', { index: name, reason: `a shard name ${problem}`, names: [shard] })
    weightMap.set(tensor, shard)
    shards.add(shard)
    checkLimit(limits, 'shards', `shards of ${name}`, shards.size)
  }
  return { name, weightMap, shards: [...shards], metadata: textsOf(jsonField(json, 'metadata')) }
}

function textsOf(metadata: Json | undefined): ReadonlyMap<string, string> {
  const entries = isJsonObject(metadata) ? metadata.entries : []
  return new Map(
    entries.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])),
  )
}

/** Whether a file name is that of an index. */
export function isIndexName(name: string): boolean {
  return name.toLowerCase().endsWith('.index.json')
}

/** `model.safetensors.index.json` is an index of `.safetensors` files; null when the name does not show it. */
function shardExtension(name: string): string | null {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  return /(\.[a-z0-9]+)\.index\.json$/i.exec(base)?.[1]?.toLowerCase() ?? null
}

/** Why a shard name is refused, or undefined. */
export function shardNameProblem(shard: string, extension: string | null): string | undefined {
  if (shard === '') return 'is empty'
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(shard)) return 'has control characters'
  if (shard.includes('\\')) return 'has a backslash'
  if (/^[a-z][a-z0-9+.-]*:/i.test(shard)) return 'begins with a drive letter or is a URL'
  if (shard.startsWith('/')) return 'is an absolute path'
  if (shard.split('/').some((part) => part === '' || part === '.' || part === '..'))
    return 'leads through "..", "." or nothing'
  const found = /\.[a-z0-9]+$/i.exec(shard)?.[0].toLowerCase()
  if (extension !== null && found !== extension) return `does not end in ${extension}`
  return extension === null && !SHARD_EXTENSIONS.has(found ?? '')
    ? 'is not that of a checkpoint file'
    : undefined
}

const SHARD_EXTENSIONS = new Set(['.safetensors', '.bin', '.pt', '.pth', '.ckpt'])
