/**
 * A hub of Hugging Face's kind on loopback: a file's address redirects to another port, signed for the range of the
 * request and good for it alone; small files stay on the same port; listings come in pages.
 */
import { createHash } from 'node:crypto'
import { answer, withServer } from './web-server.ts'
import type { Behaviour, Exchange, WebServer } from './web-server.ts'

/** One repository: files by path at its only commit. */
export interface FakeRepository {
  readonly files: Readonly<Record<string, Uint8Array>>
  /** Who may read it: everybody, a token, or a token that is on the list. */
  readonly access?: 'public' | 'private' | 'gated'
}

export interface FakeHub {
  /** For HF_ENDPOINT. */
  readonly endpoint: string
  /** What the hub itself was asked for. */
  readonly seen: WebServer['seen']
  /** What the other port was asked for. */
  readonly cdn: WebServer['seen']
}

export const COMMIT = 'c0ffee'.padEnd(40, '0')
export const TOKEN = 'hf_right'
/** Files of a page of a listing. */
const PAGE = 3

/** Give `use` a hub with these repositories, and end it. `before` may answer in the hub's place. */
export async function withHub<Result>(
  repositories: Readonly<Record<string, FakeRepository>>,
  use: (hub: FakeHub) => Promise<Result>,
  before: Behaviour = () => false,
): Promise<Result> {
  const blobs: Record<string, Uint8Array> = {}
  for (const [id, { files }] of Object.entries(repositories))
    for (const [path, bytes] of Object.entries(files)) blobs[`/blobs/${id}/${path}`] = bytes
  return withServer(blobs, signed, (cdn) => {
    const hub: Behaviour = (exchange) => before(exchange) || hubAnswer(exchange, repositories, cdn.origin)
    return withServer({}, hub, (server) => use({ endpoint: server.origin, seen: server.seen, cdn: cdn.seen }))
  })
}

function signature(path: string, range: string): string {
  return createHash('sha256').update(`${path} ${range}`).digest('hex')
}

/** Refuses whoever asks for another range than the address was signed for. */
function signed({ request, response, path }: Exchange): boolean {
  const given = new URL(request.url ?? '', 'http://x').searchParams.get('Signature')
  if (given === signature(path, request.headers.range ?? '')) return false
  response.writeHead(403).end('Auth failed: invalid range')
  return true
}

function hubAnswer(
  exchange: Exchange,
  repositories: Readonly<Record<string, FakeRepository>>,
  cdn: string,
): boolean {
  const { request, response, path } = exchange
  const [, list, id = '', revision = '', rest = ''] =
    /^\/(api\/models\/)?([^/]+\/[^/]+)\/(?:resolve|tree)\/([^/]+)\/?(.*)$/.exec(path) ?? []
  const refuse = (status: number, code: string, message: string): boolean => {
    response.writeHead(status, { 'x-error-code': code, 'x-error-message': message }).end(message)
    return true
  }
  if (path.startsWith('/api/resolve-cache/')) {
    const [, name = '', inside = ''] = /^\/api\/resolve-cache\/([^/]+\/[^/]+)\/(.*)$/.exec(path) ?? []
    answer({ ...exchange, file: repositories[name]?.files[inside] })
    return true
  }
  if (id === 'old/name') {
    response.writeHead(307, { location: (request.url ?? '').replace('old/name', 'new/name') }).end()
    return true
  }
  const repository = repositories[id]
  const token = request.headers.authorization
  if (token !== undefined && token !== `Bearer ${TOKEN}` && token !== 'Bearer hf_other')
    return refuse(401, '', 'Invalid credentials in Authorization header')
  if (repository === undefined || (repository.access === 'private' && token !== `Bearer ${TOKEN}`))
    return refuse(401, 'RepoNotFound', 'Repository not found')
  if (repository.access === 'gated' && token !== `Bearer ${TOKEN}`)
    return refuse(token === undefined ? 401 : 403, 'GatedRepo', `Access to model ${id} is restricted.`)
  if (revision !== 'main' && revision !== COMMIT)
    return refuse(404, 'RevisionNotFound', `Invalid rev id: ${revision}`)
  if (list !== undefined) return page(exchange, repository, rest)
  const bytes = repository.files[rest]
  if (bytes === undefined) return refuse(404, 'EntryNotFound', 'Entry not found')
  const headers = { 'x-repo-commit': COMMIT }
  if (bytes.length < 4096 && rest.endsWith('.json')) {
    response.writeHead(307, { ...headers, location: `/api/resolve-cache/${id}/${rest}` }).end()
    return true
  }
  const blob = `/blobs/${id}/${rest}`
  const location = `${cdn}${encodeURI(blob)}?Signature=${signature(blob, request.headers.range ?? '')}`
  response.writeHead(302, { ...headers, location, 'x-linked-size': String(bytes.length) }).end()
  return true
}

function page({ request, response }: Exchange, { files }: FakeRepository, below: string): true {
  const url = new URL(request.url ?? '', `http://${request.headers.host ?? ''}`)
  const start = Number(url.searchParams.get('cursor') ?? 0)
  const names = Object.keys(files).filter((name) => below === '' || name.startsWith(`${below}/`))
  const items = names
    .slice(start, start + PAGE)
    .map((path) => ({ type: 'file', path, size: files[path]?.length, oid: '0' }))
  url.searchParams.set('cursor', String(start + PAGE))
  response.writeHead(200, {
    'content-type': 'application/json',
    ...(start + PAGE < names.length && { link: `<${url.href}>; rel="next"` }),
  })
  response.end(JSON.stringify([{ type: 'directory', path: 'sub', oid: '1' }, ...items]))
  return true
}
