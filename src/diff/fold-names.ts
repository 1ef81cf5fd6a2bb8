/** Names and shapes as they are once reparametrised weights are folded into plain ones. Values are not read. */
import type { ActualEntry, ActualStateDict } from './actual.ts'

/** The kinds of weights in parts that can be computed into plain weights. */
export const FOLDS = ['prune', 'weight-norm', 'spectral-norm'] as const
/** What is folded: pruning masks, weight norm old and new, spectral norm old and new. */
export type Fold = (typeof FOLDS)[number]

/** One weight that is made from several entries. Names are whole. */
export interface FoldedWeight {
  readonly fold: Fold
  /** Name of the plain tensor. */
  readonly name: string
  /** The sources in the order of the arithmetic: [orig, mask], [g, v] or [orig, u, v]. */
  readonly sources: readonly string[]
}

/** Endings of one form: the sources, and what is left of the name. */
const FORMS: readonly { readonly fold: Fold; readonly endings: readonly string[] }[] = [
  { fold: 'spectral-norm', endings: ['_orig', '_u', '_v'] },
  { fold: 'prune', endings: ['_orig', '_mask'] },
  { fold: 'weight-norm', endings: ['_g', '_v'] },
]
const PARAMETRIZED = 'parametrizations.'

/** Every weight of the state_dict that is kept in parts. Linear in the number of names. */
export function foldedWeights(entries: ReadonlyMap<string, ActualEntry>): FoldedWeight[] {
  const found: FoldedWeight[] = []
  for (const name of entries.keys()) {
    for (const { fold, endings } of FORMS) {
      const [first = ''] = endings
      if (!name.endsWith(first)) continue
      const base = name.slice(0, -first.length)
      const sources = endings.map((ending) => base + ending)
      if (entries.has(base) || !fits(fold, sources, entries)) continue
      found.push({ fold, name: base, sources })
      break
    }
    const parametrized = parametrizedWeight(name, entries)
    if (parametrized !== undefined) found.push(parametrized)
  }
  return found
}

/** Whether the shapes are those of the form: other modules have names with these endings too. */
function fits(fold: Fold, sources: readonly string[], entries: ReadonlyMap<string, ActualEntry>): boolean {
  const shapes = sources.map((source) => {
    const entry = entries.get(source)
    return entry?.kind === 'tensor' ? entry.shape : null
  })
  const [first, second, third] = shapes
  if (first === null || first === undefined || second === null || second === undefined) return false
  if (fold === 'prune') return first.join() === second.join()
  if (fold === 'spectral-norm') {
    const total = first.reduce((product, size) => product * size, 1)
    return second.length === 1 && third?.length === 1 && (second[0] ?? 0) * (third[0] ?? 0) === total
  }
  // One length for each index of one dimension, or one for all.
  if (first.length === 0) return true
  const kept = first.flatMap((size, at) => (size === 1 ? [] : [at]))
  return first.length === second.length && kept.length <= 1 && kept.every((at) => first[at] === second[at])
}

/** `a.parametrizations.weight.original0` and its neighbours are `a.weight`. */
function parametrizedWeight(
  name: string,
  entries: ReadonlyMap<string, ActualEntry>,
): FoldedWeight | undefined {
  const at = name.lastIndexOf(PARAMETRIZED)
  if (at === -1 || (at > 0 && name[at - 1] !== '.')) return undefined
  const [tensor = '', last = '', ...more] = name.slice(at + PARAMETRIZED.length).split('.')
  if (more.length > 0) return undefined
  const base = `${name.slice(0, at)}${PARAMETRIZED}${tensor}.`
  const plain = name.slice(0, at) + tensor
  if (entries.has(plain)) return undefined
  const form =
    last === 'original0'
      ? { fold: 'weight-norm' as const, parts: ['original0', 'original1'] }
      : last === 'original'
        ? { fold: 'spectral-norm' as const, parts: ['original', '0._u', '0._v'] }
        : undefined
  const sources = form?.parts.map((part) => base + part) ?? []
  if (form === undefined || !fits(form.fold, sources, entries)) return undefined
  return { fold: form.fold, name: plain, sources }
}

/** The state_dict with the weights of these folds plain, each where its first source was. */
export function foldNames(state: ActualStateDict, folds: readonly Fold[]): ActualStateDict {
  const weights = foldedWeights(state.entries).filter(({ fold }) => folds.includes(fold))
  if (weights.length === 0) return state
  const sources = new Set(weights.flatMap((weight) => weight.sources))
  const starts = new Map(weights.map((weight) => [weight.sources[0], weight]))
  const entries = new Map<string, ActualEntry>()
  for (const [name, entry] of state.entries) {
    const weight = starts.get(name)
    if (weight !== undefined) {
      const shaped = state.entries.get(weight.sources[weight.fold === 'weight-norm' ? 1 : 0] ?? '')
      if (shaped?.kind === 'tensor')
        entries.set(weight.name, {
          kind: 'tensor',
          shape: shaped.shape,
          dtype: shaped.dtype,
          layout: 'strided',
        })
    } else if (!sources.has(name)) entries.set(name, entry)
  }
  return { ...state, entries }
}
