/** Streams made seekable, and many files with few of them open. */
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newFilePool } from '../../src/node/file-pool.ts'
import { spool } from '../../src/node/spool.ts'
import { expectCode } from '../support/errors.ts'

let folder = ''
let before: string | undefined

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pth-test-'))
  before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
})

afterEach(async () => {
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
  await rm(folder, { recursive: true })
})

async function* stream(sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let next = 0
  for (const size of sizes) yield Uint8Array.from({ length: size }, () => next++ % 251)
}

async function* failing(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(20)
  throw new Error('pipe broke')
}

async function files(count: number): Promise<string[]> {
  const paths = Array.from({ length: count }, (_, at) => join(folder, `${at}`))
  for (const [at, path] of paths.entries()) await writeFile(path, Uint8Array.of(at, at))
  return paths
}

async function openFiles(): Promise<number> {
  return (await readdir('/proc/self/fd')).length
}

describe('spooling', () => {
  test.each([
    ['in memory', 1_000],
    ['in a file', 10],
    ['in a file from the first byte', 0],
  ])('%s: any range can be read, in any order', async (_, memory) => {
    const source = await spool(stream([7, 0, 40, 3]), 'stdin', memory)
    expect([source.name, source.byteLength]).toEqual(['stdin', 50])
    expect([...(await source.read(45, 5))]).toEqual([45, 46, 47, 48, 49])
    expect([...(await source.read(0, 3))]).toEqual([0, 1, 2])
    await expectCode(source.read(49, 2), 'SOURCE_TRUNCATED')
    await source.close()
    expect(await readdir(folder)).toEqual([])
  })

  test('a stream that fails leaves nothing behind', async () => {
    await expect(spool(failing(), 'stdin', 10)).rejects.toThrow('pipe broke')
    expect(await readdir(folder)).toEqual([])
  })

  test('an empty stream is an empty source', async () => {
    const source = await spool(stream([]), 'stdin')
    expect(source.byteLength).toBe(0)
  })
})

describe('a pool of files', () => {
  test('reads many files with few open', async () => {
    const pool = newFilePool({ most: 3 })
    const sources = []
    for (const path of await files(20)) sources.push(await pool.source(path))
    const read = await Promise.all(sources.map((source) => source.read(1, 1)))
    expect(read.map((bytes) => bytes[0])).toEqual(sources.map((_, at) => at))
    if (process.platform === 'linux') {
      const open = await openFiles()
      await pool.close()
      expect(open - (await openFiles())).toBe(3)
    } else await pool.close()
  })

  test('a file that changed its size between two openings is refused', async () => {
    const pool = newFilePool({ most: 1 })
    const [first = '', second = ''] = await files(2)
    const source = await pool.source(first)
    await pool.source(second)
    await truncate(first, 1)
    await expectCode(source.read(0, 1), 'SOURCE_TRUNCATED')
    await pool.close()
  })

  test.runIf(process.platform === 'linux')('a read that fails loses no open file', async () => {
    const pool = newFilePool()
    const [path = ''] = await files(1)
    const source = await pool.source(path)
    const open = await openFiles()
    for (let time = 0; time < 5; time += 1) await expectCode(source.read(0, 100), 'SOURCE_TRUNCATED')
    await source.read(0, 1)
    expect(await openFiles()).toBe(open)
    await pool.close()
    expect(await openFiles()).toBe(open - 1)
  })

  test('a missing file is named', async () => {
    await expectCode(newFilePool().source(join(folder, 'none')), 'SOURCE_UNREADABLE')
  })
})
