/** Zip flags and pickle framing: pth opens what torch.load opens, refuses what it refuses, and scan tells what is odd. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { readTensor } from '../../src/checkpoint/read/read.ts'
import { isPthError } from '../../src/errors.ts'
import { memorySource } from '../../src/io/source.ts'
import { scanFile } from '../../src/operations/scan/scan.ts'
import { zooFolder } from './zoo.ts'

interface Answer {
  readonly answer: 'loads' | 'loads something else' | 'refuses'
  readonly error: string | null
}

interface Answers {
  readonly weights_only: Answer
  readonly full: Answer
}

/** Bits for which torch refuses a record: encrypted, patch data, strong encryption, masked headers. */
const REFUSED = new Set([0, 5, 6, 13])

const folders = ['headers-2.13', 'headers-1.13'].map((name) => join(zooFolder(), name))
const cases = folders.flatMap((folder) => {
  const { torch, files } = JSON.parse(readFileSync(join(folder, 'headers.json'), 'utf8')) as {
    torch: string
    files: Record<string, Answers>
  }
  return Object.entries(files).map(
    ([name, answers]) => [`${name}, torch ${torch}`, join(folder, name), answers] as const,
  )
})

async function pthAnswer(path: string): Promise<string> {
  try {
    const checkpoint = await openCheckpoint(memorySource(new Uint8Array(readFileSync(path)), path))
    const bytes = await readTensor(checkpoint, 'weight')
    return [...new Float32Array(bytes.slice().buffer)].join() === '0,1,2,3,4,5'
      ? 'loads'
      : 'loads something else'
  } catch (error) {
    if (!isPthError(error) || error.code === 'INTERNAL') throw error
    return 'refuses'
  }
}

describe('opening', () => {
  test('torch was asked about every bit in every place', () => {
    expect(cases.filter(([name]) => name.startsWith('flag-'))).toHaveLength(2 * 16 * 3 * 3)
    expect(new Set(cases.map(([, , { full }]) => full.answer))).toEqual(new Set(['loads', 'refuses']))
  })

  test.each(cases)('%s', async (_, path, { full }) => {
    expect(await pthAnswer(path), full.error ?? '').toBe(full.answer)
  })
})

describe('weights_only', () => {
  test.each(cases.filter(([name]) => name.endsWith('torch 2.13.0')))(
    '%s',
    async (_, path, { weights_only: asked }) => {
      const report = await scanFile(memorySource(new Uint8Array(readFileSync(path)), path))
      expect(report.weights_only?.answer, asked.error ?? '').toBe(
        asked.answer === 'loads' ? 'accepts' : 'refuses',
      )
    },
  )
})

describe('scan tells of each bit that says the data is not what it seems', () => {
  test.each(cases.filter(([name]) => name.startsWith('flag-')))('%s', async (name, path) => {
    const { findings } = await scanFile(memorySource(new Uint8Array(readFileSync(path)), path))
    const [, bit = '', place] = name.split('-')
    const rules = findings.map(({ rule }) => rule)
    if (!REFUSED.has(Number(bit))) expect(rules).not.toContain('ZIP_FLAGS')
    else if (place === 'local') expect(rules).toContain('ZIP_LOCAL_FLAGS')
    // The bytes of a tensor look like anything: where nothing shows that the mark is false, the record is encrypted.
    else expect(rules.includes('ZIP_FLAGS') || rules.includes('ZIP_ENCRYPTED'), rules.join()).toBe(true)
  })
})
