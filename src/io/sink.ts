/** Where bytes are written, one after another: the only way anything in pth writes a file. */
import type { Bytes } from './bytes.ts'

/** A place that takes bytes in order. */
export interface ByteSink {
  /** Take all of `bytes`. They may be reused as soon as the promise settles. */
  write(bytes: Uint8Array): Promise<void>
}

/** A sink that keeps everything in memory. */
export interface MemorySink extends ByteSink {
  /** All bytes so far, in one piece. */
  bytes(): Bytes
}

/** A sink in memory, empty at first. */
export function memorySink(): MemorySink {
  const chunks: Uint8Array[] = []
  return {
    write: async (bytes) => {
      chunks.push(bytes.slice())
    },
    bytes: () => {
      const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
      let at = 0
      for (const chunk of chunks) {
        whole.set(chunk, at)
        at += chunk.length
      }
      return whole
    },
  }
}
