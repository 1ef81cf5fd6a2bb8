/** Files that each rank wrote for itself with torch.save, by their names. */

/** What the name of such a file says. */
export interface RankFile {
  readonly name: string
  readonly rank: number
  /** The number of ranks, where the name has it. */
  readonly world: number | null
  /** Equal for the files of one set. */
  readonly set: string
}

/** `model_world_size_2_rank_0.pt` (verl), `pytorch_model_fsdp_rank0.bin` (accelerate), `model.rank_0.pth` (fvcore) */
const RANK = /^(.*?)(?:_world_size_(\d{1,7}))?([._-]?)rank([_-]?)(\d{1,7})\.(pt|pth|bin|ckpt)$/
/** Sets that have no weights: states of optimizers, schedulers, random generators. */
const BESIDE = /^(optim|extra_state|rng|random|sched|scaler|data)/i

/** The rank that a file is of, or undefined. */
export function rankFile(name: string): RankFile | undefined {
  const parts = RANK.exec(name)
  if (parts === null) return undefined
  const [, stem, world, before, after, rank, ending] = parts
  return {
    name,
    rank: Number(rank),
    world: world === undefined ? null : Number(world),
    set: `${stem}${world === undefined ? '' : `_world_size_${world}`}${before}rank${after}*.${ending}`,
  }
}

/** The sets among the names, those of weights first: each has rank 0 or a name that gives the number of ranks. */
export function rankSets(names: readonly string[]): readonly (readonly RankFile[])[] {
  const sets = new Map<string, RankFile[]>()
  for (const name of names) {
    const file = rankFile(name)
    if (file === undefined) continue
    const known = sets.get(file.set)
    if (known === undefined) sets.set(file.set, [file])
    else known.push(file)
  }
  // Low-rank adapters are called `rank_8`, too.
  const real = [...sets.values()].filter((set) => set.some(({ rank, world }) => rank === 0 || world !== null))
  return [...real.filter(hasWeights), ...real.filter((set) => !hasWeights(set))]
}

/** Whether the files of a set are called as those of weights are. */
export function hasWeights([file]: readonly RankFile[]): boolean {
  return file !== undefined && !BESIDE.test(file.name)
}
