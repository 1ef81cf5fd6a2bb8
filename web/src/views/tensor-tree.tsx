/** Tensors below their modules, which open and close. */
import { useMemo, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Go } from '../app.tsx'
import { formatBytes, formatCount, formatNumber, shownName } from '../format.ts'
import { mainDtype, moduleTree } from '../table/module-tree.ts'
import type { TensorTable } from '../table/tensor-table.ts'
import { treeRows } from '../table/tree-rows.ts'
import type { TreeRow } from '../table/tree-rows.ts'
import { Dtype } from './parts.tsx'
import { Virtual } from './virtual-list.tsx'

/** Levels that are indented; deeper ones stand below each other. */
const INDENTED = 12
/** Rows that a search opens all modules for. */
const OPENED_BY_SEARCH = 2000

export function TensorTree({
  table,
  rows,
  opened,
  go,
}: {
  readonly table: TensorTable
  readonly rows: Int32Array
  /** Whether modules are open at first: what was searched for is then seen. */
  readonly opened: boolean
  readonly go: Go
}): JSX.Element {
  const root = useMemo(() => moduleTree(table, rows), [table, rows])
  const atFirst = opened && rows.length <= OPENED_BY_SEARCH
  // What was opened and closed by hand, against how it is at first.
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const lines = useMemo(() => treeRows(root, (path) => turned.has(path) !== atFirst), [root, turned, atFirst])
  const turn = ({ node, open }: TreeRow): void => {
    if (open === null) return go({ tensor: table.names[node.row] ?? null })
    const next = new Set(turned)
    if (!next.delete(node.path)) next.add(node.path)
    setTurned(next)
  }
  const onKey = (key: string, at: number): boolean | number => {
    const line = lines[at]
    if (line === undefined) return false
    if (key === 'ArrowRight' && line.open !== null) {
      if (line.open) return at + 1
      turn(line)
      return true
    }
    if (key === 'ArrowLeft') {
      if (line.open === true) {
        turn(line)
        return true
      }
      for (let above = at - 1; above >= 0; above -= 1)
        if (lines[above]?.node === line.node.parent) return above
      return true
    }
    return false
  }
  return (
    <Virtual
      rows={lines.length}
      role="treegrid"
      label="Tensors by module"
      columns={5}
      version={root}
      onEnter={(at) => {
        const line = lines[at]
        if (line !== undefined) turn(line)
      }}
      onKey={onKey}
      head={['Name', 'Type', 'Shape', 'Elements', 'Bytes'].map((title, at) => (
        <div
          class={['c-name', 'c-dtype', 'c-shape', 'c-number c-elements', 'c-number'][at]}
          role="columnheader"
        >
          {title}
        </div>
      ))}
      row={(at, props) => {
        const line = lines[at]
        if (line === undefined) return <div {...props} />
        const { node, level, open } = line
        return (
          <div {...props} aria-level={level} {...(open !== null && { 'aria-expanded': open })}>
            <div
              class="c-name"
              role="gridcell"
              style={{ paddingLeft: `${8 + (Math.min(level, INDENTED) - 1) * 18}px` }}
            >
              <span class="twist" aria-hidden="true">
                {open === null ? '' : open ? '▾' : '▸'}
              </span>
              <bdi class={open === null ? 'name' : 'name module'}>{shownName(node.label, 120)}</bdi>
            </div>
            <div class="c-dtype" role="gridcell">
              {node.dtypes.size === 1 ? (
                <Dtype name={table.dtypeNames[mainDtype(node)] ?? ''} />
              ) : (
                <span class="soft">{formatNumber(node.dtypes.size, 'type')}</span>
              )}
            </div>
            <div class="c-shape mono" role="gridcell">
              {open === null ? (
                shownName(table.shapes[node.row] ?? '', 60)
              ) : (
                <span class="soft">{formatNumber(node.tensors, 'tensor')}</span>
              )}
            </div>
            <div class="c-number c-elements" role="gridcell">
              {formatCount(node.elements)}
            </div>
            <div class="c-number" role="gridcell">
              {formatBytes(node.bytes)}
            </div>
          </div>
        )
      }}
    />
  )
}
