/** What one share of a conversion did, or would do. */
import type { Share } from './share-of.ts'

/** What became of one shard. `twin`: another run of the same share was faster. */
export interface ShardDone {
  readonly path: string
  /** Bytes of the file. */
  readonly byteLength: number
  readonly state: 'written' | 'proven' | 'twin'
}

/** A share among the shards of the whole. */
export interface ShareOutcome {
  readonly share: Share
  /** Of all shares. */
  readonly shards: number
  /** Its shards by their numbers, the last one included; `from` is 1 more than `to` where it has none. */
  readonly from: number
  readonly to: number
  /** Null for a dry run. */
  readonly done: readonly ShardDone[] | null
  /** What another run of the same share has begun and may still be writing. */
  readonly left: readonly string[]
}
