/** The tensors of a checkpoint in columns: 100,000 of them cross from the worker to the page in a few milliseconds. */
import type { TensorReport } from 'pth-cli'

/** One row per tensor of `pth inspect --json`, in its order. */
export interface TensorTable {
  readonly names: readonly string[]
  /** Index into {@link dtypeNames}. */
  readonly dtypes: Uint16Array
  readonly dtypeNames: readonly string[]
  /** As they are printed: `[64, 3, 7, 7]`; `?` where the shape is not known. */
  readonly shapes: readonly string[]
  /** Elements; -1 where they are not known. */
  readonly numels: Float64Array
  /** -1 where they are not known. */
  readonly bytes: Float64Array
  /** 1 where the bytes cannot be given. */
  readonly problems: Uint8Array
}

type Row = Pick<TensorReport, 'name' | 'dtype' | 'shape' | 'numel' | 'bytes' | 'problem'>

/** The columns of the rows. */
export function tensorTable(tensors: readonly Row[]): TensorTable {
  const dtypeNames: string[] = []
  const known = new Map<string, number>()
  const shapes = new Map<string, string>()
  const dtypes = new Uint16Array(tensors.length)
  const numels = new Float64Array(tensors.length)
  const bytes = new Float64Array(tensors.length)
  const problems = new Uint8Array(tensors.length)
  for (const [at, { dtype, numel, bytes: size, problem }] of tensors.entries()) {
    let index = known.get(dtype)
    if (index === undefined) {
      index = dtypeNames.push(dtype) - 1
      known.set(dtype, index)
    }
    dtypes[at] = index
    numels[at] = numel ?? -1
    bytes[at] = size ?? -1
    problems[at] = problem === null ? 0 : 1
  }
  return {
    names: tensors.map(({ name }) => name),
    dtypes,
    dtypeNames,
    shapes: tensors.map(({ shape }) => shared(shapes, shapeText(shape))),
    numels,
    bytes,
    problems,
  }
}

/** A shape as it is printed. */
export function shapeText(shape: readonly (number | string | null)[] | null): string {
  return shape === null ? '?' : `[${shape.map((size) => size ?? '*').join(', ')}]`
}

/** One string for all that are equal. */
function shared(texts: Map<string, string>, text: string): string {
  const known = texts.get(text)
  if (known === undefined) texts.set(text, text)
  return known ?? text
}
