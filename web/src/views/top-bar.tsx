/** The bar at the top: the views, and the way to another file. */
import { useEffect, useRef } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Go } from '../app.tsx'
import type { Engine, Input } from '../engine.ts'
import { inputOf } from '../picked.ts'
import { formatRoute, VIEWS } from '../route.ts'
import type { Route, View } from '../route.ts'

const TITLES: Readonly<Record<View, string>> = {
  overview: 'Overview',
  map: 'Map',
  tensors: 'Tensors',
  safety: 'Safety',
  compare: 'Compare',
  convert: 'Convert',
}

export function TopBar({
  route,
  engine,
  go,
  onInput,
}: {
  /** Null while nothing is open. */
  readonly route: Route | null
  readonly engine: Engine
  readonly go: Go
  readonly onInput: ((input: Input) => void) | null
}): JSX.Element {
  return (
    <header class="top">
      <div class="top-row">
        <h1 class="brand">
          <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
            <rect class="brand-ground" width="32" height="32" rx="7" />
            <rect x="6" y="6" width="11" height="20" rx="1.5" fill="#5aa9e6" />
            <rect x="19" y="6" width="7" height="9" rx="1.5" fill="#f2a154" />
            <rect x="19" y="17" width="7" height="9" rx="1.5" fill="#7bc8a4" />
          </svg>
          pth
        </h1>
        {route !== null && <Tabs route={route} engine={engine} go={go} />}
        {engine.can.open && onInput !== null && (
          <label class="pick button open-other">
            Open another
            <input
              type="file"
              multiple
              onChange={({ currentTarget }) => {
                const input = inputOf(currentTarget.files)
                if (input !== null) onInput(input)
                currentTarget.value = ''
              }}
            />
          </label>
        )}
      </div>
    </header>
  )
}

function Tabs({
  route,
  engine,
  go,
}: {
  readonly route: Route
  readonly engine: Engine
  readonly go: Go
}): JSX.Element {
  const views = VIEWS.filter(
    (view) => (view !== 'compare' || engine.can.compare) && (view !== 'convert' || engine.can.convert),
  )
  // A link to a tensor names no view: tensors are where it is.
  const current = route.tensor !== null && route.view === 'overview' ? 'tensors' : route.view
  const nav = useRef<HTMLElement>(null)
  // On a phone the bar may be longer than the screen is wide.
  useEffect(
    () =>
      nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    [current],
  )
  return (
    <nav aria-label="Views" ref={nav}>
      {views.map((view) => (
        <a
          key={view}
          href={formatRoute({ ...route, view, tensor: null })}
          aria-current={current === view ? 'page' : undefined}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return
            event.preventDefault()
            go({ view, tensor: null })
          }}
        >
          {TITLES[view]}
        </a>
      ))}
    </nav>
  )
}
