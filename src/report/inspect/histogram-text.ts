/** Histograms as bars that fit the terminal. */
import type { HistogramReport } from '../../operations/inspect/histogram-report.ts'
import { escapeText } from '../escape.ts'
import { formatCount, formatNumber } from '../format.ts'
import { ELLIPSIS, padStart, shortenMiddle } from '../width.ts'
import { wrapItems, wrapWords } from '../wrap.ts'
import type { InspectView } from './rows.ts'

/** Histograms shown without `--full`. */
const MOST = 10
const INDENT = 4
/** Columns of the longest bar on a wide terminal. */
const LONGEST = 60
const BAR = '█'
/** A bin that is not empty, and has less than half a column. */
const THIN = '▏'
/** Digits of an edge: as many as tell them apart, of the 17 that a float64 has. */
const DIGITS = 4
const MOST_DIGITS = 17

/** One block for each tensor. */
export function histogramBlocks(histograms: readonly HistogramReport[], view: InspectView): string[] {
  const shown = view.full ? histograms : histograms.slice(0, MOST)
  const blocks = shown.map((histogram) => [headOf(histogram, view), ...barsOf(histogram, view)].join('\n'))
  const hidden = histograms.length - shown.length
  return hidden === 0
    ? blocks
    : [...blocks, `  ${ELLIPSIS} ${formatNumber(hidden, 'more histogram')} (--full; --json has all)`]
}

function headOf(histogram: HistogramReport, view: InspectView): string {
  const {
    name,
    dtype,
    counts,
    zeros,
    nan,
    positive_inf: positive,
    negative_inf: negative,
    problem,
  } = histogram
  const title = escapeText(name)
  const shownName = view.full ? title : shortenMiddle(title, Math.max(1, view.columns - 2 * INDENT - 9))
  if (problem !== null) return wrapWords('histogram', `${shownName}: ${escapeText(problem)}`, view.columns)
  const finite = counts.reduce((sum, count) => sum + count, 0)
  const others: readonly (readonly [label: string, count: number | null])[] = [
    ['zeros', zeros],
    ['NaN', nan],
    ['+inf', positive],
    ['-inf', negative],
  ]
  const items = [
    shownName,
    escapeText(dtype),
    formatNumber(finite, 'finite value'),
    ...others.map(([label, count]) => `${label} ${formatCount(count ?? 0)}`),
  ]
  return wrapItems('histogram', items, view.columns)
}

function barsOf({ edges, counts }: HistogramReport, { columns }: InspectView): string[] {
  const texts = edgeTexts(edges)
  const longest = Math.max(0, ...texts.map(({ length }) => length))
  const numbers = counts.map(formatCount)
  const digits = Math.max(0, ...numbers.map(({ length }) => length))
  const most = Math.max(1, ...counts)
  const room = Math.max(1, Math.min(LONGEST, columns - INDENT - 2 * longest - 4 - 2 - digits - 2))
  return counts.map((count, at) => {
    const close = at === counts.length - 1 ? ']' : ')'
    const range = `[${padStart(texts[at] ?? '', longest)}, ${padStart(texts[at + 1] ?? '', longest)}${close}`
    const line = `${' '.repeat(INDENT)}${range}  ${padStart(numbers[at] ?? '', digits)}  `
    return (line + barOf(count, most, room)).trimEnd()
  })
}

function barOf(count: number, most: number, room: number): string {
  const length = Math.round((count / most) * room)
  return length === 0 && count > 0 ? THIN : BAR.repeat(length)
}

function edgeTexts(edges: readonly number[]): string[] {
  for (let digits = DIGITS; digits < MOST_DIGITS; digits += 1) {
    const texts = edges.map((edge) => String(Number(edge.toPrecision(digits))))
    if (new Set(texts).size === edges.length) return texts
  }
  return edges.map(String)
}
