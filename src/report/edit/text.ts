/** The edit report as text: what changed, how, and a last line that says it all. */
import { changesNothing } from '../../operations/edit/plan.ts'
import type { EditReport } from '../../operations/edit/report.ts'
import { escapeText } from '../escape.ts'
import { formatBytes, formatNumber } from '../format.ts'
import type { Paint } from '../paint.ts'
import { ELLIPSIS } from '../width.ts'
import { wrapItems, wrapWords } from '../wrap.ts'

/** Renamed tensors that are listed. */
const LISTED = 12

const RECOVERED = {
  finished: 'an edit that was interrupted was finished first',
  'rolled-back': 'an edit that was interrupted was taken back',
  'was-finished': 'an edit that was interrupted had been finished; its journal was removed',
  'was-not-begun': 'an edit that was interrupted had changed nothing; its journal was removed',
}

/** The whole text, with its last newline. */
export function renderEdit(report: EditReport, paint: Paint, columns: number): string {
  const { file, target, recovered, changes, header } = report
  const lines = [paint.bold(escapeText(file))]
  const add = (label: string, items: readonly string[]): void => {
    if (items.length > 0) lines.push(wrapItems(label, items, columns))
  }
  if (recovered !== null) lines.push(wrapWords('recovered', RECOVERED[recovered], columns))
  if (!target.endsWith(file.replace(/^\.\//, ''))) add('file', [escapeText(target)])
  add(
    'set',
    changes.set.map(({ key, before, after }) => `${escapeText(key)} ${quoted(after)} (${was(before)})`),
  )
  add(
    'unset',
    changes.unset.map(({ key, before }) => `${escapeText(key)} (${was(before)})`),
  )
  const renamed = changes.renamed.map(({ from, to }) => `${escapeText(from)} -> ${escapeText(to)}`)
  const more = renamed.length - LISTED
  add('renamed', [
    ...renamed.slice(0, LISTED),
    ...(more > 0 ? [`${ELLIPSIS} ${formatNumber(more, 'more tensor')} (--json lists all)`] : []),
  ])
  add(
    'records',
    changes.records.map(({ to, value }) => `${escapeText(to)} = ${escapeText(value)}`),
  )
  add('header', [`${formatBytes(header.after)}`, `${formatBytes(header.free)} left for later edits`])
  lines.push('', paint.green(verdictOf(report)))
  return `${lines.join('\n')}\n`
}

function verdictOf({ dry_run: dry, how, changes, written }: EditReport): string {
  if (how === 'unchanged') return 'UNCHANGED   the header says this already'
  const only = changesNothing(changes) ? 'the same header' : 'the header'
  const size = formatBytes(written)
  if (how === 'in-place')
    return dry
      ? `DRY RUN   ${only} would be written in its place, ${size}; nothing was`
      : `EDITED   ${only} was written in its place, ${size}; no tensor was`
  return dry
    ? `DRY RUN   a new file would be written, ${size}; nothing was`
    : `EDITED   a new file was written, ${size}`
}

function was(before: string | null): string {
  return before === null ? 'new' : `was ${quoted(before)}`
}

function quoted(text: string): string {
  const shown = text.length > 60 ? `${text.slice(0, 57)}${ELLIPSIS}` : text
  return escapeText(JSON.stringify(shown))
}
