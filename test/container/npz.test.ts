/** `.npy` headers inside an `.npz`. */
import { describe, expect, test } from 'vitest'
import { parseNpyHeader } from '../../src/container/npz.ts'
import { tensorOf } from '../checkpoint/kinds.ts'
import { openZip } from '../support/archive.ts'
import { expectCode } from '../support/errors.ts'

function npy(header: string, data = new Uint8Array(16)): Uint8Array {
  const text = new TextEncoder().encode(header)
  return Uint8Array.from([
    0x93,
    0x4e,
    0x55,
    0x4d,
    0x50,
    0x59,
    1,
    0,
    text.length & 0xff,
    text.length >> 8,
    ...text,
    ...data,
  ])
}

describe('headers', () => {
  test.each([
    [
      "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }",
      { descr: '<f8', fortran: false, shape: [2, 3] },
    ],
    ["{'descr': '|u1', 'fortran_order': True, 'shape': (5,), }", { descr: '|u1', fortran: true, shape: [5] }],
    ["{'descr': '>i4', 'fortran_order': False, 'shape': (), }", { descr: '>i4', fortran: false, shape: [] }],
    [
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 3L), }",
      { descr: '<f4', fortran: false, shape: [2, 3] },
    ],
    [
      "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }",
      { descr: undefined, fortran: false, shape: [2] },
    ],
  ])('%s', (header, parsed) => expect(parseNpyHeader(header)).toEqual(parsed))

  test.each([
    '',
    '{}',
    "{'descr': '<f8', 'shape': (2,)}",
    "{'descr': '<f8', 'fortran_order': False}",
    "{'fortran_order': False, 'shape': (99999999999999999999,)}",
  ])('%j is none', (header) => expect(parseNpyHeader(header)).toBeUndefined())
})

test('arrays of Python objects are listed and refused', async () => {
  const checkpoint = await openZip([
    { name: 'o.npy', data: npy("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }") },
  ])
  expect(tensorOf(checkpoint, 'o').problem).toContain('Python objects')
})

test('an array larger than its file is listed and refused', async () => {
  const checkpoint = await openZip([
    { name: 'a.npy', data: npy("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }") },
  ])
  expect(tensorOf(checkpoint, 'a').problem).not.toBeNull()
})

test('a member that is no .npy is refused', async () => {
  await expectCode(openZip([{ name: 'a.npy', data: new Uint8Array(20) }]), 'CONTAINER_INVALID')
})
