/** What the inspect report says of a distributed checkpoint. */

/** What the folder of a distributed checkpoint is, as far as its files say it. */
export interface DistributedReport {
  /** Stable, such as `dcp`, `dcp-safetensors`, `rank-files` or `deepspeed`. */
  readonly layout: string
  readonly framework: string | null
  /** The folder in it that has the weights; empty for the folder itself. */
  readonly folder: string
  /** Ranks that wrote the files; null where those do not say it. */
  readonly ranks: number | null
  readonly mesh: { readonly shape: readonly number[]; readonly names: readonly string[] | null } | null
  readonly placements: readonly { readonly placements: string; readonly tensors: number }[]
  /** Pieces that the tensors are put together from. */
  readonly pieces: number
  readonly beside: readonly {
    readonly what: string
    readonly path: string
    readonly files: number
    readonly bytes: number | null
  }[]
  /** What the files cannot prove, in words. */
  readonly unproven: readonly string[]
}
