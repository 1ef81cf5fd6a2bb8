/** Damage is named where every part of a file shows it, and nowhere else. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { isPthError } from '../../src/errors.ts'
import { memorySource } from '../../src/io/source.ts'

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures')

/** The four kinds of container, written by PyTorch and by the safetensors package. */
const FILES: readonly (readonly [kind: string, path: string])[] = [
  ['zip', 'resnet18.pth'],
  ['legacy', 'streams/numpy-random-state-protocol2.pth'],
  ['tar', 'tar-state_dict.pth.tar'],
  ['safetensors', 'kinds/sharded-hub-safetensors/model-00001-of-00002.safetensors'],
]

function bytesOf(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(FIXTURES, path)))
}

/** What opening answers: a code, and what was found where damage is named. */
async function answer(bytes: Uint8Array): Promise<string> {
  try {
    await openCheckpoint(memorySource(bytes, 'x.pth'))
    return 'opened'
  } catch (error) {
    if (!isPthError(error)) throw error
    return isPthError(error, 'FILE_DAMAGED') ? error.details.found : error.code
  }
}

function textMode(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([...bytes].flatMap((byte) => (byte === 0x0a ? [0x0d, 0x0a] : [byte])))
}

function replaced(bytes: Uint8Array): Uint8Array {
  return new TextEncoder().encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
}

function fromLatin1(bytes: Uint8Array): Uint8Array {
  return new TextEncoder().encode([...bytes].map((byte) => String.fromCharCode(byte)).join(''))
}

describe.each(FILES)('%s', (_, path) => {
  test('opens as it is', async () => {
    expect(await answer(bytesOf(path))).toBe('opened')
  })

  test('LF to CR LF', async () => {
    expect(await answer(textMode(bytesOf(path)))).toContain('transfer in text mode')
  })

  test('decoded as UTF-8, with replacement characters', async () => {
    expect(await answer(replaced(bytesOf(path)))).toContain('replacement character')
  })

  test('re-encoded from Latin-1 to UTF-8', async () => {
    expect(await answer(fromLatin1(bytesOf(path)))).toContain('re-encoded from Latin-1')
  })

  test('only zeros', async () => {
    expect(await answer(new Uint8Array(bytesOf(path).length))).toContain('nothing but zeros')
  })

  test('500 other corruptions are never called one of these', async () => {
    const whole = bytesOf(path)
    const answers = new Map<string, number>()
    let seed = 12_345
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff
      return seed % below
    }
    for (let run = 0; run < 500; run += 1) {
      const bytes = whole.slice()
      const at = random(bytes.length)
      const length = 1 + random(Math.min(4096, bytes.length - at))
      if (run % 3 === 0) bytes.fill(0, at, at + length)
      else if (run % 3 === 1) for (let index = at; index < at + length; index += 1) bytes[index] = random(256)
      const text = await answer(run % 3 === 2 ? bytes.subarray(0, at) : bytes)
      answers.set(text, (answers.get(text) ?? 0) + 1)
    }
    expect([...answers.keys()].filter((text) => !/^(opened|[A-Z_]+)$/.test(text))).toEqual([])
    expect(answers.size).toBeGreaterThan(1)
  })
})

test('every fixture that opens or is refused is not called damaged', async () => {
  const named: string[] = []
  for (const file of readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(pth|pt|pt2|bin|ckpt|npz|safetensors|pkl|tar)$/.test(file)) continue
    const text = await answer(bytesOf(file))
    if (!/^(opened|[A-Z_]+)$/.test(text)) named.push(`${file}: ${text}`)
  }
  expect(named).toEqual([])
})
