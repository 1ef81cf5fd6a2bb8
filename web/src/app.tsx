/** The views over an engine: what is open, which view is shown, and the way between them. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Opened } from './documents.ts'
import type { Engine, Failure, Input, Progress } from './engine.ts'
import { formatRoute, parseRoute } from './route.ts'
import type { Route, View } from './route.ts'
import { useDrop } from './use-drop.ts'
import { failureOf } from './use-work.ts'
import { Compare } from './views/compare.tsx'
import { Convert } from './views/convert.tsx'
import { ModuleMap } from './views/map.tsx'
import { Overview } from './views/overview.tsx'
import { Safety } from './views/safety.tsx'
import { Start } from './views/start.tsx'
import { Failed, Loading } from './views/states.tsx'
import { Tensor } from './views/tensor.tsx'
import { Tensors } from './views/tensors.tsx'
import { TopBar } from './views/top-bar.tsx'

/** What the page is doing. */
type Stage =
  | { readonly kind: 'empty' }
  | { readonly kind: 'opening'; readonly progress: Progress | null }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'open'; readonly opened: Opened }

/** Moves to another state of the page; what is not given stays. */
export type Go = (to: Partial<Route>) => void

/** `first` is opened at once; `beside` is what the command line named to compare it with. */
export function App({
  engine,
  first,
  beside,
  notes = null,
  foot = null,
}: {
  readonly engine: Engine
  readonly first: Input | null
  readonly beside: Input | null
  /** What is said above every view. */
  readonly notes?: JSX.Element | null
  /** What is said below it. */
  readonly foot?: JSX.Element | null
}): JSX.Element {
  const [stage, setStage] = useState<Stage>(
    first === null ? { kind: 'empty' } : { kind: 'opening', progress: null },
  )
  const [route, go] = useRoute()
  const [other, setOther] = useState<Input | null>(beside)
  const asked = useRef(0)

  const open = useCallback(
    (input: Input) => {
      asked.current += 1
      const turn = asked.current
      const settle = (next: Stage): void => {
        if (turn === asked.current) setStage(next)
      }
      settle({ kind: 'opening', progress: null })
      setOther(input === first ? beside : null)
      engine
        .open(input, (progress) => settle({ kind: 'opening', progress }))
        .then(
          (opened) => settle({ kind: 'open', opened }),
          (error: unknown) => settle({ kind: 'failed', failure: failureOf(error) }),
        )
    },
    [engine, first, beside],
  )
  useEffect(() => {
    if (first !== null) open(first)
  }, [first, open])
  const comparing = stage.kind === 'open' && route.view === 'compare' && other === null
  const onInput = comparing ? setOther : open
  const dragging = useDrop(engine.can.open, onInput, (failure) => setStage({ kind: 'failed', failure }))
  const main = useFocusOnMove(route)
  useTitle(stage)

  return (
    <div class={dragging ? 'page dragging' : 'page'}>
      <TopBar
        route={stage.kind === 'open' ? route : null}
        engine={engine}
        go={go}
        onInput={stage.kind === 'empty' ? null : open}
      />
      <main ref={main} tabIndex={-1} data-open={stage.kind === 'open' ? '' : undefined}>
        {notes}
        {stage.kind === 'empty' && <Start onInput={open} />}
        {stage.kind === 'opening' && <Loading progress={stage.progress} />}
        {stage.kind === 'failed' && (
          <div class="stack">
            <Failed failure={stage.failure} title="It could not be opened" />
            {engine.can.open ? (
              <Start onInput={open} />
            ) : (
              <Safety opened={null} engine={engine} known={stage.failure} />
            )}
          </div>
        )}
        {stage.kind === 'open' && (
          <Shown
            opened={stage.opened}
            engine={engine}
            route={route}
            go={go}
            other={other}
            onOther={setOther}
          />
        )}
        {foot}
      </main>
    </div>
  )
}

interface ShownOf {
  readonly opened: Opened
  readonly engine: Engine
  readonly route: Route
  readonly go: Go
  readonly other: Input | null
  readonly onOther: (input: Input | null) => void
}

/** The view that the route names. */
function Shown({ opened, engine, route, go, other, onOther }: ShownOf): JSX.Element {
  if (route.tensor !== null) return <Tensor opened={opened} engine={engine} name={route.tensor} go={go} />
  const views: Readonly<Record<View, () => JSX.Element>> = {
    overview: () => (
      <>
        <Overview opened={opened} engine={engine} go={go} />
        {!engine.can.open && <OnPaper opened={opened} engine={engine} />}
      </>
    ),
    map: () => <ModuleMap opened={opened} module={route.module} go={go} />,
    tensors: () => <Tensors opened={opened} route={route} go={go} />,
    safety: () => <Safety opened={opened} engine={engine} />,
    compare: () => <Compare engine={engine} other={other} onOther={onOther} />,
    convert: () => <Convert opened={opened} engine={engine} />,
  }
  return views[route.view]()
}

/** Paper has no tabs: a report that is printed has what its other views say of the whole file. */
function OnPaper({ opened, engine }: { readonly opened: Opened; readonly engine: Engine }): JSX.Element {
  return (
    <div class="print-only on-paper">
      {engine.can.compare && <Compare engine={engine} other={null} onOther={() => {}} />}
      <Safety opened={opened} engine={engine} />
    </div>
  )
}

/** The route of the address, and the way to another one. */
function useRoute(): [Route, Go] {
  const [route, setRoute] = useState<Route>(() => parseRoute(location.hash))
  const current = useRef(route)
  useEffect(() => {
    const onMove = (): void => {
      current.current = parseRoute(location.hash)
      setRoute(current.current)
    }
    addEventListener('popstate', onMove)
    return () => removeEventListener('popstate', onMove)
  }, [])
  const go = useCallback((to: Partial<Route>) => {
    const next = { ...current.current, ...to }
    const moved = next.view !== current.current.view || next.tensor !== current.current.tensor
    current.current = next
    setRoute(next)
    // Another place is a step back away; a key in a search field is not.
    const write = moved || to.module !== undefined ? 'pushState' : 'replaceState'
    history[write](null, '', formatRoute(next))
  }, [])
  return [route, go]
}

/** After a move to another view the focus is at its beginning, and the page at its top. */
function useFocusOnMove({ view, tensor }: Route): { current: HTMLElement | null } {
  const main = useRef<HTMLElement>(null)
  const before = useRef(`${view}\0${tensor}`)
  useEffect(() => {
    const now = `${view}\0${tensor}`
    if (before.current === now) return
    before.current = now
    main.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [view, tensor])
  return main
}

/** Characters of a file's name in the title of the window. */
const TITLE = 80

function useTitle(stage: Stage): void {
  useEffect(() => {
    document.title = stage.kind === 'open' ? `${stage.opened.summary.file.slice(-TITLE)} · pth` : 'pth'
  }, [stage])
}
