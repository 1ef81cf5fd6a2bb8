/** The same numbers in the same order under another shape: convolutions of one point and Linear layers. */
import { count, edited, newStep, tensorLike } from './cause.ts'
import type { Cause, Step } from './cause.ts'
import { pythonIs, pythonSizes } from './python.ts'

/**
 * 1x1 convolutions and Linear layers, and fully connected layers read as convolutions: the same numbers in
 * the same order.
 */
export const reshaped: Cause = {
  id: 'reshape',
  title: 'a 1x1 convolution against a Linear layer',
  shows:
    'a weight `[out, in, 1, 1]` or `[out, in, 1]` where the other side has `[out, in]`, or `[out, ' +
    'in, k, k]` and `[out, in * k * k]`',
  means:
    'Both compute the same products, and the numbers are in the same order. load_state_dict does not reshape.',
  mend: 'reshape; no value changes',
  recognise: (situation) => {
    const { mismatched, actual } = situation
    const same = [...mismatched].flatMap(([name, { expected, found }]) =>
      sameNumbers(expected, found) ? [{ name, shape: expected.map(Number) }] : [],
    )
    if (same.length === 0) return undefined
    const byShape = new Map<string, { shape: number[]; names: string[] }>()
    for (const { name, shape } of same) {
      const group = byShape.get(shape.join()) ?? { shape, names: [] }
      group.names.push(name)
      byShape.set(shape.join(), group)
    }
    const flags: string[] = []
    const python: string[] = []
    for (const { shape, names } of byShape.values()) {
      for (const name of names) flags.push('--reshape', `${name}=${shape.join(',')}`)
      const condition = pythonIs(names, actual.entries.keys())
      if (condition === undefined) return undefined
      python.push(`sd = {k: v.reshape${pythonSizes(shape)} if ${condition} else v for k, v in sd.items()}`)
    }
    if (flags.length > 96) return undefined
    const step: Step = newStep('reshape', {
      reason:
        `${count(same.length, 'weight')} of a Linear layer on one side and a convolution on the other ` +
        `(${same[0]?.name}): the same numbers in the same order`,
      flags: same.some(({ name }) => /[=*?[\]{}\\]/.test(name)) ? null : flags,
      python,
      state: edited(
        actual,
        [],
        same.flatMap(({ name, shape }) => {
          const entry = actual.entries.get(name)
          return entry === undefined ? [] : [[name, { ...tensorLike(entry, shape) }] as const]
        }),
      ),
    })
    return [step]
  },
}

function sameNumbers(expected: readonly (number | null)[], found: readonly number[]): boolean {
  const wanted = expected.map(Number)
  if (expected.includes(null) || wanted.length === found.length) return false
  const [long, short] = wanted.length > found.length ? [wanted, found] : [found, wanted]
  if (short.length < 2 || long.length > 5 || long[0] !== short[0]) return false
  if (rest(long) !== rest(short)) return false
  const ones = long.slice(short.length).every((size) => size === 1)
  if (ones && long.slice(0, short.length).every((size, at) => size === short[at])) return true
  // A layer over flattened maps: only of whole kernels, as Flatten lays them out.
  return short.length === 2 && long.length === 4
}

/** Elements of one output. */
function rest(shape: readonly number[]): number {
  return shape.slice(1).reduce((product, size) => product * size, 1)
}
