/** Names of files that are parts of a checkpoint, where their content does not say so. */
import { rankFile } from './ranks/names.ts'

/** @see ../several/shard-names.ts */
const SHARD = /-(\d{5})-of-(\d{5})(\.[^/\\]*)?$/

const NAMES: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^(bf16_|fp16_)?(zero_pp_rank|expp_rank)_\d+_mp_rank_\d+_.*\.pt$/, 'a file of one rank of DeepSpeed'],
  [/^layer_\d+_expert_\d+_mp_rank_\d+_.*\.pt$/, 'one expert of a DeepSpeed checkpoint'],
  [/^layer_\d+(-model_\d+)?-model_states\.pt$/, 'one layer of a pipeline of DeepSpeed'],
  [/^mp_rank_(?!0+_)\d+_model_states\.pt$/, 'the model states of one tensor-parallel rank of DeepSpeed'],
  [
    /^consolidated\.(?!0+\.)\d+\.pth$/,
    'the share of one tensor-parallel rank of Llama (consolidated.NN.pth)',
  ],
  [
    /^model-(rank-\d+|pp-\d+-tp-\d+)-part-\d+\.safetensors$/,
    'the share of one tensor-parallel rank (sharded_state of vLLM)',
  ],
  [/^pytorch_model_fsdp(_\d+)?_rank\d+\.bin$/, "one rank's file of FSDP, as accelerate saves it"],
  [/^__\d+_\d+\.distcp$/, 'items of one rank of a distributed checkpoint (DCP)'],
  [/^(random_states_\d+\.pkl|rng_state(_\d+)?\.pth)$/, 'the random states of one process, and no weights'],
]

/** What the name of a file says that it is a part of; null where it says nothing. */
export function partByName(path: string): string | null {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'), path.lastIndexOf('!')) + 1)
  const shards = Number(SHARD.exec(name)?.[2] ?? 1)
  if (shards > 1) return `one of ${shards} shards, by its name`
  const world = rankFile(name)?.world ?? 1
  if (world > 1) return `the file of one of ${world} ranks, by its name`
  return NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? null
}
