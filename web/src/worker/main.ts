/** The worker: opens checkpoints and answers the calls of the page, one file at a time. */
import { isPthError } from 'pth-cli'
import { Failure } from '../engine.ts'
import type { OnProgress } from '../engine.ts'
import { answers } from './answers.ts'
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
const calls = answers(network)

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
    scope.postMessage({ kind: 'failed', id, ...failureOf(error) })
  } finally {
    running.delete(id)
  }
}

/** The page keeps to the budgets: it opens what nobody vouches for. */
const NO_FLAGS =
  'This page has no flags. The command line opens the file with the flag that is named: pth inspect, pth report.'

function failureOf(error: unknown): { code: string; message: string; hint: string | null } {
  if (error instanceof Failure) return { code: error.code, message: error.message, hint: error.hint }
  if (isPthError(error)) {
    // The words of a budget name the flag that raises it.
    const hint = isPthError(error, 'LIMIT_EXCEEDED') ? NO_FLAGS : null
    return { code: error.code, message: error.message, hint }
  }
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error), hint: null }
}
