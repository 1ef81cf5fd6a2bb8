/** Which shards one of several machines writes: by the number of the shard alone, whatever the others do. */

/** One of `count` shares of a conversion; `number` counts from 1. */
export interface Share {
  readonly number: number
  readonly count: number
}

/**
 * The shards of a share, as positions from 0: neighbours, since what is beside each other in the input is read
 * together. Every shard is in just one share; two shares differ by one shard at most, and one may have none.
 */
export function shardsOf(
  { number, count }: Share,
  shards: number,
): { readonly from: number; readonly to: number } {
  return { from: Math.floor(((number - 1) * shards) / count), to: Math.floor((number * shards) / count) }
}

/** The share that has a shard, by its position from 0: the one for which {@link shardsOf} is right. */
export function shareOf(shard: number, count: number, shards: number): number {
  return Math.ceil(((shard + 1) * count) / shards)
}
