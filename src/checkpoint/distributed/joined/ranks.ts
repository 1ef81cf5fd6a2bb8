/** What tensor-parallel ranks have: tensors by the names that they share. */
import type { PickleValue } from '../../../pickle/value.ts'
import type { StridedTensor } from '../../tensor.ts'

/** What one rank has. */
export interface RankTensors {
  /** The file, in messages. */
  readonly file: string
  readonly tensors: ReadonlyMap<string, StridedTensor>
  /** Values under the names of no tensor. */
  readonly values: ReadonlyMap<string, PickleValue>
}

/** Ranks that share tensors, in their order. A pipeline has several stages, each with names of its own. */
export interface Stage {
  /** What to call it in messages. */
  readonly label: string
  readonly ranks: readonly RankTensors[]
}

/** All ranks of a checkpoint. */
export interface Staged {
  /** The folder. */
  readonly path: string
  /** What it is, in words: `a Megatron checkpoint of 2 tensor-parallel ranks`. */
  readonly found: string
  readonly stages: readonly Stage[]
}

/** A name, and the tensor of each rank under it. */
export interface SharedName {
  readonly name: string
  readonly parts: readonly { readonly file: string; readonly tensor: StridedTensor }[]
}

/** The shapes of the ranks, in their order. */
export function shapesOf({ parts }: SharedName): readonly (readonly number[])[] {
  return parts.map(({ tensor }) => tensor.shape)
}

/** The shape of tensors that follow each other along `dim`; null where their other dimensions differ. */
export function joinedShape(shapes: readonly (readonly number[])[], dim: number): readonly number[] | null {
  const [first = []] = shapes
  if (dim >= first.length) return null
  let size = 0
  for (const shape of shapes) {
    if (shape.length !== first.length) return null
    if (shape.some((each, at) => at !== dim && each !== first[at])) return null
    size += shape[dim] ?? 0
  }
  return first.map((each, at) => (at === dim ? size : each))
}

/** Shapes as people read them: one where all ranks have the same. */
export function shapesText(shapes: readonly (readonly number[])[]): string {
  const texts = shapes.map((shape) => `[${shape.join(', ')}]`)
  const [first = ''] = texts
  const alike = texts.every((text) => text === first)
  if (alike) return `${texts.length} x ${first}`
  return texts.length <= SHOWN ? texts.join(' + ') : `${texts.slice(0, SHOWN).join(' + ')} + …`
}

/** Shapes of a text. */
const SHOWN = 8
