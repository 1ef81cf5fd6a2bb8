/** One whole tensor of what tensor-parallel ranks have of it, as a rule says: pieces in the order of the ranks. */
import { PthError } from '../../../errors.ts'
import type { JoinBlock, JoinRule } from '../../../names/join-rule.ts'
import type { StridedTensor } from '../../tensor.ts'
import { numelOf } from '../../tensor.ts'
import { assembledRecord } from '../assembled.ts'
import type { Piece } from '../assembled.ts'
import { checkedTensor } from '../checked-tensor.ts'
import type { Comparison } from '../checked-tensor.ts'
import { densePlaces, denseSource } from '../dense-source.ts'
import type { WholeTensor } from '../merged.ts'
import { tilingProblem } from '../tiling.ts'
import { joinedShape, shapesOf, shapesText } from './ranks.ts'
import type { SharedName } from './ranks.ts'

/** What a tensor is joined with. */
export interface JoinContext extends Comparison {
  readonly path: string
}

/** A whole, and the pieces that it is put together from. */
export interface JoinedWhole extends Omit<WholeTensor, 'key'> {
  readonly pieces: number
}

/**
 * Join the tensors of all ranks; nothing of them is read. A single rank needs no rule.
 * @throws PthError JOIN_INVALID where the rule does not fit their shapes, PIECES_INVALID for other element types
 */
export function joinedWhole(context: JoinContext, shared: SharedName, rule: JoinRule | null): JoinedWhole {
  const { name, parts } = shared
  const first = parts[0]?.tensor as StridedTensor
  for (const { file, tensor } of parts)
    if (tensor.dtypeName !== first.dtypeName)
      throw new PthError('PIECES_INVALID', {
        path: context.path,
        reason: `${file} has ${tensor.dtypeName} where ${parts[0]?.file ?? ''} has ${first.dtypeName}, of`,
        names: [name],
      })
  const how = rule?.how ?? { kind: 'same' }
  return how.kind === 'same'
    ? wholeOnEach(context, shared, rule)
    : wholeAlong(context, shared, { rule: rule as JoinRule, ...how })
}

/** Every rank has all of it; the others are compared with the first where it is read. */
function wholeOnEach(context: JoinContext, shared: SharedName, rule: JoinRule | null): JoinedWhole {
  const { tensor } = shared.parts[0] as SharedName['parts'][number]
  if (shared.parts.some((part) => part.tensor.shape.join() !== tensor.shape.join()))
    throw misfit(context, shared, rule, 'needs one shape on all ranks')
  const offsets = tensor.shape.map(() => 0)
  const [piece, ...copies] = shared.parts.map((part) =>
    pieceOf(shared.name, part, { offsets, tensor: checked(context, shared.name, part) }),
  )
  return assembled(shared, tensor.shape, [{ ...(piece as Piece), copies }])
}

/** A rule, and what it says. */
interface Along {
  readonly rule: JoinRule
  readonly dim: number
  readonly blocks: readonly JoinBlock[]
}

function wholeAlong(context: JoinContext, shared: SharedName, along: Along): JoinedWhole {
  proveAlong(context, shared, along)
  const { dim, blocks } = along
  const whole = shared.parts.map((part) => checked(context, shared.name, part))
  const total = blocks.reduce((sum, { size }) => sum + size, 0)
  const pieces: Piece[] = []
  let place = 0
  let before = 0
  for (const { size, copies } of blocks) {
    for (let rank = 0; rank < whole.length; rank += copies) {
      const [piece, ...others] = shared.parts.slice(rank, rank + copies).map((part, at) => {
        const tensor = cut(whole[rank + at] as StridedTensor, dim, { before, size, total })
        const offsets = tensor.shape.map((_, each) => (each === dim ? place : 0))
        return pieceOf(shared.name, part, { offsets, tensor })
      })
      pieces.push({ ...(piece as Piece), copies: others })
      place += piece?.sizes[dim] ?? 0
    }
    before += size
  }
  const shape = whole[0]?.shape.map((each, at) => (at === dim ? place : each)) ?? []
  return assembled(shared, shape, pieces)
}

/** @throws PthError JOIN_INVALID where the ranks do not have what the rule says */
function proveAlong(context: JoinContext, shared: SharedName, { rule, dim, blocks }: Along): void {
  const shapes = shapesOf(shared)
  const wrong = (reason: string): PthError => misfit(context, shared, rule, reason)
  if (joinedShape(shapes, dim) === null)
    throw wrong(
      shapes.every((each) => each.length <= dim)
        ? `needs a dimension ${dim}, counted from 0`
        : `needs shapes that differ in dimension ${dim} alone`,
    )
  const total = blocks.reduce((sum, { size }) => sum + size, 0)
  if (shapes.some((each) => (each[dim] ?? 0) % total !== 0))
    throw wrong(
      blocks.every(({ size }) => size === 1)
        ? `needs a dimension ${dim} that ${blocks.length} blocks of equal size fill on every rank`
        : `needs a dimension ${dim} that is a multiple of ${total}, the sum of its blocks, on every rank`,
    )
  for (const { copies } of blocks) {
    if (shapes.length % copies !== 0)
      throw wrong(`needs a number of ranks that is a multiple of ${copies}, and there are ${shapes.length}`)
    const odd = shapes.findIndex((each, rank) => each.join() !== shapes[rank - (rank % copies)]?.join())
    if (odd >= 0) throw wrong(`needs one shape on each ${copies} ranks in a row`)
  }
}

/** A block, with the sizes of those before it and of all. */
interface Cut {
  readonly before: number
  readonly size: number
  readonly total: number
}

/** A block of a tensor along `dim`: the same elements, by their strides. `total` divides the dimension. */
function cut(tensor: StridedTensor, dim: number, { before, size, total }: Cut): StridedTensor {
  if (size === total) return tensor
  const unit = (tensor.shape[dim] ?? 0) / total
  return {
    ...tensor,
    shape: tensor.shape.map((each, at) => (at === dim ? size * unit : each)),
    storageOffset: tensor.storageOffset + before * unit * (tensor.stride[dim] ?? 0),
  }
}

type Part = SharedName['parts'][number]

function checked(context: JoinContext, name: string, { file, tensor }: Part): StridedTensor {
  return checkedTensor(tensor, `${file} > "${name}"`, file, context)
}

function pieceOf(
  name: string,
  { file }: Part,
  { offsets, tensor }: { readonly offsets: readonly number[]; readonly tensor: StridedTensor },
): Piece {
  const label = `${file} > "${name}"`
  return {
    offsets,
    sizes: tensor.shape,
    label,
    open: () => denseSource(label, tensor),
    expect: () => densePlaces(label, tensor),
  }
}

function assembled(
  { name, parts }: SharedName,
  shape: readonly number[],
  pieces: readonly Piece[],
): JoinedWhole {
  const [{ tensor: first }] = parts as readonly [Part]
  const { dtype, dtypeName } = first
  const filled = pieces.filter(({ sizes }) => numelOf(sizes) > 0)
  const problem = tilingProblem(shape, filled, `"${name}"`)
  if (problem !== null) throw new PthError('INTERNAL', { reason: `"${name}" was joined, and ${problem}` })
  const record =
    dtype === null
      ? null
      : assembledRecord({ name, shape, itemsize: dtype.itemsize, pieces: filled, far: true })
  return { dtype, dtypeName, shape, record, pieces: parts.length }
}

function misfit({ path }: JoinContext, shared: SharedName, rule: JoinRule | null, reason: string): PthError {
  return new PthError('JOIN_INVALID', {
    path,
    rule: rule?.text ?? '',
    reason: `${reason}, and the ranks have ${shapesText(shapesOf(shared))} of`,
    names: [shared.name],
  })
}
