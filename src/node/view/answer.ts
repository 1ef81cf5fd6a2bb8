/** What is sent back: the page, the list of files, or a part of one of them. */
import { askedRange } from './range.ts'
import type { FileNow, ServedFile } from './served-file.ts'

/** A part of the page, or a text that was made for it. */
export interface Page {
  readonly type: string
  readonly bytes: Uint8Array
}

/** What an answer is written to: a response of Node's server. */
export interface Answering {
  readonly headersSent: boolean
  readonly destroyed: boolean
  writeHead(status: number, headers: Readonly<Record<string, string | number>>): void
  /** False when there is no room until `drain`. */
  write(bytes: Uint8Array): boolean
  end(bytes?: Uint8Array): void
  destroy(): void
  on(event: 'drain' | 'close', listener: () => void): void
  off(event: 'drain' | 'close', listener: () => void): void
}

/** Everything that there is. A path of a request is looked up here and is never a path on the disk. */
export interface Contents {
  readonly pages: ReadonlyMap<string, Page>
  readonly files: ReadonlyMap<string, ServedFile>
}

/** The headers of a request that matter to an answer. */
export interface Asked {
  readonly head: boolean
  readonly path: string
  readonly range: string | undefined
  readonly ifRange: string | undefined
  readonly ifMatch: string | undefined
}

/**
 * For every answer. Nothing but this server is reached from the page, nobody may show it in a frame or read it, and
 * its address, which has the token, is told to nobody.
 */
const HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
    "worker-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; " +
    "frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/**
 * For the scripts of workers, which have the policy of their own answer: no network but for the page's own scripts.
 * Without `script-src` and `default-src` browsers compile WebAssembly; with them they ask for an `unsafe-` word.
 */
const WORKER_POLICY =
  "connect-src 'none'; script-src-elem 'self'; worker-src 'self'; img-src 'none'; font-src 'none'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const WORKER = /^(?:worker[\w-]*|hash|write)\.js$/

/** Bytes that are read, and checked to be of one content, before any of them is sent. */
const AT_ONCE = 1 << 22

/** Answer a request that was let in. @throws what opening and reading throw */
export async function answer(response: Answering, asked: Asked, contents: Contents): Promise<void> {
  const page = contents.pages.get(asked.path)
  if (page !== undefined) return sendPage(response, asked, page)
  const file = contents.files.get(asked.path)
  if (file === undefined) return refuse(response, 404)
  const now = await file.open()
  try {
    await sendFile(response, asked, now)
  } finally {
    await now.close()
  }
}

/** An answer without content. */
export function refuse(response: Answering, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...HEADERS, ...headers, 'content-length': 0 })
  response.end()
}

function sendPage(response: Answering, { head, path }: Asked, { type, bytes }: Page): void {
  const policy = WORKER.test(path) ? { 'content-security-policy': WORKER_POLICY } : {}
  response.writeHead(200, { ...HEADERS, ...policy, 'content-type': type, 'content-length': bytes.length })
  if (head) response.end()
  else response.end(bytes)
}

async function sendFile(response: Answering, asked: Asked, file: FileNow): Promise<void> {
  const { byteLength, etag } = file
  if (asked.ifMatch !== undefined && asked.ifMatch !== '*' && asked.ifMatch !== etag)
    return refuse(response, 412, { etag })
  // Who has the bytes of another content wants all of this one.
  const range = asked.ifRange === undefined || asked.ifRange === etag ? asked.range : undefined
  const part = askedRange(range, byteLength)
  if (part.kind === 'refused')
    return refuse(response, 416, { etag, 'content-range': `bytes */${byteLength}` })
  const [offset, length] = part.kind === 'part' ? [part.offset, part.length] : [0, byteLength]
  const headers = {
    ...HEADERS,
    'accept-ranges': 'bytes',
    'content-type': 'application/octet-stream',
    'content-length': length,
    etag,
    ...(part.kind === 'part' && {
      'content-range': `bytes ${offset}-${offset + length - 1}/${byteLength}`,
    }),
  }
  const status = part.kind === 'part' ? 206 : 200
  if (asked.head) {
    response.writeHead(status, headers)
    response.end()
    return
  }
  const end = offset + length
  for (let at = offset; at < end || at === offset; at += AT_ONCE) {
    const size = Math.min(AT_ONCE, end - at)
    const bytes = await file.read(at, size)
    // Bytes of two contents must never be taken for one: the answer breaks off, and the next has another tag.
    if (bytes.length < size || !(await file.same())) return breakOff(response)
    if (at === offset) response.writeHead(status, headers)
    if (!(await written(response, bytes))) return
  }
  response.end()
}

function breakOff(response: Answering): void {
  if (response.headersSent) response.destroy()
  else refuse(response, 503, { 'retry-after': '0' })
}

/** Write and wait for room; false when the reader went away. */
function written(response: Answering, bytes: Uint8Array): Promise<boolean> {
  if (response.destroyed) return Promise.resolve(false)
  if (response.write(bytes)) return Promise.resolve(true)
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done)
      response.off('close', done)
      resolve(!response.destroyed)
    }
    response.on('drain', done)
    response.on('close', done)
  })
}
