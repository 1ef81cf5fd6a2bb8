/** Tensors in rows; a click on a heading sorts. */
import type { JSX } from 'preact'
import type { Go } from '../app.tsx'
import { formatBytes, formatCount, shownName } from '../format.ts'
import type { Route, Sort } from '../route.ts'
import type { TensorTable } from '../table/tensor-table.ts'
import { Dtype, LineName } from './parts.tsx'
import { Virtual } from './virtual-list.tsx'

const HEADS: readonly (readonly [sort: Sort | null, title: string, kind: string])[] = [
  ['name', 'Name', 'c-name'],
  ['dtype', 'Type', 'c-dtype'],
  [null, 'Shape', 'c-shape'],
  ['elements', 'Elements', 'c-number c-elements'],
  ['size', 'Bytes', 'c-number'],
]

/** Longest name in a row. */
const LONGEST = 160

export function TensorList({
  table,
  rows,
  route,
  go,
}: {
  readonly table: TensorTable
  readonly rows: Int32Array
  readonly route: Route
  readonly go: Go
}): JSX.Element {
  const sortBy = (sort: Sort): void => {
    if (route.sort !== sort) return go({ sort, descending: sort === 'size' || sort === 'elements' })
    const first = sort === 'size' || sort === 'elements'
    // The third click is the order of the file again.
    if (route.descending === first) go({ descending: !first })
    else go({ sort: 'file', descending: false })
  }
  return (
    <Virtual
      rows={rows.length}
      role="grid"
      label="Tensors"
      columns={HEADS.length}
      version={rows}
      onEnter={(at) => go({ tensor: table.names[rows[at] ?? 0] ?? null })}
      head={HEADS.map(([sort, title, kind]) => {
        const sorted = sort !== null && route.sort === sort
        const direction = route.descending ? 'descending' : 'ascending'
        return (
          <div class={kind} role="columnheader" aria-sort={sorted ? direction : 'none'}>
            {sort === null ? (
              title
            ) : (
              <button type="button" onClick={() => sortBy(sort)}>
                {title}
                <span aria-hidden="true">{sorted ? (route.descending ? ' ↓' : ' ↑') : ''}</span>
              </button>
            )}
          </div>
        )
      })}
      row={(at, props) => {
        const row = rows[at] ?? 0
        const numel = table.numels[row] ?? -1
        const bytes = table.bytes[row] ?? -1
        return (
          <div {...props}>
            <div class="c-name" role="gridcell">
              <LineName text={table.names[row] ?? ''} longest={LONGEST} />
              {table.problems[row] === 1 && <span class="chip bad">cannot be read</span>}
            </div>
            <div class="c-dtype" role="gridcell">
              <Dtype name={table.dtypeNames[table.dtypes[row] ?? 0] ?? ''} />
            </div>
            <div class="c-shape mono" role="gridcell">
              {shownName(table.shapes[row] ?? '', 60)}
            </div>
            <div class="c-number c-elements" role="gridcell">
              {numel < 0 ? '?' : formatCount(numel)}
            </div>
            <div class="c-number" role="gridcell">
              {bytes < 0 ? '?' : formatBytes(bytes)}
            </div>
          </div>
        )
      }}
    />
  )
}
