/** A sharded checkpoint over another: stopped before every rename, link and unlink, one whole set can be reached. */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const PTH = join(import.meta.dirname, '../../bin/pth.js')
const PRELOAD = join(import.meta.dirname, 'kill-at-call.mjs')
const NAMES = ['a', 'b', 'c', 'd']
const BYTES = 2048
const WHOLE = 'model.safetensors'
const INDEX = `${WHOLE}.index.json`

let folder = ''
const at = (...names: string[]): string => join(folder, ...names)
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'pth-replace-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A safetensors file by the letter of the format: every byte of every tensor is `fill`. */
function writeInput(path: string, names: readonly string[], fill: number): void {
  const facts = names.map((name, at) => [
    name,
    { dtype: 'U8', shape: [BYTES], data_offsets: [at * BYTES, (at + 1) * BYTES] },
  ])
  const header = Buffer.from(JSON.stringify(Object.fromEntries(facts)))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  writeFileSync(path, Buffer.concat([length, header, Buffer.alloc(names.length * BYTES, fill)]))
}

/** The byte that every tensor of a file consists of, by the letter of the format. */
function fillsOf(path: string): Map<string, number> {
  const bytes = readFileSync(path)
  const start = 8 + Number(bytes.readBigUInt64LE(0))
  const header = JSON.parse(bytes.subarray(8, start).toString()) as Record<
    string,
    { data_offsets?: number[] }
  >
  return new Map(
    Object.entries(header).flatMap(([name, { data_offsets: [from = 0, to = 0] = [] }]) => {
      if (name === '__metadata__') return []
      const values = new Set(bytes.subarray(start + from, start + to))
      expect([name, to - from, values.size]).toEqual([name, BYTES, 1])
      return [[name, [...values][0] ?? -1] as const]
    }),
  )
}

/** What transformers would load: the whole file, else the shards of the index. Every file that it names must be there. */
function reachable(model: string): readonly number[] {
  if (existsSync(join(model, WHOLE))) return [...new Set(fillsOf(join(model, WHOLE)).values())]
  const { weight_map: files } = JSON.parse(readFileSync(join(model, INDEX), 'utf8')) as {
    weight_map: Record<string, string>
  }
  expect(Object.keys(files).length).toBeGreaterThanOrEqual(NAMES.length)
  return [...new Set(Object.entries(files).map(([name, file]) => fillsOf(join(model, file)).get(name) ?? -1))]
}

const shown = (model: string): string[] =>
  readdirSync(model)
    .filter((name) => !name.startsWith('.'))
    .toSorted()

interface Ended {
  readonly status: number | null
  readonly signal: string | null
  readonly calls: number
  readonly stderr: string
}

function convert(input: string, model: string, killAt: number, ...flags: string[]): Ended {
  const { status, signal, output } = spawnSync(
    process.execPath,
    ['--import', PRELOAD, PTH, 'convert', input, '-o', join(model, WHOLE), ...flags],
    { env: { ...process.env, PTH_KILL_AT: String(killAt) }, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  )
  return { status, signal, calls: Number(output[3]?.toString()), stderr: String(output[2]) }
}

const SHARDED = ['--shard-size', '3KB']
const CANONICAL = [...NAMES.map((_, at) => `model-0000${at + 1}-of-00004.safetensors`), INDEX]

function again(before: string, model: string, killAt: number): Ended {
  cpSync(before, model, { recursive: true })
  return convert(at('new.safetensors'), model, killAt, ...SHARDED, '--force')
}

describe.each([
  ['shards of the same names', NAMES, SHARDED],
  ['shards of another number', [...NAMES, 'e', 'f'], SHARDED],
  ['one whole file', NAMES, []],
])('over %s', (kind, names, flags) => {
  test('a kill at any call leaves the old set or the new one, and the next run ends in order', () => {
    const before = at(`${kind}-before`)
    spawnSync('mkdir', [before])
    writeInput(at('old.safetensors'), names, 1)
    writeInput(at('new.safetensors'), NAMES, 2)
    expect(convert(at('old.safetensors'), before, 0, ...flags).status).toBe(0)
    const { calls } = again(before, at(`${kind}-counted`), 0)
    expect(calls).toBeGreaterThan(14)
    const seen = new Set<number>()
    for (let call = 1; call <= calls; call += 1) {
      const model = at(`${kind}-${call}`)
      expect([call, again(before, model, call).signal]).toEqual([call, 'SIGKILL'])
      const found = reachable(model)
      expect([call, found.length]).toEqual([call, 1])
      for (const fill of found) seen.add(fill)
      if (call % 5 !== 0 && call !== calls) continue
      const next = convert(at('new.safetensors'), model, 0, ...SHARDED, '--force')
      expect([call, next.status, next.stderr]).toEqual([call, 0, ''])
      expect([call, reachable(model), shown(model)]).toEqual([call, [2], CANONICAL])
    }
    expect([...seen].toSorted()).toEqual([1, 2])
  })
})

test('a whole file of the same name is not passed over: readers prefer it', () => {
  const model = at('refused')
  spawnSync('mkdir', [model])
  writeInput(at('new.safetensors'), NAMES, 2)
  writeInput(join(model, WHOLE), NAMES, 1)
  const { status, stderr } = convert(at('new.safetensors'), model, 0, ...SHARDED)
  expect([status, shown(model)]).toEqual([2, [WHOLE]])
  expect(stderr).toContain('OUTPUT_EXISTS')
  const itself = convert(join(model, WHOLE), model, 0, ...SHARDED, '--force')
  expect([itself.status, shown(model)]).toEqual([2, [WHOLE]])
  expect(itself.stderr).toContain('OUTPUT_IS_INPUT')
})

test('a set behind symbolic links cannot be swapped at once: it is refused and stays', () => {
  const model = at('linked')
  spawnSync('mkdir', [model, at('blobs')])
  writeInput(at('old.safetensors'), NAMES, 1)
  writeInput(at('new.safetensors'), NAMES, 2)
  convert(at('old.safetensors'), at('blobs'), 0, ...SHARDED)
  for (const name of CANONICAL) symlinkSync(at('blobs', name), join(model, name))
  const { status, stderr } = convert(at('new.safetensors'), model, 0, ...SHARDED, '--force')
  expect([status, reachable(model), shown(model)]).toEqual([2, [1], CANONICAL])
  expect(stderr).toContain('symbolic link')
})
