/** The first convolution for images with another number of channels. */
import { edited, newStep, tensorLike } from './cause.ts'
import type { Cause } from './cause.ts'
import { pythonText } from './python.ts'

export const channels: Cause = {
  id: 'channels',
  title: 'RGB against grey input',
  shows:
    'the first convolution, and no other, has 3 input channels on one side and another number on the other',
  means:
    'The model was built for images with another number of channels. Summing the three channels ' +
    'gives the same output ' +
    'for a grey image as the colour model gives for it; copies divided by three do the reverse.',
  mend: 'sum the channels, or repeat and scale them, as timm does for in_chans',
  recognise: ({ mismatched, actual, expected }) => {
    const [first] = [...expected.tensors.values()].filter(({ shape }) => (shape?.length ?? 0) >= 3)
    const convolutions = [...mismatched].filter(([, { found }]) => found.length === 4)
    const [found] = convolutions
    if (found === undefined || convolutions.length > 1) return undefined
    const [name, mismatch] = found
    const firstConv = [...expected.tensors.values()].find(
      ({ shape, name: other }) => shape?.length === 4 && other.endsWith('weight') && !/pos/.test(other),
    )
    if (first === undefined || firstConv?.name !== name) return undefined
    const wanted = mismatch.expected.map(Number)
    const [old = 0, next = 0] = [mismatch.found[1], wanted[1]]
    const others = wanted.every((size, at) => at === 1 || size === mismatch.found[at])
    const entry = actual.entries.get(name)
    if (!others || entry === undefined || (old !== 3 && !(old === 1 && next === 3)) || next < 1)
      return undefined
    // One kernel for each channel is a depthwise convolution, not a grey image.
    if (old === 1 && (wanted[0] ?? 0) < 8) return undefined
    const key = pythonText(name)
    const line =
      next === 1
        ? `sd[${key}] = sd[${key}].sum(dim=1, keepdim=True)`
        : old === 1
          ? `sd[${key}] = sd[${key}].repeat(1, 3, 1, 1) / 3`
          : `sd[${key}] = sd[${key}].repeat(1, ${Math.ceil(next / 3)}, 1, 1)[:, :${next}] * (3 / ${next})`
    const told =
      next === 1
        ? 'the sum of the three channels gives the same output for a grey image'
        : old === 1
          ? 'copies divided by 3 give the same output for a grey image'
          : 'the channels are repeated and scaled, as timm does; fine-tune after it'
    return [
      newStep('channels', {
        reason: `the first convolution ${name} has ${old} input channels in the file, ${next} in the model: ${told}`,
        flags: null,
        python: [line],
        state: edited(actual, [], [[name, tensorLike(entry, wanted)]]),
        computed: true,
        sure: old === 3 && next > 1 ? 'likely' : 'certain',
      }),
    ]
  },
}
