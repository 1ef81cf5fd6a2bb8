import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import type { TensorEntry } from '../../src/checkpoint/find/state-dict.ts'
import { compareParts } from '../../src/diff/compare-parts.ts'
import { memorySource } from '../../src/io/source.ts'
import { FIXTURES, fixtureBytes } from '../fixtures.ts'
import { pth } from '../cli/harness.ts'

const usual = { rtol: 1e-5, atol: 1e-8, equalNan: false }

async function tensorsOf(file: string): Promise<readonly TensorEntry[]> {
  return (await openCheckpoint(memorySource(fixtureBytes(file), file))).stateDict.tensors
}

test.each([
  'quantized-qint8.pth',
  'quantized-packed-even.pth',
  'sparse-float32.pth',
  'sparse-coo-hybrid.pth',
  'nested-strided.pth',
  'jagged-plain.pth',
])('%s is what it is, part by part', async (file) => {
  const composite = (await tensorsOf(file)).filter(({ tensor }) => 'parts' in tensor)
  expect(composite.length).toBeGreaterThan(0)
  for (const entry of composite) {
    const found = await compareParts(entry, entry, usual)
    expect([found?.whole.bitEqual, found?.differing], entry.name).toEqual([true, []])
  }
})

test('what differs is named, and nothing of it is called close', async () => {
  const quantized = (await tensorsOf('quantized-qint8.pth')).filter(
    ({ tensor }) => tensor.kind === 'quantized',
  )
  const [first] = quantized
  if (first === undefined) throw new Error('the fixture has quantized tensors')
  const found = await Promise.all(quantized.slice(1).map((other) => compareParts(first, other, usual)))
  for (const one of found)
    expect([one?.whole.close, one?.whole.bitEqual, (one?.differing.length ?? 0) > 0]).toEqual([
      false,
      false,
      true,
    ])
})

test('a strided tensor has no parts, and two kinds are not compared', async () => {
  const [strided] = await tensorsOf('tied.pth')
  const [quantized] = await tensorsOf('quantized-qint8.pth')
  if (strided === undefined || quantized === undefined) throw new Error('the fixtures have tensors')
  expect(await compareParts(strided, strided, usual)).toBeUndefined()
  expect(await compareParts(quantized, strided, usual)).toBeUndefined()
})

test('pth diff --values reads tensors that have no shape in the file', async () => {
  const file = join(FIXTURES, 'jagged-plain.pth')
  const { stdout } = await pth(['diff', file, file, '--values', '--json'])
  const { values }: { values: { summary: { compared: number; bit_equal: number; failed: number } } } =
    JSON.parse(stdout)
  expect(values.summary.compared).toBeGreaterThan(0)
  expect([values.summary.bit_equal, values.summary.failed]).toEqual([values.summary.compared, 0])
})
