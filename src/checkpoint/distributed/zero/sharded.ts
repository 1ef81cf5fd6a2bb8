/**
 * Parameters of ZeRO-3: each is cut into as many equal pieces as there are ranks, and a rank has its pieces one after
 * another in flat sub-groups. @see deepspeed/utils/zero_to_fp32.py `_zero3_merge_trainable_params`
 */
import type { DType } from '../../../dtype/dtype.ts'
import { numelOf } from '../../tensor.ts'
import type { Piece } from '../assembled.ts'
import type { FlatParam } from './flat-group.ts'
import type { OptimStates } from './optim-states.ts'
import { invalid, partOf, pieceOf, tensorAt } from './rank-file.ts'
import type { Part } from './rank-file.ts'
import type { ModelStates } from './model-states.ts'
import { getItem } from '../../../pickle/value.ts'
import type { NamedShape } from './values.ts'

/** The trainable parameters, of all groups in their order. @throws PthError PIECES_INVALID */
export function shardedParams(
  ranks: readonly OptimStates[],
  shapes: readonly NamedShape[],
): readonly FlatParam[] {
  const [first] = ranks
  if (first === undefined) return []
  const { reader, name } = first.file
  const sizes = first.parts.map(({ shape }) => numelOf(shape))
  const dtype = first.parts[0]?.dtype
  for (const { file, parts } of ranks) {
    if (parts.map(({ shape }) => numelOf(shape)).join() !== sizes.join())
      throw invalid(
        reader,
        file.name,
        `has other sub-groups than ${name}, and each rank has as many elements`,
      )
    if (parts.some((part) => part.dtype.name !== dtype?.name))
      throw invalid(reader, file.name, `has other elements than ${name}`)
  }
  let end = 0
  const placed = shapes.map((shape): Sharded => {
    const from = end
    const share = Math.ceil(shape.numel / ranks.length)
    end += share
    return { ...shape, from, share }
  })
  const total = sizes.reduce((sum, size) => sum + size, 0)
  if (end !== total || !Number.isSafeInteger(end))
    throw invalid(
      reader,
      name,
      `has ${total} elements, and the parameters of the module need ${end} of each of ${ranks.length} ranks`,
    )
  if (dtype === undefined) return []
  const unused = unusedIn(placed, sizes, ranks.length)
  const vectors = ranks.map(({ file, parts }, rank) =>
    parts.map((part, at) => {
      const used = numelOf(part.shape) - (unused.get(`${rank}:${at}`) ?? 0)
      return partOf(file, part, `fp32_flat_groups[${at}]`, used)
    }),
  )
  return placed.map((param) => ({
    name: param.name,
    shape: param.shape,
    numel: param.numel,
    dtype,
    pieceCount: param.share === 0 ? 0 : Math.ceil(param.numel / param.share),
    pieces: () => piecesOf(param, vectors, sizes),
  }))
}

/** A parameter, where its piece begins in the vector of each rank, and how many elements a piece has. */
interface Sharded extends NamedShape {
  readonly from: number
  readonly share: number
}

/** Elements of padding by `rank:sub-group`: it is at the end of a parameter, so that only the last ranks have some. */
function unusedIn(
  params: readonly Sharded[],
  sizes: readonly number[],
  ranks: number,
): ReadonlyMap<string, number> {
  const unused = new Map<string, number>()
  let group = 0
  let before = 0
  for (const { from, share, numel } of params) {
    while (group < sizes.length - 1 && before + (sizes[group] as number) < from + share)
      before += sizes[group++] as number
    for (let rank = ranks - 1; rank >= 0; rank -= 1) {
      const missing = Math.min(share, (rank + 1) * share - numel)
      if (missing <= 0) break
      const key = `${rank}:${group}`
      unused.set(key, (unused.get(key) ?? 0) + missing)
    }
  }
  return unused
}

function piecesOf(
  { from, share, numel }: Sharded,
  vectors: readonly (readonly Part[])[],
  sizes: readonly number[],
): readonly Piece[] {
  let group = 0
  let before = 0
  while (group < sizes.length && before + (sizes[group] as number) <= from) before += sizes[group++] as number
  const pieces: Piece[] = []
  for (const [rank, parts] of vectors.entries()) {
    const mine = Math.min(share, numel - rank * share)
    let start = from - before
    for (let at = group, done = 0; done < mine; at += 1, start = 0) {
      const length = Math.min(mine - done, (sizes[at] as number) - start)
      if (length > 0) pieces.push(pieceOf(parts[at] as Part, start, length, rank * share + done))
      done += length
    }
  }
  return pieces
}

/**
 * Frozen parameters: each rank has its piece beside the module, so that the files of all ranks are needed.
 * @see deepspeed/utils/zero_to_fp32.py `_zero3_merge_frozen_params`
 */
export function frozenParams(ranks: readonly ModelStates[]): readonly FlatParam[] {
  const [first] = ranks
  return (first?.frozen ?? []).map((frozen) => frozenParam(ranks, frozen))
}

function frozenParam(ranks: readonly ModelStates[], frozen: NamedShape): FlatParam {
  const share = Math.ceil(frozen.numel / ranks.length)
  let dtype: DType | undefined
  const lengthOf = (rank: number): number => Math.max(0, Math.min(share, frozen.numel - rank * share))
  const parts = ranks.map(({ file, fragments }, rank): Part => {
    const value = fragments === null ? undefined : getItem(fragments, frozen.name)
    const what = `frozen_param_fragments of "${frozen.name}"`
    const tensor = tensorAt(file, value, what)
    dtype ??= tensor.dtype
    if (tensor.dtype.name !== dtype.name)
      throw invalid(file.reader, file.name, 'has a frozen parameter of other elements than rank 0 has', [
        frozen.name,
      ])
    if (numelOf(tensor.shape) !== share)
      throw invalid(
        file.reader,
        file.name,
        `has ${numelOf(tensor.shape)} elements of a frozen parameter, and each of ${ranks.length} ranks has ${share}`,
        [frozen.name],
      )
    return partOf(file, tensor, what, lengthOf(rank))
  })
  return {
    ...frozen,
    dtype: dtype as DType,
    pieceCount: ranks.length,
    pieces: () =>
      parts.flatMap((part, rank) => {
        const length = lengthOf(rank)
        return length > 0 ? [pieceOf(part, 0, length, rank * share)] : []
      }),
  }
}
