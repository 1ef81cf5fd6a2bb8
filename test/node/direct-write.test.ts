import { open, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pageAligned } from '../../src/io/aligned.ts'
import { newPlacedWriter } from '../../src/node/direct-write.ts'
import { inFolder } from '../cli/harness.ts'

const MIB = 1 << 20

/** Bytes that tell where they are from. */
function numbered(bytes: Uint8Array): Uint8Array {
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = (at * 31 + (at >> 9)) & 0xff
  return bytes
}

/** Write the pieces one after another and read the file back. */
async function written(pieces: readonly Uint8Array[]): Promise<Uint8Array> {
  let found: Uint8Array = new Uint8Array(0)
  await inFolder(async (folder) => {
    const path = join(folder, 'out')
    const handle = await open(path, 'wx')
    const writer = newPlacedWriter(handle)
    let position = 0
    for (const piece of pieces) {
      await writer.write(piece, position)
      position += piece.length
    }
    await writer.close()
    await handle.close()
    found = await readFile(path)
  })
  return found
}

test.each([
  ['whole blocks', [2 * MIB, MIB]],
  ['a tail that is no block', [2 * MIB, MIB, 12_345]],
  ['blocks at a place that is none', [2 * MIB, 100, 2 * MIB, MIB]],
  ['less than a block', [7]],
])('what is written stands in the file: %s', async (_, lengths) => {
  const pieces = lengths.map((length) => numbered(pageAligned(length)))
  expect(Buffer.compare(await written(pieces), Buffer.concat(pieces))).toBe(0)
})

test('memory that the disk does not take is written all the same', async () => {
  const odd = numbered(pageAligned(2 * MIB + 4096).subarray(1, 2 * MIB + 1))
  const even = numbered(pageAligned(2 * MIB))
  expect(Buffer.compare(await written([even, odd, even]), Buffer.concat([even, odd, even]))).toBe(0)
})

test('a link that takes the place of the file is not followed', async () => {
  await inFolder(async (folder) => {
    const [path, moved, victim] = [join(folder, 'out'), join(folder, 'moved'), join(folder, 'victim')]
    const handle = await open(path, 'wx')
    const writer = newPlacedWriter(handle)
    await writeFile(victim, 'theirs')
    await rename(path, moved)
    await symlink(victim, path)
    const bytes = numbered(pageAligned(2 * MIB))
    await writer.write(bytes, 0)
    await writer.close()
    await handle.close()
    expect(await readFile(victim, 'utf8')).toBe('theirs')
    expect(Buffer.compare(await readFile(moved), bytes)).toBe(0)
  })
})

test('memory at a page is zeroed and of the length asked for', () => {
  const memory = pageAligned(100_000)
  expect(memory.length).toBe(100_000)
  expect(memory.every((byte) => byte === 0)).toBe(true)
  expect(memory.byteOffset).toBe(0)
})
