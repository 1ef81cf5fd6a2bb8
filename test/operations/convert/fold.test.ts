/** What PyTorch makes of weights in parts stands in fixtures/fold, written by fixtures/generate_fold.py. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import type { Checkpoint } from '../../../src/checkpoint/checkpoint.ts'
import { readTensor } from '../../../src/checkpoint/read/read.ts'
import { memorySource } from '../../../src/io/source.ts'
import { float64Values } from '../../../src/operations/convert/floats.ts'
import { planConvert } from '../../../src/operations/convert/plan.ts'
import { CONVERT_DEFAULTS } from '../../../src/operations/convert/options.ts'
import type { ConvertOptions } from '../../../src/operations/convert/options.ts'
import { expectCode } from '../../support/errors.ts'
import { inFolder, runCli } from '../../cli/harness.ts'
import { fixture, FIXTURES, openFixture, planFixture, writePlan } from './helpers.ts'

async function folded(
  name: string,
  options: Partial<ConvertOptions>,
): Promise<readonly [found: Checkpoint, meant: Checkpoint]> {
  const bytes = await writePlan(await planFixture(`fold/${name}.pth`, options))
  return [
    await openCheckpoint(memorySource(bytes, 'out.safetensors')),
    await openFixture(`fold/${name}.safetensors`),
  ]
}

function facts({ stateDict }: Checkpoint): string[] {
  return stateDict.tensors
    .map(({ name, tensor }) => `${name} ${tensor.dtypeName} ${tensor.shape?.join()}`)
    .toSorted()
}

/** The largest distance over all tensors, in units of the last place of the larger number. */
async function distance(found: Checkpoint, meant: Checkpoint): Promise<number> {
  let largest = 0
  for (const { name, tensor } of meant.stateDict.tensors) {
    if (tensor.dtype === null) throw new Error(`no element type of ${name}`)
    const bits = new Map([
      ['float64', 52],
      ['float32', 23],
      ['float16', 10],
    ]).get(tensor.dtype.name)
    const a = float64Values({ bytes: await readTensor(found, name), dtype: tensor.dtype })
    const b = float64Values({ bytes: await readTensor(meant, name), dtype: tensor.dtype })
    for (const [at, value] of a.entries()) {
      const other = b[at] ?? 0
      const exponent = Math.floor(Math.log2(Math.max(Math.abs(value), Math.abs(other), 1e-30)))
      largest = Math.max(largest, Math.abs(value - other) / 2 ** (exponent - (bits ?? 0)))
    }
  }
  return largest
}

test('a pruned weight is byte for byte the one that prune.remove leaves, infinities and NaN included', async () => {
  const bytes = await writePlan(await planFixture('fold/pruned.pth', { fold: ['prune'] }))
  expect(Buffer.from(bytes)).toEqual(Buffer.from(fixture('fold/pruned.safetensors')))
})

describe.each(['weight-norm-old', 'weight-norm-new', 'spectral-norm-old', 'spectral-norm-new'])(
  '%s',
  (name) => {
    const fold = name.startsWith('weight') ? ('weight-norm' as const) : ('spectral-norm' as const)
    test('has the names, shapes and types that PyTorch leaves', async () => {
      const [found, meant] = await folded(name, { fold: [fold] })
      expect(facts(found)).toEqual(facts(meant))
    })

    test('has its values, but for the last places', async () => {
      const [found, meant] = await folded(name, { fold: [fold] })
      expect(await distance(found, meant)).toBeLessThanOrEqual(4)
    })
  },
)

describe('what the file does not determine is refused by name', () => {
  test('a square spectral norm whose vectors were never turned', async () => {
    const plan = await planFixture('fold/spectral-norm-unclear.pth', { fold: ['spectral-norm'] })
    await expectCode(writePlan(plan), 'TRANSFORM_REFUSED')
  })

  test('one parametrization over another', async () => {
    await expectCode(planFixture('fold/stacked.pth', { fold: ['weight-norm'] }), 'TRANSFORM_REFUSED')
  })
})

test('the report says that values were computed', async () => {
  await inFolder(async (folder) => {
    const { stdout, code } = await runCli(
      'convert',
      join(FIXTURES, 'fold', 'weight-norm-old.pth'),
      '-o',
      join(folder, 'out.safetensors'),
      '--fold',
      'weight-norm',
      '--verify',
    )
    expect(code).toBe(0)
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'computed 5 tensors, not copied: linear.weight (weight-norm of linear.weight_g, linear.weight_v)',
    )
  })
})

test('a fold that finds nothing is told', async () => {
  const plan = await planFixture('fold/pruned.pth', { fold: ['prune', 'weight-norm'] })
  expect(plan.facts.notices).toContain('--fold weight-norm matches no tensor')
})

test('diff --fold compares as if folded', async () => {
  const { code, stdout } = await runCli(
    'diff',
    join(FIXTURES, 'fold', 'weight-norm-new.pth'),
    join(FIXTURES, 'fold', 'weight-norm-new.safetensors'),
    '--strict',
    '--fold',
    'weight-norm',
  )
  expect(stdout).toContain('COMPATIBLE')
  expect(code).toBe(0)
})

test('a folded matrix can be transposed and cast', async () => {
  const plain = await openCheckpoint(
    memorySource(
      await writePlan(await planFixture('fold/weight-norm-old.pth', { fold: ['weight-norm'] })),
      'x',
    ),
  )
  const turned = await openCheckpoint(
    memorySource(
      await writePlan(
        planConvert([await openFixture('fold/weight-norm-old.pth')], {
          ...CONVERT_DEFAULTS,
          fold: ['weight-norm'],
          transpose: ['linear.weight'],
        }),
      ),
      'y',
    ),
  )
  const a = new Float32Array((await readTensor(plain, 'linear.weight')).slice().buffer)
  const b = new Float32Array((await readTensor(turned, 'linear.weight')).slice().buffer)
  expect([...b]).toEqual([...Array(15).keys()].map((at) => a[(at % 3) * 5 + Math.floor(at / 3)]))
})
