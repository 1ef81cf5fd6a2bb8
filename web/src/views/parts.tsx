/** Small pieces that several views are made of. */
import { useEffect, useState } from 'preact/hooks'
import type { ComponentChildren, JSX } from 'preact'
import { dtypeClass } from '../dtype-colour.ts'
import { formatBytes, formatCount, shownName } from '../format.ts'

/** A name from a file: apart from the direction of the text around it. */
export function Name({ text, longest }: { readonly text: string; readonly longest?: number }): JSX.Element {
  return <bdi class="name">{shownName(text, longest)}</bdi>
}

/** Characters of a name whose end is kept where there is no room for all of it. */
const TAIL = 28

/**
 * A name in one line. Where it has no room its beginning is cut: the last two parts of a name are what tells it from
 * those beside it.
 */
export function LineName({
  text,
  longest,
}: {
  readonly text: string
  readonly longest: number
}): JSX.Element {
  const shown = shownName(text, longest)
  const last = shown.lastIndexOf('.')
  const cut = shown.lastIndexOf('.', last - 1) + 1
  if (last < 1 || cut < 1 || shown.length - cut > TAIL) return <bdi class="name">{shown}</bdi>
  return (
    <bdi class="name in-line">
      <span class="begin">{shown.slice(0, cut)}</span>
      <span class="end">{shown.slice(cut)}</span>
    </bdi>
  )
}

/** A dtype with its colour. */
export function Dtype({ name }: { readonly name: string }): JSX.Element {
  return (
    <span class="dtype">
      <span class={`swatch ${dtypeClass(name)}`} />
      <bdi>{shownName(name, 40)}</bdi>
    </span>
  )
}

/** A size for people, with the exact number in its title. */
export function Bytes({ count }: { readonly count: number }): JSX.Element {
  return <span title={`${formatCount(count)} B`}>{formatBytes(count)}</span>
}

/** Terms and what they are; a fact without a value is left out. */
export function Facts({
  rows,
}: {
  readonly rows: readonly (readonly [string, ComponentChildren] | null)[]
}): JSX.Element {
  return (
    <dl class="facts">
      {rows.map((row) =>
        row === null ? null : (
          <>
            <dt>{row[0]}</dt>
            <dd>{row[1]}</dd>
          </>
        ),
      )}
    </dl>
  )
}

/** A part of a page with a heading. */
export function Card({
  title,
  children,
}: {
  readonly title: string
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <section class="card">
      <h3>{title}</h3>
      <div>{children}</div>
    </section>
  )
}

/** Seconds for which a button says that it has copied. */
const COPIED_SECONDS = 2

/** A button that copies a text exactly as it is, escapes apart. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }): JSX.Element {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready')
  useEffect(() => {
    if (state === 'ready') return undefined
    const timer = setTimeout(() => setState('ready'), COPIED_SECONDS * 1000)
    return () => clearTimeout(timer)
  }, [state])
  const copy = (): void => {
    // Absent where the page is not served securely.
    const { clipboard } = navigator as { clipboard?: Clipboard }
    if (clipboard === undefined) return setState('refused')
    clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('refused'),
    )
  }
  const words = { ready: 'Copy', copied: 'Copied', refused: 'Select and copy it' }[state]
  return (
    <button
      type="button"
      class="quiet"
      onClick={copy}
      aria-label={state === 'ready' ? `Copy ${what}` : words}
    >
      <span aria-live="polite">{words}</span>
    </button>
  )
}

/** Lines of a text that is shown whole. */
const MOST_LINES = 400

/** A text of several lines; what is in a line cannot begin another one. */
export function Lines({ text }: { readonly text: string }): JSX.Element {
  const lines = text.split('\n', MOST_LINES + 1)
  return (
    <bdi>
      {lines.slice(0, MOST_LINES).map((line) => `${shownName(line.replaceAll('\t', '  '), 1000)}\n`)}
      {lines.length > MOST_LINES && '… more lines; copy them, or see pth diff --json'}
    </bdi>
  )
}

/** A line to copy, such as a command. */
export function CopyLine({ text, what }: { readonly text: string; readonly what: string }): JSX.Element {
  return (
    <div class="copyline">
      <pre>
        <Lines text={text} />
      </pre>
      <CopyButton text={text} what={what} />
    </div>
  )
}

/** Rows that are shown before one asks for all. */
const FIRST = 12

/** A list of which the first few are shown; the rest is one click away and is counted. */
export function Some<Item>({
  items,
  most = FIRST,
  children,
}: {
  readonly items: readonly Item[]
  readonly most?: number
  readonly children: (shown: readonly Item[]) => JSX.Element
}): JSX.Element {
  const [shown, setShown] = useState(most)
  const hidden = items.length - shown
  return (
    <>
      {children(items.slice(0, shown))}
      {hidden > 0 && (
        <>
          <button type="button" class="quiet flush" onClick={() => setShown(shown + MORE)}>
            Show {formatCount(Math.min(hidden, MORE))} more{hidden > MORE ? ` of ${formatCount(hidden)}` : ''}
          </button>
          <span class="print-only soft">and {formatCount(hidden)} more</span>
        </>
      )}
    </>
  )
}

/** Rows that one click adds: a hostile file may have a million. */
const MORE = 500
