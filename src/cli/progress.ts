/** A progress bar on stderr, drawn only where a person watches: nothing is written when it is not a terminal. */
import { formatBytes } from '../report/format.ts'
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
  const started = now()
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
      const text =
        `${label} [${bar}] ${(share * 100).toFixed(0).padStart(3)} ` +
        `%${pace(done, total, (time - started) / 1000)}`
      void stream.write(`\r${text.slice(0, Math.max(0, (stream.columns ?? 80) - 1))}\u001b[K`)
    },
    finish: async () => {
      if (drawn) await stream.write('\r\u001b[K')
    },
  }
}

/** Rate and time left, once enough is known. */
function pace(done: number, total: number, seconds: number): string {
  if (done === 0 || seconds < 0.5) return ''
  const left = Math.max(0, Math.ceil(((total - done) * seconds) / done))
  const clock = left < 60 ? `${left} s` : `${Math.floor(left / 60)} min ${left % 60} s`
  return `  ${formatBytes(done / seconds)}/s  ${clock} left`
}
