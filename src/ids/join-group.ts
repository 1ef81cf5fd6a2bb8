/** Tensors that tensor-parallel ranks have and that no rule joins: what is known of them, and how it is said. */
import { grouped } from '../digits.ts'

/** Names that differ in numbers alone, such as those of layers, with one shape on each rank. */
export interface JoinGroup {
  /** A glob for their names and for no other of those without a rule. */
  readonly pattern: string
  readonly tensors: number
  /** As torch calls it. */
  readonly dtype: string
  /** Of each rank, in their order. */
  readonly shapes: readonly (readonly number[])[]
  /** `constant`: equal, and one value throughout, as a part may be as well as a whole. `unknown`: not compared. */
  readonly ranks: 'equal' | 'constant' | 'different' | 'unknown'
  /** What the whole would be, for each dimension that the shapes permit. */
  readonly wholes: readonly { readonly how: string; readonly shape: readonly number[] }[]
  /** What may follow `pattern=`, to be checked; a question mark where nothing tells it. */
  readonly proposal: 'same' | '?'
}

/** Details of the error that lists them: `tensors` in all, and the first of `total` groups. */
export interface JoinNeeded {
  readonly path: string
  readonly found: string
  readonly tensors: number
  readonly groups: readonly JoinGroup[]
  readonly total: number
}

const RANKS: Readonly<Record<JoinGroup['ranks'], string>> = {
  equal: 'equal on all ranks',
  constant: 'one value throughout, equal on all ranks',
  different: 'different on the ranks',
  unknown: 'not compared',
}

/** Groups that the sentence has; the details list more. */
const SHOWN = 6

/** The error in a sentence. */
export function joinNeededText({ path, found, tensors, groups, total }: JoinNeeded): string {
  const shown = groups.slice(0, SHOWN).map(({ pattern, ranks }) => `${pattern} (${RANKS[ranks]})`)
  const more = total > shown.length ? ` and ${grouped(total - shown.length)} more groups` : ''
  return (
    `${path} is ${found}, and no file says how ${grouped(tensors)} of their tensors were split: ${shown.join(', ')}` +
    `${more}; say it for each with --join PATTERN=DIM or PATTERN=same`
  )
}

/** One line for each group: pattern, element type, shapes of the ranks, what is known, what each dimension would give. */
export function joinGroupLines(groups: readonly JoinGroup[]): readonly string[] {
  const patterns = groups.map(({ pattern }) => pattern)
  const width = patterns.reduce((most, pattern) => Math.max(most, Math.min(pattern.length, WIDE)), 0)
  return groups.map(({ pattern, tensors, dtype, shapes, ranks, wholes }) => {
    const texts = shapes.map(shapeText)
    const [first = ''] = texts
    const alike = texts.every((text) => text === first)
    const parts = alike ? `${texts.length} x ${first}` : texts.slice(0, WIDEST).join(' + ')
    const gives = wholes.map(({ how, shape }) => `${how} gives ${shapeText(shape)}`).join(', ')
    const joins = gives === '' ? 'no dimension joins them' : gives
    const count = tensors === 1 ? '' : `${grouped(tensors)} tensors, `
    return `${pattern.padEnd(width)}  ${count}${dtype} ${parts}, ${RANKS[ranks]}; ${joins}`
  })
}

/** Characters that patterns are padded to at most, and shapes of a line. */
const WIDE = 48
const WIDEST = 8

function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`
}
