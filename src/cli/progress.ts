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

/** Draws one bar for work in several stages, each with its own rate. */
export interface StagedProgress {
  /** Say which stage runs, and how much of it is done. Stages may take turns. */
  update(stage: string, done: number, total: number): void
  finish(): Promise<void>
}

const INTERVAL_MS = 100
const BAR = 24

/** A bar that begins with `label`, such as `reading`. */
export function newProgress(stream: TextStream, label: string, now?: () => number): Progress {
  const staged = newStagedProgress(stream, now)
  staged.update(label, 0, 0)
  return { update: (done, total) => staged.update(label, done, total), finish: staged.finish }
}

/** A bar that begins with the name of the stage. The time of a stage is that between its updates and the next stage. */
export function newStagedProgress(stream: TextStream, now: () => number = Date.now): StagedProgress {
  const spent = new Map<string, number>()
  let current = { stage: '', since: 0 }
  let last = -Infinity
  let drawn = false
  return {
    update: (stage, done, total) => {
      if (!stream.isTTY) return
      const time = now()
      const begins = stage !== current.stage
      if (begins) {
        spent.set(current.stage, (spent.get(current.stage) ?? 0) + time - current.since)
        current = { stage, since: time }
      }
      // What begins is drawn at once: a stage such as syncing says nothing more until it ends.
      if (total === 0 || (!begins && time - last < INTERVAL_MS)) return
      last = time
      drawn = true
      const seconds = ((spent.get(stage) ?? 0) + time - current.since) / 1000
      const text = barText(stage, done, total, seconds)
      void stream.write(`\r${text.slice(0, Math.max(0, (stream.columns ?? 80) - 1))}\u001b[K`)
    },
    finish: async () => {
      if (drawn) await stream.write('\r\u001b[K')
    },
  }
}

/** Before the first byte there is nothing to fill a bar with. */
function barText(label: string, done: number, total: number, seconds: number): string {
  if (done === 0) return `${label}  ${formatBytes(total)}`
  const share = Math.min(1, done / total)
  const filled = Math.round(share * BAR)
  const bar = '#'.repeat(filled) + '.'.repeat(BAR - filled)
  return `${label} [${bar}] ${(share * 100).toFixed(0).padStart(3)} %${pace(done, total, seconds)}`
}

/** Rate and time left, once enough is known. */
function pace(done: number, total: number, seconds: number): string {
  if (done === 0 || seconds < 0.5) return ''
  const left = Math.max(0, Math.ceil(((total - done) * seconds) / done))
  const clock = left < 60 ? `${left} s` : `${Math.floor(left / 60)} min ${left % 60} s`
  return `  ${formatBytes(done / seconds)}/s  ${clock} left`
}
