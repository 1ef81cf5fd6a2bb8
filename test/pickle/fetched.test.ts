/** The slots of the memo that a pickle asks for: without the others it is read as it is with them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fetchedSlots } from '../../src/pickle/fetched.ts'
import { parsePickle } from '../../src/pickle/machine.ts'
import { FIXTURES } from '../fixtures.ts'
import { bytes } from '../support/assembler.ts'

const FOLDERS = join(FIXTURES, 'distributed')
const FILES = readdirSync(FOLDERS, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.metadata'),
)

test('there are pickles to read', () => {
  expect(FILES.length).toBeGreaterThan(15)
})

describe('without the slots that are never asked for', () => {
  test.each(FILES)('%s has the same value', (name) => {
    const data = new Uint8Array(readFileSync(join(FOLDERS, name)))
    expect(fetchedSlots(data, 0)?.size).toBeGreaterThan(0)
    expect(parsePickle(data, { lean: true })).toEqual(parsePickle(data))
  })

  test.each([
    ['MEMOIZE, counted from the first', '\x80\x04]\x94}\x94h\x00h\x01\x87.', [0, 1]],
    ['a slot of four bytes', '\x80\x04]r\x07\x01\x00\x00j\x07\x01\x00\x00\x86.', [263]],
    [
      'opcodes inside of texts and bytes are none',
      '\x80\x04\x8c\x02h\x07X\x02\x00\x00\x00h\x08C\x02h\x09\x87.',
      [],
    ],
    ['what follows STOP is none', '\x80\x04N.h\x05', []],
    ['frames are stepped into', '\x80\x04\x95\x06\x00\x00\x00\x00\x00\x00\x00]\x94h\x00\x86.', [0]],
    ['long integers have a length', '\x80\x02\x8a\x02h\x05\x8b\x02\x00\x00\x00h\x06\x86.', []],
  ] as const)('%s', (_, text, slots) => {
    const data = bytes(text)
    expect([...(fetchedSlots(data, 0) ?? [])]).toEqual(slots)
    expect(parsePickle(data, { lean: true })).toEqual(parsePickle(data))
  })

  test('a line of protocol 0 is not walked, and all slots are kept', () => {
    const data = bytes('\x80\x02(I1\nq\x00h\x00t.')
    expect(fetchedSlots(data, 0)).toBeNull()
    expect(parsePickle(data, { lean: true }).value).toEqual({ kind: 'tuple', items: [1, 1] })
  })

  test('a pickle that is cut off is an error of the machine', () => {
    const whole = new Uint8Array(readFileSync(join(FOLDERS, FILES[0] as string)))
    for (let length = 0; length < whole.length; length += 7)
      expect(() => parsePickle(whole.subarray(0, length), { lean: true })).toThrow(/PICKLE|pickle|offset/)
  })
})
