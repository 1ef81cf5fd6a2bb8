/** The names of DCP's safetensors files. */

/** What `shard-00002-model-00001-of-00003.safetensors` says of itself. */
export interface ShardName {
  readonly name: string
  /** The rank that wrote it, counted from 1. */
  readonly rank: number
  /** Which of the files of that rank, counted from 1. */
  readonly file: number
  /** The highest number of a file that any rank writes. */
  readonly files: number
}

const SHARD = /^shard-(\d{5,9})-model-(\d{5,9})-of-(\d{5,9})\.safetensors$/

/** @see torch/distributed/checkpoint/_hf_utils.py `SHARDED_FILE_NAME` */
export function shardName(name: string): ShardName | undefined {
  const [, rank, file, files] = SHARD.exec(name) ?? []
  return rank === undefined
    ? undefined
    : { name, rank: Number(rank), file: Number(file), files: Number(files) }
}
