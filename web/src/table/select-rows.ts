/** Which rows of the table are shown, and in which order: searched, filtered and sorted within a key press. */
import { compileGlobs } from 'pth-cli'
import type { Sort } from '../route.ts'
import type { TensorTable } from './tensor-table.ts'

/** What is asked for. */
export interface RowsWanted {
  /** A part of a name in any case; with `*`, `?`, `[` or `{` a glob, as for `pth inspect --filter`. */
  readonly search: string
  readonly dtype: string | null
  /** Least bytes. */
  readonly least: number
  readonly sort: Sort
  readonly descending: boolean
}

/** Selects rows of one table; what does not depend on the search is made once. */
export interface RowSelector {
  /** Rows in order. @throws PthError USAGE for a glob that cannot be understood */
  (wanted: RowsWanted): Int32Array
}

/** A selector of rows of a table. */
export function rowSelector(table: TensorTable): RowSelector {
  const orders = new Map<Sort, Int32Array>()
  let lower: readonly string[] | null = null

  function orderBy(sort: Sort): Int32Array {
    const known = orders.get(sort)
    if (known !== undefined) return known
    const order = Int32Array.from(table.names.keys())
    const compare = comparison(table, sort)
    // Equal rows stay in the order of the file.
    if (compare !== null) order.sort((a, b) => compare(a, b) || a - b)
    orders.set(sort, order)
    return order
  }

  function matcher(search: string): ((row: number) => boolean) | null {
    if (search === '') return null
    if (isGlob(search)) {
      const matches = compileGlobs([search])
      return (row) => matches(table.names[row] ?? '')
    }
    const wanted = search.toLowerCase()
    const names = (lower ??= table.names.map((name) => name.toLowerCase()))
    return (row) => names[row]?.includes(wanted) === true
  }

  return ({ search, dtype, least, sort, descending }) => {
    const order = orderBy(sort)
    const matches = matcher(search)
    const wanted = dtype === null ? -1 : table.dtypeNames.indexOf(dtype)
    const found = new Int32Array(order.length)
    let count = 0
    for (let at = 0; at < order.length; at += 1) {
      const row = order[descending ? order.length - 1 - at : at] ?? 0
      if (dtype !== null && table.dtypes[row] !== wanted) continue
      if (least > 0 && (table.bytes[row] ?? 0) < least) continue
      if (matches !== null && !matches(row)) continue
      found[count] = row
      count += 1
    }
    return found.subarray(0, count)
  }
}

/** Whether a search is a glob. */
export function isGlob(search: string): boolean {
  return /[*?[{]/.test(search)
}

function comparison(table: TensorTable, sort: Sort): ((a: number, b: number) => number) | null {
  const { names, bytes, numels, dtypes, dtypeNames } = table
  switch (sort) {
    case 'name':
      return (a, b) => compareTexts(names[a] ?? '', names[b] ?? '')
    case 'size':
      return (a, b) => (bytes[a] ?? 0) - (bytes[b] ?? 0)
    case 'elements':
      return (a, b) => (numels[a] ?? 0) - (numels[b] ?? 0)
    case 'dtype':
      return (a, b) => compareTexts(dtypeNames[dtypes[a] ?? 0] ?? '', dtypeNames[dtypes[b] ?? 0] ?? '')
    case 'file':
      return null
  }
}

/** By code units, as the command line sorts: no language decides. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
