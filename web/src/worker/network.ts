/** The network of the worker: none of its own. What it asks for goes through the page, which has a policy. */
import type { FetchedAnswer, FromWorker } from './messages.ts'

/** How the worker's requests are made. */
export interface PageNetwork {
  fetch(url: string, init: RequestInit): Promise<Response>
  /** The page's answer to request `id`. */
  fetched(id: number, answer: FetchedAnswer): void
}

/** Bytes of an answer that is not a part: an error in words. */
const LEAST_ANSWER = 1 << 17

/** Requests through the page that `post` reaches. */
export function pageNetwork(post: (message: FromWorker) => void): PageNetwork {
  const waiting = new Map<number, (answer: FetchedAnswer) => void>()
  let requests = 0
  return {
    fetch: (url, init) => {
      requests += 1
      const id = requests
      const headers = Object.fromEntries(new Headers(init.headers))
      return new Promise((resolve, reject) => {
        const { signal } = init
        const stop = (): void => {
          waiting.delete(id)
          post({ kind: 'abort', id })
          reject(signal?.reason instanceof Error ? signal.reason : new TypeError('aborted'))
        }
        signal?.addEventListener('abort', stop, { once: true })
        waiting.set(id, (answer) => {
          signal?.removeEventListener('abort', stop)
          if ('refused' in answer) reject(new TypeError(answer.refused))
          else resolve(responseOf(answer))
        })
        post({ kind: 'fetch', id, wanted: { url, headers, most: lengthOf(headers['range']) } })
      })
    },
    fetched: (id, answer) => {
      const take = waiting.get(id)
      waiting.delete(id)
      take?.(answer)
    },
  }
}

function responseOf({ status, headers, bytes, url }: Extract<FetchedAnswer, { status: number }>): Response {
  // 204, 205 and 304 have no body by definition.
  const body = status === 204 || status === 205 || status === 304 ? null : bytes
  const response = new Response(body, { status, headers: headers.map(([name, value]) => [name, value]) })
  Object.defineProperty(response, 'url', { value: url })
  return response
}

function lengthOf(range: string | undefined): number {
  const [, first = '0', last = '0'] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? []
  return Math.max(LEAST_ANSWER, Number(last) - Number(first) + 1)
}

/** Ways out of a worker. */
const WAYS_OUT = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
  'importScripts',
]

/** Take the worker's own network away: from here on nothing in it can send anything. */
export function closeNetwork(scope: object): void {
  for (const name of WAYS_OUT)
    Object.defineProperty(scope, name, { value: undefined, writable: false, configurable: false })
}
