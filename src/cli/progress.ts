/** A progress bar on stderr, drawn only where a person watches: nothing is written when it is no terminal. */
import type { TextStream } from './io.ts'

/** Draws how far a long piece of work is. */
export interface Progress {
  /** Say how much is done; both in bytes. Draws at most ten times a second. */
  update(done: number, total: number): void
  /** Remove the bar. */
  finish(): Promise<void>
}

const INTERVAL_MS = 100
const BAR = 24

/** A bar that begins with `label`, such as `reading`. */
export function newProgress(stream: TextStream, label: string, now: () => number = Date.now): Progress {
  let last = -Infinity
  let drawn = false
  return {
    update: (done, total) => {
      if (!stream.isTTY || total === 0) return
      const time = now()
      if (time - last < INTERVAL_MS) return
      last = time
      drawn = true
      const share = Math.min(1, done / total)
      const filled = Math.round(share * BAR)
      const bar = '#'.repeat(filled) + '.'.repeat(BAR - filled)
      const text = `${label} [${bar}] ${(share * 100).toFixed(0).padStart(3)} %`
      void stream.write(`\r${text.slice(0, Math.max(0, (stream.columns ?? 80) - 1))}\u001b[K`)
    },
    finish: async () => {
      if (drawn) await stream.write('\r\u001b[K')
    },
  }
}
