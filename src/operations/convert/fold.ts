/** `--fold`: weights in parts become plain weights. Decided from names and shapes; values are computed later. */
import { numelOf } from '../../checkpoint/tensor.ts'
import { PthError } from '../../errors.ts'
import type { ActualEntry } from '../../diff/actual.ts'
import { foldedWeights } from '../../diff/fold-names.ts'
import type { Fold, FoldedWeight } from '../../diff/fold-names.ts'
import type { Named } from './choose.ts'
import type { How } from './compute.ts'
import { firstNames } from './first-names.ts'

const FLOATS = new Set(['float64', 'float32', 'float16', 'bfloat16'])
const MASKS = new Set([...FLOATS, 'bool', 'uint8', 'int8'])
const HINT = 'fold it in PyTorch, or leave its parts out by name with --exclude'

/**
 * Replace the parts of every weight of these folds by the weight, in the place of its first part.
 * @throws PthError TRANSFORM_REFUSED naming a weight that its parts do not determine
 */
export function foldAll(
  named: readonly Named[],
  folds: readonly Fold[],
): { readonly named: readonly Named[]; readonly notices: readonly string[] } {
  if (folds.length === 0) return { named, notices: [] }
  const result: Named[] = []
  const used = new Set<Fold>()
  for (const group of byFile(named)) {
    const items = new Map(group.map((item) => [item.name, item]))
    const weights = foldedWeights(entriesOf(group)).filter(({ fold }) => folds.includes(fold))
    const starts = new Map(weights.map((weight) => [weight.sources[0], weight]))
    const parts = new Set(weights.flatMap(({ sources }) => sources))
    for (const weight of weights) {
      used.add(weight.fold)
      refuseStacked(weight, items)
    }
    const folded = group.flatMap((item) => {
      const weight = starts.get(item.name)
      if (weight !== undefined) return [foldOne(weight, items)]
      return parts.has(item.name) ? [] : [item]
    })
    const [again] = foldedWeights(entriesOf(folded)).filter(({ fold }) => folds.includes(fold))
    if (again !== undefined && weights.length > 0) throw refused(again.name, 'one fold is made of another')
    for (const item of folded) result.push(item)
  }
  const idle = folds.filter((fold) => !used.has(fold)).map((fold) => `--fold ${fold} matches no tensor`)
  const rest = result.filter(({ name }) => name.includes('parametrizations.')).map(({ name }) => name)
  const left = rest.length === 0 ? [] : [`not folded, by another parametrization: ${firstNames(rest)}`]
  return { named: result, notices: [...idle, ...left] }
}

/** Tensors of one file belong together. */
function byFile(named: readonly Named[]): Named[][] {
  const groups = new Map<string, Named[]>()
  for (const item of named) {
    const group = groups.get(item.source.file)
    if (group === undefined) groups.set(item.source.file, [item])
    else group.push(item)
  }
  return [...groups.values()]
}

function entriesOf(named: readonly Named[]): Map<string, ActualEntry> {
  return new Map(
    named.map(({ name, source: { tensor } }) => [
      name,
      { kind: 'tensor', shape: tensor.shape, dtype: tensor.dtype?.name ?? null, layout: tensor.kind },
    ]),
  )
}

/** Other names of the same parametrization say that more is done to the weight than the fold undoes. */
function refuseStacked({ name, sources }: FoldedWeight, items: ReadonlyMap<string, Named>): void {
  const [first = ''] = sources
  const folder = /^(.*\.)?parametrizations\.[^.]*\./.exec(first)?.[0]
  const siblings =
    folder === undefined
      ? ['_mask', '_u', '_g'].map((ending) => name + ending).filter((other) => items.has(other))
      : [...items.keys()].filter((other) => other.startsWith(folder))
  const [other] = siblings.filter((sibling) => !sources.includes(sibling))
  if (other !== undefined) throw refused(name, `"${other}" also belongs to it`)
}

function foldOne(weight: FoldedWeight, items: ReadonlyMap<string, Named>): Named {
  const { name, fold, sources } = weight
  const parts = sources.flatMap((source) => items.get(source) ?? [])
  const shaped = parts[fold === 'weight-norm' ? 1 : 0]
  const tensor = shaped?.source.tensor
  if (shaped === undefined || tensor === undefined || tensor.dtype === null || tensor.shape === null)
    throw refused(name, 'a part has no shape or element type')
  for (const { name: part, source } of parts) {
    const { kind, dtype, shape } = source.tensor
    if (kind !== 'strided' && kind !== 'array') throw refused(name, `"${part}" is a ${kind} tensor`)
    if (dtype === null || shape === null) throw refused(name, `"${part}" has no known element type`)
    const mask = fold === 'prune' && part !== shaped.name
    const known = mask ? MASKS.has(dtype.name) : FLOATS.has(dtype.name) && dtype === tensor.dtype
    if (!known) throw refused(name, `"${part}" is ${dtype.name}, "${shaped.name}" ${tensor.dtype.name}`)
  }
  return {
    name,
    inside: null,
    source: shaped.source,
    computed: {
      how: howOf(weight, parts),
      parts: parts.map(({ source }) => source),
      shape: tensor.shape,
      dtype: tensor.dtype,
      axes: null,
      fact: { from: sources, how: fold },
    },
  }
}

function howOf({ name, fold }: FoldedWeight, parts: readonly Named[]): How {
  const [first = [], second = []] = parts.map(({ source }) => source.tensor.shape ?? [])
  if (fold === 'prune') return { kind: 'prune' }
  if (fold === 'weight-norm') return { kind: 'weight-norm', dim: normDim(first, second) }
  const numel = numelOf(first)
  const [length = 0] = second
  const dims = [...first.keys()].filter((dim) => first[dim] === length && length > 0)
  // Dimensions that give the same matrix are one.
  const distinct = dims.filter((dim, at) => at === 0 || first.slice(0, dim).some((size) => size !== 1))
  if (distinct.length === 0 || numel === 0)
    throw refused(name, 'no dimension has the length of its left singular vector')
  return { kind: 'spectral-norm', dims: distinct }
}

/** g has the length of v in the kept dimension and 1 elsewhere; where both are 1 every choice is the same norm. */
function normDim(g: readonly number[], v: readonly number[]): number | null {
  if (g.length === 0) return null
  const kept = [...g.keys()].filter((dim) => g[dim] !== 1)
  return kept[0] ?? [...v.keys()].find((dim) => v[dim] === 1) ?? null
}

function refused(name: string, reason: string): PthError {
  return new PthError('TRANSFORM_REFUSED', { name, reason, hint: HINT })
}
