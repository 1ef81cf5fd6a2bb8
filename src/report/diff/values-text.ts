/** The values part of a diff, for people. */
import type { Elsewhere } from '../../diff/elsewhere.ts'
import type { Reorder } from '../../diff/reorder.ts'
import type { RowOrder } from '../../diff/row-order.ts'
import type { JsonNumber, TensorValues, ValuesReport } from '../../diff/values.ts'
import { escapeText } from '../escape.ts'
import { formatCount, formatNumber } from '../format.ts'
import type { Paint } from '../paint.ts'
import { wrapWords } from '../wrap.ts'

/** Changed tensors that are shown without --full. */
const SHOWN = 12
/** Places outside the weights that are named. */
const ELSEWHERE_SHOWN = 3

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
  const sorted = changed.toSorted((a, b) => sizeOf(b.max_abs) - sizeOf(a.max_abs))
  for (const tensor of full ? sorted : sorted.slice(0, SHOWN)) {
    lines.push(
      wrapWords(
        paint.red('! changed'),
        `${escapeText(tensor.name)}   ${escapeText(factsOf(tensor))}`,
        columns,
        0,
        14,
      ),
    )
  }
  const hidden = full ? 0 : sorted.length - SHOWN
  if (hidden > 0) lines.push(paint.dim(`  … ${formatCount(hidden)} more (--full)`))
  for (const { name, order } of values.reordered)
    lines.push(wrapWords('  reordered', `${escapeText(name)}   ${orderText(order)}`, columns, 0, 14))
  for (const { from, to } of values.renamed)
    lines.push(`  same bytes  ${escapeText(from)}  is  ${escapeText(to)}`)
  if (values.elsewhere !== null && values.elsewhere.different > 0)
    lines.push(wrapWords(paint.yellow('elsewhere'), elsewhereText(values.elsewhere), columns, 2, 14))
  return lines
}

function sizeOf(value: JsonNumber): number {
  return typeof value === 'number' ? value : Infinity
}

function factsOf(tensor: TensorValues): string {
  const { reason, order, nan } = tensor
  if (reason !== null) return reason
  const facts = [
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
