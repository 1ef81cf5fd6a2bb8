/** A scrolled list of which only the seen rows exist: half a million rows scroll as smoothly as fifty. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ComponentChildren, JSX } from 'preact'
import { scrollTo, windowOf } from '../table/virtual-scroll.ts'

/** Pixels, as in the style sheet. */
const ROW_HEIGHT = 34
const HEAD_HEIGHT = 38
const BORDERS = 2

/** What a list shows. */
export interface VirtualList {
  readonly rows: number
  readonly label: string
  readonly role: 'grid' | 'treegrid'
  readonly columns: number
  /** Changes when the list is another one: it then begins at its top. */
  readonly version: unknown
  readonly head: ComponentChildren
  /** One row, with the props that it must have. */
  readonly row: (at: number, props: RowProps) => JSX.Element
  readonly onEnter: (at: number) => void
  /** Keys of the tree; true when the key was used. */
  readonly onKey?: (key: string, at: number) => boolean | number
}

/** Props of a row's element. */
export interface RowProps {
  readonly key: number
  readonly role: 'row'
  readonly id: string
  readonly class: string
  readonly 'aria-rowindex': number
  readonly 'aria-selected': boolean
  readonly onClick: () => void
}

export function Virtual(list: VirtualList): JSX.Element {
  const { rows, label, role, columns, version, head, row, onEnter } = list
  const box = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const [height, setHeight] = useState(480)
  const [active, setActive] = useState(0)

  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const watcher = new ResizeObserver(() => setHeight(element.clientHeight - HEAD_HEIGHT))
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])
  useEffect(() => {
    if (box.current !== null) box.current.scrollTop = 0
    setTop(0)
    setActive(0)
  }, [version])

  const shown = windowOf(rows, ROW_HEIGHT, top, Math.max(height, ROW_HEIGHT))
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(rows - 1, to))
    setActive(next)
    if (box.current === null) return
    box.current.scrollTop = scrollTo(next, rows, ROW_HEIGHT, box.current.scrollTop, height)
    setTop(box.current.scrollTop)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // Buttons of the heading have keys of their own.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const used = list.onKey?.(event.key, active) ?? false
    const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 1)
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows - 1,
    }
    const to = typeof used === 'number' ? used : steps[event.key]
    if (used === true) event.preventDefault()
    else if (to !== undefined) {
      event.preventDefault()
      move(to)
    } else if (event.key === 'Enter' && rows > 0) {
      event.preventDefault()
      onEnter(active)
    }
  }
  return (
    <div
      class="virtual"
      ref={box}
      style={{ maxHeight: `${HEAD_HEIGHT + rows * ROW_HEIGHT + BORDERS}px` }}
      role={role}
      tabIndex={0}
      aria-label={`${label}: arrow keys move, Enter opens`}
      aria-rowcount={rows + 1}
      aria-colcount={columns}
      aria-activedescendant={rows > 0 ? `row-${active}` : undefined}
      onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" class="virtual-top">
        <div class="virtual-head" role="row" aria-rowindex={1}>
          {head}
        </div>
      </div>
      <div role="rowgroup">
        <div class="virtual-whole" role="presentation" style={{ height: `${shown.height}px` }}>
          <div role="presentation" style={{ transform: `translateY(${shown.offset}px)` }}>
            {Array.from({ length: shown.count }, (_, index) => {
              const at = shown.first + index
              return row(at, {
                key: at,
                role: 'row',
                id: `row-${at}`,
                class: at === active ? 'virtual-row active' : 'virtual-row',
                'aria-rowindex': at + 2,
                'aria-selected': at === active,
                onClick: () => {
                  setActive(at)
                  onEnter(at)
                },
              })
            })}
          </div>
        </div>
      </div>
    </div>
  )
}
