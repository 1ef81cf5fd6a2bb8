/** The page as `pth view` serves it: with the files that were named on the command line. */
import type { Limits } from 'pth-cli'
import type { Input, ServedFiles } from './engine.ts'

/** The list of files: one input, and perhaps another to compare it with. */
interface ServedList {
  readonly file: ServedEntry
  readonly other: ServedEntry | null
  readonly root: string | null
  readonly weights: ServedFiles['weights']
  readonly join: readonly string[]
  readonly limits: Limits
}

interface ServedEntry {
  readonly name: string
  readonly member: string | null
  readonly parts: boolean
  readonly files: readonly { readonly name: string; readonly label: string; readonly url: string }[]
}

/** What the server put into the page: where its list is. Absent where nobody serves files. */
export function servedList(page: Document): string | null {
  return page.querySelector<HTMLMetaElement>('meta[name="pth-served"]')?.content ?? null
}

/** What was named on the command line. @throws TypeError where the server is gone */
export async function servedInputs(
  page: Document,
  list: string,
): Promise<{ readonly first: Input; readonly other: Input | null }> {
  const response = await fetch(new URL(list, page.baseURI), { cache: 'no-store', credentials: 'omit' })
  const { file, other, root, weights, join, limits } = (await response.json()) as ServedList
  const input = (entry: ServedEntry, opening: Pick<ServedFiles, 'root' | 'weights' | 'join'>): Input => ({
    kind: 'served',
    name: entry.name,
    member: entry.member,
    parts: entry.parts,
    ...opening,
    limits,
    files: entry.files.map(({ url, ...names }) => ({ ...names, url: new URL(url, page.baseURI).href })),
  })
  const plain = { root: null, weights: null, join: [] }
  return { first: input(file, { root, weights, join }), other: other === null ? null : input(other, plain) }
}
