/** What is going to be read is asked for ahead: few requests, each byte once, the bytes of the file whatever the order. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expectedRanges, newAhead } from '../../src/io/http/expected.ts'
import type { ByteRange } from '../../src/io/source.ts'
import { inFolder, pth } from '../cli/harness.ts'
import {
  bytes,
  dict,
  int,
  list,
  name as qualified,
  named,
  NONE,
  program,
  storage,
  tensor,
  text,
  TRUE,
  tuple,
} from '../support/assembler.ts'
import { withServer } from '../support/web-server.ts'
import type { Behaviour, WebServer } from '../support/web-server.ts'
import { buildZip } from '../support/zip.ts'

const FILE = new Uint8Array(40 << 20).map((_, at) => (at * 7 + (at >> 9)) % 251)

/** Numbers that are the same in every run. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

test('reads in any order, of ranges that overlap, give the bytes of the file or say that they are not there', async () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const below = random(seed)
    const ranges: ByteRange[] = Array.from({ length: 1 + below(40) }, () => {
      const length = 1 + below(below(4) === 0 ? 9 << 20 : 200_000)
      return { offset: below(FILE.length - length), length }
    })
    if (seed % 2 === 0) ranges.sort((a, b) => a.offset - b.offset)
    const ahead = newAhead()
    let fetched = 0
    const expected = expectedRanges(
      ranges,
      async ({ offset, length }, into) => {
        fetched += length
        // Some come late: what was forgotten before it came is not used for anything else until then.
        if (below(3) === 0) await new Promise((done) => setTimeout(done, below(4)))
        into.set(FILE.subarray(offset, offset + length))
      },
      ahead,
    )
    let given = 0
    const kept: (readonly [start: number, bytes: Uint8Array])[] = []
    for (const { offset, length } of ranges)
      for (let at = 0; at < length; at += 1 << 20) {
        const [start, size] = [offset + at, Math.min(1 << 20, length - at)]
        const own = new Uint8Array(size)
        const range = { offset: start, length: size }
        const copies = below(2) === 0
        const bytes = copies ? expected.readInto(range, own) : expected.read(range)
        expect(ahead.bytes).toBeLessThanOrEqual(80 << 20)
        if (bytes === null) continue
        given += size
        const found = (await bytes) ?? own
        expect(Buffer.compare(found, FILE.subarray(start, start + size))).toBe(0)
        kept.push([start, found])
      }
    // Memory is used again, and never that of bytes which somebody has.
    for (const [start, bytes] of kept)
      expect(Buffer.compare(bytes, FILE.subarray(start, start + bytes.length))).toBe(0)
    expect(given).toBeGreaterThan(0)
    // Nothing is fetched twice, whatever overlaps; close ranges are one with what is between them.
    expect(fetched).toBeLessThanOrEqual(FILE.length + ranges.length * (1 << 16))
    expected.close()
    expect(ahead.bytes).toBe(0)
  }
})

test('in order, each range is there, is asked for once, and no more than a window is ahead', async () => {
  const ranges = Array.from({ length: 160 }, (_, at) => ({ offset: at * 250_000, length: 249_000 }))
  const ahead = newAhead()
  const asked: ByteRange[] = []
  const fetch = async (range: ByteRange, into: Uint8Array): Promise<void> => {
    asked.push(range)
    into.set(FILE.subarray(range.offset, range.offset + range.length))
  }
  const expected = expectedRanges(ranges, fetch, ahead)
  for (const range of ranges) {
    // A look at a header does not move the window.
    expect((await expected.read({ offset: range.offset, length: 30 }))?.length).toBe(30)
    expect((await expected.read(range))?.length).toBe(range.length)
    expect(ahead.bytes).toBeLessThanOrEqual(40 << 20)
  }
  expect(asked.length).toBeLessThanOrEqual(12)
  expect(ahead.bytes).toBeLessThanOrEqual(16 << 20)
})

test('a read over two pieces, of which the first in the file is asked for last, has the bytes of both', async () => {
  const size = 3 << 20
  // The beginning of the first range belongs to the last one, which is outside of the window.
  const first = { offset: size / 2, length: size }
  const others = Array.from({ length: 11 }, (_, at) => ({ offset: (at + 2) * size, length: size }))
  const last = { offset: 0, length: size }
  const asked: ByteRange[] = []
  const expected = expectedRanges(
    [first, ...others, last],
    async (range, into) => {
      asked.push(range)
      into.set(FILE.subarray(range.offset, range.offset + range.length))
    },
    newAhead(),
  )
  expect(asked.some(({ offset }) => offset === 0)).toBe(false)
  const target = new Uint8Array(size)
  await expected.readInto(first, target)
  expect(Buffer.compare(target, FILE.subarray(first.offset, first.offset + size))).toBe(0)
  const bytes = await expected.read(first)
  if (bytes !== null) expect(Buffer.compare(bytes, FILE.subarray(first.offset, first.offset + size))).toBe(0)
})

test('a piece that fails is no longer expected, and who reads it asks for it', async () => {
  const expected = expectedRanges(
    [{ offset: 0, length: 5000 }],
    async () => {
      throw new Error('cut')
    },
    newAhead(),
  )
  await expect(expected.read({ offset: 0, length: 5000 })).rejects.toThrow('cut')
  expect(expected.read({ offset: 0, length: 5000 })).toBeNull()
})

const TENSORS = 60
const NUMEL = 60_000

function values(seed: number): Uint8Array {
  const below = random(seed)
  const bytes = new Uint8Array(new Float32Array(NUMEL).map(() => below(1000) / 7).buffer)
  return bytes
}

/** What torch.save writes: records with 64 bytes between them. */
function torchZip(): Uint8Array {
  const names = Array.from({ length: TENSORS }, (_, at) => `w${at}`)
  const pickle = named(
    Object.fromEntries(names.map((name, at) => [name, tensor(storage(String(at), NUMEL), [NUMEL], [1])])),
  )
  return buildZip([
    { name: 'archive/data.pkl', data: pickle },
    ...names.map((_, at) => ({ name: `archive/data/${at}`, data: values(at + 1) })),
    { name: 'archive/version', data: Buffer.from('3\n') },
  ])
}

function safetensors(): Uint8Array {
  const size = NUMEL * 4
  const header = JSON.stringify(
    Object.fromEntries(
      Array.from({ length: TENSORS }, (_, at) => [
        `w${at}`,
        { dtype: 'F32', shape: [NUMEL], data_offsets: [at * size, (at + 1) * size] },
      ]),
    ),
  )
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  const data = Array.from({ length: TENSORS }, (_, at) => values(at + 1))
  return Buffer.concat([length, Buffer.from(header), ...data])
}

/** Requests of a line, and what it prints: that of the file on disk. */
async function requestsOf(server: WebServer, words: readonly string[]): Promise<number> {
  const before = server.seen.length
  const { code, stderr } = await pth(words)
  expect(code, stderr).toBe(0)
  return server.seen.length - before
}

const good: Behaviour = () => false

test.each([
  ['zip', 'm.pth', torchZip()],
  ['safetensors', 'm.safetensors', safetensors()],
] as const)(
  'lock, statistics and conversion of 60 tensors in a %s of 14 MB take about one request for 4 MiB',
  async (_, name, file) => {
    await inFolder(async (folder) => {
      const local = join(folder, name)
      writeFileSync(local, file)
      await withServer({ [`/${name}`]: file }, good, async (server) => {
        const address = `${server.origin}/${name}`
        const limits = { lock: 7, stats: 7, convert: 12, verify: 9 }
        expect(await requestsOf(server, ['lock', address])).toBeLessThanOrEqual(limits.lock)
        expect(await requestsOf(server, ['inspect', '--stats', address])).toBeLessThanOrEqual(limits.stats)
        expect(await requestsOf(server, ['verify', address])).toBeLessThanOrEqual(limits.verify)
        const [there, here] = [join(folder, 'there.npz'), join(folder, 'here.npz')]
        const line = ['convert', address, '-o', there]
        expect(await requestsOf(server, line)).toBeLessThanOrEqual(limits.convert)
        await pth(['convert', local, '-o', here])
        expect(readFileSync(there).equals(readFileSync(here))).toBe(true)
        const locks = [await pth(['lock', address]), await pth(['lock', local])]
        expect(locks[0]?.stdout).toBe(locks[1]?.stdout)
      })
    })
  },
  60_000,
)

test('of tensors that are written in another order than they are stored, no byte comes twice', async () => {
  const names = Array.from({ length: 24 }, (_, at) => `w${at}`)
  const numel = 300_000
  const pickle = named(
    Object.fromEntries(names.map((name, at) => [name, tensor(storage(String(at), numel), [numel], [1])])),
  )
  const file = buildZip([
    { name: 'archive/data.pkl', data: pickle },
    // Records as long as PyTorch makes them: the extra field fills up to the next 64th byte.
    ...names.map((_, at) => ({
      name: `archive/data/${at}`,
      data: new Uint8Array(new Float32Array(numel).fill(at).buffer),
      localExtra: new Uint8Array(16 + at),
    })),
    { name: 'archive/version', data: Buffer.from('3\n') },
  ])
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'm.pth'), file)
    await withServer({ '/m.pth': file }, good, async ({ origin, seen }) => {
      const [there, here] = [join(folder, 'there.safetensors'), join(folder, 'here.safetensors')]
      expect((await pth(['convert', `${origin}/m.pth`, '-o', there])).code).toBe(0)
      await pth(['convert', join(folder, 'm.pth'), '-o', here])
      expect(readFileSync(there).equals(readFileSync(here))).toBe(true)
      const lengths = seen.map(({ range }) => {
        const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? []
        return Math.min(Number(last), file.length - 1) - Number(first) + 1
      })
      // It was more: the end of a record was expected to be behind the beginning of the next one.
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThan(file.length * 1.02)
    })
  })
}, 60_000)

test('a digest and checksums are of one reading', async () => {
  const file = torchZip()
  const digest = createHash('sha256').update(file).digest('hex')
  await withServer({ '/m.pth': file }, good, async (server) => {
    const line = ['verify', `${server.origin}/m.pth`, '--sha256']
    expect(await requestsOf(server, [...line, digest])).toBeLessThanOrEqual(10)
    const other = await pth([...line, digest.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))])
    expect([other.code, other.stdout]).toEqual([1, expect.stringContaining(`${digest} found`)])
  })
})

test('values of two files are compared by reading both ahead', async () => {
  const files = { '/a.pth': torchZip(), '/b.safetensors': safetensors() }
  await withServer(files, good, async (server) => {
    const sides = [`${server.origin}/a.pth`, `${server.origin}/b.safetensors`]
    expect(await requestsOf(server, ['diff', '--values', ...sides])).toBeLessThanOrEqual(14)
  })
})

/** The same file with another first number in every tensor. */
function tuned(file: Uint8Array): Uint8Array {
  const other = Buffer.from(file)
  const start = other.length - TENSORS * NUMEL * 4
  for (let at = 0; at < TENSORS; at += 1) other.writeFloatLE(-3, start + at * NUMEL * 4)
  return other
}

test('tensors that differ are read once: what they sum up to shows that they are not in another order', async () => {
  const files = { '/a.safetensors': safetensors(), '/b.safetensors': tuned(safetensors()) }
  await withServer(files, good, async ({ origin, seen }) => {
    const line = ['diff', '--values', `${origin}/a.safetensors`, `${origin}/b.safetensors`]
    const { code, stdout, stderr } = await pth(line)
    expect([code, stdout], stderr).toEqual([1, expect.stringContaining(`${TENSORS} with other values`)])
    expect(seen.length).toBeLessThanOrEqual(14)
  })
})

/** The pickles before the storages of a legacy stream. @see torch/serialization.py `_legacy_save` */
function legacyHead(object: Uint8Array, keys: readonly string[]): Uint8Array {
  const magic = bytes([0x8a, 10], Buffer.from('1950a86a20f9469cfc6c', 'hex').reverse())
  const system = dict([text('protocol_version'), int(1001)], [text('little_endian'), TRUE])
  return Buffer.concat([
    program(magic),
    program(int(1001)),
    program(system),
    object,
    program(list(...keys.map(text))),
  ])
}

/** A storage's persistent id in a legacy stream. */
function legacyStorage(key: string): Uint8Array {
  const cls = qualified('torch', 'FloatStorage')
  return bytes(tuple(text('storage'), cls, text(key), text('cpu'), int(NUMEL), NONE), 'Q')
}

/** Storages of a legacy stream: those of the first half of the names are behind those of the second. */
function legacy(tensors: number): Uint8Array {
  const names = Array.from({ length: tensors }, (_, at) => `w${String(at).padStart(3, '0')}`)
  const half = tensors >> 1
  const keys = [...names.keys()].map((at) => String((at + half) % tensors).padStart(3, '0'))
  const object = named(
    Object.fromEntries(names.map((name, at) => [name, tensor(legacyStorage(keys[at] ?? ''), [NUMEL], [1])])),
  )
  const data = keys.toSorted().map((_, at) => {
    const count = Buffer.alloc(8)
    count.writeBigInt64LE(BigInt(NUMEL))
    return Buffer.concat([count, values(at + 1)])
  })
  return Buffer.concat([legacyHead(object, keys.toSorted()), ...data])
}

test('the counts of a legacy stream come with its storages, and a wrong one is met as in the file on disk', async () => {
  const file = legacy(160)
  const damaged = Buffer.from(file)
  // The count of the last storage.
  damaged.writeBigInt64LE(BigInt(NUMEL + 1), damaged.length - NUMEL * 4 - 8)
  await inFolder(async (folder) => {
    for (const [name, bytes] of [
      ['good.pth', file],
      ['bad.pth', damaged],
    ] as const)
      writeFileSync(join(folder, name), bytes)
    await withServer({ '/good.pth': file, '/bad.pth': damaged }, good, async (server) => {
      const [there, here] = [join(folder, 'there.safetensors'), join(folder, 'here.safetensors')]
      // It was 174: one for each count, and those of the storages.
      expect(await requestsOf(server, ['lock', `${server.origin}/good.pth`])).toBeLessThanOrEqual(14)
      expect(
        await requestsOf(server, ['convert', `${server.origin}/good.pth`, '-o', there]),
      ).toBeLessThanOrEqual(14)
      expect((await pth(['convert', join(folder, 'good.pth'), '-o', here])).code).toBe(0)
      expect(readFileSync(there).equals(readFileSync(here))).toBe(true)
      for (const command of ['lock', 'verify']) {
        const [far, near] = [
          await pth([command, `${server.origin}/bad.pth`]),
          await pth([command, join(folder, 'bad.pth')]),
        ]
        expect(far.code).toBe(near.code)
        expect(`${far.stdout}${far.stderr}`).toMatch(/element count of storage\s+159/)
      }
      const out = join(folder, 'bad.safetensors')
      expect((await pth(['convert', `${server.origin}/bad.pth`, '-o', out])).code).toBe(2)
      expect(existsSync(out)).toBe(false)
    })
  })
}, 60_000)

test('views that are read from front to back are read ahead: transposed, sliced, and both', async () => {
  const rows = 1024
  const shapes: Record<string, [shape: number[], stride: number[]]> = {
    transposed: [
      [512, rows],
      [1, 512],
    ],
    sliced: [
      [rows, 256],
      [512, 1],
    ],
    both: [
      [256, rows],
      [1, 512],
    ],
  }
  const names = Object.keys(shapes).flatMap((name) => [0, 1, 2, 3].map((at) => `${name}${at}`))
  const pickle = named(
    Object.fromEntries(
      names.map((name, at) => {
        const [shape, stride] = shapes[name.slice(0, -1)] ?? [[], []]
        return [name, tensor(storage(String(at), rows * 512), shape, stride)]
      }),
    ),
  )
  const content = (seed: number): Uint8Array =>
    new Uint8Array(new Float32Array(rows * 512).map((_, at) => at + seed).buffer)
  const file = buildZip([
    { name: 'archive/data.pkl', data: pickle },
    ...names.map((_, at) => ({ name: `archive/data/${at}`, data: content(at) })),
    { name: 'archive/version', data: Buffer.from('3\n') },
  ])
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'm.pth'), file)
    await withServer({ '/m.pth': file }, good, async (server) => {
      // 24 MiB; it was 26: the header of each storage, and its content.
      expect(await requestsOf(server, ['lock', `${server.origin}/m.pth`])).toBeLessThanOrEqual(14)
      const [far, near] = [
        await pth(['lock', `${server.origin}/m.pth`]),
        await pth(['lock', join(folder, 'm.pth')]),
      ]
      expect(far.stdout).toBe(near.stdout)
    })
  })
})

test('a small file whose tensors are read is asked for at its beginning, its end, and once for the rest', async () => {
  const numel = 20_000
  const pickle = named(
    Object.fromEntries(
      Array.from({ length: 10 }, (_, at) => [`w${at}`, tensor(storage(String(at), numel), [numel], [1])]),
    ),
  )
  const small = buildZip([
    { name: 'archive/data.pkl', data: pickle },
    ...Array.from({ length: 10 }, (_, at) => ({
      name: `archive/data/${at}`,
      data: new Uint8Array(numel * 4).fill(at),
    })),
    { name: 'archive/version', data: Buffer.from('3\n') },
  ])
  await withServer({ '/m.pth': small }, good, async (server) => {
    for (const command of ['lock', 'verify'])
      expect(await requestsOf(server, [command, `${server.origin}/m.pth`])).toBeLessThanOrEqual(3)
  })
})

test('a server that breaks off in the middle of what is read ahead is a typed error, and no digest', async () => {
  const file = safetensors()
  await withServer(
    { '/m.safetensors': file },
    ({ before, request }) => {
      if (before < 3) return false
      request.socket.destroy()
      return true
    },
    async (server) => {
      const { code, stdout, stderr } = await pth(['lock', `${server.origin}/m.safetensors`])
      expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('REMOTE_UNREACHABLE')])
    },
  )
}, 60_000)
