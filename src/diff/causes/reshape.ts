/** The same numbers in the same order under another shape: dimensions of size 1, and layers over flattened maps. */
import { count, edited, newStep, tensorLike } from './cause.ts'
import type { Cause, Mismatch, Step, Stop } from './cause.ts'
import { pythonIs, pythonSizes } from './python.ts'

/**
 * 1x1 convolutions and Linear layers, and fully connected layers read as convolutions: the same numbers in
 * the same order.
 */
export const reshaped: Cause = {
  id: 'reshape',
  title: 'dimensions of size 1, and a convolution against a Linear layer',
  shows:
    'a shape with and without dimensions of size 1, such as a weight `[out, in, 1, 1]` where the other side has ' +
    '`[out, in]`; or `[out, in, k, k]` and `[out, in * k * k]`',
  means:
    'The numbers are in the same order. load_state_dict does not reshape. A Linear layer over whole maps has that ' +
    'order if Flatten has the channels first; a Linear layer over image patches may have the pixels of a patch in ' +
    'any order, so nothing is offered for it.',
  mend: 'reshape; no value changes',
  recognise: (situation) => {
    const { mismatched, actual } = situation
    const flat = [...mismatched].filter(([, shapes]) => isFlattened(shapes))
    const patch = flat.find(([name, shapes]) => isOfPatches(name, shapes))
    if (patch !== undefined) return patchStop(patch[0], patch[1])
    const flattened = new Set(flat.map(([name]) => name))
    const same = [...mismatched].flatMap(([name, shapes]) =>
      flattened.has(name) || onlyOnes(shapes) ? [{ name, shape: shapes.expected.map(Number) }] : [],
    )
    const [first] = same
    if (first === undefined) return undefined
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
        `${count(same.length, 'tensor')} (${first.name}: [${mismatched.get(first.name)?.found.join(', ')}] in the ` +
        `file, [${first.shape.join(', ')}] in the model) ${same.length === 1 ? 'has' : 'have'} the same numbers in ` +
        `the same order${flat.length === 0 ? '' : ', if Flatten has the channels first'}`,
      sure: flat.length === 0 ? 'certain' : 'likely',
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

/** Whether one shape is the other with dimensions of size 1 taken out. */
function onlyOnes({ expected, found }: Mismatch): boolean {
  if (expected.includes(null) || expected.length === found.length || expected.length === 0) return false
  // Kernels keep their outputs and inputs: [8, 3, 3] is not [8, 1, 3, 3].
  const kernels = expected.length > 2 && found.length > 2
  if (kernels && expected.slice(0, 2).join() !== found.slice(0, 2).join()) return false
  return squeezed(expected.map(Number)) === squeezed(found)
}

function squeezed(shape: readonly number[]): string {
  return shape.filter((size) => size !== 1).join()
}

/** Whether a kernel of more than one point is one row of a matrix on the other side. */
function isFlattened({ expected, found }: Mismatch): boolean {
  const wanted = expected.map(Number)
  const [long, short] = wanted.length > found.length ? [wanted, found] : [found, wanted]
  if (expected.includes(null) || short.length !== 2 || long.length !== 4 || long[0] !== short[0]) return false
  return long.slice(2).some((size) => size > 1) && rest(long) === rest(short)
}

/** Whether the matrix is over image patches: by its name, or since the kernel reads the colours of an image. */
function isOfPatches(name: string, { expected, found }: Mismatch): boolean {
  const channels = Number((expected.length === 4 ? expected : found)[1])
  return /patch/i.test(name) || channels <= 3
}

function patchStop(name: string, { expected, found }: Mismatch): Stop {
  return {
    cause: 'reshape',
    reason:
      `${name} is [${found.join(', ')}] in the file and [${expected.join(', ')}] in the model: the patches of an ` +
      'image by a Linear layer on one side and a convolution on the other, and neither says in which order the ' +
      'pixels and channels of a patch are',
    advice: 'look up how the Linear layer flattens a patch, then reshape and permute that weight',
  }
}

/** Elements of one output. */
function rest(shape: readonly number[]): number {
  return shape.slice(1).reduce((product, size) => product * size, 1)
}
