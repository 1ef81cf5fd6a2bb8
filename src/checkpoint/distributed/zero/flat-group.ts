/**
 * Parameters of ZeRO-1 and ZeRO-2: those of a group follow each other in one flat vector, of which each rank has one
 * part. @see deepspeed/utils/zero_to_fp32.py `_zero2_merge_trainable_params`
 */
import type { DType } from '../../../dtype/dtype.ts'
import { getItem, dictSize } from '../../../pickle/value.ts'
import type { PickleDict } from '../../../pickle/value.ts'
import { numelOf } from '../../tensor.ts'
import type { Piece } from '../assembled.ts'
import { attributesOf } from '../attributes.ts'
import type { OptimStates } from './optim-states.ts'
import { invalid, partOf, pieceOf } from './rank-file.ts'
import type { Part } from './rank-file.ts'
import { countOf } from './values.ts'
import type { NamedShape } from './values.ts'

/** A parameter that is put together of parts of ranks. */
export interface FlatParam extends NamedShape {
  readonly dtype: DType
  /** How many pieces it has. */
  readonly pieceCount: number
  /** Where its elements are, row-major: boxes of a vector. Made when they are asked for. */
  pieces(): readonly Piece[]
}

/** A parameter and where it begins in the vector, in elements. */
interface Placed extends NamedShape {
  readonly from: number
}

const FRAGMENT = /^deepspeed\.(utils|runtime)\.[\w.]*fragment_address$/

/** The parameters of group `group`, which `ranks` share. @throws PthError PIECES_INVALID */
export function flatGroup(
  ranks: readonly OptimStates[],
  group: number,
  shapes: readonly NamedShape[],
): readonly FlatParam[] {
  const [first] = ranks
  if (first === undefined) return []
  const { reader } = first.file
  const tensors = ranks.map(({ file, parts }) => {
    const part = parts[group]
    if (part !== undefined) return part
    throw invalid(reader, file.name, `has no group ${group}, and the module has one`)
  })
  const dtype = tensors[0]?.dtype as DType
  const lengths = tensors.map(({ shape }) => numelOf(shape))
  const part = lengths[0] as number
  let ended = false
  for (const [rank, { file }] of ranks.entries()) {
    const length = lengths[rank] as number
    if (tensors[rank]?.dtype.name !== dtype.name)
      throw invalid(reader, file.name, `has other elements than ${first.file.name} in group ${group}`)
    // Padding is left out, and is all that follows the last element.
    if (ended ? length > 0 : length > part)
      throw invalid(
        reader,
        file.name,
        `has ${length} elements in group ${group}, which do not follow those before it`,
      )
    ended ||= length < part
  }
  const placed = place(first, group, shapes)
  const total = lengths.reduce((sum, length) => sum + length, 0)
  const end = placed.end
  // The vector is padded to a multiple of twice the ranks, and the last rank leaves padding out.
  const step = 2 * ranks.length
  const largest = placed.params.at(-1)
  if (Math.ceil(end / step) !== Math.ceil(total / step) || (largest && largest.from + largest.numel > total))
    throw invalid(
      reader,
      first.file.name,
      `and the other ranks have ${total} elements in group ${group}, and its parameters need ${end}`,
    )
  const share = ranks.length === 1 ? Infinity : part
  const listed = first.roundRobin
    ? beforeRoundRobin(placed.params, ranks.length, first, group)
    : placed.params
  for (const [rank, states] of ranks.entries()) proveMapping(states, group, rank, share, listed)
  const parts = ranks.map(({ file }, rank): Part => {
    const tensor = tensors[rank] as (typeof tensors)[number]
    const used = usedOf(placed.params, rank * part, rank * part + numelOf(tensor.shape))
    return partOf(file, tensor, `single_partition_of_fp32_groups[${group}]`, used)
  })
  return placed.params.map((param) => ({
    ...param,
    dtype,
    pieceCount:
      param.numel === 0 ? 0 : rankOf(param.from + param.numel - 1, part) - rankOf(param.from, part) + 1,
    pieces: () => piecesOf(param, parts, part),
  }))
}

/** The rank that has an element. */
function rankOf(element: number, share: number): number {
  return Math.floor(element / share)
}

function place(
  { paddings, file }: OptimStates,
  group: number,
  shapes: readonly NamedShape[],
): { readonly params: readonly Placed[]; readonly end: number } {
  const gaps = paddings === null ? null : (paddings[group] ?? [])
  if (gaps !== null && gaps.length !== shapes.length)
    throw invalid(
      file.reader,
      file.name,
      `has paddings of ${gaps.length} parameters in group ${group}, and the module has ${shapes.length}`,
    )
  let end = 0
  const params = shapes.map((shape, at): Placed => {
    const from = end
    end += shape.numel + (gaps?.[at] ?? 0)
    return { ...shape, from }
  })
  if (!Number.isSafeInteger(end))
    throw invalid(file.reader, file.name, `has a group ${group} with more elements than there are numbers`)
  return { params, end }
}

/**
 * With round_robin_gradients the parameters are dealt to the ranks, and the lists of the ranks are those of the order
 * before that: DeepSpeed 0.19.8 makes them of other groups than the elements. With paddings between it has the places.
 * @see deepspeed/runtime/zero/stage_1_and_2.py `_round_robin_reorder`, `_link_all_hp_params`
 */
function beforeRoundRobin(
  params: readonly Placed[],
  ranks: number,
  { paddings }: OptimStates,
  group: number,
): readonly Placed[] {
  if (paddings?.[group]?.some((padding) => padding > 0) === true) return params
  const order: Placed[] = []
  let dealt = 0
  for (let rank = 0; rank < ranks; rank += 1)
    for (let at = rank; at < params.length; at += ranks) order[at] = params[dealt++] as Placed
  let from = 0
  return order.map((param) => {
    const placed = { ...param, from }
    from += param.numel
    return placed
  })
}

/** The index of the first parameter that ends behind `element`. */
function firstEndingBehind(params: readonly Placed[], element: number): number {
  let low = 0
  let high = params.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const { from, numel } = params[middle] as Placed
    if (from + numel > element) high = middle
    else low = middle + 1
  }
  return low
}

/** The parameters of which some elements are in `[from, to)`. */
function overlapping(params: readonly Placed[], from: number, to: number): readonly Placed[] {
  const found: Placed[] = []
  for (let at = firstEndingBehind(params, from); at < params.length; at += 1) {
    const param = params[at] as Placed
    if (param.from >= to) break
    if (param.numel > 0) found.push(param)
  }
  return found
}

/** Elements of `[from, to)` that belong to parameters. */
function usedOf(params: readonly Placed[], from: number, to: number): number {
  return overlapping(params, from, to).reduce(
    (sum, param) => sum + Math.min(to, param.from + param.numel) - Math.max(from, param.from),
    0,
  )
}

/**
 * Each rank lists the parameters that it has elements of, how many, and where they begin in its part. No two ranks have
 * the same list, so that a file under the name of another rank is found.
 */
function proveMapping(
  { mappings, file }: OptimStates,
  group: number,
  rank: number,
  share: number,
  params: readonly Placed[],
): void {
  if (mappings === null) return
  const start = rank === 0 ? 0 : rank * share
  const expected = overlapping(params, start, start + share)
  const mapping = mappings[group]
  const wrong = expected.find((param) => {
    const from = Math.max(param.from, start)
    const numel = Math.min(param.from + param.numel, start + share) - from
    return !isFragment(mapping, param.name, numel, from - start)
  })
  if (wrong === undefined && (mapping === undefined ? 0 : dictSize(mapping)) === expected.length) return
  throw invalid(
    file.reader,
    file.name,
    `is not the file of rank ${rank} of this checkpoint: its own list (param_slice_mappings) has other elements than ` +
      `that rank has in group ${group}`,
    wrong === undefined ? [] : [wrong.name],
  )
}

function isFragment(mapping: PickleDict | undefined, name: string, numel: number, start: number): boolean {
  const fragment = mapping === undefined ? undefined : attributesOf(getItem(mapping, name), FRAGMENT)
  return (
    fragment !== undefined &&
    countOf(getItem(fragment, 'numel')) === numel &&
    countOf(getItem(fragment, 'start')) === start
  )
}

/** Each rank before the last has `share` elements. */
function piecesOf({ from, numel }: Placed, parts: readonly Part[], share: number): readonly Piece[] {
  const pieces: Piece[] = []
  for (let done = 0; done < numel;) {
    const rank = Math.min(parts.length - 1, rankOf(from + done, share))
    const part = parts[rank] as Part
    const start = from + done - rank * share
    const length = Math.min(numel - done, part.numel - start)
    pieces.push(pieceOf(part, start, length, done))
    done += length
  }
  return pieces
}
