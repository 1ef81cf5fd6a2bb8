/** The tar of PyTorch 0.1, as written and as an attacker would write it. */
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { readTensor } from '../../src/checkpoint/read/read.ts'
import type { PthErrorCode } from '../../src/errors.ts'
import { isPthError } from '../../src/errors.ts'
import { memorySource } from '../../src/io/source.ts'
import { fixtureBytes, openFixture } from '../fixtures.ts'

const plain = fixtureBytes('streams/tar-ustar.pth.tar')

function floats(bytes: Uint8Array): number[] {
  return [...new Float32Array(bytes.slice().buffer)]
}

async function codeOf(bytes: Uint8Array): Promise<PthErrorCode | undefined> {
  const error = await openCheckpoint(memorySource(bytes))
    .then(() => undefined)
    .catch((cause: unknown) => cause)
  return isPthError(error) ? error.code : undefined
}

/** Change bytes of the header at `at` and mend its checksum. */
function withHeader(at: number, changes: readonly (readonly [offset: number, text: string])[]): Uint8Array {
  const bytes = plain.slice()
  for (const [offset, text] of changes)
    for (const [index, letter] of [...text].entries()) bytes[at + offset + index] = letter.charCodeAt(0)
  let sum = 0
  for (let index = 0; index < 512; index += 1)
    sum += index >= 148 && index < 156 ? 0x20 : (bytes[at + index] ?? 0)
  const field = `${sum.toString(8).padStart(6, '0')}\0 `
  for (const [index, letter] of [...field].entries()) bytes[at + 148 + index] = letter.charCodeAt(0)
  return bytes
}

describe('the 0.1 tar', () => {
  test.each(['plain', 'ustar', 'gnu', 'storages-first'])(
    'tensors and storages are persistent ids that are numbers as text (%s)',
    async (name) => {
      const checkpoint = await openFixture(`streams/tar-${name}.pth.tar`)
      expect(checkpoint.container.facts.kind).toBe('tar')
      // (3,) with stride 2 from element 1 of the six floats.
      expect(floats(await readTensor(checkpoint, 'tail'))).toEqual([1, 3, 5])
      expect(checkpoint.stateDict.tensors.map(({ tensor }) => tensor.shape)).toEqual([
        [2, 3],
        [3],
        [3],
        [2, 3],
      ])
    },
  )

  test('the four bytes after the dimensions are not looked at', async () => {
    const bytes = fixtureBytes('streams/tar-ustar.pth.tar')
    const table = new TextDecoder('latin1').decode(bytes)
    // i32 2, four bytes, then the sizes 2 and 3.
    const at = table.indexOf('\x02\0\0\0\0\0\0\0\x02\0\0\0\0\0\0\0\x03\0\0\0\0\0\0\0')
    expect(at).toBeGreaterThan(0)
    bytes.set([0xde, 0xad, 0xbe, 0xef], at + 4)
    const checkpoint = await openCheckpoint(memorySource(bytes))
    expect(floats(await readTensor(checkpoint, 'matrix'))).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('storage views share the bytes of their root', async () => {
    const checkpoint = await openFixture('streams/tar-views.pth.tar')
    expect(floats(await readTensor(checkpoint, 'view'))).toEqual([2, 3, 4, 5])
    expect(floats(await readTensor(checkpoint, 'storage'))).toEqual([2, 3, 4, 5])
    expect(checkpoint.storages.get('20')?.view).toEqual({ root: '10', byteOffset: 8 })
  })

  test('a tensor whose storage key is None has no elements', async () => {
    const checkpoint = await openFixture('streams/tar-no-storage.pth.tar')
    const [empty] = checkpoint.stateDict.tensors
    // The hand-made header gives it one element all the same: that is a problem, never a zero.
    expect(empty?.tensor.problem).toMatch(/reaches byte 4 of storage/)
  })

  test('the still older order of the tables is read', async () => {
    const checkpoint = await openFixture('streams/tar-older-variant.pth.tar')
    expect(floats(await readTensor(checkpoint, 'w'))).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('a class in a persistent id of three parts is a class', async () => {
    const checkpoint = await openFixture('streams/tar-module.pth.tar')
    expect(floats(await readTensor(checkpoint, 'w'))).toEqual([0, 1, 2, 3, 4, 5])
  })
})

describe('hostile tars (H67)', () => {
  test.each([
    ['hard link', '1'],
    ['symbolic link', '2'],
    ['device', '3'],
    ['sparse file', 'S'],
    ['something unknown', 'Z'],
  ])('a %s is refused', async (_, type) => {
    expect(await codeOf(withHeader(0, [[156, type]]))).toBe('CONTAINER_INVALID')
  })

  test.each([
    ['no octal number', '0000000009 ', 'CONTAINER_INVALID'],
    ['all sevens', '777777777777', 'SOURCE_TRUNCATED'],
    ['base 256 past any file', '\x80\x7f\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff', 'CONTAINER_INVALID'],
    ['base 256, negative', '\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff', 'CONTAINER_INVALID'],
  ] as const)('a size of %s is refused', async (_, size, code) => {
    expect(await codeOf(withHeader(0, [[124, size]]))).toBe(code)
  })

  test('a wrong checksum is refused', async () => {
    const bytes = plain.slice()
    bytes[3] = (bytes[3] ?? 0) ^ 1
    expect(await codeOf(bytes)).toBe('CONTAINER_INVALID')
  })

  test('a name twice is refused', async () => {
    const second = new TextDecoder('latin1').decode(plain).indexOf('pickle\0', 512)
    expect(await codeOf(withHeader(second, [[0, 'sys_info\0']]))).toBe('CONTAINER_INVALID')
  })

  test('a tar of other things is named as such', async () => {
    const renamed = ['sys_info', 'pickle', 'tensors', 'storages'].reduce((bytes, name) => {
      const at = new TextDecoder('latin1').decode(bytes).indexOf(`${name}\0\0\0\0`)
      return at < 0 ? bytes : withHeaderOf(bytes, at)
    }, plain)
    // Two of its members are pickles, and neither is more of a checkpoint than the other.
    expect(await codeOf(renamed)).toBe('MEMBER_UNCLEAR')
  })

  test('a tar without one of its records names it', async () => {
    expect(await codeOf(fixtureBytes('streams/tar-truncated.pth.tar'))).toBe('ENTRY_MISSING')
  })

  test('cut anywhere, a tar never opens with other values', async () => {
    const end = plain.findLastIndex((byte) => byte !== 0) + 1
    for (let length = 513; length < end; length += 97) {
      expect(await codeOf(plain.subarray(0, length))).toMatch(
        /^(SOURCE_TRUNCATED|ENTRY_MISSING|PICKLE_TRUNCATED|CONTAINER_INVALID)$/,
      )
    }
  })
})

function withHeaderOf(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice()
  copy[at] = 0x7a
  let sum = 0
  for (let index = 0; index < 512; index += 1)
    sum += index >= 148 && index < 156 ? 0x20 : (copy[at + index] ?? 0)
  for (const [index, letter] of [...`${sum.toString(8).padStart(6, '0')}\0 `].entries())
    copy[at + 148 + index] = letter.charCodeAt(0)
  return copy
}
