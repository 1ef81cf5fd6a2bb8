/** Choice by the new names, and other shapes for the same numbers: what `pth diff` supposes, done to a file. */
import { PthError } from '../../errors.ts'
import { compileGlobs } from '../../names/glob.ts'
import { numelOf } from '../../checkpoint/tensor.ts'
import type { ArrayTensor, Tensor } from '../../checkpoint/tensor.ts'
import type { Named } from './choose.ts'
import type { PlannedTensor } from './content.ts'
import type { ConvertOptions } from './options.ts'
import { turnedBytes } from './turned.ts'

/** `--only` and `--ignore`: globs over the names as they are after renaming, as in `pth diff`. */
export function selectRenamed(
  named: readonly Named[],
  { only, ignore }: ConvertOptions,
): { readonly named: readonly Named[]; readonly excluded: readonly string[] } {
  if (only.length + ignore.length === 0) return { named, excluded: [] }
  const wanted = compileGlobs(only)
  const unwanted = ignore.length === 0 ? () => false : compileGlobs(ignore)
  const isOut = ({ name, owner }: Named): boolean => {
    const names = owner === undefined ? [name] : [name, owner]
    return !names.some(wanted) || names.some(unwanted)
  }
  return {
    named: named.filter((item) => !isOut(item)),
    excluded: named.filter(isOut).map(({ name }) => name),
  }
}

/**
 * `--transpose`: two-dimensional tensors with their dimensions exchanged, values included. Other tensors stay, as in
 * `pth diff`.
 * @throws PthError TRANSFORM_REFUSED for a matrix that has no plain elements to exchange
 */
export function transposeAll(named: readonly Named[], { transpose }: ConvertOptions): readonly Named[] {
  if (transpose.length === 0) return named
  const matches = compileGlobs(transpose)
  return named.map((item) => {
    if (!matches(item.name) || item.source.tensor.shape?.length !== 2) return item
    const { computed, source } = item
    if (computed !== undefined) return { ...item, computed: { ...computed, turned: !computed.turned } }
    return { ...item, source: { ...source, tensor: turned(item.name, source.tensor) } }
  })
}

/** `--reshape`: the first rule that matches; a tensor with another number of elements stays, as in `pth diff`. */
export function reshapeAll(
  tensors: readonly PlannedTensor[],
  { reshape }: ConvertOptions,
): readonly PlannedTensor[] {
  const rules = reshape.map(({ glob, shape }) => ({ matches: compileGlobs([glob]), shape }))
  if (rules.length === 0) return tensors
  return tensors.map((item) => {
    const shape = rules.find(({ matches }) => matches(item.name))?.shape
    if (shape === undefined || numelOf(shape) !== numelOf(item.shape)) return item
    if (item.dtype.safetensors === 'F4') throw refused(item.name, 'its elements are pairs')
    return { ...item, shape }
  })
}

/** One sentence for each rule that changed nothing. */
export function idleReforms(
  options: ConvertOptions,
  renamed: readonly Named[],
  formed: readonly PlannedTensor[],
): string[] {
  const names = renamed.flatMap(({ name, owner }) => (owner === undefined ? [name] : [name, owner]))
  const matrices = renamed.filter(({ source }) => source.tensor.shape?.length === 2)
  return [
    ...unfitted('--only', options.only, names),
    ...unfitted('--ignore', options.ignore, names),
    ...unfitted(
      '--transpose',
      options.transpose,
      matrices.map(({ name }) => name),
    ).map((text) => text.replace(/tensor$/, 'two-dimensional tensor')),
    ...options.reshape.flatMap(({ glob, shape }) => {
      const fitting = formed.filter((item) => numelOf(item.shape) === numelOf(shape))
      const [idle] = unfitted(
        '--reshape',
        [glob],
        fitting.map(({ name }) => name),
      )
      return idle === undefined ? [] : [`${idle} of ${numelOf(shape)} elements`]
    }),
  ]
}

function unfitted(flag: string, globs: readonly string[], names: readonly string[]): string[] {
  return globs
    .filter((glob) => !names.some(compileGlobs([glob])))
    .map((glob) => `${flag} ${glob} matches no tensor`)
}

function turned(name: string, tensor: Tensor): Tensor {
  if (tensor.dtype?.safetensors === 'F4') throw refused(name, 'its elements are pairs')
  if (tensor.kind === 'strided')
    return { ...tensor, shape: tensor.shape.toReversed(), stride: tensor.stride.toReversed() }
  if (tensor.kind === 'array') return turnedArray(tensor)
  throw refused(name, `${tensor.kind.replaceAll('_', ' ')} tensors are not transposed`)
}

function turnedArray(tensor: ArrayTensor): ArrayTensor {
  const { bytes, itemsize } = tensor
  const [rows = 0, columns = 0] = tensor.shape
  const shape = tensor.shape.toReversed()
  return bytes === null
    ? { ...tensor, shape }
    : { ...tensor, shape, bytes: turnedBytes(bytes, rows, columns, itemsize) }
}

function refused(name: string, reason: string): PthError {
  return new PthError('TRANSFORM_REFUSED', {
    name,
    reason,
    hint: 'leave it out of --transpose and --reshape',
  })
}
