/** Pages that show a file, and where the file itself is: by the forms of addresses that their services have. */

/** A form of addresses. `file` is null where the address of the file does not follow from that of the page. */
interface Viewer {
  readonly host: RegExp
  readonly path: RegExp
  readonly file: ((url: URL) => string) | null
  readonly hint: string
}

const RAW = 'that page shows the file, which is at'

/** @see docs.github.com, docs.gitlab.com, help.dropbox.com/share/force-download, zenodo.org */
const VIEWERS: readonly Viewer[] = [
  {
    host: /^(?:www\.)?github\.com$/,
    path: /^\/[^/]+\/[^/]+\/blob\//,
    file: (url) => withPath(url, url.pathname.replace('/blob/', '/raw/')),
    hint: RAW,
  },
  {
    host: /./,
    path: /\/-\/blob\//,
    file: (url) => withPath(url, url.pathname.replace('/-/blob/', '/-/raw/')),
    hint: RAW,
  },
  {
    host: /^(?:www\.)?dropbox\.com$/,
    path: /./,
    file: null,
    hint: 'that page shows the file; put dl=1 in the place of dl=0 into the address',
  },
  {
    host: /^(?:drive|docs)\.google\.com$|^drive\.usercontent\.google\.com$/,
    path: /./,
    file: null,
    hint: 'Google Drive asks before it sends a large file: download it in a browser, and open the file',
  },
  {
    host: /^(?:www\.)?zenodo\.org$/,
    path: /^\/records?\/[^?]+$/,
    file: null,
    hint: 'the file itself is at https://zenodo.org/records/NUMBER/files/NAME?download=1',
  },
  {
    host: /(?:^|\.)figshare\.com$/,
    path: /^\/articles\//,
    file: null,
    hint: 'copy the address of the download button: https://ndownloader.figshare.com/files/NUMBER',
  },
]

/** What to do where the page at `url` was sent; null where nothing is known of it. */
export function pageHintOf(url: string, title: string): string | null {
  const address = new URL(url)
  const viewer = VIEWERS.find(({ host, path }) => host.test(address.hostname) && path.test(address.pathname))
  if (viewer !== undefined)
    return viewer.file === null ? viewer.hint : `${viewer.hint} ${viewer.file(address)}`
  if (/^(?:index of|directory listing)\b/i.test(title))
    return 'that is the list of a folder: add the name of one of its files to the address'
  // Not every server calls its list by that name, and a login may be at such an address, too.
  if (address.pathname.endsWith('/'))
    return (
      'an address that ends in a slash is that of a folder: add the name of one of its files; if the page is a ' +
      'login, log in by --header "Authorization: …"'
    )
  return null
}

/** Without the query: it may be a secret. */
function withPath({ origin }: URL, path: string): string {
  return `${origin}${path}`
}
