/** The values part of a diff, for people. */
import type { ValuesReport } from '../../operations/diff/values.ts'
import { escapeText } from '../escape.ts'
import { formatCount } from '../format.ts'
import type { Paint } from '../paint.ts'
import { wrapWords } from '../wrap.ts'

/** Changed tensors that are shown without --full. */
const SHOWN = 12

export function renderValues(values: ValuesReport, paint: Paint, full: boolean, columns: number): string[] {
  const { summary } = values
  const head = [
    `${formatCount(summary.bit_equal)} equal (bit for bit)`,
    `${formatCount(summary.close)} close (rtol ${values.rtol}, atol ${values.atol})`,
    `${formatCount(summary.cast_only)} cast only`,
    `${formatCount(summary.changed)} changed`,
    ...(summary.unreadable > 0 ? [`${formatCount(summary.unreadable)} not readable`] : []),
    ...(values.stopped_early ? ['stopped at the first difference'] : []),
  ]
  const lines = [wrapWords('values', head.join('   '), columns, 2, 12)]
  const changed = values.tensors.filter(({ verdict }) => verdict === 'changed' || verdict === 'unreadable')
  const sorted = changed.toSorted((a, b) => (b.max_abs ?? Infinity) - (a.max_abs ?? Infinity))
  for (const tensor of full ? sorted : sorted.slice(0, SHOWN)) {
    const facts =
      tensor.reason ??
      `max abs ${short(tensor.max_abs)}   mean abs ${short(tensor.mean_abs)}   max rel ` +
        `${short(tensor.max_rel)}   cos ${short(tensor.cosine)}`
    lines.push(
      wrapWords(paint.red('! changed'), `${escapeText(tensor.name)}   ${escapeText(facts)}`, columns, 0, 14),
    )
  }
  const hidden = full ? 0 : sorted.length - SHOWN
  if (hidden > 0) lines.push(paint.dim(`  … ${formatCount(hidden)} more (--full)`))
  for (const { from, to } of values.renamed)
    lines.push(`  same bytes  ${escapeText(from)}  is  ${escapeText(to)}`)
  return lines
}

function short(value: number | string | null): string {
  if (value === null) return '-'
  return typeof value === 'string' ? value : String(Number(value.toPrecision(4)))
}
