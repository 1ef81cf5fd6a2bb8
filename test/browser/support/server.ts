/**
 * The one server of a browser under test, and its proxy too: whatever the browser asks for, of this machine or of any
 * other, arrives here and is written down. What no route answers is refused, so nothing leaves the machine.
 */
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'

/** A request that arrived. */
export interface Visit {
  readonly method: string
  /** Absolute; `HOST:PORT` of a tunnel. */
  readonly url: string
  readonly range: string | null
}

/** What a route answers: a file of the disk, or a text. */
export interface Answer {
  readonly file?: string
  readonly text?: string
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly status?: number
}

export interface TestServer {
  readonly port: number
  /** `http://localhost:PORT`, which browsers hold for secure. */
  readonly origin: string
  readonly visits: Visit[]
  /** Visits to anything but `origin` and the origins `allowed`, without what browsers ask of their makers. */
  leaks(allowed?: readonly string[]): readonly Visit[]
  close(): Promise<void>
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
}

/** What Chromium and Firefox ask for by themselves, whatever page is open. */
const MAKERS = new RegExp(
  String.raw`^(?:accounts\.google\.com|content-autofill\.googleapis\.com|(?:http://)?update\.googleapis\.com|firefox\.settings\.services\.mozilla\.com)[:/]`,
)

/** Start it. `route` gives the answer for an address; undefined refuses it. */
export async function startServer(
  route: (url: URL, request: IncomingMessage) => Answer | undefined,
): Promise<TestServer> {
  const visits: Visit[] = []
  const server = createServer((request, response) => {
    const { method = 'GET', headers } = request
    // As a proxy it is asked for whole addresses, as a server for paths.
    const url = new URL(request.url ?? '/', `http://${headers.host ?? 'localhost'}`)
    visits.push({ method, url: url.href, range: headers.range ?? null })
    const answer = route(url, request)
    if (answer === undefined) response.writeHead(404).end()
    else send(request, response, answer)
  })
  server.on('connect', ({ url = '' }, socket) => {
    visits.push({ method: 'CONNECT', url, range: null })
    socket.on('error', () => undefined)
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://localhost:${port}`
  return {
    port,
    origin,
    visits,
    leaks: (allowed = []) =>
      visits.filter(
        ({ url }) => !MAKERS.test(url) && ![origin, ...allowed].some((one) => url.startsWith(`${one}/`)),
      ),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const { file, text = '', headers = {}, status = 200 } = answer
  const type = answer.type ?? TYPES[extname(file ?? '')] ?? 'application/octet-stream'
  const always = { 'content-type': type, 'cache-control': 'no-store', 'accept-ranges': 'bytes', ...headers }
  const size = file === undefined ? Buffer.byteLength(text) : statSync(file).size
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  const start = Number(from ?? 0)
  const end = Math.min(size, to === undefined || to === '' ? size : Number(to) + 1)
  if (from !== undefined && start >= size) {
    response.writeHead(416, { ...always, 'content-range': `bytes */${size}` }).end()
    return
  }
  const part = from === undefined ? {} : { 'content-range': `bytes ${start}-${end - 1}/${size}` }
  response.writeHead(from === undefined ? status : 206, { ...always, ...part, 'content-length': end - start })
  if (request.method === 'HEAD' || end === start) response.end()
  else if (file === undefined) response.end(Buffer.from(text).subarray(start, end))
  else createReadStream(file, { start, end: end - 1 }).pipe(response)
}
