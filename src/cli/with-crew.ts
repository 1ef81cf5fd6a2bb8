/** Threads beside the main one, where a file is large enough to be worth their start. */
import type { Crew } from '../checkpoint/read/crew.ts'

/**
 * `work` with the option `crew` when `bytes` are at least `least`, and without it else or where there are no threads.
 * The threads end with the work.
 */
export async function withCrew<Result>(
  bytes: number,
  least: number,
  work: (option: { readonly crew?: Crew }) => Promise<Result>,
): Promise<Result> {
  if (bytes < least) return work({})
  const { newCrew } = await import('../node/crew.ts')
  const crew = newCrew()
  if (crew === null) return work({})
  try {
    return await work({ crew })
  } finally {
    await crew.close()
  }
}
