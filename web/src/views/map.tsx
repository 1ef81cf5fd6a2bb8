/** The map: bytes by module as areas, types as colours. A click goes into a module, Escape goes back. */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Go } from '../app.tsx'
import type { Opened } from '../documents.ts'
import { dtypeClass } from '../dtype-colour.ts'
import { formatBytes, formatCount, formatNumber, shownName } from '../format.ts'
import { mainDtype, moduleTree, nodeAt, widerAbove, withoutLoneSteps } from '../table/module-tree.ts'
import type { TreeNode } from '../table/module-tree.ts'
import { neighbour, tilesOf } from '../table/treemap.ts'
import type { Tile } from '../table/treemap.ts'
import { Bytes, Dtype, Name, Some } from './parts.tsx'

/** Pixels of a tile in which a label is drawn. */
const LABEL = { width: 34, height: 17 }
const KEYS = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' } as const

export function ModuleMap({
  opened: { table },
  module,
  go,
}: {
  readonly opened: Opened
  readonly module: string
  readonly go: Go
}): JSX.Element {
  const root = useMemo(() => moduleTree(table), [table])
  const node = useMemo(() => withoutLoneSteps(nodeAt(root, module)), [root, module])
  const enter = (to: TreeNode | null): void => {
    if (to === null) return
    if (to.row >= 0) go({ tensor: table.names[to.row] ?? null })
    else go({ module: to.path })
  }
  const dtypes = [...root.dtypes].sort((a, b) => b[1] - a[1]).map(([index]) => table.dtypeNames[index] ?? '')
  return (
    <div class="stack">
      <div class="map-head">
        <Crumbs node={node} go={go} />
        <span class="soft">
          <Bytes count={node.bytes} /> in {formatNumber(node.tensors, 'tensor')}
        </span>
      </div>
      {node.bytes === 0 ? (
        <p class="empty">No tensor here has bytes in the file.</p>
      ) : (
        <Tiles node={node} dtypes={table.dtypeNames} enter={enter} up={() => enter(widerAbove(node))} />
      )}
      <div class="map-legend">
        {dtypes.slice(0, 12).map((name) => (
          <Dtype name={name} />
        ))}
        <span class="soft">area: bytes · colour: the type of most of them</span>
      </div>
      <Parts node={node} dtypes={table.dtypeNames} enter={enter} />
    </div>
  )
}

/** The way from the root to here. */
function Crumbs({ node, go }: { readonly node: TreeNode; readonly go: Go }): JSX.Element {
  const way: TreeNode[] = []
  for (let at: TreeNode | null = node; at !== null; at = at.parent) way.unshift(at)
  return (
    <nav aria-label="Module" class="crumbs">
      <ol>
        {way.map((one, at) => (
          <li>
            <button
              type="button"
              class="quiet"
              disabled={at === way.length - 1}
              aria-current={at === way.length - 1 ? 'true' : undefined}
              onClick={() => go({ module: one.path })}
            >
              {at === 0 ? 'all' : <bdi>{shownName(one.label, 40)}</bdi>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

interface TilesOf {
  readonly node: TreeNode
  readonly dtypes: readonly string[]
  readonly enter: (to: TreeNode | null) => void
  readonly up: () => void
}

function Tiles({ node, dtypes, enter, up }: TilesOf): JSX.Element {
  const box = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  const [active, setActive] = useState(0)
  const moved = useRef(false)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const watcher = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    )
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])
  const tiles = useMemo(() => tilesOf(node, size.width, size.height), [node, size.width, size.height])
  useLayoutEffect(() => setActive(0), [node])
  // Before the next key can come: focus follows the keys, and stays in the map when it shows another module.
  useLayoutEffect(() => {
    if (moved.current) box.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
    moved.current = false
  }, [active, tiles])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape' || event.key === 'Backspace') {
      event.preventDefault()
      moved.current = true
      up()
    }
    if (event.key === 'Enter' || event.key === ' ') moved.current = true
    const direction = KEYS[event.key as keyof typeof KEYS] as (typeof KEYS)[keyof typeof KEYS] | undefined
    if (direction === undefined) return
    event.preventDefault()
    const next = neighbour(tiles, active, direction)
    if (next === null) return
    moved.current = true
    setActive(next)
  }
  return (
    <div
      class="map"
      ref={box}
      role="group"
      aria-label="Map of bytes by module: arrow keys move, Enter goes in, Escape goes back"
      onKeyDown={onKeyDown}
    >
      {tiles.map((tile, at) => (
        <TileButton
          key={`${node.path}/${at}`}
          tile={tile}
          dtype={tile.node === null ? null : (dtypes[mainDtype(tile.node)] ?? '')}
          whole={node.bytes}
          reached={at === active}
          enter={() => {
            setActive(at)
            enter(tile.node)
          }}
        />
      ))}
    </div>
  )
}

interface TileOf {
  readonly tile: Tile
  readonly dtype: string | null
  readonly whole: number
  readonly reached: boolean
  readonly enter: () => void
}

function TileButton({ tile, dtype, whole, reached, enter }: TileOf): JSX.Element {
  const { node, x, y, width, height, bytes, tensors, level, parent } = tile
  const label = shownName(tile.label, 60)
  const share = `${((100 * bytes) / Math.max(1, whole)).toFixed(1)} %`
  const what = node === null || node.row < 0 ? `, ${formatNumber(tensors, 'tensor')}` : ''
  const where = node === null || node.path === tile.label ? '' : `, ${shownName(node.path, 200)}`
  // Begins with what is drawn: who speaks to the page says what is seen.
  const words = `${label} ${formatBytes(bytes)}, ${share}${what}${where}`
  return (
    <button
      type="button"
      tabIndex={reached ? 0 : -1}
      title={words}
      aria-label={words}
      disabled={node === null}
      class={`tile level-${level}${parent ? ' parent' : ` ${dtype === null ? 'dt-other' : dtypeClass(dtype)}`}`}
      style={{ left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` }}
      onClick={enter}
    >
      {width >= LABEL.width && height >= LABEL.height && (
        <span>
          <bdi>{label}</bdi> {(parent || height >= 2 * LABEL.height) && <small>{formatBytes(bytes)}</small>}
        </span>
      )}
    </button>
  )
}

function Parts({ node, dtypes, enter }: Omit<TilesOf, 'up'>): JSX.Element {
  const parts = useMemo(() => node.children.toSorted((a, b) => b.bytes - a.bytes), [node])
  return (
    <section class="card">
      <h3>
        {node.path === '' ? (
          'Modules'
        ) : (
          <>
            In <Name text={node.path} longest={80} />
          </>
        )}
      </h3>
      <div>
        <Some items={parts} most={20}>
          {(shown) => (
            <div class="scroll">
              <table class="plain names">
                <thead>
                  <tr>
                    <th>Name</th>
                    <th class="wide-only">Type</th>
                    <th class="number wide-only">Tensors</th>
                    <th class="number">Bytes</th>
                    <th class="number">Share</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((part) => (
                    <tr>
                      <td>
                        <button type="button" class="quiet plain-name" onClick={() => enter(part)}>
                          <Name text={part.label} longest={80} />
                        </button>
                      </td>
                      <td class="wide-only">
                        <Dtype name={dtypes[mainDtype(part)] ?? ''} />
                        {part.dtypes.size > 1 && <span class="soft"> +{part.dtypes.size - 1}</span>}
                      </td>
                      <td class="number wide-only">{formatCount(part.tensors)}</td>
                      <td class="number">
                        <Bytes count={part.bytes} />
                      </td>
                      <td class="number">{((100 * part.bytes) / Math.max(1, node.bytes)).toFixed(1)} %</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Some>
      </div>
    </section>
  )
}
