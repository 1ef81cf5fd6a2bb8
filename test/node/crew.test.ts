/** Threads that read files by themselves: they find what one thread finds, and what goes wrong with one is an error. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { crc32 as zlibCrc32 } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ahead, piecesOf, PIECE_BYTES } from '../../src/checkpoint/read/crew.ts'
import type { Crew } from '../../src/checkpoint/read/crew.ts'
import { gatherApart } from '../../src/checkpoint/read/gather-apart.ts'
import { tensorChunks } from '../../src/checkpoint/read/read.ts'
import { actualStateDict } from '../../src/diff/actual.ts'
import { diffValues } from '../../src/diff/values.ts'
import { convertFile } from '../../src/node/convert-file.ts'
import { nodeCrc32 } from '../../src/node/crc32.ts'
import { newCrew } from '../../src/node/crew.ts'
import type { OpenCrew } from '../../src/node/crew.ts'
import { openFile } from '../../src/node/file.ts'
import { newSha256 } from '../../src/node/hash.ts'
import { openPath } from '../../src/node/open-path.ts'
import { tensorStats } from '../../src/operations/inspect/stats.ts'
import { verifyFile } from '../../src/operations/verify/verify.ts'
import type { VerifyReport } from '../../src/operations/verify/report.ts'
import { expectCode } from '../support/errors.ts'

/** The thread of the package: sources cannot be run as they are. */
const SCRIPT = pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'chunks', 'crew-worker.js'))

/** Begins a script of a thread that listens. */
const PORT = `import { parentPort as port } from 'node:worker_threads';`

let folder = ''
const open: OpenCrew[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pth-crew-'))
  await writeModel(join(folder, 'one.safetensors'), 1)
  await writeModel(join(folder, 'two.safetensors'), 2)
  await convertFile(join(folder, 'one.safetensors'), join(folder, 'one.pth'))
})
afterAll(() => rm(folder, { recursive: true }))
afterEach(async () => {
  for (const crew of open.splice(0)) await crew.close()
})

function crewOf(script: URL = SCRIPT): OpenCrew {
  const crew = newCrew({ size: 2, script })
  if (crew === null) throw new Error('this runtime has no threads')
  open.push(crew)
  return crew
}

/** A crew that counts what it is asked for and answers. */
function counting(crew: Crew): Crew & { readonly answered: Map<string, number> } {
  const answered = new Map<string, number>()
  return {
    size: crew.size,
    answered,
    run: async (kind, asked) => {
      const answer = await crew.run(kind, asked)
      if (answer !== null) answered.set(kind, (answered.get(kind) ?? 0) + 1)
      return answer
    },
  }
}

/** Types and lengths that matter: past one piece, past two, 16 bits, with NaN and infinity, too small, without kernels. */
const TENSORS = [
  ['past.two', 'F32', (2 * PIECE_BYTES) / 4 + 70_001],
  ['finite', 'F32', 700_003],
  ['odd', 'F32', 300_001],
  ['bf16', 'BF16', 400_003],
  ['f16', 'F16', 400_003],
  ['f64', 'F64', 90_001],
  ['i64', 'I64', 90_001],
  ['u8', 'U8', 300_000],
  ['small', 'F32', 5],
] as const

async function writeModel(path: string, seed: number): Promise<void> {
  let at = 0
  const header: Record<string, unknown> = {}
  const parts: Uint8Array[] = []
  for (const [name, dtype, count] of TENSORS) {
    const bytes = valuesOf(name, dtype, count, seed)
    header[name] = { dtype, shape: [count], data_offsets: [at, at + bytes.length] }
    parts.push(bytes)
    at += bytes.length
  }
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  await writeFile(path, Buffer.concat([length, text, ...parts]))
}

function valuesOf(name: string, dtype: string, count: number, seed: number): Uint8Array {
  let state = 7
  const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0)
  // The second file is the first with a small step in every seventh number.
  const step = (index: number): number => (seed === 2 && index % 7 === 0 ? 1 : 0)
  if (dtype === 'F32') {
    const bits = Uint32Array.from(
      { length: count },
      (_, index) => 0x3f00_0000 + ((next() >>> 9) ^ step(index)),
    )
    if (name === 'odd') for (const [at, odd] of ODD.entries()) bits[at * 977] = odd
    return new Uint8Array(bits.buffer)
  }
  if (dtype === 'BF16' || dtype === 'F16')
    return new Uint8Array(
      Uint16Array.from({ length: count }, (_, index) => 0x3c00 + ((next() >>> 24) ^ step(index))).buffer,
    )
  if (dtype === 'F64')
    return new Uint8Array(Float64Array.from({ length: count }, (_, index) => next() / 7 + step(index)).buffer)
  if (dtype === 'I64')
    return new Uint8Array(BigInt64Array.from({ length: count }, () => BigInt(next()) - 2n ** 31n).buffer)
  return Uint8Array.from({ length: count }, () => next() >>> 24)
}
const ODD = [0x7fc0_0000, 0x7f80_0000, 0xff80_0000, 0x8000_0000, 1, 0x7f7f_ffff]

describe('a stretch of a file', () => {
  test('is summed, digested and measured as one thread does it', async () => {
    const path = join(folder, 'one.safetensors')
    const bytes = await readFile(path)
    const file = await openFile(path)
    const crew = crewOf()
    for (const [from, to] of [
      [0, 100],
      [13, 3_000_001],
      [0, bytes.length],
    ] as const) {
      const at = file.stretch?.(from, to - from)
      if (at === undefined) throw new Error('a file has stretches')
      expect(await crew.run('crc32', { at })).toBe(zlibCrc32(bytes.subarray(from, to)))
      const digest = createHash('sha256').update(bytes.subarray(from, to)).digest('hex')
      expect(await crew.run('sha256', { at })).toBe(digest)
    }
    await file.close()
  })

  test('that ends too early, or is of no open file, is left to whoever asks', async () => {
    const crew = crewOf()
    const path = join(folder, 'short')
    await writeFile(path, Buffer.alloc(1000))
    const file = await openFile(path)
    await truncate(path, 500)
    const at = file.stretch?.(0, 1000)
    if (at === undefined) throw new Error('a file has stretches')
    expect(await crew.run('crc32', { at })).toBeNull()
    expect(await crew.run('sha256', { at: { descriptor: 1_000_000, offset: 0, length: 10 } })).toBeNull()
    expect(await crew.run('crc32', { at: { ...at, length: 500 } })).toBe(zlibCrc32(Buffer.alloc(500)))
    await file.close()
  })

  test('is cut into pieces that follow one another', () => {
    const stretch = { descriptor: 3, offset: 5, length: 2 * PIECE_BYTES + 1 }
    const pieces = piecesOf(stretch)
    expect(pieces.map(({ length }) => length)).toEqual([PIECE_BYTES, PIECE_BYTES, 1])
    expect(pieces.map(({ offset }) => offset)).toEqual([5, 5 + PIECE_BYTES, 5 + 2 * PIECE_BYTES])
  })
})

describe('with threads', () => {
  test('the statistics are those of one thread', async () => {
    const { checkpoint, close } = await openPath(join(folder, 'one.safetensors'))
    const { tensors } = checkpoint.stateDict
    const plain = await tensorStats(checkpoint, tensors, { newHasher: newSha256 })
    const crew = counting(crewOf())
    const made = await tensorStats(checkpoint, tensors, { newHasher: newSha256, crew })
    expect([...made.values()]).toStrictEqual([...plain.values()])
    // Of what is past two pieces the digest and three pieces, and the other plain numbers that are large enough.
    expect(Object.fromEntries(crew.answered)).toEqual({ sha256: 1, measure: 3 + 6 })
    await close()
  })

  test.each([
    { rtol: 1e-5, atol: 1e-8, equalNan: false },
    { rtol: 0.1, atol: 0.1, equalNan: true },
  ])('the comparison of values is that of one thread (%j)', async (tolerance) => {
    const sides = await Promise.all(
      ['one', 'two'].map((name) => openPath(join(folder, `${name}.safetensors`))),
    )
    const [one, two] = sides.map(({ checkpoint }) => actualStateDict(checkpoint))
    if (one === undefined || two === undefined) throw new Error('two sides')
    for (const [a, b] of [
      [one, two],
      [one, one],
    ] as const) {
      const plain = await diffValues(a, b, tolerance)
      const crew = counting(crewOf())
      const made = await diffValues(a, b, { ...tolerance, crew })
      expect(made).toStrictEqual(plain)
      expect(crew.answered.get('compare')).toBe(3 + 4)
    }
    for (const { close } of sides) await close()
  })

  test('verify finds a wrong byte where one thread finds it, and nothing in a file that is right', async () => {
    const bytes = await readFile(join(folder, 'one.pth'))
    const path = join(folder, 'verified.pth')
    for (const at of [null, 40_000_000, 20_000_000]) {
      const copy = Buffer.from(bytes)
      if (at !== null) copy[at] = (copy[at] ?? 0) ^ 4
      await writeFile(path, copy)
      const plain = await verified(path)
      const crew = counting(crewOf())
      expect(await verified(path, crew)).toStrictEqual(plain)
      expect(plain.findings.length).toBe(at === null ? 0 : 1)
      expect(crew.answered.get('crc32')).toBe(3 + 2)
    }
  })
})

describe('a transposed matrix', () => {
  const [rows, columns] = [4099, 4096]

  test('is gathered by threads as by one, also where they cannot read', async () => {
    const path = join(folder, 'matrix.safetensors')
    const values = Uint32Array.from({ length: rows * columns }, (_, at) => Math.imul(at, 2_654_435_761))
    const header = Buffer.from(
      JSON.stringify({ w: { dtype: 'I32', shape: [rows, columns], data_offsets: [0, values.byteLength] } }),
    )
    const length = Buffer.alloc(8)
    length.writeBigUInt64LE(BigInt(header.length))
    await writeFile(path, Buffer.concat([length, header, new Uint8Array(values.buffer)]))
    const { checkpoint, close } = await openPath(path)
    const [entry] = checkpoint.stateDict.tensors
    if (entry?.tensor.kind !== 'strided') throw new Error('a strided tensor')
    const turned = { ...entry, tensor: { ...entry.tensor, shape: [columns, rows], stride: [1, columns] } }
    const wanted = await digested(tensorChunks(turned))
    const crew = counting(crewOf())
    expect(await digested(await gatherApart(turned, crew))).toBe(wanted)
    // The fifth block has four columns: that is left to whoever asks.
    expect(crew.answered.get('gather')).toBe(4)
    // The next tensor takes the same memory.
    const outs = new Set<SharedArrayBuffer>()
    const watched: Crew = {
      size: crew.size,
      run: (kind, asked) => {
        if ('out' in asked) outs.add(asked.out)
        return crew.run(kind, asked)
      },
    }
    for (const _ of [1, 2, 3]) expect(await digested(await gatherApart(turned, watched))).toBe(wanted)
    expect(outs.size).toBe(crew.size + 1)
    const deaf: Crew = { size: 2, run: async () => null }
    expect(await digested(await gatherApart(turned, deaf))).toBe(wanted)
    expect(await gatherApart(entry, crew)).toBeUndefined()
    await close()
  })
})

async function digested(chunks: AsyncIterable<Uint8Array> | undefined): Promise<string> {
  if (chunks === undefined) throw new Error('nothing was gathered')
  const hash = createHash('sha256')
  for await (const chunk of chunks) hash.update(chunk)
  return hash.digest('hex')
}

async function verified(path: string, crew?: Crew): Promise<VerifyReport> {
  const source = await openFile(path)
  try {
    const options = { crc32: nodeCrc32, newHasher: newSha256, ...(crew !== undefined && { crew }) }
    return await verifyFile(source, path, options)
  } finally {
    await source.close()
  }
}

const code = (text: string): URL => new URL(`data:text/javascript,${encodeURIComponent(text)}`)

describe('a thread that fails', () => {
  const at = { descriptor: 0, offset: 0, length: 1 }

  test.each([
    ['throws at its start', 'throw new Error("broken")'],
    ['throws at a question', `${PORT}port.on('message', () => { throw new Error('broken') })`],
    ['ends at a question', `${PORT}port.on('message', () => process.exit(3))`],
    ['is not there', undefined],
  ])('%s is an error, at once and for what is asked later', async (_, text) => {
    const script = text === undefined ? pathToFileURL(join(folder, 'none.js')) : code(text)
    const crew = crewOf(script)
    await expectCode(Promise.all([crew.run('crc32', { at }), crew.run('crc32', { at })]), 'INTERNAL')
    await expectCode(crew.run('sha256', { at }), 'INTERNAL')
  })

  test('does not hold up an operation, which fails', async () => {
    const { checkpoint, close } = await openPath(join(folder, 'one.safetensors'))
    const crew = crewOf(code('throw new Error("broken")'))
    const { tensors } = checkpoint.stateDict
    await expectCode(tensorStats(checkpoint, tensors, { newHasher: newSha256, crew }), 'INTERNAL')
    await close()
  })

  test('that never answers is ended by closing, and what was asked is left to whoever asked', async () => {
    const crew = crewOf(code(`${PORT}port.on('message', () => { for (;;); })`))
    const asked = [1, 2, 3, 4, 5, 6].map(() => crew.run('crc32', { at }))
    await crew.close()
    expect(await Promise.all(asked)).toEqual(asked.map(() => null))
    expect(await crew.run('crc32', { at })).toBeNull()
  })
})

describe('ahead', () => {
  test('keeps the order, begins no more than is allowed, and waits for what was begun', async () => {
    let running = 0
    let most = 0
    const begin = async (item: number): Promise<number> => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, item % 3))
      running -= 1
      return item * item
    }
    const seen: number[] = []
    for await (const [item, square] of ahead([1, 2, 3, 4, 5, 6, 7], 3, begin)) {
      expect(square).toBe(item * item)
      seen.push(item)
      if (item === 6) break
    }
    expect([seen, most, running]).toEqual([[1, 2, 3, 4, 5, 6], 3, 0])
  })
})

/** Threads that a command started, by the coverage that V8 records of each. */
async function threadsOf(words: readonly string[]): Promise<number> {
  const coverage = await mkdtemp(join(folder, 'coverage-'))
  const env = { ...process.env, NODE_V8_COVERAGE: coverage }
  execFileSync(process.execPath, [fileURLToPath(new URL('../cli.js', SCRIPT)), ...words], {
    env,
    stdio: 'pipe',
  })
  const files = await readdir(coverage)
  const texts = await Promise.all(files.map((name) => readFile(join(coverage, name), 'utf8')))
  return texts.filter((text) => text.includes('/chunks/crew-worker.js"')).length
}

describe('the program', () => {
  test.each([
    [1 << 24, 'inspect', 0],
    [1 << 26, 'inspect', 1],
    [1 << 26, 'diff', 1],
  ])('of %i bytes starts threads for the values of %s: %i', async (nbytes, command, least) => {
    const path = join(folder, `zeros-${nbytes}.safetensors`)
    const header = Buffer.from(
      JSON.stringify({ w: { dtype: 'F32', shape: [nbytes / 4], data_offsets: [0, nbytes] } }),
    )
    const length = Buffer.alloc(8)
    length.writeBigUInt64LE(BigInt(header.length))
    await writeFile(path, Buffer.concat([length, header]))
    // The disk need not keep zeros.
    await truncate(path, 8 + header.length + nbytes)
    const words = command === 'inspect' ? ['--stats', path] : ['--values', path, path]
    const threads = await threadsOf([command, ...words])
    const wanted = availableParallelism() < 2 ? 0 : least
    expect(Math.min(threads, 1)).toBe(wanted)
  })
})
