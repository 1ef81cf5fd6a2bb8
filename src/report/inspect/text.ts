/**
 * The inspect report as text: what the file is, where its weights are, a table, sums, and a last line that
 * says it all.
 */
import type { ContentReport, InspectReport, StoragesReport } from '../../operations/inspect/inspect-report.ts'
import { countItems } from './counts.ts'
import type { InspectCost } from './cost.ts'
import { escapeText } from '../escape.ts'
import { fitItems } from './fit-text.ts'
import { firstItems } from './first-lines.ts'
import { formatCount, formatNumber } from '../format.ts'
import { mapBlocks } from './map-text.ts'
import { histogramBlocks } from './histogram-text.ts'
import { besideItems, distributedItems } from './distributed-text.ts'
import { mendLines } from './mend.ts'
import { blockItems, metadataItems } from './property-items.ts'
import { sizeText, tableOf } from './rows.ts'
import type { InspectView } from './rows.ts'
import type { Paint } from '../paint.ts'
import { renderTable } from '../table.ts'
import { ELLIPSIS, padEnd, shortenMiddle } from '../width.ts'
import { wrapItems, wrapWords } from '../wrap.ts'

/** Items of one line of facts without `--full`. */
const MOST_ITEMS = 8
/** Values listed without `--full`. */
const MOST_VALUES = 100
/** Characters of a value among others. */
const BRIEF = 40

/** Columns of a line of facts that are kept for the label and for what follows a path. */
const BESIDE_PLACE = 32

/** The whole text, with its last newline. */
export function renderInspect(
  report: InspectReport,
  paint: Paint,
  view: InspectView,
  cost: InspectCost | null,
): string {
  const blocks = [
    headerLines(report, paint, view, cost),
    tableLines(report, paint, view),
    ...mapBlocks(report.map, view),
    ...histogramBlocks(report.histograms ?? [], view),
    ...valueLines(report, view),
    sumLines(report, paint, view),
  ]
  return `${blocks.join('\n\n')}\n`
}

function headerLines(
  report: InspectReport,
  paint: Paint,
  view: InspectView,
  cost: InspectCost | null,
): string {
  const { format, objects } = report
  const lines = [
    `${paint.bold(escapeText(report.file))}   ${escapeText(format.title)}   ${sizeText(report.bytes, view)}`,
  ]
  const add = (label: string, items: readonly string[]): void => {
    if (items.length > 0) lines.push(wrapItems(label, items, view.columns))
  }
  for (const [label, items] of firstItems(report, view)) add(label, items)
  add('ranks', distributedItems(report))
  add('beside', besideItems(report))
  add('layout', layoutItems(report))
  add('weights', weightItems(report))
  // Optimizer state is reported among the contents; nobody mistakes it for the weights.
  const others = report.candidates.filter(({ chosen, optimizer }) => !chosen && !optimizer)
  add(
    'others',
    cut(
      others.map(({ path, tensors }) => `${placeText(path, view)} ${formatNumber(tensors, 'tensor')}`),
      view,
      '--root PATH selects one',
    ),
  )
  add(
    'also in',
    cut(
      besides(report).map((content) => contentText(content, view)),
      view,
      '--all lists values',
    ),
  )
  add('outside', outsideItems(report))
  add('blocks', blockItems(report))
  add('metadata', cut(metadataItems(report), view, '--json shows all of it'))
  add(
    'objects',
    cut(
      objects.map(
        ({ class_name, count, module }) =>
          `${escapeText(class_name)} x${formatCount(count)}${module ? ' (module)' : ''}`,
      ),
      view,
      '',
    ),
  )
  for (const [label, items] of fitItems(report.fit, view)) add(label, items)
  const transfer = cost?.transfer ?? null
  if (transfer !== null)
    add('source', [
      `${sizeText(transfer.bytes, view)} of ${sizeText(report.bytes, view)} over the network in ` +
        formatNumber(transfer.requests, 'request'),
    ])
  else if (cost !== null && cost.bytesRead < report.bytes)
    add('read', [
      `${sizeText(cost.bytesRead, view)} of ${sizeText(report.bytes, view)} in ${formatNumber(cost.reads, 'read')}`,
    ])
  return lines.join('\n')
}

/** When every tensor is listed by its path, the table itself reports containers of tensors. */
function besides({ state_dict: { kind }, also_in }: InspectReport): readonly ContentReport[] {
  return kind === 'flattened'
    ? also_in.filter(({ tensors, optimizer }) => tensors === 0 || optimizer)
    : also_in
}

function layoutItems({ format, storages }: InspectReport): string[] {
  const items: string[] = []
  if (format.root !== null && format.root !== '') items.push(`root "${escapeText(format.root)}"`)
  items.push(`${format.byte_order}-endian`)
  const pickle = format.pickles.find(({ role }) => role === 'data')
  if (pickle !== undefined)
    items.push(`pickle protocol ${pickle.protocol}, ${formatNumber(pickle.opcodes, 'opcode')}`)
  if (format.archive_version !== null) items.push(`version ${escapeText(format.archive_version)}`)
  if (format.entries !== null) items.push(formatNumber(format.entries, 'entry', 'entries'))
  items.push(formatNumber(storages.count, 'storage'))
  if (format.alignment !== null) items.push(`aligned ${format.alignment} B`)
  return items
}

function weightItems(report: InspectReport): string[] {
  const { state_dict: stateDict, totals, selection } = report
  const items = [stateDict.path === '$' ? '$ (the root)' : escapeText(stateDict.path)]
  if (stateDict.kind === 'flattened' && stateDict.tensors > 0)
    items.push('no single state_dict: every tensor by its path')
  if (stateDict.class_name !== null) items.push(`module ${escapeText(stateDict.class_name)}`)
  items.push(formatNumber(stateDict.tensors, 'tensor'))
  if (selection.filters.length > 0)
    items.push(
      `${formatCount(selection.tensors)} selected by ` +
        `${selection.filters.map((filter) => escapeText(filter)).join(' or ')}`,
    )
  for (const item of countItems(report)) items.push(item)
  for (const { dtype, tensors } of totals.by_dtype) items.push(`${escapeText(dtype)} ${formatCount(tensors)}`)
  return items
}

/** Tensors that neither the table nor the contents show. */
function outsideItems({ state_dict: { outside }, also_in }: InspectReport): string[] {
  const told = also_in.reduce((sum, { tensors }) => sum + tensors, 0)
  return outside > told
    ? [
        `${formatNumber(outside - told, 'more tensor')} outside the state_dict (--root '$' lists every tensor)`,
      ]
    : []
}

function contentText(
  { path, type, text, items, tensors, optimizer }: ContentReport,
  view: InspectView,
): string {
  const facts: string[] = []
  if (tensors > 0) facts.push(formatNumber(tensors, 'tensor'))
  else if (items !== null) facts.push(formatNumber(items, 'item'))
  if (optimizer) facts.push('optimizer')
  const shown =
    text === null || type === 'NoneType' ? '' : ` ${brief(type === 'str' ? JSON.stringify(text) : text)}`
  return `${placeText(path, view)} ${escapeText(type)}${shown}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`
}

/** A path that leaves room on its line for what is said of it: callbacks of Lightning have keys of 130 characters. */
function placeText(path: string, view: InspectView): string {
  const text = escapeText(path)
  return view.full ? text : shortenMiddle(text, Math.max(BRIEF, view.columns - BESIDE_PLACE))
}

function brief(text: string): string {
  const line = escapeText(text)
  return line.length <= BRIEF ? line : shortenMiddle(line, BRIEF)
}

/** The first items, with a mark of how many are left out and how to see them. */
function cut(items: readonly string[], view: InspectView, hint: string): string[] {
  const tip = hint === '' ? '' : `; ${hint}`
  if (view.full || items.length <= MOST_ITEMS) return [...items]
  return [
    ...items.slice(0, MOST_ITEMS),
    `${ELLIPSIS} ${formatCount(items.length - MOST_ITEMS)} more (--full${tip})`,
  ]
}

function tableLines(report: InspectReport, paint: Paint, view: InspectView): string {
  const { head, rows, hidden, noun } = tableOf(report, view)
  if (rows.length === 0) {
    const { filters } = report.selection
    return filters.length > 0 && report.state_dict.tensors > 0
      ? `  no tensor matches ${filters.map((filter) => escapeText(filter)).join(' or ')}`
      : '  no tensors'
  }
  const options = { columns: view.columns, shorten: !view.full, indent: 2 }
  const { text, shortened } = renderTable(head, rows, paint, options)
  const lines = [text]
  if (hidden > 0)
    lines.push(
      `  ${ELLIPSIS} ${formatCount(hidden)} more ${noun} (--full for ` +
        `${formatNumber(report.totals.tensors, 'row')}, --filter GLOB, --by prefix, --tree)`,
    )
  if (rows.some(({ cells }) => cells[2]?.endsWith(' *')))
    lines.push(paint.dim('  * shapes differ; the first is shown (--full shows each)'))
  if (shortened)
    lines.push(paint.dim(`  ${ELLIPSIS} replaces the middle of long names (--full shows them whole)`))
  return lines.join('\n')
}

function valueLines({ values }: InspectReport, view: InspectView): string[] {
  if (values.items.length === 0) return []
  const shown = view.full ? values.items : values.items.slice(0, MOST_VALUES)
  const title = values.scope === 'file' ? 'values in the file' : 'values that are not tensors'
  const lines = shown.map(({ path, type, text, items, cut: shortened }) => {
    const mark = shortened ? ` ${ELLIPSIS} (cut)` : ''
    const shownText = text ?? (items === null ? '' : `(${formatNumber(items, 'item')})`)
    return (
      `    ${padEnd(escapeText(path), 32)}  ${padEnd(escapeText(type), 8)}  ${escapeText(shownText)}`.trimEnd() +
      mark
    )
  })
  const hidden = values.items.length - shown.length
  if (hidden > 0) lines.push(`    ${ELLIPSIS} ${formatCount(hidden)} more (--full)`)
  if (values.cut) lines.push(`    ${ELLIPSIS} the file contains more values than pth lists`)
  return [[`  ${title}`, ...lines].join('\n')]
}

function sumLines(report: InspectReport, paint: Paint, view: InspectView): string {
  const { totals, storages, notes, salvage, selection } = report
  const lines: string[] = []
  const add = (label: string, items: readonly string[]): void => {
    if (items.length > 0) lines.push(wrapItems(label, items, view.columns))
  }
  add(
    'by dtype',
    totals.by_dtype.map(
      ({ dtype, elements, bytes }) =>
        `${escapeText(dtype)} ${formatNumber(elements, 'element')} ${sizeText(bytes, view)}`,
    ),
  )
  add('storage', storageItems(storages, view))
  const shared = storages.shared.map(
    ({ kind, tensors }) =>
      cut(tensors.map(escapeText), view, '').join(kind === 'alias' ? ' = ' : ' ~ ') +
      (kind === 'alias' ? ' (same)' : ' (overlap)'),
  )
  add('shared', cut(shared, view, ''))
  for (const { code, message } of notes)
    lines.push(wrapWords('note', `${code} ${escapeText(message)}`, view.columns))
  if (notes.length === 0) add('notes', ['none'])
  for (const line of mendLines(report, paint)) lines.push(line)
  const all = selection.filters.length > 0 ? ` of ${formatCount(selection.of)}` : ''
  const verdict = [
    `${formatCount(totals.tensors)}${all} ${totals.tensors === 1 && all === '' ? 'tensor' : 'tensors'}`,
    ...countItems(report),
    sizeText(totals.bytes, view),
  ]
  if (salvage !== undefined) verdict.push(`${formatCount(salvage.complete)} complete`)
  if (totals.unreadable > 0) verdict.push(`${formatCount(totals.unreadable)} cannot be read`)
  if (report.histograms === undefined && !report.tensors.some(({ stats }) => stats !== undefined))
    add('scope', ['metadata only: no tensor was read (--stats reads and measures them)'])
  if (salvage !== undefined)
    add('salvage', [
      `${formatNumber(salvage.complete, 'tensor')} complete`,
      `${formatCount(salvage.incomplete)} incomplete or missing (marked !)`,
    ])
  lines.push('', (totals.unreadable > 0 ? paint.yellow : paint.green)(verdict.join(', ')))
  return lines.join('\n')
}

function storageItems(storages: StoragesReport, view: InspectView): string[] {
  const { partly_used: partly, shared, missing, exact } = storages
  const atMost = exact ? '' : 'at most '
  const items = [
    `${sizeText(storages.held_bytes, view)} held`,
    `${atMost}${sizeText(storages.used_bytes, view)} used`,
    `${exact ? '' : 'at least '}${sizeText(storages.unused_bytes, view)} ` +
      `unused${partly.length === 0 ? '' : ` in ${formatNumber(partly.length, 'storage')}`}`,
    formatNumber(shared.length, 'shared group'),
  ]
  if (missing > 0) items.push(`${formatCount(missing)} missing`)
  return items
}
