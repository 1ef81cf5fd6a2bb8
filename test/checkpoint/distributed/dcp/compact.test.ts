/** Records of the metadata in few bytes: what a second state would make of them has no meaning. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDcpMetadata } from '../../../../src/checkpoint/distributed/dcp/metadata.ts'
import { memorySource } from '../../../../src/io/source.ts'
import { DEFAULT_LIMITS } from '../../../../src/limits.ts'
import { FIXTURES } from '../../../fixtures.ts'

const METADATA = readFileSync(join(FIXTURES, 'distributed', 'dcp-dtensor-4', 'ckpt', '.metadata'))

const read = (data: Uint8Array): ReturnType<typeof readDcpMetadata> =>
  readDcpMetadata(memorySource(data, '.metadata'), '.metadata', 'folder', DEFAULT_LIMITS)

test('boxes and places are those of the file', async () => {
  const { entries, places } = await read(METADATA)
  const tensors = entries.filter((entry) => entry.kind === 'tensor')
  const boxes = tensors.flatMap(({ chunks }) => chunks)
  expect(boxes.length).toBeGreaterThan(8)
  expect(boxes.every(({ offsets, sizes }) => offsets.length === sizes.length)).toBe(true)
  expect(places.size).toBeGreaterThanOrEqual(new Set(boxes).size)
  expect([...places.values()].every(({ path, length }) => path.endsWith('.distcp') && length > 0)).toBe(true)
})

test('a second state of a place is refused', async () => {
  // A place is built by a dict; `N` and `b` after it set None as its state.
  const last = METADATA.lastIndexOf(Buffer.from('ub'))
  const text = METADATA.toString('latin1')
  const place = text.indexOf('relative_path')
  const built = text.indexOf('ub', place)
  expect(built).toBeGreaterThan(place)
  expect(built).toBeLessThanOrEqual(last)
  const twice = Buffer.concat([
    METADATA.subarray(0, built + 2),
    Buffer.from('}b'),
    METADATA.subarray(built + 2),
  ])
  // The length of the frame around it grows, too.
  const frame = twice.indexOf(0x95)
  twice.writeBigUInt64LE(twice.readBigUInt64LE(frame + 1) + 2n, frame + 1)
  await expect(read(twice)).rejects.toMatchObject({ code: 'PIECES_INVALID' })
})
