/** What is asked first of a file: what it is, where it comes from, whether loading it runs code, whether a model takes it. */
import type { ComponentChildren, JSX } from 'preact'
import { fromItems, whatItems } from 'pth-cli'
import type { Go } from '../app.tsx'
import type { DiffDocument, OfSummary } from '../documents.ts'
import type { Engine } from '../engine.ts'
import { shownName } from '../format.ts'
import type { View } from '../route.ts'
import { useWork } from '../use-work.ts'
import { Facts, Name } from './parts.tsx'
import { countWords, diffWords, scanWords } from './verdicts.ts'
import type { Kind } from './verdicts.ts'

interface AnswersOf extends OfSummary {
  readonly engine: Engine
  readonly go: Go
}

export function Answers({ summary, engine, go }: AnswersOf): JSX.Element {
  // A report has both at hand; the page looks when its view is opened.
  const made = !engine.can.open
  const scan = useWork(async () => (made ? engine.scan(() => {}) : null), [engine, made])
  const diff = useWork(
    async () => (made && engine.can.compare ? engine.compare(null, NOTHING_WANTED, () => {}) : null),
    [engine, made],
  )
  return (
    <section class="card answers" aria-label="In short">
      <Facts
        rows={[
          ['it is', <Items items={whatItems(summary)} />],
          ['from', <Items items={fromItems(summary)} />],
          made
            ? scan.kind === 'done' && scan.value !== null
              ? [
                  'loading it',
                  <Verdict words={scanWords(scan.value)} view="safety" see="See Safety" go={go} />,
                ]
              : null
            : [
                'loading it',
                <button type="button" class="quiet inline" onClick={() => go({ view: 'safety' })}>
                  Check whether it runs code
                </button>,
              ],
          diff.kind === 'done' && diff.value !== null
            ? ['your model', <Match diff={diff.value} go={go} />]
            : null,
        ]}
      />
    </section>
  )
}

/** A report was compared when it was made. */
const NOTHING_WANTED = { strict: false, checkDtype: false, values: false }

/** Longest item: it may quote the file. */
const LONGEST = 300

function Items({ items }: { readonly items: readonly string[] }): JSX.Element {
  return <bdi>{items.map((item) => shownName(item, LONGEST)).join(' · ')}</bdi>
}

interface VerdictOf {
  /** What the button to the view says. */
  readonly see: string
  readonly words: readonly [kind: Kind, word: string, words: string]
  readonly view: View
  readonly go: Go
  readonly children?: ComponentChildren
}

function Verdict({ words: [kind, word, words], view, see, go, children }: VerdictOf): JSX.Element {
  return (
    <>
      <span class={`chip ${kind}`} data-answer={view}>
        {word}
      </span>{' '}
      {words}
      {children}{' '}
      <button type="button" class="quiet inline" onClick={() => go({ view })}>
        {see}
      </button>
    </>
  )
}

function Match({ diff, go }: { readonly diff: DiffDocument; readonly go: Go }): JSX.Element {
  const [first] = diff.suggestions
  const mends = first !== undefined && (first.python.length > 0 || first.convert !== null)
  return (
    <>
      <Verdict
        words={diffWords(diff)}
        view="compare"
        see={mends ? 'See the lines that mend it' : 'See Compare'}
        go={go}
      >
        <span class="soft">
          {' '}
          · {countWords(diff)} · against <Name text={diff.expected} longest={80} />
        </span>
      </Verdict>
      {first !== undefined && (
        <div>
          <bdi>{shownName(first.message, LONGEST)}</bdi> <span class="soft">({first.sure})</span>
        </div>
      )}
    </>
  )
}
