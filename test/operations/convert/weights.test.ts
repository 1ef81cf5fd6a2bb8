/** What must be written of files that hold a part of the weights out of sight: packed, or averaged (fixtures/weights). */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import { readEntry } from '../../../src/checkpoint/read/read.ts'
import { isPthError } from '../../../src/errors.ts'
import { memorySource } from '../../../src/io/source.ts'
import type { ConvertOptions } from '../../../src/operations/convert/options.ts'
import { FIXTURES, fixture, planFixture, writePlan } from './helpers.ts'

const OPTIONS: Readonly<Record<string, Partial<ConvertOptions>>> = {
  dequantize: { unsupported: new Set(['dequantize']) },
  drop: { ema: 'drop' },
  only: { ema: 'only' },
  prefer: { ema: 'prefer' },
}

const expected = readdirSync(join(FIXTURES, 'weights'))
  .map((file) => /^(.+)\.(\w+)\.safetensors$/.exec(file))
  .flatMap((match) => (match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const]))

/** Names in order of code points, each with type, shape and bytes. */
async function contents(bytes: Uint8Array): Promise<[string, string][]> {
  const { stateDict } = await openCheckpoint(memorySource(bytes, 'out'))
  const tensors = await Promise.all(
    stateDict.tensors.map(async (entry): Promise<[string, string]> => {
      const { dtypeName, shape } = entry.tensor
      return [
        entry.name,
        `${dtypeName} [${shape?.join()}] ${Buffer.from(await readEntry(entry)).toString('hex')}`,
      ]
    }),
  )
  return tensors.toSorted(([a], [b]) => (a < b ? -1 : 1))
}

test.each(expected)('%s, %s: what PyTorch has', async (name, action) => {
  const written = await writePlan(await planFixture(`weights/${name}.pth`, OPTIONS[action]))
  const wanted = fixture(`weights/${name}.${action}.safetensors`)
  expect(await contents(written)).toEqual(await contents(wanted))
})

describe('what is not certain is refused', () => {
  test.each(expected.filter(([, action]) => action === 'dequantize').map(([name]) => [name]))(
    '%s without a policy',
    async (name) => {
      await expect(planFixture(`weights/${name}.pth`)).rejects.toSatisfy((error) =>
        isPthError(error, 'TENSORS_UNSUPPORTED'),
      )
    },
  )

  test.each(['ema-averaged-model', 'ema-only-params'])('%s has no plain weights', async (name) => {
    await expect(planFixture(`weights/${name}.pth`, { ema: 'drop' })).rejects.toSatisfy((error) =>
      isPthError(error, 'NOTHING_SELECTED'),
    )
  })
})

test('packed weights that a flag names are left out', async () => {
  const plan = await planFixture('weights/packed-dynamic.pth', { exclude: ['*_packed_params*'] })
  expect(plan.tensors.map(({ name }) => name)).toEqual(['0.scale', '0.zero_point', '2.scale', '2.zero_point'])
})
