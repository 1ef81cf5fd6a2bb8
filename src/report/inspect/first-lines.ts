/** The three questions that a report answers first: what it is, where it comes from, what fills the file. */
import type { InspectReport } from '../../operations/inspect/inspect-report.ts'
import { escapeText } from '../escape.ts'
import { formatNumber } from '../format.ts'
import { shareItems } from './counts.ts'
import type { InspectView } from './rows.ts'

/** Labels and their items, in the order of the questions. */
export function firstItems(report: InspectReport, view: InspectView): [label: string, items: string[]][] {
  return [
    ['is', whatItems(report)],
    ['from', fromItems(report)],
    ['filled by', shareItems(report, view)],
  ]
}

/** A family is said only where names and shapes prove it, with how. */
function whatItems({ architecture, totals, state_dict: { tensors } }: InspectReport): string[] {
  if (tensors === 0) return ['no tensors']
  const [first, ...others] = totals.by_dtype
  const dtype =
    first === undefined ? [] : [`${escapeText(first.dtype)}${others.length > 0 ? ' and others' : ''}`]
  const size = [formatNumber(totals.parameters, 'parameter'), ...dtype]
  if (architecture === null) return ['no family that its names prove', ...size]
  const { family, model, prefix, how } = architecture
  const below = prefix === '' ? [] : [`names below ${escapeText(prefix)}`]
  return [model ?? family, ...size, ...how.map(escapeText), ...below]
}

function fromItems({ origin: { writers, wrappers, progress } }: InspectReport): string[] {
  const items = [
    ...writers.map(({ name, version }) => (version === null ? name : `${name} ${escapeText(version)}`)),
    ...wrappers.map(({ name, evidence: [first = ''] }) => `${name} (${escapeText(first)})`),
    ...progress.map(({ name, text }) => `${escapeText(name)} ${escapeText(text)}`),
  ]
  return items.length === 0 ? ['its keys and names do not say'] : items
}
