/** The three questions that a report answers first: what it is, where it comes from, what fills the file. */
import type { InspectReport } from '../../operations/inspect/inspect-report.ts'
import { escapeText } from '../escape.ts'
import { formatNumber } from '../format.ts'
import { countItems, isOptimizerAlone, shareItems } from './counts.ts'
import type { InspectView } from './rows.ts'

/** Labels and their items, in the order of the questions. */
export function firstItems(report: InspectReport, view: InspectView): [label: string, items: string[]][] {
  return [
    ['is', whatItems(report)],
    ['from', fromItems(report)],
    ['filled by', shareItems(report, view)],
  ]
}

/** What the file is, in items. A family is said only where names and shapes prove it, with how. */
export function whatItems(
  report: Pick<InspectReport, 'architecture' | 'totals' | 'selection' | 'state_dict' | 'shares'>,
): string[] {
  const {
    architecture,
    totals,
    selection,
    state_dict: { tensors },
  } = report
  if (tensors === 0) return ['no tensors']
  if (isOptimizerAlone(report))
    return ['the state of an optimizer, no weights of a model', ...countItems(report), ...dtypesOf(totals)]
  const size = [
    `${formatNumber(totals.parameters, 'parameter')}${selection.filters.length > 0 ? ' selected' : ''}`,
    ...dtypesOf(totals),
  ]
  if (architecture === null) return ['no family that its names prove', ...size]
  const { family, model, prefix, how } = architecture
  const below = prefix === '' ? [] : [`names below ${escapeText(prefix)}`]
  return [model ?? family, ...size, ...how.map(escapeText), ...below]
}

/** The dtypes that make up at least a hundredth of the bytes: counters are no news. */
function dtypesOf({ by_dtype: dtypes, bytes: all }: InspectReport['totals']): string[] {
  const large = dtypes.filter(({ bytes }) => bytes * 100 >= all).map(({ dtype }) => escapeText(dtype))
  return large.length === 0 ? [] : [large.join(' and ')]
}

/** Where the file comes from, in items: programs with their versions, wrappers, progress of the training. */
export function fromItems({
  origin: { writers, wrappers, progress },
}: Pick<InspectReport, 'origin'>): string[] {
  const items = [
    ...writers.map(({ name, version }) => (version === null ? name : `${name} ${escapeText(version)}`)),
    ...wrappers.map(({ name, evidence: [first = ''] }) => `${name} (${escapeText(first)})`),
    ...progress.map(({ name, text }) => `${escapeText(name)} ${escapeText(text)}`),
  ]
  return items.length === 0 ? ['its keys and names do not say'] : items
}
