/** Matrices with their sizes exchanged, square ones included. */
import { edited, newStep, shapeOf } from './cause.ts'
import type { Cause, Situation } from './cause.ts'
import { pythonIs } from './python.ts'

/** Layers that keep [in, out]: Conv1D of GPT-2. */
const CONV1D = /(?:^|\.)(?:c_attn|c_proj|c_fc|q_attn)\.weight$/
const TABLES = /(?:emb|wte|wpe|pos|shared)\w*\.(?:weight|\d+)$|embedd/i

export const transposed: Cause = {
  id: 'transpose',
  title: 'transposed matrices',
  shows:
    'every matrix of Linear layers has its sizes exchanged, and their biases match; or Conv1D of GPT-2 against Linear',
  means:
    'Conv1D of GPT-2, Keras and Flax keep [in, out] where nn.Linear has [out, in]. Square ' +
    'matrices are also transposed, ' +
    'although their shapes match: without that they load, and are wrong.',
  mend: 'transpose every matrix of these layers, including square ones',
  recognise: (situation) => {
    const { mismatched, matched, actual, expected } = situation
    const turned = [...mismatched].filter(([, { expected: wanted, found }]) => isTurned(wanted, found))
    if (turned.length === 0) return undefined
    const gpt2 = turned.every(([name]) => CONV1D.test(name))
    const rest = [...mismatched].some(
      ([name, { found }]) => found.length === 2 && !turned.some(([one]) => one === name),
    )
    if (rest) return undefined
    const names = turned.map(([name]) => name)
    for (const name of matched) {
      const shape = shapeOf(actual.entries.get(name))
      if (shape?.length !== 2) continue
      const linear = isLinear(name, situation)
      if (gpt2 ? !CONV1D.test(name) : linear === false) continue
      // One matrix that is right as it is: then the others are other layers, not turned ones.
      if (shape[0] !== shape[1]) {
        if (gpt2 || linear !== true) return undefined
        return undefined
      }
      if (!gpt2 && linear === undefined) return undefined
      names.push(name)
    }
    if (!gpt2 && !turned.some(([name]) => biasFits(name, situation))) return undefined
    const condition = pythonIs(names, actual.entries.keys())
    if (condition === undefined) return undefined
    const patterns = [...new Set(names.map((name) => name.replace(/(?<![^.])\d+(?![^.])/g, '*')))]
    const exact = patterns.length <= 12 && patterns.every((pattern) => !/[?[\]{}\\]/.test(pattern))
    void expected
    return [
      newStep('transpose', {
        reason:
          `${names.length === 1 ? '1 matrix is' : `${names.length} matrices are`} transposed` +
          (gpt2 ? ' (Conv1D of GPT-2 against Linear)' : '') +
          (names.length > turned.length ? `, ${names.length - turned.length} of them square` : ''),
        flags: exact ? patterns.flatMap((pattern) => ['--transpose', pattern]) : null,
        python: [`sd = {k: v.T.contiguous() if ${condition} else v for k, v in sd.items()}`],
        state: edited(
          actual,
          [],
          names.flatMap((name) => {
            const entry = actual.entries.get(name)
            const shape = shapeOf(entry)
            if (entry === undefined || shape === null || entry.kind !== 'tensor') return []
            return [[name, { ...entry, shape: shape.toReversed() }] as const]
          }),
        ),
        sure: gpt2 ? 'certain' : 'likely',
      }),
    ]
  },
}

function isTurned(wanted: readonly (number | null)[], found: readonly number[]): boolean {
  return wanted.length === 2 && found.length === 2 && wanted[0] === found[1] && wanted[1] === found[0]
}

/** Whether a matrix belongs to a Linear; undefined when neither the schema nor the name shows it. */
function isLinear(name: string, { expected }: Situation): boolean | undefined {
  const path = name.slice(0, Math.max(0, name.lastIndexOf('.')))
  const className = expected.modules?.find((module) => module.path === path)?.className
  if (className !== undefined && className !== null) return /Linear|Conv1D/.test(className)
  return TABLES.test(name) ? false : undefined
}

/** Whether the bias beside the matrix is as long as the model's output: then the layer is the same one. */
function biasFits(name: string, { matched, actual, mismatched }: Situation): boolean {
  const bias = name.replace(/weight$/, 'bias')
  const shape = shapeOf(actual.entries.get(bias))
  return matched.has(bias) && shape?.length === 1 && shape[0] === mismatched.get(name)?.expected[0]
}
