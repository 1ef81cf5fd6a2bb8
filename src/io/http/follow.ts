/** One request along its redirects, each looked at before it is followed. */
import { PthError } from '../../errors.ts'
import { checkLimit } from '../../limits.ts'
import { firstLine, invalid } from './refused.ts'
import type { HttpRequest, HttpSession, HttpTarget } from './target.ts'

/** Redirects of one request. Hubs make one or two. */
const MOST_REDIRECTS = 8
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * The answer at the end of the redirects. `own` headers go to the origin of the request only, `all` along the way.
 * @throws PthError REMOTE_INVALID for a redirect that must not be followed, REMOTE_UNREACHABLE, LIMIT_EXCEEDED
 */
export async function followed(
  target: HttpTarget,
  { url, headers: own }: HttpRequest,
  all: Readonly<Record<string, string>>,
  session: HttpSession,
  signal: AbortSignal,
): Promise<Response> {
  const origin = new URL(url)
  let at = origin
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const headers = at.origin === origin.origin ? { ...own, ...all } : all
    const redirect = session.redirects === 'checked' ? 'manual' : 'follow'
    // Each hop is a request that the server counts, and so do we.
    checkLimit(session.limits, 'requests', target.name, session.transfer.requests + 1)
    session.transfer.requests += 1
    const response = await session.fetch(at.href, { headers, redirect, signal })
    if (hops === 0) target.seen?.(response.headers)
    // Without an address to go on at it is a refusal, as S3 sends for a bucket in another region.
    const location = response.headers.get('location')
    if (!REDIRECTS.has(response.status) || location === null) return response
    await response.body?.cancel()
    at = await next(target, at, origin, location, session)
  }
  throw invalid(
    target.name,
    `at most ${MOST_REDIRECTS} redirects`,
    'more of them, perhaps a circle',
    'check the address',
  )
}

async function next(
  { name }: HttpTarget,
  from: URL,
  origin: URL,
  location: string,
  session: HttpSession,
): Promise<URL> {
  if (!URL.canParse(location, from.href))
    throw invalid(name, 'an address to go on at', `a redirect to ${firstLine(location)}`)
  const to = new URL(location, from.href)
  if (to.protocol !== 'https:' && !(to.protocol === 'http:' && origin.protocol === 'http:'))
    throw invalid(
      name,
      'a redirect to https',
      `one to ${to.protocol}//${to.host}`,
      'it is not followed: the data could be anybody’s',
    )
  if (to.username !== '' || to.password !== '')
    throw invalid(name, 'an address without credentials', 'a redirect with some')
  const reason = await session.refusesRedirect(origin, to)
  if (reason !== null)
    throw new PthError('REMOTE_INVALID', {
      path: name,
      expected: 'a redirect to a public host',
      found: reason,
    })
  return to
}
