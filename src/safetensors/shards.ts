/** Several files for one model: which tensor goes where, what the files are called, and the index over them. */

export interface ShardItem {
  readonly name: string
  readonly nbytes: number
}

/**
 * Split greedily in order, as huggingface_hub does: a tensor larger than the limit is a shard of its
 * own and is numbered before the one that is being filled; a shard may be just as large as the limit.
 * Empty tensors all have the same (null) address there, so they follow the first of them.
 * @see huggingface_hub/serialization/_base.py `split_state_dict_into_shards_factory`
 */
export function splitShards<Item extends ShardItem>(items: readonly Item[], limit: number): Item[][] {
  const shards: Item[][] = []
  const empty: Item[] = []
  let withEmpty: Item[] | undefined
  let current: Item[] = []
  let size = 0
  for (const item of items) {
    if (item.nbytes === 0) {
      empty.push(item)
      if (empty.length > 1) continue
    }
    if (item.nbytes > limit) {
      shards.push([item])
      continue
    }
    if (size + item.nbytes > limit) {
      shards.push(current)
      current = []
      size = 0
    }
    current.push(item)
    if (item.nbytes === 0) withEmpty = current
    size += item.nbytes
  }
  if (current.length > 0) shards.push(current)
  for (const item of empty.slice(1)) withEmpty?.push(item)
  return shards
}

/** `model.safetensors` alone, else `model-00001-of-00003.safetensors` counted from 1; `base` has no extension. */
export function shardName(base: string, extension: string, index: number, count: number): string {
  if (count === 1) return `${base}${extension}`
  return `${base}-${fiveDigits(index + 1)}-of-${fiveDigits(count)}${extension}`
}

function fiveDigits(value: number): string {
  return String(value).padStart(5, '0')
}

/** A name for the same shard beside those of an earlier run: `model.0123456789ab-00001-of-00003.safetensors`. */
export function stagedShardName(name: string, base: string, run: string): string {
  return `${base}.${run}${name.slice(base.length)}`
}

/** Whether a file name is one that an earlier run with this base may have left, staged or not. */
export function isShardName(name: string, base: string, extension: string): boolean {
  if (!name.startsWith(base) || !name.endsWith(extension)) return false
  return /^(?:\.[0-9a-f]{12})?-\d{5}-of-\d{5}$/.test(name.slice(base.length, name.length - extension.length))
}

/**
 * The index as Python's `json.dump(…, indent=2)` writes it: no newline at the end, ASCII only.
 * `metadata` follows `total_size`.
 * @see huggingface_hub/serialization/_torch.py `save_torch_state_dict`
 */
export function shardIndex(
  totalSize: number,
  metadata: ReadonlyMap<string, string>,
  shards: readonly { readonly file: string; readonly names: readonly string[] }[],
): string {
  const facts = new Map([['total_size', String(totalSize)]])
  for (const [key, value] of metadata) facts.set(key, quoteAscii(value))
  const pairs = shards.flatMap(({ file, names }) => names.map((name) => [name, quoteAscii(file)]))
  return `{\n  "metadata": ${object([...facts])},\n  "weight_map": ${object(pairs)}\n}`
}

function object(pairs: readonly (readonly string[])[]): string {
  if (pairs.length === 0) return '{}'
  const lines = pairs.map(([key = '', value = '']) => `    ${quoteAscii(key)}: ${value}`)
  return `{\n${lines.join(',\n')}\n  }`
}

/** As Python's json with `ensure_ascii`: DEL stays, everything past it is escaped, lone surrogates too. */
function quoteAscii(text: string): string {
  return JSON.stringify(text).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
