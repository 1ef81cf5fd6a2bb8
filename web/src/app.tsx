/** The views over an engine: what is open, which view is shown, and the way between them. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Opened } from './documents.ts'
import { Failure } from './engine.ts'
import type { Engine, Input, Progress } from './engine.ts'
import { formatRoute, parseRoute } from './route.ts'
import type { Route, View } from './route.ts'
import { Overview } from './views/overview.tsx'
import { Start } from './views/start.tsx'
import { Failed, Loading } from './views/states.tsx'

/** What the page is doing. */
type Stage =
  | { readonly kind: 'empty' }
  | { readonly kind: 'opening'; readonly progress: Progress | null }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'open'; readonly opened: Opened }

/** Moves to another state of the page; what is not given stays. */
export type Go = (to: Partial<Route>) => void

const TITLES: Readonly<Record<View, string>> = {
  overview: 'Overview',
  map: 'Map',
  tensors: 'Tensors',
  safety: 'Safety',
  compare: 'Compare',
  convert: 'Convert',
}

export function App({
  engine,
  first,
}: {
  readonly engine: Engine
  readonly first: Input | null
}): JSX.Element {
  const [stage, setStage] = useState<Stage>({ kind: first === null ? 'empty' : 'opening', progress: null })
  const [route, setRoute] = useState<Route>(() => parseRoute(location.hash))

  const open = useCallback(
    (input: Input) => {
      setStage({ kind: 'opening', progress: null })
      engine
        .open(input, (progress) => setStage({ kind: 'opening', progress }))
        .then(
          (opened) => setStage({ kind: 'open', opened }),
          (error: unknown) => setStage({ kind: 'failed', failure: failureOf(error) }),
        )
    },
    [engine],
  )
  useEffect(() => {
    if (first !== null) open(first)
    const onHash = (): void => setRoute(parseRoute(location.hash))
    addEventListener('hashchange', onHash)
    return () => removeEventListener('hashchange', onHash)
  }, [first, open])

  const go: Go = (to) => {
    const next = { ...route, ...to }
    setRoute(next)
    history.pushState(null, '', formatRoute(next))
  }
  return (
    <div class="page">
      <header>
        <h1>pth</h1>
        {stage.kind === 'open' && <Tabs route={route} engine={engine} go={go} />}
      </header>
      <main data-open={stage.kind === 'open' ? '' : undefined}>
        {stage.kind === 'empty' && <Start onInput={open} />}
        {stage.kind === 'opening' && <Loading progress={stage.progress} />}
        {stage.kind === 'failed' && <Failed failure={stage.failure} />}
        {stage.kind === 'open' && <Overview opened={stage.opened} go={go} />}
      </main>
    </div>
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
  const views = (Object.keys(TITLES) as View[]).filter(
    (view) => (view !== 'compare' || engine.can.compare) && (view !== 'convert' || engine.can.convert),
  )
  return (
    <nav aria-label="Views">
      {views.map((view) => (
        <a
          key={view}
          href={formatRoute({ ...route, view })}
          aria-current={route.view === view ? 'page' : undefined}
          onClick={(event) => {
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

/** Any error as a failure in words. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error
  return new Failure('INTERNAL', error instanceof Error ? error.message : String(error))
}
