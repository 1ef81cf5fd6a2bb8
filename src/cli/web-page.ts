/** The page as it is in the package: for a server, and as one script and one style for a report. */
import type { Page } from '../node/view/answer.ts'
import { readPackageFile } from './package-file.ts'

/** Where the build puts it, with the list of its files. */
const FOLDER = 'dist/web'
const LIST = 'files.json'

/** What a browser must be told, since it is told to guess nothing. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['css', 'text/css; charset=utf-8'],
  ['json', 'application/json'],
  ['webmanifest', 'application/manifest+json'],
  ['svg', 'image/svg+xml'],
])

/**
 * The files of the page by their paths, with slashes; `''` is the page itself. Its worker is made of chunks of the
 * library, so that the package has them once: the list says where each file is. @throws PthError SOURCE_UNREADABLE
 */
export async function readPage(): Promise<Map<string, Page>> {
  const list: Readonly<Record<string, string>> = JSON.parse(await readPackageFile(`${FOLDER}/${LIST}`))
  const pages = new Map<string, Page>()
  for (const [name, place] of Object.entries(list)) {
    const type = TYPES.get(name.slice(name.lastIndexOf('.') + 1))
    const bytes = new TextEncoder().encode(await readPackageFile(place))
    if (type !== undefined) pages.set(name === 'index.html' ? '' : name, { type, bytes })
  }
  return pages
}

/** What a report has in it. */
export interface EmbeddedPage {
  readonly script: string
  readonly style: string
}

/** The page as one script that needs no file and no worker, and its style. @throws PthError SOURCE_UNREADABLE */
export async function readEmbeddedPage(): Promise<EmbeddedPage> {
  const [script, style] = await Promise.all(
    ['app.js', 'app.css'].map((name) => readPackageFile(`${FOLDER}/${name}`)),
  )
  return { script: script ?? '', style: style ?? '' }
}
