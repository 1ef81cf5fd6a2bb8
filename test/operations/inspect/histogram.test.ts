/** Histograms against numpy.histogram over the same tensors (fixtures/generate_histograms.py). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { binEdges, countInto } from '../../../src/operations/inspect/bins.ts'
import type { HistogramReport } from '../../../src/operations/inspect/histogram-report.ts'
import { histogramEntries, tensorHistograms } from '../../../src/operations/inspect/histogram.ts'
import { histogramBlocks } from '../../../src/report/inspect/histogram-text.ts'
import { FIXTURES, openFixture } from '../../fixtures.ts'

type Expected = Omit<HistogramReport, 'name' | 'dtype' | 'problem'>

const { bins: expected }: { readonly bins: Readonly<Record<string, Readonly<Record<string, Expected>>>> } =
  JSON.parse(readFileSync(join(FIXTURES, 'histograms.expected.json'), 'utf8'))
const view = { columns: 80, full: false, exact: false, where: false, depth: null }

async function histogramsOf(file: string, bins: number): Promise<HistogramReport[]> {
  const checkpoint = await openFixture(file)
  return tensorHistograms(checkpoint, checkpoint.stateDict.tensors, { bins })
}

describe('tensorHistograms', () => {
  test.each([20, 7])('%i bins are those of numpy, bit for bit', async (bins) => {
    const found = await histogramsOf('histograms.pth', bins)
    const wanted = expected[String(bins)] ?? {}
    expect(found.map(({ name }) => name)).toEqual(Object.keys(wanted))
    expect(Object.keys(wanted).length).toBeGreaterThan(15)
    for (const { name, dtype, problem, ...rest } of found) {
      expect(problem, `${name} ${dtype}`).toBe(null)
      expect(rest, name).toEqual(wanted[name])
    }
  })

  test('every element is counted once', async () => {
    const checkpoint = await openFixture('histograms.pth')
    const found = await tensorHistograms(checkpoint, checkpoint.stateDict.tensors, { bins: 20 })
    const elements = checkpoint.stateDict.tensors.map(({ tensor }) =>
      (tensor.shape ?? []).reduce((product, size) => product * size, 1),
    )
    expect(
      found.map(({ counts, nan, positive_inf: positive, negative_inf: negative }) =>
        [...counts, nan ?? 0, positive ?? 0, negative ?? 0].reduce((sum, count) => sum + count, 0),
      ),
    ).toEqual(elements)
  })

  test('what has no order or no bins of one width says so', async () => {
    const found = await histogramsOf('dtypes.pth', 20)
    const complex = found.filter(({ dtype }) => dtype.startsWith('complex'))
    expect(complex.length).toBeGreaterThan(0)
    for (const { problem, zeros } of complex) {
      expect(problem).toContain('has no numbers that can be put in order')
      expect(zeros).toBe(null)
    }
  })

  test('a glob that matches nothing is refused by name', async () => {
    const { stateDict } = await openFixture('histograms.pth')
    expect(histogramEntries(stateDict.tensors, ['int64*']).map(({ name }) => name)).toEqual([
      'int64',
      'int64.small',
    ])
    expect(() => histogramEntries(stateDict.tensors, ['int64', 'no.such'])).toThrow(
      '--histogram no.such matches no tensor',
    )
  })
})

describe('bins', () => {
  test('none where float64 has no edges that differ', () => {
    expect(binEdges(-1.7e308, 1.7e308, 20)).toBe(null)
    expect(binEdges(1e16, 1e16 + 4, 20)).toBe(null)
    expect(binEdges(1e300, 1e300, 20)).toBe(null)
    expect(binEdges(0, 2, 2)).toEqual([0, 1, 2])
  })

  test('a value on an edge is in the bin above, on the last edge in the last', () => {
    const counts = [0, 0]
    for (const value of [0, 1, 2]) countInto(counts, [0, 1, 2], value)
    expect(counts).toEqual([1, 2])
  })
})

describe('histograms as text', () => {
  test.each([40, 80, 200])('fit %i columns', async (columns) => {
    const blocks = histogramBlocks(await histogramsOf('histograms.pth', 20), { ...view, columns, full: true })
    expect(blocks.length).toBe(Object.keys(expected['20'] ?? {}).length)
    const lines = blocks.join('\n').split('\n')
    expect(lines.filter((line) => columns >= 80 && line.length > columns)).toEqual([])
  })

  test('long lists fold', async () => {
    const blocks = histogramBlocks(await histogramsOf('histograms.pth', 20), view)
    expect(blocks.at(-1)).toBe('  … 8 more histograms (--full; --json has all)')
  })
})
