/** A crew of worker threads, each of which runs `crew-worker.ts`. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Crew, CrewWork } from '../checkpoint/read/crew.ts'
import { PthError } from '../errors.ts'
import type { CrewAnswer, CrewQuestion } from './crew-worker.ts'

/** Threads that must be ended. */
export interface OpenCrew extends Crew {
  /** End the threads, whatever they do. */
  close(): Promise<void>
}

/** How a crew is made. */
export interface CrewOptions {
  /** Threads; as many as the machine has cores when absent, but no more than {@link MOST_THREADS}. */
  readonly size?: number
  /** The script of a thread; the one of this package when absent. */
  readonly script?: URL
}

/** More read faster than memory gives. */
const MOST_THREADS = 4
/** Questions that a thread has before it at once: the next is there when it has answered one. */
const QUEUE = 2

interface Pending {
  readonly settle: (answer: CrewAnswer['answer']) => void
  readonly fail: (error: PthError) => void
}

interface Thread {
  readonly worker: Worker
  readonly pending: Map<number, Pending>
}

/** Other runtimes give descriptors of their own to each thread, or none. */
const SHARES_DESCRIPTORS = !('Deno' in globalThis) && !('Bun' in globalThis)

/**
 * A crew of as many threads as there are cores; null where there is one core, or where threads do not share what the
 * process has open.
 */
export function newCrew(options: CrewOptions = {}): OpenCrew | null {
  const size = options.size ?? Math.min(MOST_THREADS, availableParallelism())
  if (!SHARES_DESCRIPTORS || size < 2) return null
  const script = options.script ?? new URL('./crew-worker.js', import.meta.url)
  const waiting: (readonly [question: CrewQuestion, pending: Pending])[] = []
  const threads: Thread[] = []
  let ids = 0
  let closed = false
  /** Set once a thread could not be made or has ended: the answer to all questions. */
  let end: PthError | 'none' | undefined

  function settleAll(why: PthError | 'none'): void {
    end ??= why
    const all = [
      ...threads.flatMap(({ pending }) => [...pending.values()]),
      ...waiting.map(([, each]) => each),
    ]
    for (const { pending } of threads) pending.clear()
    waiting.length = 0
    for (const each of all) {
      if (why === 'none') each.settle(null)
      else each.fail(why)
    }
  }

  function ended(reason: string): void {
    if (!closed) settleAll(new PthError('INTERNAL', { reason: `a worker thread ended: ${reason}` }))
  }

  function begin(): void {
    for (let at = 0; at < size; at += 1) {
      const worker = new Worker(script)
      const pending = new Map<number, Pending>()
      threads.push({ worker, pending })
      worker.on('message', ({ id, answer }: CrewAnswer) => {
        pending.get(id)?.settle(answer)
        pending.delete(id)
        handOut()
      })
      worker.on('error', (error) => {
        // The system has no room for another thread: the one that asks works alone.
        const refused = 'code' in error && error.code === 'ERR_WORKER_INIT_FAILED'
        if (refused) settleAll('none')
        else ended(error instanceof Error ? error.message : String(error))
      })
      worker.on('exit', (code) => ended(`exit code ${code}`))
    }
  }

  /** The next questions to the threads with the fewest before them. */
  function handOut(): void {
    for (let depth = 0; depth < QUEUE; depth += 1)
      for (const { worker, pending } of threads) {
        if (pending.size > depth) continue
        const next = waiting.shift()
        if (next === undefined) return
        pending.set(next[0].id, next[1])
        worker.postMessage(next[0])
      }
  }

  return {
    size,
    run: <Kind extends keyof CrewWork>(kind: Kind, asked: CrewWork[Kind]['asked']) =>
      new Promise<CrewWork[Kind]['answer'] | null>((resolve, reject) => {
        if (end instanceof PthError) return reject(end)
        if (end === 'none' || closed) return resolve(null)
        if (threads.length === 0) begin()
        const settle = (answer: CrewAnswer['answer']): void =>
          resolve(answer as CrewWork[Kind]['answer'] | null)
        waiting.push([
          { id: (ids += 1), kind, asked },
          { settle, fail: reject },
        ])
        handOut()
      }),
    close: async () => {
      closed = true
      settleAll('none')
      await Promise.all(threads.map(({ worker }) => worker.terminate()))
    },
  }
}
