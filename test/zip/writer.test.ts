import { expect, test } from 'vitest'
import { readZipDirectory } from '../../src/zip/directory.ts'
import { locateEntry } from '../../src/zip/local-header.ts'
import { newZipWriter } from '../../src/zip/writer.ts'
import { crc32 } from '../../src/io/crc32.ts'
import { bufferedSink } from '../../src/io/buffered-sink.ts'
import { memorySink } from '../../src/io/sink.ts'
import type { BufferedSink } from '../../src/io/buffered-sink.ts'
import { memorySource } from '../../src/io/source.ts'
import type { ByteSource } from '../../src/io/source.ts'

test('the first bytes are those that torch.save writes', async () => {
  const sink = memorySink()
  const out = bufferedSink(sink)
  const zip = newZipWriter(out, crc32, 64)
  // torch.save({}, BytesIO()) of PyTorch 1.13.
  const pickle = Uint8Array.from([0x80, 0x02, 0x7d, 0x71, 0x00, 0x2e])
  await zip.entry('archive/data.pkl', pickle.length, (entry) => entry.write(pickle))
  await zip.entry('archive/data/0', 0, async () => undefined)
  await zip.finish()
  await out.flush()
  const hex = Buffer.from(sink.bytes().subarray(0, 70)).toString('hex')
  expect(hex).toBe(
    `504b030400000808${'00'.repeat(18)}10001200${Buffer.from('archive/data.pkl').toString('hex')}46420e00${'5a'.repeat(14)}80027d71002e`,
  )
  const source = memorySource(sink.bytes())
  const { entries } = await readZipDirectory(source)
  expect(entries.map(({ name, size, crc32: sum }) => [name, size, sum])).toEqual([
    ['archive/data.pkl', 6, crc32(pickle, 0)],
    ['archive/data/0', 0, 0],
  ])
  for (const entry of entries) expect((await locateEntry(source, entry)) % 64).toBe(0)
})

/** A sink that keeps what is written and only counts what is skipped: an archive of any size in a few bytes. */
function sparseSink(): { readonly out: BufferedSink; skip(bytes: number): void; source(): ByteSource } {
  const pieces: { readonly at: number; readonly bytes: Uint8Array }[] = []
  let position = 0
  const out: BufferedSink = {
    get position() {
      return position
    },
    fill: async (length, filler) => {
      const bytes = new Uint8Array(length)
      await filler(bytes, 0)
      await out.write(bytes)
    },
    write: async (bytes) => {
      pieces.push({ at: position, bytes: bytes.slice() })
      position += bytes.length
    },
    flush: async () => undefined,
  }
  return {
    out,
    skip: (bytes) => {
      position += bytes
    },
    source: () => ({
      name: 'sparse',
      byteLength: position,
      read: async (offset, length) => {
        const bytes = new Uint8Array(length)
        for (const piece of pieces) {
          const from = Math.max(offset, piece.at)
          const to = Math.min(offset + length, piece.at + piece.bytes.length)
          if (from < to) bytes.set(piece.bytes.subarray(from - piece.at, to - piece.at), from - offset)
        }
        return bytes
      },
    }),
  }
}

test('entries past 4 GiB, by size and by offset, are read back where they are', async () => {
  const sparse = sparseSink()
  const zip = newZipWriter(sparse.out, crc32, 64)
  const sizes = [3, 2 ** 32 + 5, 0xffff_ffff, 0xffff_fffe, 7, 0]
  for (const [key, size] of sizes.entries())
    await zip.entry(`r/data/${key}`, size, async () => sparse.skip(size))
  await zip.finish()
  const source = sparse.source()
  const { entries } = await readZipDirectory(source)
  expect(entries.map(({ size }) => size)).toEqual(sizes)
  for (const entry of entries) expect((await locateEntry(source, entry)) % 64).toBe(0)
})
