/** Answers of HTTP that are not the file, in words: what was asked, what came, what to do. */
import { PthError } from '../../errors.ts'
import type { Refusal } from './target.ts'

/** Statuses that pass by themselves: the server is busy or restarts. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504])

export function isPassing(status: number): boolean {
  return PASSING.has(status)
}

/** Seconds that a server asks to wait: `Retry-After` in seconds or as a date, or `t` of `RateLimit`; else null. */
export function retryAfter(headers: Headers, now: number): number | null {
  const text = headers.get('retry-after')?.trim()
  if (text !== undefined) {
    if (/^\d{1,9}$/.test(text)) return Number(text)
    const date = Date.parse(text)
    if (!Number.isNaN(date)) return Math.max(0, (date - now) / 1000)
  }
  const limited = /(?:^|;)\s*t=(\d{1,9})\s*(?:;|$)/.exec(headers.get('ratelimit') ?? '')
  return limited === null ? null : Number(limited[1]) + 1
}

/** The error for an answer with this status. `path` is the address as it was given. */
export function refusalOf(path: string, { status, headers, text }: Refusal): PthError {
  switch (status) {
    case 401:
      return denied(
        path,
        status,
        'the server asks for credentials',
        'give them by --header "Authorization: …"',
      )
    case 403:
      return denied(
        path,
        status,
        'the server does not permit it',
        'check the credentials and that the address has not expired',
      )
    case 404:
    case 410:
      return new PthError('REMOTE_NOT_FOUND', {
        path,
        reason:
          status === 410 ? 'the server had it and removed it (410)' : 'the server has no such file (404)',
        hint: 'check the address: upper and lower case count',
      })
    case 407:
      return denied(
        path,
        status,
        'the proxy asks for credentials',
        'put them into HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT',
      )
    case 429: {
      const seconds = retryAfter(headers, Date.now())
      return new PthError('REMOTE_RATE_LIMITED', {
        path,
        reason: 'the server takes no more requests for now (429)',
        hint: seconds === null ? 'try again later' : `try again in ${Math.ceil(seconds)} s`,
      })
    }
    case 412:
      return changed(path, 'the server says that it is no longer the file of the first answer (412)')
    default:
      return new PthError('REMOTE_UNREACHABLE', {
        path,
        reason: `the server answers ${status}${text === '' ? '' : `: ${firstLine(text)}`}`,
        hint: status >= 500 ? 'the server has a fault of its own; try again later' : 'check the address',
      })
  }
}

export function denied(path: string, status: number, reason: string, hint: string): PthError {
  return new PthError('REMOTE_DENIED', { path, reason: `${reason} (${status})`, hint })
}

export function changed(path: string, reason: string): PthError {
  return new PthError('REMOTE_CHANGED', { path, reason })
}

export function invalid(path: string, expected: string, found: string, hint?: string): PthError {
  return new PthError('REMOTE_INVALID', { path, expected, found, ...(hint !== undefined && { hint }) })
}

/** The first line of a text of a server, or the title of its page, short; the report escapes it. */
export function firstLine(text: string): string {
  // Of a page for people its title says what it is about.
  const title = /^\s*</.test(text) ? /<title[^>]*>([^<]{1,400})/i.exec(text)?.[1] : undefined
  const line = (title ?? text).trim().split(/\r?\n/, 1)[0] ?? ''
  return line.length > 200 ? `${line.slice(0, 200)}…` : line
}
