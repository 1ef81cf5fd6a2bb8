/** Statistics against what PyTorch computed from the same files (fixtures/generate_stats.py). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dtype } from '../../../src/dtype/dtype.ts'
import { isPthError } from '../../../src/errors.ts'
import { newSha256 } from '../../../src/node/hash.ts'
import { newMeasure } from '../../../src/operations/inspect/measure.ts'
import type { StatsReport } from '../../../src/operations/inspect/inspect-report.ts'
import { tensorStats } from '../../../src/operations/inspect/stats.ts'
import { expectedOf, FIXTURES, openFixture } from '../../fixtures.ts'

interface ExpectedStats {
  readonly min: number | string | null
  readonly max: number | string | null
  readonly mean: number | string | null
  readonly mean_imag?: number | string | null
  readonly std: number | string | null
  readonly zeros: number
  readonly nan: number
  readonly inf: number
}

const expected: { readonly stats: Readonly<Record<string, Readonly<Record<string, ExpectedStats>>>> } =
  JSON.parse(readFileSync(join(FIXTURES, 'stats.expected.json'), 'utf8'))
const cases = Object.entries(expected.stats).flatMap(([file, tensors]) =>
  Object.entries(tensors).map(([name, stats]) => ({ file, name, stats })),
)

async function statsOf(file: string): Promise<ReadonlyMap<string, StatsReport>> {
  const checkpoint = await openFixture(file)
  const entries = checkpoint.stateDict.tensors
  const stats = await tensorStats(checkpoint, entries, { newHasher: newSha256 })
  const named = new Map<string, StatsReport>()
  for (const { name, tensor } of entries) {
    const own = stats.get(tensor)
    if (own !== undefined) named.set(name, own)
  }
  return named
}

const measured = new Map<string, Promise<ReadonlyMap<string, StatsReport>>>()

function close(
  found: number | string | null | undefined,
  wanted: number | string | null | undefined,
  scale: number,
): boolean {
  if (typeof found !== 'number' || typeof wanted !== 'number') return (found ?? null) === (wanted ?? null)
  return Math.abs(found - wanted) <= 1e-9 * Math.max(Math.abs(wanted), scale)
}

describe('tensorStats', () => {
  test('there are cases of every file', () => {
    expect(cases.length).toBeGreaterThan(150)
  })

  test.each(cases)('$file $name is as PyTorch says', async ({ file, name, stats: wanted }) => {
    const all = await (measured.get(file) ?? measured.set(file, statsOf(file)).get(file))
    const found = all?.get(name)
    expect(found?.problem).toBeNull()
    expect(found).toMatchObject({ zeros: wanted.zeros, nan: wanted.nan, inf: wanted.inf })
    // PyTorch's integers come as digits: ours must be the same ones.
    const digits = typeof wanted.min === 'string' && /^-?\d+$/.test(wanted.min)
    expect(digits ? String(found?.min) : found?.min).toBe(wanted.min)
    expect(digits ? String(found?.max) : found?.max).toBe(wanted.max)
    const scale = typeof wanted.std === 'number' ? wanted.std : 0
    expect([found?.mean, close(found?.mean, wanted.mean, scale)]).toEqual([found?.mean, true])
    expect(close(found?.mean_imag, wanted.mean_imag, scale)).toBe(true)
    // Where squares overflow, torch gives inf (or nan) and we give nothing.
    if (wanted.std === 'inf' || wanted.std === 'nan') expect(found?.std).toBeNull()
    else expect([found?.std, close(found?.std, wanted.std, 0)]).toEqual([found?.std, true])
  })

  test.each(['dtypes.pth', 'transposed.pth', 'conjugated.pth', 'big-endian.pth', 'resnet18.pth'])(
    'the sha256 of every tensor of %s is that of PyTorch',
    async (file) => {
      const stats = await statsOf(file)
      const found = [...stats].map(([name, { sha256 }]) => [name, sha256])
      expect(found).toEqual(expectedOf(file).tensors?.map(({ name, sha256 }) => [name, sha256]))
    },
  )

  test('a tensor that cannot be read tells why, the others are measured', async () => {
    const stats = [...(await statsOf('storage-short.pth')).values()]
    expect(stats.filter(({ sha256 }) => sha256 === null).map(({ problem }) => problem === null)).toContain(
      false,
    )
    expect(stats.some(({ sha256 }) => sha256 !== null) || stats.length === 1).toBe(true)
  })

  test('progress ends at the number of bytes', async () => {
    const checkpoint = await openFixture('dtypes.pth')
    const seen: number[] = []
    let total = 0
    await tensorStats(checkpoint, checkpoint.stateDict.tensors, {
      newHasher: newSha256,
      onProgress: (done, all) => {
        seen.push(done)
        total = all
      },
    })
    expect(seen.at(-1)).toBe(total)
    expect(total).toBeGreaterThan(1000)
  })
})

test('expanded views that stand for far more than the file holds are refused before they are read', async () => {
  const checkpoint = await openFixture('resnet18.pth')
  const [entry] = checkpoint.stateDict.tensors
  if (entry?.tensor.kind !== 'strided') throw new TypeError('the fixture changed')
  const bomb = { ...entry, tensor: { ...entry.tensor, shape: [2 ** 20, 2 ** 20], stride: [0, 0] } }
  const error: unknown = await tensorStats(checkpoint, [bomb], { newHasher: newSha256 }).catch(
    (caught: unknown) => caught,
  )
  expect(isPthError(error, 'LIMIT_EXCEEDED')).toBe(true)
})

describe('chunks', () => {
  test.each(['int64', 'float32', 'complex64'])('%s does not depend on where the chunks are cut', (name) => {
    const bytes = Uint8Array.from({ length: 960 }, (_, at) => (at * 37 + (at >> 3)) & 0x7f)
    const whole = newMeasure(dtype(name))
    whole?.add(bytes)
    const pieces = newMeasure(dtype(name))
    for (let at = 0; at < bytes.length; at += 48) pieces?.add(bytes.subarray(at, at + 48))
    const [a, b] = [whole?.result(), pieces?.result()]
    expect({ ...b, mean: 0, meanImag: 0, std: 0 }).toEqual({ ...a, mean: 0, meanImag: 0, std: 0 })
    expect(close(b?.mean, a?.mean, a?.std ?? 0) && close(b?.std, a?.std, 0)).toBe(true)
  })

  test('small spread far from zero keeps its digits', () => {
    const values = BigInt64Array.from(
      { length: 1000 },
      (_, at) => 9_000_000_000_000_000_000n + BigInt(at % 2),
    )
    const measure = newMeasure(dtype('int64'))
    measure?.add(new Uint8Array(values.buffer))
    // statistics.stdev([0, 1] * 500) of CPython
    expect(measure?.result().std).toBeCloseTo(0.5002501876563868, 12)
  })
})
