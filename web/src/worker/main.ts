/** The worker: opens checkpoints and answers the calls of the page, one file at a time. */
import type { Input, OnProgress } from '../engine.ts'
import { answers } from './answers.ts'
import { failureWords } from './failure.ts'
import type { CallName, FromWorker, ToWorker } from './messages.ts'
import { closeNetwork, pageNetwork } from './network.ts'

/** The part of a worker's scope that is used. */
interface Scope {
  postMessage(message: FromWorker, transfer?: readonly ArrayBuffer[]): void
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void
}

const scope = globalThis as unknown as Scope
closeNetwork(globalThis)
const network = pageNetwork((message) => scope.postMessage(message))
const { calls, opened } = answers(network)

/** Calls that are being answered. */
const running = new Map<number, AbortController>()

scope.addEventListener('message', ({ data }) => {
  if (data.kind === 'fetched') network.fetched(data.id, data.answer)
  else if (data.kind === 'stop') running.get(data.id)?.abort('cancel')
  else void answer(data.id, data.name, data.given)
})

type Answer = (given: unknown, onProgress: OnProgress, signal: AbortSignal) => Promise<unknown>

async function answer(id: number, name: CallName, given: unknown): Promise<void> {
  const onProgress: OnProgress = (progress) => scope.postMessage({ kind: 'progress', id, progress })
  const stop = new AbortController()
  running.set(id, stop)
  try {
    const value = await (calls[name] as Answer)(given, onProgress, stop.signal)
    scope.postMessage({ kind: 'answer', id, value })
  } catch (error) {
    const { input = opened() } = given as { readonly input?: Input | null }
    scope.postMessage({ kind: 'failed', id, ...failureWords(error, input) })
  } finally {
    running.delete(id)
  }
}
