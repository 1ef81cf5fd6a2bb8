/** Nested tensors: what their description may say of the buffer. */
import { expect, test } from 'vitest'
import type { Checkpoint } from '../../../src/checkpoint/checkpoint.ts'
import { readPart } from '../../../src/checkpoint/read/parts.ts'
import { openFixture } from '../../fixtures.ts'
import { openPickle, raw } from '../../support/archive.ts'
import { call, name, named, storage, tensor } from '../../support/assembler.ts'
import { expectCode } from '../../support/errors.ts'
import { tensorOf } from '../kinds.ts'

const LONG = ['torch', 'LongStorage'] as const

function nested(
  sizes: readonly bigint[],
  strides: readonly bigint[],
  offsets: readonly bigint[],
): Promise<Checkpoint> {
  const shape = [offsets.length, sizes.length / offsets.length]
  const matrix = (key: string): Uint8Array =>
    tensor(storage(key, sizes.length, LONG), shape, [shape[1] ?? 1, 1])
  const w = call(
    name('torch._utils', '_rebuild_nested_tensor'),
    tensor(storage('0', 4), [4], [1]),
    matrix('1'),
    matrix('2'),
    tensor(storage('3', offsets.length, LONG), [offsets.length], [1]),
  )
  return openPickle(named({ w }), {
    0: raw(Float32Array.of(1, 2, 3, 4)),
    1: raw(BigInt64Array.from(sizes)),
    2: raw(BigInt64Array.from(strides)),
    3: raw(BigInt64Array.from(offsets)),
  })
}

test('components are views of the buffer', async () => {
  const checkpoint = await nested([1n, 3n], [1n, 1n], [0n, 1n])
  expect(tensorOf(checkpoint, 'w').kind).toBe('nested')
  expect([...new Float32Array((await readPart(checkpoint, 'w', 'components[1]')).slice().buffer)]).toEqual([
    2, 3, 4,
  ])
})

test('a component past the buffer is refused', async () => {
  await expectCode(
    readPart(await nested([1n, 4n], [1n, 1n], [0n, 1n]), 'w', 'components[1]'),
    'TENSOR_UNREADABLE',
  )
})

test.each([
  ['a negative size', [-1n, 1n], [1n, 1n], [0n, 1n]],
  ['a size past 2^53', [1n, 2n ** 62n], [1n, 1n], [0n, 1n]],
] as const)('%s is refused', async (_, sizes, strides, offsets) => {
  await expectCode(readPart(await nested(sizes, strides, offsets), 'w', 'components[0]'), 'TENSOR_UNREADABLE')
})

test('the committed nested tensors have components', async () => {
  const checkpoint = await openFixture('nested-strided.pth')
  expect((await readPart(checkpoint, 'n', 'components[0]')).length).toBe(24)
})
