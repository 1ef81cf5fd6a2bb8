/** What is said where most of the model is not in the file under its names, and no cause explains it. */
import type { LeftoverCause } from '../../ids.ts'
import type { StateDictDiff } from '../diff.ts'

type Shape = readonly (number | string | null)[]

/** Two different models, unless the shapes that are left over are those that are missing. */
export function otherNames(diff: StateDictDiff): { readonly cause: LeftoverCause; readonly message: string } {
  const { matched, expected, errors, missing_keys: missing, unexpected_keys: unexpected } = diff
  const sizes = errors.filter((error) => error.kind === 'shape')
  const wanted = [...missing.map(({ shape }) => shape), ...sizes.map((error) => error.expected)]
  const found = [...unexpected.map(({ shape }) => shape), ...sizes.map((error) => error.found)]
  const head = `${matched} of ${expected} names of the model are in the file with their shapes`
  const paired = pairs(wanted, found)
  const [needed, have] = [wanted, found].map((shapes) =>
    shapes.reduce((sum, shape) => sum + elements(shape), 0),
  )
  const advice =
    'Shapes do not say which tensor is which: convert with the script of that library, ' +
    'or rename what you know (--rename)'
  if (paired * 10 >= wanted.length * 9) {
    const which =
      paired === wanted.length ? 'each missing one' : `${paired} of the ${wanted.length} missing ones`
    return {
      cause: 'other-names',
      message:
        `${head}; for ${which} the file has a tensor of the same shape under a name that the model does not know: ` +
        `probably the same kind of model in the names of another library or version. ${advice}`,
    }
  }
  if (needed === have && needed !== 0)
    return {
      cause: 'other-names',
      message:
        `${head}; what is left is ${needed} numbers on both sides, in other shapes and under other names: probably ` +
        `the same layers, joined or split otherwise. ${advice}`,
    }
  return {
    cause: 'two-models',
    message: `${head}, and no known cause explains half of the rest: these seem to be two different models`,
  }
}

/** How many of the wanted shapes are among those that were found, each used once. */
function pairs(wanted: readonly (Shape | null)[], found: readonly (Shape | null)[]): number {
  const left = new Map<string, number>()
  for (const shape of found) if (shape !== null) left.set(shape.join(), (left.get(shape.join()) ?? 0) + 1)
  return wanted.filter((shape) => {
    const times = shape === null ? 0 : (left.get(shape.join()) ?? 0)
    if (shape !== null && times > 0) left.set(shape.join(), times - 1)
    return times > 0
  }).length
}

/** Elements of a shape; open sizes and values that are not tensors count nothing. */
function elements(shape: Shape | null): number {
  return shape === null ? 0 : shape.reduce<number>((product, size) => product * Number(size ?? 0), 1)
}
