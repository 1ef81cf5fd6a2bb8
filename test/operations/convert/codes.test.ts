/** What torch computes from codes and scales stands in fixtures/codes, written by fixtures/generate_codes.py. */
import { describe, expect, test } from 'vitest'
import { dtype } from '../../../src/dtype/dtype.ts'
import { expectCode } from '../../support/errors.ts'
import { fixture, planFixture, writePlan } from './helpers.ts'

const NAMES = ['block', 'scale', 'rows', 'four-bit', 'packed', 'observed'] as const
const BFLOAT16 = dtype('bfloat16')

test.each(['block', 'scale', 'rows'])(
  '%s: weights are computed as torch does, byte for byte',
  async (name) => {
    const plan = await planFixture(`codes/${name}.safetensors`, { unsupported: new Set(['dequantize']) })
    expect(Buffer.from(await writePlan(plan))).toEqual(
      Buffer.from(fixture(`codes/${name}.float32.safetensors`)),
    )
    expect(plan.facts.computed.map(({ how }) => how)).toContain('dequantize')
  },
)

test.each(['block', 'scale', 'rows'])('%s: and cast as torch casts them', async (name) => {
  const plan = await planFixture(`codes/${name}.safetensors`, {
    unsupported: new Set(['dequantize']),
    dtype: BFLOAT16,
  })
  expect(Buffer.from(await writePlan(plan))).toEqual(
    Buffer.from(fixture(`codes/${name}.bfloat16.safetensors`)),
  )
})

test.each(NAMES)('%s: without a cast every byte is copied', async (name) => {
  const plan = await planFixture(`codes/${name}.safetensors`)
  expect(Buffer.from(await writePlan(plan))).toEqual(Buffer.from(fixture(`codes/${name}.safetensors`)))
})

test.each(NAMES)('%s: a cast is refused by name', async (name) => {
  await expectCode(planFixture(`codes/${name}.safetensors`, { dtype: BFLOAT16 }), 'TRANSFORM_REFUSED')
})

test('a cast of the other tensors goes through when --keep names codes and scales', async () => {
  const plan = await planFixture('codes/block.safetensors', { dtype: BFLOAT16, keep: ['a.*'] })
  expect(plan.facts.casts).toEqual([{ from: 'float32', to: 'bfloat16', count: 1 }])
})

describe('codes without what they are read with are refused', () => {
  test.each([
    ['block', '*_scale_inv'],
    ['rows', '*.SCB'],
    ['four-bit', '*absmax'],
    ['packed', '*.qzeros'],
  ])('%s without %s', async (name, glob) => {
    const file = `codes/${name}.safetensors`
    await expectCode(planFixture(file, { exclude: [glob] }), 'TRANSFORM_REFUSED')
    await expectCode(planFixture(file, { ignore: [glob] }), 'TRANSFORM_REFUSED')
  })
})

test.each(['four-bit', 'packed', 'unclear'])(
  '%s: arithmetic that the file lacks is refused',
  async (name) => {
    const options = { unsupported: new Set(['dequantize'] as const) }
    await expectCode(planFixture(`codes/${name}.safetensors`, options), 'TRANSFORM_REFUSED')
  },
)

test('float8 weights without a scale beside them are weights, and are cast', async () => {
  const { facts } = await planFixture('convert/order.pth', { dtype: BFLOAT16 })
  expect(facts.casts.map(({ from }) => from)).toContain('float8_e4m3fn')
})
