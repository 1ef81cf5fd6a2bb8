/** Tensors that no rule joins, a line for each group of names: what a person has to know who writes the rules. */
import type { JoinGroup } from '../errors.ts'
import { grouped } from '../digits.ts'

const RANKS: Readonly<Record<JoinGroup['ranks'], string>> = {
  equal: 'equal on all ranks',
  constant: 'one value throughout, equal on all ranks',
  different: 'different on the ranks',
  unknown: 'not compared',
}

/** Characters that patterns are padded to at most. */
const WIDE = 48
/** Shapes of a line. */
const SHAPES = 8

const CHECK =
  'check each rule: equal bytes may be whole tensors (same) or equal parts, and of a tensor that was split no shape ' +
  'tells the dimension. Put it in place of each question mark: 0, 1, or 0:2 where gate and up are in one tensor'

/** Pattern, element type, shapes of the ranks, what is known, what each dimension would give; then what to do. */
export function joinGroupLines(groups: readonly JoinGroup[]): readonly string[] {
  const width = groups.reduce((most, { pattern }) => Math.max(most, Math.min(pattern.length, WIDE)), 0)
  return [...groups.map((group) => lineOf(group, width)), CHECK]
}

function lineOf(group: JoinGroup, width: number): string {
  const { pattern, tensors, dtype, shapes, ranks, run, wholes } = group
  const texts = shapes.map(shapeText)
  const [first = ''] = texts
  const alike = texts.every((text) => text === first)
  const more = texts.length > SHAPES ? ' + …' : ''
  const parts = alike ? `${texts.length} x ${first}` : `${texts.slice(0, SHAPES).join(' + ')}${more}`
  const inRuns = run === undefined ? '' : `, equal on each ${run} in a row`
  const gives = wholes.map(({ how, shape }) => `${how} gives ${shapeText(shape)}`).join(', ')
  const count = tensors === 1 ? '' : `${grouped(tensors)} tensors, `
  const joins = gives === '' ? 'no dimension joins them' : gives
  return `${pattern.padEnd(width)}  ${count}${dtype} ${parts}, ${RANKS[ranks]}${inRuns}; ${joins}`
}

function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`
}
