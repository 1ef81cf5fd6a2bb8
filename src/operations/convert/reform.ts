/** Choice by the new names, and other shapes for the same numbers: what `pth diff` supposes, done to a file. */
import { PthError } from '../../errors.ts'
import { compileGlobs } from '../../names/glob.ts'
import { numelOf } from '../../checkpoint/tensor.ts'
import type { Named } from './choose.ts'
import type { PlannedTensor } from './content.ts'
import type { ConvertOptions } from './options.ts'
import { permuted, reordered } from './permute.ts'
import { firstNames } from './first-names.ts'

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
  return named.map((item) =>
    matches(item.name) && item.source.tensor.shape?.length === 2 ? withAxes(item, [1, 0]) : item,
  )
}

/**
 * `--permute`: the first rule that matches; a tensor with another number of dimensions stays, and a notice names it.
 * @throws PthError TRANSFORM_REFUSED for a tensor that has no plain elements to move, USAGE for a rule that moves none
 */
export function permuteAll(
  named: readonly Named[],
  { permute }: ConvertOptions,
): { readonly named: readonly Named[]; readonly notices: readonly string[] } {
  if (permute.length === 0) return { named, notices: [] }
  const rules = permute.map((rule) => ({
    ...rule,
    matches: compileGlobs([rule.glob]),
    stay: new Array<string>(),
  }))
  const moved = new Set<unknown>()
  const result = named.map((item) => {
    const rule = rules.find(({ matches }) => matches(item.name))
    if (rule === undefined) return item
    if (item.source.tensor.shape?.length !== rule.axes.length) {
      rule.stay.push(item.name)
      return item
    }
    moved.add(rule)
    return withAxes(item, rule.axes)
  })
  const notices = rules.flatMap((rule) => {
    const { glob, axes, stay } = rule
    const flag = `--permute ${glob}=${axes.join(',')}`
    if (!moved.has(rule))
      throw idle(`${flag} matches no tensor${stay.length > 0 ? ` of ${axes.length} dimensions` : ''}`)
    return stay.length === 0
      ? []
      : [`${flag}: not of ${axes.length} dimensions, so written as they are: ${firstNames(stay)}`]
  })
  return { named: result, notices }
}

function withAxes(item: Named, axes: readonly number[]): Named {
  const { computed, source } = item
  if (computed === undefined)
    return { ...item, source: { ...source, tensor: permuted(item.name, source.tensor, axes) } }
  return { ...item, computed: { ...computed, axes: reordered(computed.axes ?? [...axes.keys()], axes) } }
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

/**
 * One sentence for each pattern that left nothing out. A rule that should have moved elements and found none is no
 * notice: the file would be another than the one that was asked for.
 * @throws PthError USAGE for such a rule
 */
export function idleReforms(
  options: ConvertOptions,
  renamed: readonly Named[],
  formed: readonly PlannedTensor[],
): string[] {
  const names = renamed.flatMap(({ name, owner }) => (owner === undefined ? [name] : [name, owner]))
  const matrices = renamed.filter(({ source }) => source.tensor.shape?.length === 2)
  const [transpose] = unfitted(
    '--transpose',
    options.transpose,
    matrices.map(({ name }) => name),
  )
  if (transpose !== undefined) throw idle(transpose.replace(/tensor$/, 'two-dimensional tensor'))
  for (const { glob, shape } of options.reshape) {
    const fitting = formed.filter((item) => numelOf(item.shape) === numelOf(shape))
    const names = fitting.map(({ name }) => name)
    const [reshape] = unfitted('--reshape', [glob], names)
    if (reshape !== undefined) throw idle(`${reshape} of ${numelOf(shape)} elements`)
  }
  return [...unfitted('--only', options.only, names), ...unfitted('--ignore', options.ignore, names)]
}

function idle(what: string): PthError {
  return new PthError('USAGE', {
    reason: `${what}, so it would change nothing; names are as pth inspect --full shows them, after renames`,
  })
}

function unfitted(flag: string, globs: readonly string[], names: readonly string[]): string[] {
  return globs
    .filter((glob) => !names.some(compileGlobs([glob])))
    .map((glob) => `${flag} ${glob} matches no tensor`)
}

function refused(name: string, reason: string): PthError {
  return new PthError('TRANSFORM_REFUSED', {
    name,
    reason,
    hint: 'leave it out of --reshape',
  })
}
