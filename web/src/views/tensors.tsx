/** The tensors: searched, filtered, sorted, as a table or as a tree of modules. */
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Go } from '../app.tsx'
import type { Opened } from '../documents.ts'
import { formatCount } from '../format.ts'
import type { Route } from '../route.ts'
import { rowSelector } from '../table/select-rows.ts'
import { failureOf } from '../use-work.ts'
import { Failed } from './states.tsx'
import { TensorList } from './tensor-list.tsx'
import { TensorTree } from './tensor-tree.tsx'

/** Sizes that are offered as the least. */
const SIZES = [
  [0, 'any size'],
  [1 << 10, 'from 1 KiB'],
  [1 << 20, 'from 1 MiB'],
  [16 << 20, 'from 16 MiB'],
  [256 << 20, 'from 256 MiB'],
] as const

/** Milliseconds after the last key before the address of the page follows. */
const SETTLED = 300

export function Tensors({
  opened,
  route,
  go,
}: {
  readonly opened: Opened
  readonly route: Route
  readonly go: Go
}): JSX.Element {
  const { table } = opened
  const [search, setSearch] = useState(route.search)
  const select = useMemo(() => rowSelector(table), [table])
  useEffect(() => setSearch(route.search), [route.search])
  useEffect(() => {
    if (search === route.search) return undefined
    const timer = setTimeout(() => go({ search }), SETTLED)
    return () => clearTimeout(timer)
  }, [search])

  const { dtype, least, sort, descending } = route
  const found = useMemo(() => {
    try {
      return { rows: select({ search, dtype, least, sort, descending }), failure: null }
    } catch (error) {
      return { rows: new Int32Array(0), failure: failureOf(error) }
    }
  }, [select, search, dtype, least, sort, descending])
  const { rows, failure } = found
  const none = table.names.length === 0
  const bytes = useMemo(() => rows.reduce((sum, row) => sum + Math.max(0, table.bytes[row] ?? 0), 0), [rows])
  return (
    <div class="stack tensors">
      <div class="toolbar" role="search">
        <label class="hidden-visually" for="search">
          Search names
        </label>
        <input
          id="search"
          type="search"
          autocomplete="off"
          spellcheck={false}
          placeholder="Part of a name, or a glob: layers.*.weight"
          value={search}
          onInput={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <select
          aria-label="Element type"
          value={dtype ?? ''}
          onChange={({ currentTarget }) =>
            go({ dtype: currentTarget.value === '' ? null : currentTarget.value })
          }
        >
          <option value="">all types</option>
          {table.dtypeNames.map((name) => (
            <option value={name}>{name}</option>
          ))}
        </select>
        <select
          aria-label="Least size"
          value={String(least)}
          onChange={({ currentTarget }) => go({ least: Number(currentTarget.value) })}
        >
          {SIZES.map(([size, words]) => (
            <option value={String(size)}>{words}</option>
          ))}
          {SIZES.every(([size]) => size !== least) && <option value={String(least)}>from {least} B</option>}
        </select>
        <div class="switch" role="group" aria-label="Form of the list">
          <button type="button" aria-pressed={!route.tree} onClick={() => go({ tree: false })}>
            Table
          </button>
          <button type="button" aria-pressed={route.tree} onClick={() => go({ tree: true })}>
            Tree
          </button>
        </div>
        <output class="soft" aria-live="polite" data-value="rows">
          {formatCount(rows.length)} of {formatCount(table.names.length)} tensors, {formatCount(bytes)} B
        </output>
      </div>
      {failure !== null && <Failed failure={failure} title="This search cannot be understood" />}
      {none && <p class="empty">This file has no tensors.</p>}
      {failure === null && rows.length === 0 && !none && (
        <p class="empty">
          No tensor matches.{' '}
          <button type="button" class="quiet" onClick={() => go({ search: '', dtype: null, least: 0 })}>
            Show all
          </button>
        </p>
      )}
      {rows.length > 0 && (
        <p class="print-only soft">
          On paper are the rows that were on the screen; pth inspect --full lists all.
        </p>
      )}
      {rows.length > 0 && !route.tree && <TensorList table={table} rows={rows} route={route} go={go} />}
      {rows.length > 0 && route.tree && (
        <TensorTree table={table} rows={rows} opened={search !== ''} go={go} />
      )}
    </div>
  )
}
