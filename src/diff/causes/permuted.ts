/** Convolution kernels of Keras and Flax: height, width, in, out. */
import { count, edited, newStep, shapeOf } from './cause.ts'
import type { Cause } from './cause.ts'

export const permuted: Cause = {
  id: 'permuted',
  title: 'kernels of Keras and Flax',
  shows: 'every kernel is [height, width, in, out] where the model has [out, in, height, width]',
  means:
    'TensorFlow, Keras and Flax keep kernels in that order. Kernels whose shapes happen to match ' +
    'are also in that order; without the permutation they load, and are wrong.',
  mend: 'permute(3, 2, 0, 1) on every kernel',
  recognise: ({ mismatched, actual, expected }) => {
    const kernels = [...actual.entries].filter(([name, entry]) => {
      return shapeOf(entry)?.length === 4 && expected.tensors.has(name)
    })
    const turned = kernels.filter(([name]) => mismatched.has(name))
    if (turned.length === 0 || mismatched.size !== turned.length) return undefined
    const fits = kernels.every(([name, entry]) => {
      const [height, width, input, output] = shapeOf(entry) ?? []
      const wanted = expected.tensors.get(name)?.shape
      return wanted?.join() === [output, input, height, width].join()
    })
    if (
      !fits ||
      [...actual.entries].some(([name, entry]) => shapeOf(entry)?.length === 4 && !expected.tensors.has(name))
    )
      return undefined
    return [
      newStep('permuted', {
        reason: `${count(kernels.length, 'kernel')} in the order of Keras and Flax (height, width, in, out)`,
        flags: null,
        python: [
          'sd = {k: v.permute(3, 2, 0, 1).contiguous() if v.dim() == 4 else v for k, v in sd.items()}',
        ],
        state: edited(
          actual,
          [],
          kernels.map(([name, entry]) => {
            const [height = 0, width = 0, input = 0, output = 0] = shapeOf(entry) ?? []
            return [name, { ...entry, shape: [output, input, height, width] }] as const
          }),
        ),
        sure: 'likely',
      }),
    ]
  },
}
