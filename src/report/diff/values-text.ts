/** The values part of a diff, for people. */
import { judgesParameters } from '../../diff/expectations.ts'
import type { Elsewhere } from '../../diff/elsewhere.ts'
import type { Reorder } from '../../diff/reorder.ts'
import type { RowOrder } from '../../diff/row-order.ts'
import type { ExpectationReport, JsonNumber, TensorValues, ValuesReport } from '../../diff/values-report.ts'
import { escapeText } from '../escape.ts'
import { formatCount, formatNumber } from '../format.ts'
import type { Paint } from '../paint.ts'
import { padEnd, widthOf } from '../width.ts'
import { wrapWords } from '../wrap.ts'

/** Changed tensors and moved layers that are shown without --full and --top. */
const SHOWN = 12
/** Places outside the weights that are named. */
const ELSEWHERE_SHOWN = 3

/** How much is shown. */
export interface ValuesView {
  readonly full: boolean
  readonly top?: number | undefined
  readonly columns: number
}

export function renderValues(values: ValuesReport, paint: Paint, view: ValuesView): string[] {
  const { summary, expectations } = values
  const { full, columns, top = SHOWN } = view
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
  const sorted = changed.toSorted((a, b) => compareMoves(a, b))
  // Where something is expected, a change is no fault by itself.
  const mark = expectations === null ? paint.red('! changed') : '  changed'
  for (const tensor of full ? sorted : sorted.slice(0, top)) {
    lines.push(wrapWords(mark, `${escapeText(tensor.name)}   ${escapeText(factsOf(tensor))}`, columns, 0, 14))
  }
  const hidden = full ? 0 : sorted.length - top
  if (hidden > 0) lines.push(paint.dim(`  … ${formatCount(hidden)} more (--full, --top N)`))
  for (const line of renderLayers(values, view, paint)) lines.push(line)
  for (const { name, order } of values.reordered)
    lines.push(wrapWords('  reordered', `${escapeText(name)}   ${orderText(order)}`, columns, 0, 14))
  for (const { from, to } of values.renamed)
    lines.push(`  same bytes  ${escapeText(from)}  is  ${escapeText(to)}`)
  if (values.elsewhere !== null && values.elsewhere.different > 0)
    lines.push(wrapWords(paint.yellow('elsewhere'), elsewhereText(values.elsewhere), columns, 2, 14))
  if (values.averaged !== null)
    lines.push(wrapWords('  average of', values.averaged.map(escapeText).join(', '), columns, 0, 14))
  for (const expectation of expectations ?? [])
    for (const line of renderExpectation(expectation, paint, full ? Infinity : top, columns)) lines.push(line)
  return lines
}

/** What moved most comes first; what has no length, such as NaN, before all numbers. */
function compareMoves(a: TensorValues, b: TensorValues): number {
  return compareSizes(a.relative_norm, b.relative_norm) || compareSizes(a.max_abs, b.max_abs)
}

function compareSizes(a: JsonNumber, b: JsonNumber): number {
  const [left, right] = [a, b].map((value) => (typeof value === 'number' ? value : Infinity))
  return left === right ? 0 : (right ?? 0) - (left ?? 0)
}

/** Layers with changed parameters, where more than one layer has them. */
function renderLayers({ layers }: ValuesReport, { full, top = SHOWN }: ValuesView, paint: Paint): string[] {
  const moved = layers
    .filter(({ changed }) => changed > 0)
    .toSorted((a, b) => compareSizes(a.relative_norm, b.relative_norm))
  if (moved.length < 2) return []
  const shown = full ? moved : moved.slice(0, top)
  const width = shown.reduce((most, { layer }) => Math.max(most, widthOf(escapeText(layer))), 0)
  const lines = shown.map(
    ({ layer, tensors, changed, relative_norm: moves }) =>
      `  ${padEnd('layer', 12)}${padEnd(escapeText(layer), width)}  rel norm ${padEnd(short(moves), 10)}  ` +
      `${formatCount(changed)} of ${formatNumber(tensors, 'parameter tensor')} changed`,
  )
  if (moved.length > shown.length)
    lines.push(paint.dim(`  … ${formatCount(moved.length - shown.length)} more layers (--full, --top N)`))
  const still = layers.length - moved.length
  if (still > 0) lines.push(`  ${padEnd('', 12)}${formatNumber(still, 'more layer')} without a change`)
  return lines
}

function renderExpectation(
  { kind, glob, tensors, broken, buffers_changed: buffers, met }: ExpectationReport,
  paint: Paint,
  most: number,
  columns: number,
): string[] {
  const head = met ? paint.green('ok expect') : paint.red('! expect')
  const what = `${kind} ${escapeText(glob)}`
  const told =
    broken.length > 0
      ? `${formatCount(broken.length)} of ${formatNumber(tensors, 'tensor')} not as expected`
      : met
        ? formatNumber(tensors, 'tensor')
        : `matches no ${judgesParameters(kind) ? 'parameter' : 'tensor'}: nothing was compared`
  const aside =
    buffers > 0
      ? `   ${formatNumber(buffers, 'buffer')} ${kind === 'average' ? 'not the average' : 'changed'}`
      : ''
  const lines = [wrapWords(head, `${what}   ${told}${aside}`, columns, 0, 14)]
  for (const { name, reason } of broken.slice(0, most))
    lines.push(wrapWords('', `${escapeText(name)} ${escapeText(reason)}`, columns, 0, 14))
  if (broken.length > most)
    lines.push(paint.dim(`${' '.repeat(14)}… ${formatCount(broken.length - most)} more (--full, --top N)`))
  return lines
}

function factsOf(tensor: TensorValues): string {
  const { reason, order, nan } = tensor
  if (reason !== null) return reason
  const facts = [
    ...(tensor.relative_norm === null ? [] : [`rel norm ${short(tensor.relative_norm)}`]),
    `max abs ${short(tensor.max_abs)}`,
    `mean abs ${short(tensor.mean_abs)}`,
    `max rel ${short(tensor.max_rel)}`,
    `cos ${short(tensor.cosine)}`,
  ]
  const [found = 0, expected = 0] = nan ?? []
  return [
    ...facts,
    ...(found + expected > 0
      ? [`NaN in ${formatNumber(found, 'value')} of the file, ${formatCount(expected)} of the expected`]
      : []),
    ...(order === null ? [] : [orderText(order)]),
  ].join('   ')
}

/** The order as a fact: what of the file is the expected tensor. */
export function orderText(order: Reorder): string {
  if (order.kind === 'axes') {
    const axes = order.axes.join(', ')
    const word = axes === '1, 0' ? 'transposed' : 'its axes are exchanged'
    return `same values, axes (${axes}): ${word}; permute(${axes}) gives the expected tensor`
  }
  const where = order.block === null ? '' : ` inside blocks of ${formatCount(order.block)}`
  return `same values, ${formatNumber(order.moved, 'row')} in another order${where}${ruleText(order.pattern)}`
}

function ruleText(pattern: RowOrder['pattern']): string {
  if (pattern === null) return ''
  const rule =
    pattern === 'pairs_to_halves'
      ? 'rows 0, 2, 4, … and then 1, 3, 5, …'
      : 'a row of the first half and one of the second in turn'
  return `: the expected has ${rule}, as between the two layouts of rotary embeddings`
}

function elsewhereText({ different, differences, cut }: Elsewhere): string {
  const listed = differences.slice(0, ELSEWHERE_SHOWN).map(({ path, found, expected }) => {
    const same = found !== null && found === expected
    const told = same ? 'other values' : `${found ?? 'absent'}, expected ${expected ?? 'absent'}`
    return `${escapeText(path)} (${escapeText(told)})`
  })
  const more = different > listed.length ? `, and ${formatCount(different - listed.length)} more` : ''
  const places = `${formatNumber(different, 'other place')} of the files ${different === 1 ? 'differs' : 'differ'}`
  return `${places}${cut ? ' (not all were looked at)' : ''}: ${listed.join(', ')}${more}`
}

function short(value: JsonNumber): string {
  if (value === null) return '-'
  if (value === 'nan') return 'NaN'
  return value === 'inf' ? 'inf' : String(Number(value.toPrecision(4)))
}
