/** Which servers the page may ask, by its own address: those that were typed. */

/** Where the files of the hub are: it sends readers on to these. */
const HUB = 'https://huggingface.co https://*.huggingface.co https://*.hf.co'

/** The files that the page's own server has: `pth view`. */
export const OWN = "'self'"

/**
 * The sources of `connect-src`: `'none'` without an address, else its host. `redirects=any` in the address permits all,
 * for servers that send readers on to a host that nobody can know before.
 */
export function allowedSources({ search, origin }: Pick<Location, 'search' | 'origin'>): string {
  const asked = new URLSearchParams(search)
  const url = asked.get('url')
  if (url === null) return "'none'"
  if (asked.get('redirects') === 'any') return 'https: http:'
  if (/^hf:\/\//i.test(url)) return HUB
  try {
    const target = new URL(url, `${origin}/`)
    if (target.origin === origin) return OWN
    if (target.protocol !== 'https:' && target.protocol !== 'http:') return "'none'"
    // A name of a host may have a semicolon or a comma, which would begin something else in a policy.
    if (!/^[\w.:[\]-]+$/.test(target.host)) return "'none'"
    return /(^|\.)(huggingface\.co|hf\.co)$/.test(target.hostname) ? HUB : target.origin
  } catch {
    return "'none'"
  }
}
