/** One whole tensor of what tensor-parallel ranks have of it, as a rule says: pieces in the order of the ranks. */
import { PthError } from '../../../errors.ts'
import type { JoinRule } from '../../../names/join-rule.ts'
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
    : wholeAlong(context, shared, rule as JoinRule, how.dim, how.blocks)
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

function wholeAlong(
  context: JoinContext,
  shared: SharedName,
  rule: JoinRule,
  dim: number,
  blocks: number,
): JoinedWhole {
  const shapes = shapesOf(shared)
  const shape = joinedShape(shapes, dim)
  if (shape === null)
    throw misfit(
      context,
      shared,
      rule,
      shapes.every((each) => each.length <= dim)
        ? `needs a dimension ${dim}, counted from 0`
        : `needs shapes that differ in dimension ${dim} alone`,
    )
  if (shapes.some((each) => (each[dim] ?? 0) % blocks !== 0))
    throw misfit(
      context,
      shared,
      rule,
      `needs a dimension ${dim} that ${blocks} blocks of equal size fill on every rank`,
    )
  const pieces: Piece[] = []
  let place = 0
  const whole = shared.parts.map((part) => checked(context, shared.name, part))
  for (let block = 0; block < blocks; block += 1)
    for (const [rank, part] of shared.parts.entries()) {
      const tensor = blockOf(whole[rank] as StridedTensor, dim, blocks, block)
      const offsets = shape.map((_, at) => (at === dim ? place : 0))
      place += tensor.shape[dim] ?? 0
      pieces.push(pieceOf(shared.name, part, { offsets, tensor }))
    }
  return assembled(shared, shape, pieces)
}

/** Block `block` of a tensor that is cut into `blocks` along `dim`: the same elements, by their strides. */
function blockOf(tensor: StridedTensor, dim: number, blocks: number, block: number): StridedTensor {
  if (blocks === 1) return tensor
  const size = (tensor.shape[dim] ?? 0) / blocks
  return {
    ...tensor,
    shape: tensor.shape.map((each, at) => (at === dim ? size : each)),
    storageOffset: tensor.storageOffset + block * size * (tensor.stride[dim] ?? 0),
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
