/** A server for one person on this machine: loopback only, behind a token. The one file that imports `node:http`. */
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { PthError } from '../../errors.ts'
import { answer, refuse } from './answer.ts'
import type { Contents } from './answer.ts'
import { admit } from './guard.ts'

/** A running server. */
export interface RunningServer {
  readonly port: number
  /** The part of every address that nobody guesses. */
  readonly token: string
  /** End it, and every connection that is open. */
  close(): Promise<void>
}

const HOST = '127.0.0.1'
/** Connections at one time; a browser opens six. */
const MOST_CONNECTIONS = 64
/** Milliseconds for the headers of a request. */
const PATIENCE = 10_000

/**
 * Begin to serve. Port 0 is one that is free.
 * @throws PthError USAGE for a port that is taken or not permitted
 */
export async function startServer(contents: Contents, port: number): Promise<RunningServer> {
  const token = newToken()
  const server = createServer({ headersTimeout: PATIENCE, requestTimeout: PATIENCE }, (request, response) => {
    void handle(request, response, token, contents)
  })
  server.maxConnections = MOST_CONNECTIONS
  // What is no HTTP is no request.
  server.on('clientError', (_, socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(taken(port, cause)))
    server.listen({ host: HOST, port, exclusive: true }, resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string')
    throw new PthError('INTERNAL', { reason: 'the server has no port' })
  return {
    port: address.port,
    token,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  contents: Contents,
): Promise<void> {
  const { method = '', url = '', rawHeaders, headers } = request
  // A body is of no use here.
  request.resume()
  const admission = admit({ method, url, rawHeaders }, token)
  if ('status' in admission) {
    refuse(response, admission.status, admission.status === 405 ? { allow: 'GET, HEAD' } : {})
    return
  }
  try {
    const asked = {
      head: method === 'HEAD',
      path: admission.path,
      range: headers.range,
      ifRange: onlyText(headers['if-range']),
      ifMatch: headers['if-match'],
    }
    await answer(response, asked, contents)
  } catch {
    // The file is gone or cannot be read now: 404 is what the page words.
    if (response.headersSent) response.destroy()
    else refuse(response, 404)
  }
}

function onlyText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** 128 random bits in letters, digits, `-` and `_`. */
function newToken(): string {
  return btoa(String.fromCharCode.apply(null, [...crypto.getRandomValues(new Uint8Array(16))]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function taken(port: number, cause: NodeJS.ErrnoException): PthError {
  const reasons = new Map([
    ['EADDRINUSE', 'another program uses it'],
    ['EACCES', 'this user may not use it'],
  ])
  const reason = reasons.get(cause.code ?? '') ?? cause.code ?? cause.message
  return new PthError(
    'USAGE',
    { reason: `--port ${port}: ${reason}; leave --port out for a free one` },
    { cause },
  )
}
