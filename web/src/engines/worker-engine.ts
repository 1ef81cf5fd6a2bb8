/** The engine of the page: a worker reads the files, so that the page never waits for it. */
import { Failure } from '../engine.ts'
import type { Engine, OnProgress } from '../engine.ts'
import type { CallName, Calls, FromWorker, ToWorker } from '../worker/messages.ts'
import { pageFetch } from './page-fetch.ts'

interface Waiting {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
  readonly onProgress: OnProgress
}

const STARTS_AGAIN =
  'Load the page again. If it ends with the same file once more, the command line may open it: pth inspect FILE, or pth view FILE.'

/** The engine over a worker that runs `worker/main.ts`. */
export function workerEngine(worker: Worker): Engine {
  const waiting = new Map<number, Waiting>()
  const requests = new Map<number, AbortController>()
  let calls = 0
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => void receive(data))
  // What a dead worker was asked is never answered.
  let dead: Failure | null = null
  worker.addEventListener('error', (event) => fail(event.message || 'its script could not be loaded'))
  worker.addEventListener('messageerror', () => fail('an answer of it could not be read'))

  async function receive(message: FromWorker): Promise<void> {
    if (message.kind === 'fetch') {
      const stop = new AbortController()
      requests.set(message.id, stop)
      const answer = await pageFetch(message.wanted, stop.signal)
      requests.delete(message.id)
      const transfer = 'bytes' in answer ? [answer.bytes] : []
      worker.postMessage({ kind: 'fetched', id: message.id, answer } satisfies ToWorker, transfer)
      return
    }
    if (message.kind === 'abort') return requests.get(message.id)?.abort()
    const call = waiting.get(message.id)
    if (call === undefined) return
    if (message.kind === 'progress') return call.onProgress(message.progress)
    waiting.delete(message.id)
    if (message.kind === 'answer') call.resolve(message.value as never)
    else call.reject(new Failure(message.code, message.message, message.hint, message.commands))
  }

  function fail(reason: string): void {
    dead = new Failure('INTERNAL', `the worker of the page has ended: ${reason}`, STARTS_AGAIN)
    for (const { reject } of waiting.values()) reject(dead)
    waiting.clear()
  }

  function call<Name extends CallName>(
    name: Name,
    given: Calls[Name]['given'],
    onProgress: OnProgress = () => {},
    signal: AbortSignal | null = null,
  ): Promise<Calls[Name]['answer']> {
    calls += 1
    const id = calls
    signal?.addEventListener('abort', () => worker.postMessage({ kind: 'stop', id } satisfies ToWorker), {
      once: true,
    })
    return new Promise((resolve, reject) => {
      if (dead !== null) return reject(dead)
      waiting.set(id, { resolve, reject, onProgress })
      worker.postMessage({ kind: 'call', id, name, given } satisfies ToWorker)
    })
  }

  return {
    can: { open: true, measure: true, planes: true, compare: true, convert: true },
    open: (input, onProgress) => call('open', { input }, onProgress),
    map: () => call('map', {}),
    tensor: (row) => call('tensor', { row }),
    measure: (row, onProgress) => call('measure', { row }, onProgress),
    plane: (row, wanted) => call('plane', { row, wanted }),
    scan: (onProgress) => call('scan', {}, onProgress),
    compare: (input, wanted, onProgress) => call('compare', { input, wanted }, onProgress),
    planConvert: (wanted) => call('planConvert', { wanted }),
    convert: (wanted, place, onProgress, signal) => call('convert', { wanted, place }, onProgress, signal),
    discard: () => call('discard', {}),
  }
}
