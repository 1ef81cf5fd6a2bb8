/** Which checkpoint does a folder hold? Decided from its file names alone. */
import { PthError } from '../../errors.ts'
import { isIndexName } from './shard-index.ts'

/** Indexes of Hugging Face folders, best first. */
const INDEXES = ['model.safetensors.index.json', 'pytorch_model.bin.index.json']
const CHECKPOINT = /\.(safetensors|pth?|bin|ckpt|pt2|ptl|npz|pkl)$/i
/** What the Hugging Face trainer puts beside the model: never what is meant by the folder. */
const BESIDE =
  /^(training_args\.bin|optimizer\.(pt|bin)|scheduler\.(pt|bin)|scaler\.pt|rng_state(_\d+)?\.pth)$/

interface Foreign {
  readonly matches: (names: readonly string[]) => boolean
  readonly found: string
  readonly hint: string
}

const FOREIGN: readonly Foreign[] = [
  {
    matches: (names) => names.includes('.metadata') || names.some((name) => name.endsWith('.distcp')),
    found: 'a folder of torch.distributed.checkpoint (DCP)',
    hint: 'join it first: python -m torch.distributed.checkpoint.format_utils dcp_to_torch FOLDER FILE',
  },
  {
    matches: (names) =>
      names.some((name) =>
        /^(bf16_|fp16_)?zero_pp_rank_\d+_mp_rank_\d+_|^mp_rank_\d+_model_states\.pt$/.test(name),
      ) ||
      (names.includes('latest') && names.some((name) => name.startsWith('global_step'))),
    found: 'a DeepSpeed folder, with the weights spread over ranks',
    hint: 'join it first: python zero_to_fp32.py FOLDER OUTPUT (the script is in the folder)',
  },
  {
    matches: (names) =>
      names.includes('latest_checkpointed_iteration.txt') ||
      names.some((name) => /^mp_rank_\d+(_\d+)*$/.test(name)),
    found: 'a Megatron folder, with the weights split over ranks',
    hint: 'convert it with the tools of Megatron, or open one model_optim_rng.pt at a time',
  },
]

/**
 * The file name in a folder that represents the folder: an index, or its only checkpoint file.
 * @throws PthError FORMAT_UNSUPPORTED for folders of other programs and for several candidates, which are listed
 */
export function chooseInFolder(path: string, names: readonly string[]): string {
  const foreign = FOREIGN.find(({ matches }) => matches(names))
  if (foreign !== undefined)
    throw new PthError('FORMAT_UNSUPPORTED', { path, found: foreign.found, hint: foreign.hint })
  const index = INDEXES.find((name) => names.includes(name))
  if (index !== undefined) return index
  const indexes = names.filter(isIndexName)
  const files = names.filter((name) => CHECKPOINT.test(name) && !BESIDE.test(name))
  const candidates = (indexes.length > 0 ? indexes : files).toSorted()
  const [only, ...others] = candidates
  if (only !== undefined && others.length === 0) return only
  throw new PthError('FORMAT_UNSUPPORTED', {
    path,
    found:
      only === undefined
        ? 'a folder without a checkpoint in it'
        : `a folder with ${candidates.length} checkpoint files`,
    hint: only === undefined ? 'name a file' : `name one of them: ${candidates.slice(0, 10).join(', ')}`,
  })
}
