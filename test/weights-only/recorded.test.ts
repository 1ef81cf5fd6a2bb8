/** The verdict against recorded answers of PyTorch 2.13. @see fixtures/generate_weights_only.py, which wrote them */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { memorySource } from '../../src/io/source.ts'
import { weightsOnlyVerdict } from '../../src/weights-only/verdict.ts'
import { FIXTURES } from '../fixtures.ts'

const FOLDER = join(FIXTURES, 'weights-only')

/** Files whose answer the file alone does not decide: memory that PyTorch has not filled, the machine's devices. */
const MOST_UNDETERMINED = 8

interface Recorded {
  /** The file: base64 of zlib. */
  readonly data: string
  readonly answer: 'accepts' | 'refuses'
  /** Sorted; null where torch does not answer. */
  readonly unsafe_globals: readonly string[] | null
}

const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8')
    return Object.entries((JSON.parse(text) as { files: Record<string, Recorded> }).files)
  })

describe('weights_only, as PyTorch 2.13 answered', () => {
  const undetermined: string[] = []

  // What pth cannot know is undetermined, never a wrong answer.
  test.each(files)('%s', async (name, { data, answer, unsafe_globals }) => {
    const bytes = new Uint8Array(inflateSync(Buffer.from(data, 'base64')))
    const verdict = await weightsOnlyVerdict(memorySource(bytes, name))
    if (verdict.answer === 'undetermined') undetermined.push(`${name}: ${verdict.reason}`)
    expect([answer, 'undetermined']).toContain(verdict.answer)
    expect(verdict.unsafe_globals?.toSorted() ?? null).toEqual(unsafe_globals)
  })

  test('some hundred files, and nearly all are decided', () => {
    expect(files.length).toBeGreaterThan(300)
    expect(undetermined.length, undetermined.join('\n')).toBeLessThanOrEqual(MOST_UNDETERMINED)
  })
})
