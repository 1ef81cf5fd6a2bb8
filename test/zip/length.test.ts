import { expect, test } from 'vitest'
import { newZipWriter, zipLength } from '../../src/zip/writer.ts'
import { crc32 } from '../../src/io/crc32.ts'
import type { BufferedSink } from '../../src/io/buffered-sink.ts'

/** A sink that only counts: entries of many gigabytes take no time. */
function countingSink(): BufferedSink {
  let position = 0
  return {
    get position() {
      return position
    },
    fill: async (length) => {
      position += length
    },
    write: async (bytes) => {
      position += bytes.length
    },
    flush: async () => undefined,
  }
}

const GIB = 2 ** 30

test.each([
  ['nothing', []],
  [
    'small entries',
    [
      ['a', 1],
      ['ünïcode', 100],
      ['none', 0],
    ],
  ],
  [
    'an entry of more than 4 GiB, and entries behind it',
    [
      ['a', 10],
      ['b', 5 * GIB],
      ['c', 3],
      ['d', 0],
    ],
  ],
  [
    'entries that pass 4 GiB together',
    [
      ['a', 3 * GIB],
      ['b', 2 * GIB],
      ['c', 7],
    ],
  ],
] as const)('the length of an archive is known before it is written: %s', async (_, list) => {
  const entries = list.map(([name, size]) => ({ name, size }))
  for (const alignment of [1, 64]) {
    const sink = countingSink()
    const zip = newZipWriter(sink, crc32, alignment)
    for (const { name, size } of entries)
      await zip.entry(name, size, (out) => out.fill(size, async () => undefined))
    await zip.finish()
    expect(zipLength(entries, alignment)).toBe(sink.position)
  }
})
