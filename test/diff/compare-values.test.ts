import { expect, test } from 'vitest'
import { dtypeByName } from '../../src/dtype/dtype.ts'
import { compareValues } from '../../src/diff/compare-values.ts'
import { numberCodec } from '../../src/diff/numbers.ts'

function entry(dtypeName: string, bytes: ArrayBufferView): Parameters<typeof compareValues>[0] {
  const dtype = dtypeByName(dtypeName) ?? null
  const itemsize = dtype?.itemsize ?? 1
  const tensor = {
    kind: 'array',
    type: 'numpy.ndarray',
    numpyDtype: '',
    dtype,
    dtypeName,
    shape: [bytes.byteLength / itemsize],
    itemsize,
    scalar: false,
    requiresGrad: false,
    parameter: false,
    problem: null,
    bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  } as const
  return { name: 'w', tensor }
}

const strict = { rtol: 0, atol: 0, equalNan: false }
const usual = { rtol: 1e-5, atol: 1e-8, equalNan: false }
const HUGE = 2n ** 53n

// torch.equal: False. Tolerances of floats are not for integers.
test.each([
  ['int64', BigInt64Array.of(HUGE, 1n), BigInt64Array.of(HUGE + 1n, 1n)],
  ['int64', BigInt64Array.of(-(HUGE * 512n), 1n), BigInt64Array.of(-(HUGE * 512n) + 3n, 1n)],
  ['uint64', BigUint64Array.of(2n ** 63n + 1n), BigUint64Array.of(2n ** 63n)],
] as const)('%s past 2^53: neighbours are two numbers', async (dtype, a, b) => {
  const found = await compareValues(entry(dtype, a), entry(dtype, b), strict)
  expect([found?.bitEqual, found?.close, found?.castOnly, found?.different]).toEqual([false, false, false, 1])
  expect((await compareValues(entry(dtype, a), entry(dtype, b), usual))?.close).toBe(false)
})

// (a - b).abs() of int64 is exact: 1. A tolerance of integers is given for them, in steps of 1.
test.each([
  [2 ** 24, 0, false],
  [2 ** 24, 1, true],
  [2 ** 30, 1, true],
])('int32 %d and one more, within %d: %s', async (a, integerAtol, close) => {
  const found = await compareValues(entry('int32', Int32Array.of(a)), entry('int32', Int32Array.of(a + 1)), {
    ...usual,
    integerAtol,
  })
  expect([found?.close, found?.different, found?.maxAbs]).toEqual([close, 1, 1])
})

// torch.equal(a.to(torch.uint64), b) is False, and True for the same numbers.
test.each([
  [HUGE + 1n, HUGE, false],
  [HUGE + 1n, HUGE + 1n, true],
])('int64 %d is uint64 %d by a cast: %s', async (a, b, cast) => {
  const found = await compareValues(
    entry('int64', BigInt64Array.of(a)),
    entry('uint64', BigUint64Array.of(b)),
    strict,
  )
  expect([found?.castOnly, found?.different]).toEqual([cast, cast ? 0 : 1])
})

// torch.tensor(value, dtype=torch.float64).to(dtype).item() of PyTorch 2.13
test.each([
  ['float16', 1 + 2 ** -11 + 2 ** -30, 1],
  ['bfloat16', 1 + 2 ** -8 + 2 ** -30, 1],
  ['float8_e4m3fn', 3.3, 3.25],
  ['float8_e4m3fn', 500, 448],
  ['float8_e5m2', 3.3, 3.5],
  ['float8_e5m2', 61440, Infinity],
  ['float8_e4m3fnuz', 0.01, 0.009765625],
])('%s of %d', (name, value, wanted) => {
  const dtype = dtypeByName(name)
  expect(dtype === undefined ? undefined : numberCodec(dtype)?.round?.(value)).toBe(wanted)
})
