import { expect, test } from 'vitest'
import { dtype } from '../../../src/dtype/dtype.ts'
import { findShared } from '../../../src/operations/convert/share.ts'
import type { SharedCandidate } from '../../../src/operations/convert/share.ts'
import { openFixture } from './helpers.ts'

/** One-dimensional views `[first, stop)` of one storage of 48 bytes, in bytes. */
async function views(
  ranges: Readonly<Record<string, readonly [number, number]>>,
): Promise<SharedCandidate[]> {
  const { stateDict } = await openFixture('convert/tied.pth')
  const tensor = stateDict.tensors[0]?.tensor
  if (tensor?.kind !== 'strided') throw new Error('the fixture has changed')
  const storage = { ...tensor.storage, byteLength: 48 }
  const type = dtype('uint8')
  return Object.entries(ranges).map(([name, [first, stop]]) => ({
    name,
    dtype: type,
    tensor: { ...tensor, dtype: type, shape: [stop - first], stride: [1], storageOffset: first, storage },
  }))
}

test('the furthest end counts: a view behind a shorter one is still inside the large one', async () => {
  // The official sweep goes by the last end and splits z off.
  const groups = findShared(await views({ big: [0, 48], s: [0, 8], m: [24, 32], z: [40, 48] }))
  expect(groups.map(({ names }) => names)).toEqual([['big', 's', 'm', 'z']])
})

test('parts of one storage that do not touch share nothing, empty views neither', async () => {
  expect(findShared(await views({ first: [0, 24], second: [24, 48], none: [8, 8] }))).toEqual([])
})

test('of the same views the least name by code point is kept, each class of them on its own', async () => {
  const [group] = findShared(
    await views({ z: [0, 48], b: [0, 8], '\ue000': [0, 48], '😀': [0, 48], a: [0, 8] }),
  )
  expect(group?.overlap).toBe(true)
  expect([...(group?.aliases ?? [])].toSorted()).toEqual(
    [
      ['b', 'a'],
      ['\ue000', 'z'],
      ['😀', 'z'],
    ].toSorted(),
  )
})
