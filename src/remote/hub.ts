/**
 * Files of a hub of Hugging Face's kind. Every range is asked for at `/resolve/`: the address that it redirects to is
 * signed for that one range. @see huggingface_hub/file_download.py, huggingface_hub/hf_api.py `list_repo_tree`
 */
import { PthError } from '../errors.ts'
import { fetchText } from '../io/http/fetch-text.ts'
import { checkLimit } from '../limits.ts'
import { denied, firstLine, invalid } from '../io/http/refused.ts'
import type { HttpSession, HttpTarget, Refusal } from '../io/http/target.ts'
import { nameOfAddress } from './address.ts'
import type { HubAddress } from './address.ts'
import type { RemoteFile } from './listing.ts'

/** How to reach a hub. */
export interface HubAccess {
  /** Such as `https://huggingface.co`, without a slash at the end. */
  readonly endpoint: string
  /** Sent to the endpoint's origin only. */
  readonly token: string | null
}

/** Bytes of one page of a listing. The hub sends 1,000 files a page. */
const PAGE_BYTES = 1 << 24

/** A repository at one commit: that of the first answer, for every file of it that is read after. */
export interface HubRepository {
  target(path: string): HttpTarget
  /** The files below `path`, in the hub's order. @throws PthError as requests, LIMIT_EXCEEDED */
  list(path: string, session: HttpSession): Promise<readonly RemoteFile[]>
}

export function hubRepository(address: HubAddress, { endpoint, token }: HubAccess): HubRepository {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` }
  let commit: string | null = null
  const seen = (answer: Headers): void => {
    const found = answer.get('x-repo-commit')
    if (commit === null && found !== null && /^[0-9a-f]{40}$/.test(found)) commit = found
  }

  function target(path: string): HttpTarget {
    const file = { ...address, path }
    const name = nameOfAddress(file)
    return {
      name,
      request: async () => {
        const revision = encodeURIComponent(commit ?? address.revision)
        const url = `${endpoint}/${address.type}${address.id}/resolve/${revision}/${encodedPath(path)}`
        return { url, headers }
      },
      seen,
      refusal: (answer) => hubRefusal(name, answer, token !== null),
    }
  }

  async function list(path: string, session: HttpSession): Promise<readonly RemoteFile[]> {
    const name = nameOfAddress({ ...address, path })
    const kind = address.type === '' ? 'models/' : address.type
    const revision = encodeURIComponent(commit ?? address.revision)
    const below = path === '' ? '' : `/${encodedPath(path.replace(/\/$/, ''))}`
    const files: RemoteFile[] = []
    let url: string | null = `${endpoint}/api/${kind}${address.id}/tree/${revision}${below}?recursive=true`
    const pages = new Set<string>()
    while (url !== null) {
      const page: string = url
      if (pages.has(page)) throw invalid(name, 'a list that ends', 'a page that is its own next one')
      pages.add(page)
      const { text, headers: answer } = await fetchText(
        {
          name,
          request: async () => ({ url: page, headers }),
          seen,
          refusal: (refused) => hubRefusal(name, refused, token !== null),
        },
        PAGE_BYTES,
        session,
      )
      const found = filesOf(name, text, path)
      for (const file of found) files.push(file)
      checkLimit(session.limits, 'files', name, files.length + pages.size)
      url = nextPage(name, answer.get('link'), page)
    }
    return files
  }

  return { target, list }
}

function encodedPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

/** `<ADDRESS>; rel="next"`, on the same server. */
function nextPage(name: string, link: string | null, page: string): string | null {
  const [, found] = /<([^>]+)>\s*;\s*rel="?next"?/.exec(link ?? '') ?? []
  if (found === undefined) return null
  const next = URL.canParse(found, page) ? new URL(found, page) : null
  if (next !== null && next.origin === new URL(page).origin) return next.href
  throw invalid(name, 'the next page of the list on the same server', 'one elsewhere')
}

function filesOf(name: string, text: string, below: string): RemoteFile[] {
  const items: unknown = parsed(name, text)
  if (!Array.isArray(items))
    throw new PthError('REMOTE_INVALID', { path: name, expected: 'a list of files', found: 'something else' })
  const start = below === '' ? '' : `${below.replace(/\/$/, '')}/`
  return items.flatMap((item: unknown) => {
    // A file that is left out would look as if it were not there.
    if (typeof item !== 'object' || item === null || !('type' in item) || !('path' in item))
      throw invalid(name, 'a list of files', 'an item without type and path')
    if (item.type !== 'file') return []
    if (typeof item.path !== 'string' || !item.path.startsWith(start))
      throw invalid(name, `files below ${JSON.stringify(below)}`, 'one elsewhere')
    if (item.path.split('/').some((part) => part === '' || part === '.' || part === '..'))
      throw invalid(name, 'names of files', 'one that leads out of the repository')
    const size = 'size' in item && Number.isSafeInteger(item.size) ? Number(item.size) : null
    return [{ name: item.path.slice(start.length), byteLength: size !== null && size >= 0 ? size : null }]
  })
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new PthError(
      'REMOTE_INVALID',
      { path: name, expected: 'a list of files in JSON', found: 'other text' },
      { cause },
    )
  }
}

/** The hub's own codes, which say more than the status. @see huggingface_hub/utils/_http.py `hf_raise_for_status` */
function hubRefusal(name: string, { status, headers, text }: Refusal, withToken: boolean): PthError | null {
  const code = headers.get('x-error-code') ?? ''
  const message = firstLine(headers.get('x-error-message') ?? (text.startsWith('<') ? '' : text))
  const said = message === '' ? '' : `: ${message}`
  switch (code) {
    case 'GatedRepo':
      return denied(
        name,
        status,
        `the repository is gated${said}`,
        withToken
          ? 'ask for access on its page; your token is not on the list yet'
          : 'ask for access on its page and set HF_TOKEN',
      )
    case 'RevisionNotFound':
      return missing(
        name,
        `the repository has no such revision (${status})`,
        'name a branch, a tag or a commit after @',
      )
    case 'EntryNotFound':
      return missing(
        name,
        `the repository has no such file (${status})`,
        `list it: pth ls ${name.split('/').slice(0, 4).join('/')}`,
      )
    case 'RepoNotFound':
      return withToken
        ? missing(
            name,
            `there is no such repository, or it is private and the token does not reach it (${status})`,
            'check the spelling: NAMESPACE/NAME',
          )
        : missing(
            name,
            `there is no such repository, or it is private or gated (${status})`,
            'check the spelling: NAMESPACE/NAME; for a private or gated one set HF_TOKEN',
          )
    default:
  }
  if (/invalid credentials|invalid username or password/i.test(message) && withToken)
    return denied(
      name,
      status,
      `the hub does not know the token${said}`,
      'check HF_TOKEN, or unset it for a public repository',
    )
  if (status === 401 && !withToken)
    return denied(
      name,
      status,
      'there is no such repository, or it is private or gated',
      'check the spelling: NAMESPACE/NAME; for a private or gated one set HF_TOKEN',
    )
  if (status === 401 || status === 403)
    return denied(
      name,
      status,
      `the hub does not permit it${said}`,
      'check that the token may read this repository',
    )
  return null
}

function missing(path: string, reason: string, hint: string): PthError {
  return new PthError('REMOTE_NOT_FOUND', { path, reason, hint })
}
