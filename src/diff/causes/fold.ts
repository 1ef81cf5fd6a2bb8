/** Reparametrised weights in the file, plain weights in the model: pruning, weight norm, spectral norm. */
import { foldedWeights, foldNames } from '../fold-names.ts'
import type { Fold, FoldedWeight } from '../fold-names.ts'
import { count, newStep, roleOf, shapeOf } from './cause.ts'
import type { Cause, Situation, Step } from './cause.ts'
import { pythonIs } from './python.ts'

/** Weights whose plain names the model expects, perhaps behind a prefix, and whose sources it does not. */
function foldable(
  { actual, expected, unexpected, missing }: Situation,
  fold: Fold,
): FoldedWeight[] | undefined {
  if (missing.size === 0) return undefined
  const weights = foldedWeights(actual.entries).filter((weight) => weight.fold === fold)
  const loose = weights.filter(({ sources }) => sources.some((source) => unexpected.has(source)))
  if (loose.length === 0) return undefined
  // A model with the same reparametrisation, old or new, wants the parts.
  const parts = new Set(loose.flatMap(({ sources }) => sources.map(roleOf)))
  for (const name of expected.tensors.keys())
    if (parts.has(roleOf(name)) || `.${name}`.includes('.parametrizations.')) return undefined
  const plain = new Set(loose.map(({ name }) => roleOf(name)))
  if (![...missing.keys()].some((name) => plain.has(roleOf(name)))) return undefined
  return loose.length === weights.length ? weights : undefined
}

function foldStep(
  situation: Situation,
  cause: string,
  fold: Fold,
  tell: (weights: readonly FoldedWeight[]) => string,
  lines: (weights: readonly FoldedWeight[], all: Iterable<string>) => readonly string[] | undefined,
): readonly Step[] | undefined {
  const weights = foldable(situation, fold)
  if (weights === undefined) return undefined
  const python = lines(weights, situation.actual.entries.keys())
  if (python === undefined) return undefined
  return [
    newStep(cause, {
      reason: tell(weights),
      flags: ['--fold', fold],
      python,
      state: foldNames(situation.actual, [fold]),
      computed: true,
    }),
  ]
}

/** The loop over the names that begin a weight, with `b` for what precedes the ending. */
function loop(
  weights: readonly FoldedWeight[],
  all: Iterable<string>,
  ending: string,
  body: string,
): string | undefined {
  const firsts = weights.flatMap(({ sources: [first = ''] }) => (first.endsWith(ending) ? [first] : []))
  if (firsts.length !== weights.length) return undefined
  const condition = pythonIs(firsts, all)
  if (condition === undefined) return undefined
  return `for k in [k for k in sd if ${condition}]: b = k[:-${ending.length}]; ${body}`
}

export const pruning: Cause = {
  id: 'pruning',
  title: 'pruned weights',
  shows: '`NAME_orig` and `NAME_mask` of one shape in the file, `NAME` in the model',
  means:
    'torch.nn.utils.prune keeps the weight before pruning and a mask, and multiplies them in each forward call. ' +
    'NAME_orig alone is the weight as it was before it was pruned.',
  mend: 'multiply, as prune.remove does',
  recognise: (situation) =>
    foldStep(
      situation,
      'pruning',
      'prune',
      (weights) =>
        `${count(weights.length, 'pruned weight')}: the model's weight is weight_orig * weight_mask, ` +
        'as prune.remove makes it; weight_orig alone is the weight before pruning',
      (weights, all) => {
        const line = loop(weights, all, '_orig', `sd[b] = sd.pop(b + '_mask') * sd.pop(k)`)
        return line === undefined ? undefined : [line]
      },
    ),
}

const NORMED =
  `d = [i for i in range(v.dim()) if g.dim() == 0 or g.shape[i] == 1]; ` +
  `sd[b] = g * v / torch.linalg.vector_norm(v, dim=d, keepdim=g.dim() > 0)`

export const weightNorm: Cause = {
  id: 'weight-norm',
  title: 'weight norm in the file only',
  shows:
    '`weight_g` and `weight_v`, or `parametrizations.weight.original0` and `original1`, in the ' +
    'file; `weight` in the model',
  means:
    'weight_norm keeps a length g and a direction v, and the layer uses g * v / norm(v). Neither ' +
    'v nor g alone is the weight.',
  mend: 'compute g * v / norm(v), as remove_weight_norm and remove_parametrizations do',
  recognise: (situation) =>
    foldStep(
      situation,
      'weight-norm',
      'weight-norm',
      (weights) =>
        `${count(weights.length, 'weight')} under weight_norm: the model's weight is g * v / norm(v), ` +
        'as remove_weight_norm makes it; v alone is only its direction',
      (weights, all) => {
        const names = [...all]
        const old = weights.filter(({ sources: [first = ''] }) => first.endsWith('_g'))
        const current = weights.filter((weight) => !old.includes(weight))
        const lines = [
          ...(old.length === 0
            ? []
            : [loop(old, names, '_g', `g, v = sd.pop(k), sd.pop(b + '_v'); ${NORMED}`)]),
          ...(current.length === 0
            ? []
            : [
                loop(
                  current,
                  names,
                  '.original0',
                  `g, v = sd.pop(k), sd.pop(b + '.original1'); b = b.replace('parametrizations.', ''); ${NORMED}`,
                ),
              ]),
        ]
        return lines.every((line) => line !== undefined) ? lines : undefined
      },
    ),
}

export const spectralNorm: Cause = {
  id: 'spectral-norm',
  title: 'spectral norm in the file only',
  shows:
    '`weight_orig`, `weight_u` and `weight_v`, or `parametrizations.weight.original`, `0._u` and ' +
    '`0._v`, in the file; `weight` in the model',
  means:
    'spectral_norm divides the weight by its largest singular value sigma = u * W * v in each forward call. ' +
    'weight_orig alone is the weight before that division.',
  mend: 'divide by sigma, as remove_spectral_norm and remove_parametrizations do in eval mode',
  recognise: (situation) => {
    const weights = foldable(situation, 'spectral-norm')
    if (weights === undefined) return undefined
    const dims = weights.map((weight) => dimOf(weight, situation))
    const [unclear] = weights.filter((_, at) => dims[at] === undefined)
    if (unclear !== undefined)
      return {
        cause: 'spectral-norm',
        reason:
          `${count(weights.length, 'weight')} under spectral_norm, which the model does not have; the sizes of ` +
          `${unclear.name} do not show along which dimension sigma was computed`,
        advice: 'load into the model with spectral_norm, call eval(), then remove_spectral_norm',
      }
    const reason =
      `${count(weights.length, 'weight')} under spectral_norm: the model's weight is weight_orig / sigma, as ` +
      'remove_spectral_norm makes it in eval mode; weight_orig alone is larger by sigma'
    return foldStep(
      situation,
      'spectral-norm',
      'spectral-norm',
      () => reason,
      (all, names) => {
        const listed = [...names]
        const lines: (string | undefined)[] = []
        for (const dim of [0, 1]) {
          const here = all.filter((weight) => dimOf(weight, situation) === dim)
          for (const [ending, first, second, base] of [
            ['_orig', `b + '_u'`, `b + '_v'`, 'b'],
            ['.original', `b + '.0._u'`, `b + '.0._v'`, `b.replace('parametrizations.', '')`],
          ] as const) {
            const some = here.filter(({ sources: [source = ''] }) => source.endsWith(ending))
            if (some.length === 0) continue
            const matrix = dim === 0 ? 'w.flatten(1)' : 'w.transpose(0, 1).flatten(1)'
            lines.push(
              loop(
                some,
                listed,
                ending,
                `w = sd.pop(k); u, v = sd.pop(${first}), sd.pop(${second}); ` +
                  `sd[${base}] = w / torch.dot(u, torch.mv(${matrix}, v))`,
              ),
            )
          }
        }
        return lines.every((line) => line !== undefined) ? lines : undefined
      },
    )
  },
}

/** The dimension that sigma was taken along: 1 for transposed convolutions, else 0; undefined when it is unclear. */
function dimOf({ name, sources }: FoldedWeight, { actual, expected }: Situation): 0 | 1 | undefined {
  const [weight, u, v] = sources.map((source) => shapeOf(actual.entries.get(source)))
  const [height] = u ?? []
  const [width] = v ?? []
  if (weight === null || weight === undefined || height === undefined || width === undefined) return undefined
  const total = weight.reduce((product, size) => product * size, 1)
  const fits = ([0, 1] as const).filter((dim) => weight[dim] === height && total === height * width)
  if (fits.length < 2) return fits[0]
  // A Linear has no second choice; for square kernels the class of the module decides.
  if (weight.length === 2) return 0
  const path = name.slice(0, Math.max(0, name.lastIndexOf('.')))
  const className = expected.modules?.find((module) => module.path === path)?.className ?? null
  if (className === null) return undefined
  return className.startsWith('ConvTranspose') ? 1 : 0
}
