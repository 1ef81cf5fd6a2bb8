/** Statistics and digests that several checks of one checkpoint ask for: each tensor is read once. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { Crew } from '../../checkpoint/read/crew.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import type { NewHasher } from '../../io/hash.ts'
import type { StatsReport } from '../inspect/inspect-report.ts'
import { tensorStats } from '../inspect/stats.ts'

/** As `tensorStats`, of the tensors that were not measured before. */
export type StatsOnce = (
  entries: readonly TensorEntry[],
  onProgress: (done: number, total: number) => void,
) => Promise<ReadonlyMap<Tensor, StatsReport>>

/** `crew` are threads that take a part of the work on large tensors. */
export function newStatsOnce(checkpoint: Checkpoint, newHasher: NewHasher, crew?: Crew): StatsOnce {
  const known = new Map<Tensor, StatsReport>()
  return async (entries, onProgress) => {
    const rest = entries.filter(({ tensor }) => !known.has(tensor))
    const found = await tensorStats(checkpoint, rest, {
      newHasher,
      onProgress,
      ...(crew !== undefined && { crew }),
    })
    for (const [tensor, stats] of found) known.set(tensor, stats)
    return known
  }
}
