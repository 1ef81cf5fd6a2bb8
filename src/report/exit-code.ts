/** The exit code of every command, from how the run ended. */

/** 0: the run is clean. 1: it has findings. 2: some part could not be done, or nothing was. */
export type ExitCode = 0 | 1 | 2

/** How a run ended. */
export interface Outcome {
  /** Whether anything was found that fails the run. */
  readonly findings: boolean
  /** Whether a file, or a part of one, could not be looked at. */
  readonly incomplete: boolean
}

/** Findings count more than what could not be looked at: they are certain. */
export function exitCodeFor({ findings, incomplete }: Outcome): ExitCode {
  if (findings) return 1
  return incomplete ? 2 : 0
}
