import { describe, expect, test } from 'vitest'
import { isPthError } from '../../../src/errors.ts'
import { chooseEma } from '../../../src/operations/convert/ema.ts'
import type { Checkpoint } from '../../../src/checkpoint/checkpoint.ts'
import { openFixture } from './helpers.ts'

/** A checkpoint whose state_dict has these names; the path of each entry tells which one it was. */
async function named(names: readonly string[]): Promise<Checkpoint> {
  const checkpoint = await openFixture('convert/tied.pth')
  const [entry] = checkpoint.stateDict.tensors
  if (entry === undefined) throw new Error('the fixture has changed')
  const tensors = names.map((name) => ({ ...entry, name, path: name }))
  return { ...checkpoint, stateDict: { ...checkpoint.stateDict, tensors } }
}

function shown({ entries }: ReturnType<typeof chooseEma>): string[] {
  return entries.map(({ name, path }) => (name === path ? name : `${name} from ${path}`))
}

// Latent diffusion takes the dots out of the names of averages.
const LITEMA = [
  'model.a.weight',
  'model.b.c.bias',
  'head.x',
  'model_ema.decay',
  'model_ema.num_updates',
  'model_ema.aweight',
  'model_ema.bcbias',
]

describe('averages inside the state_dict', () => {
  test('prefer puts them in place of the plain tensors', async () => {
    const choice = chooseEma(await named(LITEMA), 'prefer')
    expect(shown(choice)).toEqual([
      'model.a.weight from model_ema.aweight',
      'model.b.c.bias from model_ema.bcbias',
      'head.x',
    ])
    expect(choice.replaced).toBe(2)
    expect(choice.leftOut).toEqual(['model_ema.decay', 'model_ema.num_updates'])
  })

  test('drop leaves them out, only takes them alone, null takes all as they stand', async () => {
    const checkpoint = await named(LITEMA)
    expect(shown(chooseEma(checkpoint, 'drop'))).toEqual(['model.a.weight', 'model.b.c.bias', 'head.x'])
    const only = chooseEma(checkpoint, 'only')
    expect(shown(only)).toEqual([
      'model.a.weight from model_ema.aweight',
      'model.b.c.bias from model_ema.bcbias',
    ])
    expect(only.leftOut).toEqual(['head.x', 'model_ema.decay', 'model_ema.num_updates'])
    expect(shown(chooseEma(checkpoint, null))).toEqual(LITEMA)
  })

  test('a name that two plain tensors could mean without dots is taken by neither', async () => {
    const choice = chooseEma(
      await named(['model.a.bc', 'model.ab.c', 'model.d', 'model_ema.abc', 'model_ema.d']),
      'prefer',
    )
    expect(shown(choice)).toEqual(['model.a.bc', 'model.ab.c', 'model.d from model_ema.d'])
    expect(choice.leftOut).toEqual(['model_ema.abc'])
  })
})

test('averages that are not there cannot be preferred', async () => {
  const checkpoint = await named(['a', 'b'])
  for (const ema of ['prefer', 'only'] as const) {
    try {
      chooseEma(checkpoint, ema)
      expect.unreachable()
    } catch (error) {
      expect(isPthError(error, 'NOTHING_SELECTED')).toBe(true)
    }
  }
  expect(shown(chooseEma(checkpoint, 'drop'))).toEqual(['a', 'b'])
})

test('averages that match no tensor are written by the flags that the error names', async () => {
  const checkpoint = await named(['module.x.weight', 'model_ema.y.weight'])
  for (const ema of ['prefer', 'only'] as const)
    expect(() => chooseEma(checkpoint, ema)).toThrow(
      "--include 'model_ema.*' --strip-prefix model_ema. writes what is below model_ema.",
    )
})
