/** A server on loopback that keeps the rules of HTTP for ranges, or breaks the one that a test wants broken. */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

/** One request, before it is answered. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Without the query. */
  readonly path: string
  readonly file: Uint8Array | undefined
  /** How many requests came before. */
  readonly before: number
}

/** Answers by itself and returns true, or leaves the request to the server. */
export type Behaviour = (exchange: Exchange) => boolean

export interface Seen {
  readonly path: string
  readonly range: string | undefined
  readonly headers: IncomingMessage['headers']
}

export interface WebServer {
  readonly origin: string
  readonly seen: readonly Seen[]
  /** Bytes of bodies that it was asked for. */
  close(): Promise<void>
}

/** Serve `files` by their paths, `/` in front. */
async function serve(
  files: Readonly<Record<string, Uint8Array>>,
  behaviour: Behaviour = () => false,
): Promise<WebServer> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname)
    seen.push({ path, range: request.headers.range, headers: request.headers })
    const exchange = { request, response, path, file: files[path], before: seen.length - 1 }
    if (!behaviour(exchange)) answer(exchange)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${portOf(server)}`, seen, close: () => closed(server) }
}

/** Give `use` a server, and end it. */
export async function withServer<Result>(
  files: Readonly<Record<string, Uint8Array>>,
  behaviour: Behaviour,
  use: (server: WebServer) => Promise<Result>,
): Promise<Result> {
  const server = await serve(files, behaviour)
  try {
    return await use(server)
  } finally {
    await server.close()
  }
}

/** What RFC 9110 asks for, with a strong ETag. `headers` are added or replace others. */
export function answer({ request, response, file }: Exchange, headers: Record<string, string> = {}): void {
  if (file === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not here')
    return
  }
  const etag = headers['etag'] ?? '"first"'
  const wanted = request.headers['if-match']
  if (wanted !== undefined && wanted !== etag) {
    response.writeHead(412).end()
    return
  }
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
  if (range === null) {
    response.writeHead(200, { 'content-length': String(file.length), etag, ...headers }).end(file)
    return
  }
  const [first, last] = [Number(range[1]), Math.min(Number(range[2]), file.length - 1)]
  if (first >= file.length) {
    response.writeHead(416, { 'content-range': `bytes */${file.length}` }).end()
    return
  }
  const body = file.subarray(first, last + 1)
  const part = {
    'content-range': `bytes ${first}-${last}/${file.length}`,
    'content-length': String(body.length),
  }
  response.writeHead(206, { ...part, etag, ...headers }).end(body)
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
