/** Files of tensor-parallel ranks, by their names: a folder for each rank, or a number in the name. */

/** The file of one rank. */
export interface RankPath {
  readonly path: string
  /** Further files of the rank, in their order; most have one. */
  readonly more?: readonly string[]
  /** Its place among the ranks that share each tensor. */
  readonly tensor: number
  /** Its stage of a pipeline, and its rank among those with experts of their own, where the name has them. */
  readonly stage: readonly number[]
}

/**
 * `mp_rank_00`, `mp_rank_00_001`, `mp_rank_00_001_002` of Megatron-LM, `tp_rank_00_pp_rank_000` of NeMo 1.
 * @see Megatron-LM megatron/training/checkpointing.py `get_checkpoint_name`
 */
const FOLDER =
  /^(?:mp_rank_(\d{1,6})(?:_(\d{1,6}))?(?:_(\d{1,6}))?|tp_rank_(\d{1,6})(?:_pp_rank_(\d{1,6}))?)$/
/** The file with the weights in such a folder, best first. */
const WEIGHTS = ['model_optim_rng.pt', 'model_rng.pt', 'model_weights.ckpt']
/** `consolidated.00.pth`, as Meta writes Llama. */
const CONSOLIDATED = /^consolidated\.(\d{1,4})\.pth$/
/** `model-rank-0-part-0.safetensors` and, with stages, `model-pp-0-tp-0-part-0.safetensors`: sharded_state of vLLM. */
const SHARDED_STATE = /^model-(?:rank-(\d{1,6})|pp-(\d{1,6})-tp-(\d{1,6}))-part-(\d{1,6})\.safetensors$/
/** A whole model that libraries read, beside which such files are the same once more. */
const WHOLE = /^(model|pytorch_model)\b.*\.(safetensors|bin|index\.json)$/

/** The file that names the iteration to open. */
export const TRACKER = 'latest_checkpointed_iteration.txt'

/** The files of ranks that have a folder each, directly in a folder; `below` are its names, with slashes. */
export function rankFolders(below: readonly string[]): readonly RankPath[] {
  const folders = new Map<string, string[]>()
  for (const name of below) {
    const [folder = '', file, ...deeper] = name.split('/')
    if (file === undefined || deeper.length > 0 || !WEIGHTS.includes(file) || !FOLDER.test(folder)) continue
    const known = folders.get(folder)
    if (known === undefined) folders.set(folder, [file])
    else known.push(file)
  }
  return [...folders].map(([folder, files]): RankPath => {
    const [, megatron, second, third, nemo, stage] = FOLDER.exec(folder) ?? []
    const file = WEIGHTS.find((name) => files.includes(name)) ?? ''
    const numbers = [second ?? stage, third].flatMap((digits) =>
      digits === undefined ? [] : [Number(digits)],
    )
    return { path: `${folder}/${file}`, tensor: Number(megatron ?? nemo), stage: numbers }
  })
}

/** Whether a folder has ranks in folders, or names the iteration that has them. */
export function isRanksFolder(names: readonly string[], below: readonly string[]): boolean {
  if (rankFolders(below).length > 0) return true
  if (!names.includes(TRACKER)) return false
  return below.some((name) => rankFolders([name.slice(name.indexOf('/') + 1)]).length > 0)
}

/** The files of several ranks of Llama as Meta writes it; none beside a whole model, and none for one alone. */
export function consolidatedFiles(names: readonly string[]): readonly RankPath[] {
  if (names.some((name) => WHOLE.test(name))) return []
  const files = names.flatMap((path): RankPath[] => {
    const rank = consolidatedRank(path)
    return rank === null ? [] : [{ path, tensor: rank, stage: [] }]
  })
  // One that is not the first is a part of what is not there.
  return files.length > 1 || files.some(({ tensor }) => tensor > 0) ? files : []
}

/** The rank in a name such as `consolidated.01.pth`, or null. */
export function consolidatedRank(name: string): number | null {
  const digits = CONSOLIDATED.exec(name)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** The files of the ranks of sharded_state, each with its parts in their order; none beside a whole model. */
export function shardedStateFiles(names: readonly string[]): readonly RankPath[] {
  if (names.some((name) => WHOLE.test(name) && !SHARDED_STATE.test(name))) return []
  const ranks = new Map<string, ShardedRank>()
  for (const path of names) {
    const [, lone, stage, tensor, part] = SHARDED_STATE.exec(path) ?? []
    if (part === undefined) continue
    const key = `${stage ?? ''}_${Number(lone ?? tensor)}`
    const known = ranks.get(key) ?? {
      tensor: Number(lone ?? tensor),
      stage: stage === undefined ? [] : [Number(stage)],
      parts: [],
    }
    ranks.set(key, known)
    known.parts.push({ path, part: Number(part) })
  }
  return [...ranks.values()].map(({ tensor, stage, parts }) => {
    const [first, ...others] = parts.toSorted((one, other) => one.part - other.part)
    return { path: first?.path ?? '', more: others.map(({ path }) => path), tensor, stage }
  })
}

interface ShardedRank extends Pick<RankPath, 'tensor' | 'stage'> {
  readonly parts: { readonly path: string; readonly part: number }[]
}
