/** What the address says: which view, and what is chosen in it. Never anything that a file contains but a name. */

export const VIEWS = ['overview', 'map', 'tensors', 'safety', 'compare', 'convert'] as const
export type View = (typeof VIEWS)[number]

export const SORTS = ['file', 'name', 'size', 'elements', 'dtype'] as const
export type Sort = (typeof SORTS)[number]

/** The state of the page that a link carries. */
export interface Route {
  readonly view: View
  /** The name of the tensor that is shown; null for none. */
  readonly tensor: string | null
  /** What names are searched for: a glob, or a part of a name. */
  readonly search: string
  readonly dtype: string | null
  /** Least bytes of a tensor that is listed. */
  readonly least: number
  readonly sort: Sort
  readonly descending: boolean
  /** The names above what the map shows, joined by dots. */
  readonly module: string
  /** Whether tensors are listed as a tree. */
  readonly tree: boolean
}

export const START: Route = {
  view: 'overview',
  tensor: null,
  search: '',
  dtype: null,
  least: 0,
  sort: 'file',
  descending: false,
  module: '',
  tree: false,
}

/** Longest text that is put into an address. A longer name is not linked. */
const LONGEST = 2000

/** Read `#view=tensors&q=attn`. What is not understood is left at its default. */
export function parseRoute(hash: string): Route {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const bytes = Number(given.get('min') ?? '0')
  return {
    view: oneOf(VIEWS, given.get('view')) ?? START.view,
    tensor: given.get('tensor'),
    search: given.get('q') ?? '',
    dtype: given.get('dtype'),
    least: Number.isSafeInteger(bytes) && bytes > 0 ? bytes : 0,
    sort: oneOf(SORTS, given.get('sort')) ?? START.sort,
    descending: given.get('dir') === 'desc',
    module: given.get('module') ?? '',
    tree: given.get('as') === 'tree',
  }
}

/** The hash of a route: what is at its default is left out. */
export function formatRoute(route: Route): string {
  const hash = new URLSearchParams()
  const add = (key: string, value: string | null, nothing: string | null): void => {
    if (value !== nothing && value !== null && value.length <= LONGEST) hash.set(key, value)
  }
  add('view', route.view, START.view)
  add('tensor', route.tensor, null)
  add('q', route.search, '')
  add('dtype', route.dtype, null)
  add('min', String(route.least), '0')
  add('sort', route.sort, START.sort)
  add('dir', route.descending ? 'desc' : '', '')
  add('module', route.module, '')
  add('as', route.tree ? 'tree' : '', '')
  const text = hash.toString()
  return text === '' ? '#' : `#${text}`
}

function oneOf<Text extends string>(all: readonly Text[], text: string | null): Text | undefined {
  return all.find((one) => one === text)
}
