/** Ranges of requests, by RFC 9110. */
import { describe, expect, test } from 'vitest'
import { askedRange } from '../../../src/node/view/range.ts'

describe('a range of 10 bytes', () => {
  test.each([
    ['bytes=0-0', 0, 1],
    ['bytes=0-9', 0, 10],
    ['bytes=0-99', 0, 10],
    ['bytes=3-', 3, 7],
    ['bytes=-3', 7, 3],
    ['bytes=-99', 0, 10],
    ['Bytes= 2-4 ', 2, 3],
    ['bytes=9-9', 9, 1],
    ['bytes=0-999999999999999', 0, 10],
  ])('%s', (header, offset, length) => {
    expect(askedRange(header, 10)).toEqual({ kind: 'part', offset, length })
  })

  test.each([
    'bytes=10-',
    'bytes=10-11',
    'bytes=5-4',
    'bytes=-0',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'bytes=0-1,3-4',
    'bytes=0-0,',
    'bytes=1e0-2',
    'bytes=0x1-2',
    'bytes=+1-2',
    'bytes=0-9999999999999999',
    'bytes=1.5-2',
  ])('%s is refused', (header) => {
    expect(askedRange(header, 10)).toEqual({ kind: 'refused' })
  })

  test.each([undefined, '', 'items=0-1', 'byte=0-1'])('%s is of no bytes', (header) => {
    expect(askedRange(header, 10)).toEqual({ kind: 'whole' })
  })

  test('of an empty file there is none', () => {
    for (const header of ['bytes=0-', 'bytes=-1', 'bytes=0-0'])
      expect(askedRange(header, 0)).toEqual({ kind: 'refused' })
  })
})
