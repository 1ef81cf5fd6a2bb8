/** Conversion in the worker of the page, in both engines: the bytes and the words are those of `pth convert`. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FIXTURES, startBare } from './support/bare.ts'
import { ENGINES, start } from './support/engines.ts'
import type { Started, Tab } from './support/engines.ts'
import type { TestServer } from './support/server.ts'

const PROGRAM = join(FIXTURES, '..', 'dist', 'cli.js')

interface Wanted {
  readonly format: 'safetensors' | 'pth' | 'npz'
  readonly name: string
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly stripPrefixes: readonly string[]
  readonly addPrefix: string
  readonly dtype: string | null
  readonly shardBytes: number | null
}

const PLAIN: Wanted = {
  format: 'safetensors',
  name: 'out.safetensors',
  include: [],
  exclude: [],
  stripPrefixes: [],
  addPrefix: '',
  dtype: null,
  shardBytes: null,
}

/** A file as it is found after a conversion. */
interface Found {
  readonly name: string
  readonly size: number
  readonly sha256?: string
}

interface Converted {
  readonly answer?: {
    readonly files: readonly { readonly name: string; readonly byteLength: number; readonly sha256: string }[]
    readonly document: Readonly<Record<string, unknown>>
  }
  readonly code?: string
  readonly message?: string
  readonly downloads: readonly Found[]
  readonly stages: readonly string[]
  /** In the place that was chosen, and in all of the origin. */
  readonly chosen: readonly Found[]
  readonly origin: readonly Found[]
}

/** Whatever a conversion that failed left somewhere. */
function left({ chosen, origin }: Converted): readonly Found[] {
  return [...chosen, ...origin]
}

/** What a run of the command line printed and left in its folder. */
interface Ran {
  readonly document: Readonly<Record<string, unknown>>
  readonly files: readonly Found[]
}

/** `pth convert` of the same files with the flags for the same choices, in a folder that has nothing else. */
function runPth(inputs: readonly string[], wanted: Wanted): Ran {
  const folder = mkdtempSync(join(tmpdir(), 'pth-browser-'))
  try {
    const words = ['convert', ...inputs, '-o', join(folder, wanted.name), '--to', wanted.format, '--json']
    for (const glob of wanted.include) words.push('--include', glob)
    for (const glob of wanted.exclude) words.push('--exclude', glob)
    for (const prefix of wanted.stripPrefixes) words.push('--strip-prefix', prefix)
    if (wanted.addPrefix !== '') words.push('--add-prefix', wanted.addPrefix)
    if (wanted.dtype !== null) words.push('--dtype', wanted.dtype)
    if (wanted.shardBytes !== null) words.push('--shard-size', `${wanted.shardBytes}B`)
    const { stdout } = spawnSync(process.execPath, [PROGRAM, ...words], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    const files = readdirSync(folder)
      .toSorted()
      .map((name) => {
        const bytes = readFileSync(join(folder, name))
        return { name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
      })
    return { document: JSON.parse(stdout.replaceAll(`${folder}/`, '')), files }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A document without what no two runs have in common. */
function comparable({ written, inputs, ...document }: Readonly<Record<string, unknown>>): object {
  const { seconds, peak_bytes: peak, stages, ...rest } = (written ?? {}) as Record<string, unknown>
  void [seconds, peak, stages]
  const named = (inputs as readonly { readonly file: string }[]).map((one) => ({
    ...one,
    file: basename(one.file),
  }))
  return { ...document, inputs: named, written: written === null ? null : rest }
}

const CASES: readonly (readonly [name: string, files: readonly string[], wanted: Partial<Wanted>])[] = [
  ['safetensors', ['resnet18.pth'], {}],
  ['torch.save', ['lightning.ckpt'], { format: 'pth', name: 'model.pth' }],
  ['npz', ['tied.pth'], { format: 'npz', name: 'model.npz' }],
  ['shards', ['resnet18.pth'], { shardBytes: 10_000_000, name: 'model.safetensors' }],
  [
    'names and types',
    ['resnet18.pth'],
    {
      include: ['layer*', 'conv1.*'],
      exclude: ['*.num_batches_tracked'],
      stripPrefixes: ['layer1.'],
      addPrefix: 'net.',
      dtype: 'bfloat16',
    },
  ],
  [
    'half precision in a torch.save archive',
    ['lightning.ckpt'],
    { format: 'pth', name: 'half.pth', dtype: 'float16' },
  ],
  ['tied weights', ['tied.pth'], {}],
  ['views that are not contiguous', ['transposed.pth'], {}],
  ['every element type', ['dtypes.pth'], { format: 'pth', name: 'types.pth' }],
]

describe.each(ENGINES)('%s', (engine) => {
  let server: TestServer
  let browser: Started
  let tab: Tab
  let scratch: string
  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'pth-browser-'))
    server = await startBare()
    browser = await start(engine, server)
    tab = await browser.open('/engine')
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
    rmSync(scratch, { recursive: true })
  })

  const ask = async <Result>(asked: object): Promise<Result> =>
    JSON.parse(await tab.evaluate<string>(`ask(${JSON.stringify(asked)})`))

  async function open(paths: readonly string[]): Promise<void> {
    await tab.pick('#pick', paths)
    expect(await ask({ what: 'open' })).toHaveProperty('answer')
  }

  const convert = (given: object): Promise<Converted> => ask({ what: 'convert', ...given })

  describe.each(CASES)('%s', (_, files, choices) => {
    const paths = files.map((file) => join(FIXTURES, file))
    const wanted = { ...PLAIN, ...choices }

    test('the bytes and the document are those of the command line', async () => {
      const { document, files: expected } = runPth(paths, wanted)
      expect(expected.length, JSON.stringify(document)).toBeGreaterThan(0)
      await open(paths)
      for (const place of ['private', 'folder', ...(expected.length === 1 ? ['file'] : [])]) {
        const found = await convert({ wanted, place })
        expect(found, place).not.toHaveProperty('code')
        // Read back from where they were written.
        expect(place === 'private' ? found.downloads : found.chosen, place).toEqual(expected)
        expect(found.answer?.files.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
          expected.map(({ name, size, sha256 }) => ({ name, byteLength: size, sha256 })),
        )
        expect(comparable(found.answer?.document ?? {})).toEqual(comparable(document))
        expect(found.stages).toEqual(['writing', 'saving'])
      }
    })
  })

  test('what is planned is what is written', async () => {
    await open([join(FIXTURES, 'resnet18.pth')])
    const { answer } = await ask<{ readonly answer: Readonly<Record<string, unknown>> }>({
      what: 'call',
      name: 'planConvert',
      given: { wanted: PLAIN },
    })
    const { document, files } = runPth([join(FIXTURES, 'resnet18.pth')], PLAIN)
    const { tensors, nbytes } = document['summary'] as Readonly<Record<string, unknown>>
    expect(answer).toMatchObject({ tensors, nbytes, excluded: 0, renamed: 0, casts: [], notices: [] })
    expect(answer['files']).toEqual(files.map(({ name, size }) => ({ name, byteLength: size })))
  })

  describe('nothing is left behind', () => {
    // Only Chromium lets a person choose the file, and only there a file that was chosen can be removed.
    const places = engine === 'chromium' ? ['private', 'folder', 'file'] : ['private', 'folder']

    test.each(places)('after a wrong checksum, %s', async (place) => {
      const damaged = join(scratch, 'damaged.pth')
      const bytes = readFileSync(join(FIXTURES, 'state_dict.pth'))
      writeFileSync(damaged, damage(bytes))
      await open([damaged])
      const { document } = runPth([damaged], PLAIN)
      const found = await convert({ wanted: PLAIN, place })
      expect([found.code, found.message]).toEqual([document['code'], document['message']])
      expect(found.code).toBe('STORAGE_CORRUPT')
      expect(left(found)).toEqual([])
    })

    test.each(places)('after a cancel, %s', async (place) => {
      await open([join(FIXTURES, 'resnet18.pth')])
      const found = await convert({ wanted: PLAIN, place, stopAt: 1 })
      expect(found).toMatchObject({
        code: 'INTERRUPTED',
        message: 'stopped by cancel; nothing was left behind',
      })
      expect(left(found)).toEqual([])
    })

    test('after an error of the plan', async () => {
      await open([join(FIXTURES, 'resnet18.pth')])
      const wanted = { ...PLAIN, include: ['no-such-name'] }
      const { document } = runPth([join(FIXTURES, 'resnet18.pth')], wanted)
      const found = await convert({ wanted, place: 'folder' })
      expect([found.code, found.message]).toEqual([document['code'], document['message']])
      expect(left(found)).toEqual([])
    })

    test('when what was kept for a download is discarded, or its page is gone', async () => {
      await open([join(FIXTURES, 'state_dict.pth')])
      const names = async (): Promise<readonly string[]> => ask({ what: 'origin' })
      await ask({ what: 'call', name: 'discard', given: {} })
      expect(await names()).toEqual([])
      expect((await convert({ wanted: PLAIN, place: 'private' })).origin.length).toBe(1)
      expect((await names()).length).toBe(1)
      // Another page does not take away what this one keeps.
      const other = await browser.open('/engine')
      await other.pick('#pick', [join(FIXTURES, 'tied.pth')])
      await other.evaluate(`ask({ what: 'open' })`)
      const asked = JSON.stringify({ what: 'convert', wanted: PLAIN, place: 'private' })
      await other.evaluate(`ask(${asked})`)
      expect((await names()).length).toBe(2)
      await other.close()
      await expect
        .poll(async () => {
          await ask({ what: 'call', name: 'discard', given: {} })
          await convert({ wanted: PLAIN, place: 'private' })
          return (await names()).length
        })
        .toBe(1)
      await ask({ what: 'call', name: 'discard', given: {} })
      expect(await names()).toEqual([])
    })
  })

  test('a file that is there is not replaced, and no other is begun', async () => {
    await open([join(FIXTURES, 'resnet18.pth')])
    const wanted = { ...PLAIN, name: 'model.safetensors', shardBytes: 10_000_000 }
    const there = ['model-00002-of-00009.safetensors']
    const found = await convert({ wanted, place: 'folder', there })
    expect(found.code).toBe('OUTPUT_EXISTS')
    expect(found.chosen.map(({ name, size }) => [name, size])).toEqual([[there[0], 0]])
  })

  test('nothing was asked for but the page and its workers, and nothing went wrong in it', () => {
    expect(server.leaks()).toEqual([])
    expect(tab.errors).toEqual([])
    expect(statSync(scratch).isDirectory()).toBe(true)
  })
})

/** The archive with one byte of its largest record turned over. */
function damage(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  const name = copy.indexOf('data/0')
  const local = copy.lastIndexOf('PK\u0003\u0004', name, 'latin1')
  const data = local + 30 + copy.readUInt16LE(local + 26) + copy.readUInt16LE(local + 28)
  copy[data] = (copy[data] ?? 0) ^ 0x40
  return copy
}
