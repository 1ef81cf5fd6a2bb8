/** Which files are parts of one model? Decided by names such as `model-00001-of-00003.safetensors` alone. */

/** Files that are one input: a single file, or the shards of one model. */
export interface ShardGroup {
  /** Sorted names. */
  readonly names: readonly string[]
  /** Shards of the set that are not among the names; 0 for a single file. */
  readonly missing: number
  /** Whether the names say that they are shards. */
  readonly sharded: boolean
}

const SHARD = /^(.*)-(\d{5})-of-(\d{5})(\.[^/\\]*)?$/

/** The characters that a glob reads otherwise; `?` matches each of them. */
const MAGIC = /[*?[{\\]/g

/**
 * Group names or paths, in the order of the first name of each group. Two files are joined only where
 * both have the same stem, suffix and number of shards: equal suffixes alone say nothing.
 * @see https://huggingface.co/docs/huggingface_hub/package_reference/serialization
 */
export function groupShards(names: readonly string[]): readonly ShardGroup[] {
  const groups = new Map<string, { names: string[]; total: number | undefined }>()
  for (const name of names.toSorted()) {
    const parts = SHARD.exec(name)
    // NUL is in no path: the key of a set is never that of a single file.
    const key = parts === null ? name : `${parts[1]}\0${parts[3]}\0${parts[4] ?? ''}`
    const group = groups.get(key)
    if (group === undefined)
      groups.set(key, { names: [name], total: parts === null ? undefined : Number(parts[3]) })
    else group.names.push(name)
  }
  return [...groups.values()].map(({ names: members, total }) => ({
    names: members,
    missing: total === undefined ? 0 : Math.max(0, total - members.length),
    sharded: total !== undefined,
  }))
}

/** The glob that matches every shard of the set that `name`, the name of one of them, belongs to. */
export function globOfShards(name: string): string {
  const parts = SHARD.exec(name)
  if (parts === null) return name
  return `${literal(parts[1] ?? '')}-?????-of-${parts[3]}${literal(parts[4] ?? '')}`
}

function literal(text: string): string {
  return text.replaceAll(MAGIC, '?')
}
