/** Counts the bytes and the time of each stage of a conversion. */
import type { ConvertStage, StageProgress, StageTime } from '../operations/convert/stages.ts'

/** Where the stages of one run are told and summed. */
export interface StageClock {
  /** Run a part of a stage. `total` is of the whole run; `add` takes the bytes that are done. */
  during<Result>(
    stage: ConvertStage,
    total: number,
    work: (add: (bytes: number) => void) => Promise<Result>,
  ): Promise<Result>
  /** In the order in which they began; only those that did. */
  times(): readonly StageTime[]
}

/** `told` hears of each beginning and of all bytes. `now` gives milliseconds. */
export function newStageClock(
  told: ((at: StageProgress) => void) | undefined,
  now: () => number = () => performance.now(),
): StageClock {
  const sums = new Map<ConvertStage, { nbytes: number; milliseconds: number }>()
  return {
    during: async (stage, total, work) => {
      const sum = sums.get(stage) ?? { nbytes: 0, milliseconds: 0 }
      sums.set(stage, sum)
      const started = now()
      told?.({ stage, done: sum.nbytes, total })
      try {
        return await work((bytes) => {
          sum.nbytes += bytes
          told?.({ stage, done: sum.nbytes, total })
        })
      } finally {
        sum.milliseconds += now() - started
      }
    },
    times: () =>
      [...sums].map(([stage, { nbytes, milliseconds }]) => ({
        stage,
        nbytes,
        seconds: milliseconds / 1000,
      })),
  }
}
