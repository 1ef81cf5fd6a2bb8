/** The same reparametrisation under old and new names, and models that have one where the file is plain. */
import { RENAME_FAMILIES } from '../families.ts'
import { count, edited, newStep, sameShape, shapeOf, tensorLike } from './cause.ts'
import type { Cause, Situation } from './cause.ts'
import { pythonIs, pythonText } from './python.ts'
import { renamingStep } from './renaming.ts'

export const renamedParts: Cause = {
  id: 'renamed-parts',
  title: 'old and new names of the same parts',
  shows: 'all names of one family in the file, and all of the other family in the model',
  means:
    'torch.nn.utils.parametrizations and the older weight_norm and spectral_norm keep the same ' +
    'tensors under other names; ' +
    'LayerNorm of TensorFlow and early BERT calls weight and bias gamma and beta. The values are untouched.',
  mend: 'rename',
  recognise: (situation) => {
    const { unexpected, missing } = situation
    for (const { reason, rename: all } of RENAME_FAMILIES) {
      // Of the whole family only what the file has.
      const rename = all.filter(([old]) =>
        [...unexpected.keys()].some((name) => `.${name}`.endsWith(`.${old}`)),
      )
      const nexts = rename.map(([, next]) => next)
      const wants = [...missing.keys()].some((name) => nexts.some((next) => `.${name}`.endsWith(`.${next}`)))
      if (rename.length === 0 || !wants || !improves(situation, rename)) continue
      const step = renamingStep('renamed-parts', reason, situation, { renameParts: rename })
      if (step !== undefined) return [step]
    }
    return undefined
  },
}

/** Whether more names end as the model has them, and none that matches is renamed. */
function improves(
  { unexpected, missing, matched }: Situation,
  rename: readonly (readonly [string, string])[],
): boolean {
  const olds = rename.map(([old]) => old)
  for (const name of matched) if (olds.some((old) => `.${name}.`.includes(`.${old}.`))) return false
  const wanted = new Set([...missing.keys()].map(lastTwo))
  let hits = 0
  for (const name of unexpected.keys()) {
    const pair = rename.find(([old]) => `.${name}`.endsWith(`.${old}`))
    if (pair === undefined) continue
    const base = name.slice(0, name.length - pair[0].length)
    if (missing.has(base + pair[1]) || wanted.has(lastTwo(base + pair[1]))) hits += 1
  }
  return hits > 0
}

function lastTwo(name: string): string {
  return name.split('.').slice(-2).join('.')
}

const PLAIN: readonly {
  readonly endings: readonly string[]
  readonly what: string
  readonly how: string
}[] = [
  { endings: ['weight_g', 'weight_v'], what: 'weight_norm', how: 'norm' },
  {
    endings: ['parametrizations.weight.original0', 'parametrizations.weight.original1'],
    what: 'weight_norm',
    how: 'norm',
  },
  { endings: ['weight_orig', 'weight_mask'], what: 'pruning', how: 'mask' },
]

/** A plain file for a model that keeps its weights in parts: the parts that give exactly this weight. */
export const plainFile: Cause = {
  id: 'plain-file',
  title: 'weight norm or pruning in the model only',
  shows: '`weight` in the file; `weight_g` and `weight_v`, or `weight_orig` and `weight_mask`, in the model',
  means:
    'weight_norm or pruning was applied to the model after the file was saved. v = weight with g = ' +
    'norm(weight), or a mask ' +
    'of ones, give the layer of the file.',
  mend: 'compute g from the weight, or add a mask of ones; or load before the reparametrisation is applied',
  recognise: (situation) => {
    const { missing, unexpected, actual } = situation
    for (const { endings, what, how } of PLAIN) {
      const [first = '', second = ''] = endings
      const bases = [...missing.keys()].flatMap((name) => {
        const base = name.slice(0, -first.length)
        return name.endsWith(first) && missing.has(base + second) && unexpected.has(`${base}weight`)
          ? [base]
          : []
      })
      if (bases.length === 0) continue
      const add: (readonly [string, ReturnType<typeof tensorLike>])[] = []
      for (const base of bases) {
        const entry = actual.entries.get(`${base}weight`)
        const full = how === 'norm' ? base + second : base + first
        if (entry === undefined || !sameShape(missing.get(full)?.shape, shapeOf(entry))) return undefined
        const shapes = [first, second].map((ending) => missing.get(base + ending)?.shape ?? null)
        for (const [at, ending] of [first, second].entries()) {
          const shape = shapes[at]?.map(Number)
          if (shape === undefined || shape.some((size) => !Number.isInteger(size))) return undefined
          add.push([base + ending, tensorLike(entry, shape)])
        }
      }
      const condition = pythonIs(
        bases.map((base) => `${base}weight`),
        actual.entries.keys(),
      )
      if (condition === undefined) return undefined
      const body =
        how === 'norm'
          ? `w = sd.pop(k); s = model.state_dict()[b + ${pythonText(first)}].shape; ` +
            `sd[b + ${pythonText(second)}] = w; sd[b + ${pythonText(first)}] = torch.linalg.vector_norm(w, ` +
            `dim=[i for i in range(w.dim()) if len(s) == 0 or s[i] == 1]).reshape(s)`
          : `w = sd.pop(k); sd[b + ${pythonText(first)}] = w; sd[b + ${pythonText(second)}] = torch.ones_like(w)`
      return [
        newStep('plain-file', {
          reason: `the model has ${what} on ${count(bases.length, 'weight')} that the file has plain`,
          flags: null,
          python: [`for k in [k for k in sd if ${condition}]: b = k[:-6]; ${body}`],
          state: edited(
            actual,
            bases.map((base) => `${base}weight`),
            add,
          ),
          computed: true,
        }),
      ]
    }
    return undefined
  },
}
