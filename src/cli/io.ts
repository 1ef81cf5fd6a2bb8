/** What a command may read and write. Tests hand in their own. */
import type { PipedBytes } from '../node/open-path.ts'

/** A text stream with what is known of the terminal behind it. */
export interface TextStream {
  /** Resolves when the stream can take more. */
  write(text: string): Promise<void>
  readonly isTTY: boolean
  /** Width in columns; undefined when nobody knows it, as of a pipe. */
  readonly columns: number | undefined
}

/** The world around one run. */
export interface CliIo {
  /** The result, and nothing else. */
  readonly stdout: TextStream
  /** Progress, notices and errors. */
  readonly stderr: TextStream
  /** What is piped in. */
  stdin?(): PipedBytes
  readonly env: Readonly<Record<string, string | undefined>>
  /**
   * Aborted, with the signal's name as reason, when somebody asks the run to stop. From the first call on the run
   * must obey it; every call gives the same signal.
   */
  interruptSignal?(): AbortSignal
  /** The moment of the run; that of the machine when absent. */
  now?(): Date
  /** Largest memory of the process so far, in bytes. */
  peakMemory?(): number
}
