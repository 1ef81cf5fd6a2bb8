/** Damage, named: each known mistake by its cause, and nothing else by it. The table of causes is printed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isPthError } from '../../src/errors.ts'
import { crc32 } from '../../src/io/crc32.ts'
import { memorySource } from '../../src/io/source.ts'
import { newSha256 } from '../../src/node/hash.ts'
import { verifyFile } from '../../src/operations/verify/verify.ts'
import { zooFolder } from './zoo.ts'

const FILES = ['model.pth', 'model.legacy.pth', 'model.safetensors', 'model.npz']
const whole = new Map(
  FILES.map((name) => [name, new Uint8Array(readFileSync(join(zooFolder(), 'damage-2.13', name)))]),
)

/** The sentences that verify gives, errors only; the code first where it could not judge. */
async function causesOf(name: string, bytes: Uint8Array): Promise<readonly string[]> {
  try {
    const report = await verifyFile(memorySource(bytes, name), name, { crc32, newHasher: newSha256 })
    return report.findings
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, detail }) => `${rule} ${detail}`)
  } catch (error) {
    if (!isPthError(error) || error.code === 'INTERNAL') throw error
    return [`${error.code} ${error.message}`]
  }
}

/** The cause that a person reads: the kind of damage, the end of the file, a checksum, or what is broken. */
function kindOf(causes: readonly string[]): string {
  const all = causes.join('\n')
  if (all === '') return 'nothing found'
  for (const [kind, pattern] of KINDS) if (pattern.test(all)) return kind
  return /^\w+( [A-Z_]+:)?/.exec(all)?.[0] ?? all
}

const KINDS: readonly (readonly [string, RegExp])[] = [
  ['text-mode transfer', /text mode/],
  ['decoded as UTF-8', /decoded as text and written as UTF-8/],
  ['Latin-1 to UTF-8', /re-encoded from Latin-1/],
  ['zeros only', /zeros only|nothing but zeros/],
  ['text of a server', /error message|HTML|web page|hub/i],
  ['bytes changed', /bytes were changed|bytes of the file were changed|zero bytes at the end|put into it/],
  ['cut off', /cut off|ends? (early|before|after)|incomplete|was cut or edited|missing from the file/],
  ['checksum', /CRC-32/],
]

const NAMED = ['text-mode transfer', 'decoded as UTF-8', 'Latin-1 to UTF-8', 'zeros only', 'text of a server']

function replaced(bytes: Uint8Array, change: (text: string) => string): Uint8Array {
  const text = change(String.fromCharCode(...bytes))
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

const KNOWN: readonly (readonly [string, (bytes: Uint8Array) => Uint8Array])[] = [
  ['text-mode transfer', (bytes) => replaced(bytes, (text) => text.replaceAll('\n', '\r\n'))],
  ['decoded as UTF-8', (bytes) => new TextEncoder().encode(new TextDecoder().decode(bytes))],
  ['Latin-1 to UTF-8', (bytes) => new TextEncoder().encode(String.fromCharCode(...bytes))],
  ['zeros only', (bytes) => new Uint8Array(bytes.length)],
  ['cut off', (bytes) => bytes.subarray(0, Math.floor(bytes.length * 0.7))],
]

describe('five kinds of damage over four containers', () => {
  test.each(FILES.flatMap((file) => KNOWN.map(([kind, damage]) => [file, kind, damage] as const)))(
    '%s: %s',
    async (file, kind, damage) => {
      const bytes = whole.get(file) ?? new Uint8Array(0)
      expect(await causesOf(file, bytes)).toEqual([])
      const causes = await causesOf(file, damage(bytes))
      expect(kindOf(causes), causes.join('\n')).toBe(kind)
    },
  )
})

/** Numbers that are the same in every run. @returns a whole number under `limit` */
function newRandom(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

type Corruption = (bytes: Uint8Array, random: (limit: number) => number) => Uint8Array

const CORRUPTIONS: readonly (readonly [string, Corruption])[] = [
  [
    'bit flipped',
    (bytes, random) => {
      const copy = bytes.slice()
      const at = random(copy.length)
      copy[at] = (copy[at] ?? 0) ^ (1 << random(8))
      return copy
    },
  ],
  ['cut', (bytes, random) => bytes.subarray(0, 1 + random(bytes.length - 1))],
  [
    'block zeroed',
    (bytes, random) => {
      const copy = bytes.slice()
      const at = random(copy.length)
      return copy.fill(0, at, at + 1 + random(4096))
    },
  ],
  [
    'blocks exchanged',
    (bytes, random) => {
      const copy = bytes.slice()
      const size = 512
      const [a, b] = [random(copy.length - size), random(copy.length - size)]
      copy.set(bytes.subarray(a, a + size), b)
      copy.set(bytes.subarray(b, b + size), a)
      return copy
    },
  ],
  [
    'bytes inserted',
    (bytes, random) => {
      const at = random(bytes.length)
      const more = Uint8Array.from({ length: 1 + random(64) }, () => random(256))
      return Uint8Array.from([...bytes.subarray(0, at), ...more, ...bytes.subarray(at)])
    },
  ],
]

const EACH = 100

/** Whether a row of the table is of a cut. */
function isCut(row: string): boolean {
  return /^\S+ +cut {2,}/.test(row)
}

describe('2,000 random corruptions', () => {
  const table = new Map<string, number>()

  test.each(FILES.flatMap((file) => CORRUPTIONS.map(([name, corrupt]) => [file, name, corrupt] as const)))(
    '%s: %s',
    async (file, name, corrupt) => {
      const bytes = whole.get(file) ?? new Uint8Array(0)
      const random = newRandom(FILES.indexOf(file) * 100 + name.length)
      for (let round = 0; round < EACH; round += 1) {
        const causes = await causesOf(file, corrupt(bytes, random))
        const kind = kindOf(causes)
        expect(NAMED, causes.join('\n')).not.toContain(kind)
        const row = `${file.padEnd(18)} ${name.padEnd(17)} ${kind}`
        table.set(row, (table.get(row) ?? 0) + 1)
      }
    },
    120_000,
  )

  test('cuts are called so, and nothing else in an archive is, but where the end itself is hit', () => {
    const wrong = [...table].filter(([row]) => row.endsWith('cut off') !== isCut(row))
    const many = wrong.filter(([row, count]) => count > 2 && !row.startsWith('model.legacy.pth'))
    expect(many).toEqual([])
  })

  test('the table', () => {
    const rows = [...table].toSorted(([a], [b]) => (a < b ? -1 : 1))
    process.stdout.write(rows.map(([row, count]) => `${String(count).padStart(4)}  ${row}\n`).join(''))
    expect(rows.reduce((sum, [, count]) => sum + count, 0)).toBe(2_000)
  })
})
