/** Holds the weights_only verdict to what torch 2.13 answers, and the scan to the attack set. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openFile } from '../../src/node/file.ts'
import { scanFile } from '../../src/operations/scan/scan.ts'
import { weightsOnlyVerdict } from '../../src/weights-only/verdict.ts'
import type { WeightsOnly } from '../../src/weights-only/verdict.ts'
import { zooFolder } from './zoo.ts'

const zoo = zooFolder()
const ATTACKS = join(zoo, 'scan-2.13')

interface Answer {
  readonly answer: string
  readonly unsafe_globals: readonly string[] | null
}

interface Expected {
  readonly file: string
  readonly judge: string
  readonly loader?: string
  readonly answer: string
  readonly weights_only?: string | null
  readonly group?: string
  readonly error?: string
}

/** The judge has imported torch.distributed and torch._dynamo, without which torch refuses these by name. */
const NEEDS_IMPORTS = /^(dtensor|jagged)$/

const RANDOM = join(zoo, 'weights_only-2.13')

/** Random files whose answer hangs on the machine, on memory that PyTorch has not filled yet, or on a corner of Python; 18 as written. */
const MOST_UNDETERMINED = 24
const undetermined: string[] = []

function answersIn(folder: string): [name: string, answer: Answer][] {
  return Object.entries(
    (JSON.parse(readFileSync(join(folder, 'weights-only.json'), 'utf8')) as { files: Record<string, Answer> })
      .files,
  )
}

const attacks = answersIn(ATTACKS)

async function verdictOf(path: string): Promise<WeightsOnly> {
  const source = await openFile(path)
  try {
    return await weightsOnlyVerdict(source)
  } finally {
    await source.close()
  }
}

describe('weights_only answers as torch does', () => {
  test.each(attacks)('attack %s', async (name, expected) => {
    const verdict = await verdictOf(join(ATTACKS, name))
    expect(verdict.answer).toBe(expected.answer)
    expect(verdict.unsafe_globals === null ? null : verdict.unsafe_globals.toSorted()).toEqual(
      expected.unsafe_globals,
    )
  })

  // What pth cannot know is undetermined, never a wrong answer.
  test.each(answersIn(RANDOM))('random %s', async (name, expected) => {
    const verdict = await verdictOf(join(RANDOM, name))
    if (verdict.answer === 'undetermined') undetermined.push(`${name}: ${verdict.reason}`)
    expect([expected.answer, 'undetermined']).toContain(verdict.answer)
    expect(verdict.unsafe_globals === null ? null : verdict.unsafe_globals.toSorted()).toEqual(
      expected.unsafe_globals,
    )
  })

  test('nearly all random files are followed', () => {
    process.stdout.write(
      `\nweights_only: ${answersIn(RANDOM).length} random files, ${undetermined.length} undetermined, none wrong\n`,
    )
    expect(undetermined.length, undetermined.join('\n')).toBeLessThanOrEqual(MOST_UNDETERMINED)
  })

  test.each(judged().map((path) => [basename(path), path] as const))('%s', async (_, path) => {
    const expected = JSON.parse(readFileSync(path, 'utf8')) as Expected
    // A file that torch cannot load at all is not loaded with weights_only either, but for what only the full unpickler looks at.
    const loads =
      expected.answer === 'loads' &&
      expected.weights_only === 'loads' &&
      !NEEDS_IMPORTS.test(expected.group ?? '')
    const answer = loads || /unsupported pickle protocol/.test(expected.error ?? '') ? 'accepts' : 'refuses'
    expect((await verdictOf(path.slice(0, -'.expected.json'.length))).answer).toBe(answer)
  })
})

/** The expectations of files that torch 2.13 was asked to `torch.load`. */
function judged(): string[] {
  return readdirSync(zoo, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.expected.json'))
    .map((name) => join(zoo, name))
    .filter((path) => {
      const {
        judge,
        loader,
        answer,
        weights_only: asked,
      } = JSON.parse(readFileSync(path, 'utf8')) as Expected
      const loads = answer === 'refused' || typeof asked === 'string'
      return judge?.startsWith('torch 2.13') === true && (loader ?? 'torch.load') === 'torch.load' && loads
    })
}

describe('scan', () => {
  test.each(attacks.map(([name]) => name))('finds %s', async (name) => {
    const source = await openFile(join(ATTACKS, name))
    try {
      expect((await scanFile(source)).verdict).toBe('dangerous')
    } finally {
      await source.close()
    }
  })
})
