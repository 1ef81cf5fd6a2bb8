/** The report against PyTorch's answers: what is used of the storages, what is shared, where the rest of the file went. */
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import { countingSource } from '../../../src/io/counting.ts'
import { memorySource } from '../../../src/io/source.ts'
import { inspectCheckpoint } from '../../../src/operations/inspect/inspect.ts'
import { joinRuns, runsOf } from '../../../src/operations/inspect/storage-runs.ts'
import { tensorTree } from '../../../src/operations/inspect/tree.ts'
import { expectedOf, fixtureBytes, openFixture } from '../../fixtures.ts'

/** Elements of a storage that strided views touch, counted one by one. */
function touched(shape: readonly number[], stride: readonly number[], offset: number): Set<number> {
  let places = [offset]
  for (const [dim, size] of shape.entries()) {
    places = places.flatMap((at) =>
      Array.from({ length: size }, (_, index) => at + index * (stride[dim] ?? 0)),
    )
  }
  return new Set(places)
}

describe('storages', () => {
  test('of a tensor with an empty name are its own and not those of every other', async () => {
    const checkpoint = await openFixture('convert/names.safetensors')
    expect(checkpoint.stateDict.tensors.map(({ name }) => name)).toContain('')
    const { storages } = inspectCheckpoint(checkpoint)
    expect(storages.shared).toEqual([])
    expect(storages.unused_bytes).toBe(0)
    // The selection changes which path counts: a filter must not.
    expect(inspectCheckpoint(checkpoint, { filters: ['a*'] }).storages).toEqual(storages)
  })

  test.each([
    'shared-views.pth',
    'tied.pth',
    'offset.pth',
    'overlapping.pth',
    'transposed.pth',
    'expanded.pth',
    'empty.pth',
    'state_dict.pth',
  ])('used bytes of %s are those that the views of PyTorch touch', async (file) => {
    const itemsize: Readonly<Record<string, number>> = {
      float32: 4,
      float64: 8,
      int64: 8,
      int32: 4,
      int16: 2,
      float16: 2,
      int8: 1,
      uint8: 1,
      bool: 1,
    }
    const used = new Map<number, Set<number>>()
    for (const { shape, stride, storage_offset: offset, dtype, storage } of expectedOf(file).tensors ?? []) {
      const size = itemsize[dtype] ?? 0
      const bytes = used.get(storage) ?? new Set()
      used.set(storage, bytes)
      for (const at of touched(shape, stride, offset))
        for (let byte = 0; byte < size; byte += 1) bytes.add(at * size + byte)
    }
    const sum = [...used.values()].reduce((total, bytes) => total + bytes.size, 0)
    const { storages } = inspectCheckpoint(await openFixture(file))
    expect(storages.used_bytes).toBe(sum)
    expect(storages.unused_bytes).toBe(storages.held_bytes - sum)
    expect(storages.exact).toBe(true)
  })

  test('views with gaps are counted without the gaps, whatever the strides', async () => {
    const { stateDict } = await openFixture('transposed.pth')
    const [entry] = stateDict.tensors
    if (entry?.tensor.kind !== 'strided') throw new TypeError('the fixture changed')
    for (const [shape, stride] of [
      [
        [3, 2],
        [10, 1],
      ],
      [
        [2, 3, 2],
        [1, 20, 5],
      ],
      [[4], [0]],
      [
        [3, 3],
        [2, 3],
      ],
      [
        [2, 2, 2],
        [8, 4, 2],
      ],
    ] as const) {
      const { runs } = runsOf({ ...entry.tensor, shape, stride, storageOffset: 1 })
      const bytes = runs.reduce((sum, { start, end }) => sum + end - start, 0)
      expect([shape, bytes / 4]).toEqual([shape, touched(shape, stride, 1).size])
    }
  })

  test('a view too scattered to count is an upper bound and says so', async () => {
    const { stateDict } = await openFixture('transposed.pth')
    const [entry] = stateDict.tensors
    if (entry?.tensor.kind !== 'strided') throw new TypeError('the fixture changed')
    expect(runsOf({ ...entry.tensor, shape: [1_000_000], stride: [2], storageOffset: 0 })).toEqual({
      runs: [{ start: 0, end: 4 * 1_999_999 }],
      exact: false,
    })
  })

  test('runs are joined', () => {
    expect(
      joinRuns([
        { start: 5, end: 6 },
        { start: 0, end: 2 },
        { start: 2, end: 4 },
        { start: 1, end: 3 },
      ]),
    ).toEqual([
      { start: 0, end: 4 },
      { start: 5, end: 6 },
    ])
  })

  test('exact aliases and overlaps', async () => {
    expect(inspectCheckpoint(await openFixture('tied.pth')).storages.shared).toEqual([
      { kind: 'alias', storage_key: '0', tensors: ['embed.weight', 'head.weight'] },
    ])
    expect(inspectCheckpoint(await openFixture('shared-views.pth')).storages.shared).toMatchObject([
      { kind: 'overlap' },
    ])
  })
})

describe('contents', () => {
  test('what stands beside the state_dict is told with its value', async () => {
    const report = inspectCheckpoint(await openFixture('state_dict.pth'))
    expect(report.state_dict).toMatchObject({ path: '$.state_dict', tensors: 2, outside: 3 })
    const told = new Map(report.also_in.map((content) => [content.path, content]))
    expect(told.get('$.epoch')).toMatchObject({ type: 'int', text: '12', tensors: 0 })
    expect(told.get('$.optimizer')).toMatchObject({ type: 'dict', tensors: 2, optimizer: true })
    expect(told.get('$.args')).toMatchObject({ type: 'argparse.Namespace', items: 3 })
    expect(report.objects).toEqual([{ class_name: 'argparse.Namespace', count: 1, module: false }])
  })

  test('every plain value that PyTorch saw is listed by --all', async () => {
    const { values } = inspectCheckpoint(await openFixture('integers.pth'), { allValues: true })
    expect(values.items.length).toBeGreaterThan(3)
    expect(values.items.map(({ text }) => text)).toContain('9223372036854775807')
  })

  test('a cycle ends', async () => {
    expect(inspectCheckpoint(await openFixture('recursive.pth'), { allValues: true }).values.cut).toBe(false)
  })

  test('nested classes are named', async () => {
    const { objects } = inspectCheckpoint(await openFixture('objects.pth'))
    expect(objects.map(({ class_name }) => class_name)).not.toContain('unknown')
  })
})

describe('tree', () => {
  test('sums add up, alike siblings become one', async () => {
    const { tensors, totals } = inspectCheckpoint(await openFixture('resnet18.pth'))
    for (const collapse of [true, false]) {
      const tree = tensorTree(tensors, collapse)
      expect(tree).toMatchObject({ tensors: 122, elements: totals.elements, bytes: totals.bytes })
      const layer1 = tree.children.find(({ name }) => name === 'layer1')
      expect(layer1?.children.map(({ name, count }) => [name, count])).toEqual(
        collapse
          ? [['{0..1}', 2]]
          : [
              ['0', 1],
              ['1', 1],
            ],
      )
    }
  })

  test('a name of 10,000 dots is no deep tree', async () => {
    const { tensors } = inspectCheckpoint(await openFixture('tied.pth'))
    const [first] = tensors
    if (first === undefined) throw new TypeError('the fixture changed')
    expect(tensorTree([{ ...first, name: '.'.repeat(10_000) }], true).tensors).toBe(1)
  })
})

test('the report is made without reading the file any more', async () => {
  const count = { bytes: 0, reads: 0 }
  const checkpoint = await openCheckpoint(
    countingSource(memorySource(fixtureBytes('dtypes.pth'), 'dtypes.pth'), count),
  )
  const { reads } = count
  expect(reads).toBeGreaterThan(0)
  inspectCheckpoint(checkpoint, { allValues: true, tree: true })
  expect(count.reads).toBe(reads)
})
