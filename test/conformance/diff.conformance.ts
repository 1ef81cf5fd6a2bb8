/** Every pair of module and state_dict that write_diff.py made: our verdict, key lists and text against PyTorch's. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { openFile } from '../../src/node/file.ts'
import { actualStateDict } from '../../src/diff/actual.ts'
import { diffStateDict } from '../../src/diff/diff.ts'
import type { StateDictDiff } from '../../src/diff/diff.ts'
import { torchText } from '../../src/report/diff/torch.ts'
import { parseSchema } from '../../src/schema/parse.ts'
import { diffFolder } from './diff-folder.ts'

interface Answer {
  readonly loads: boolean
  readonly text: string
  readonly crash?: boolean
  readonly error?: string
  readonly missing_keys?: readonly string[]
  readonly unexpected_keys?: readonly string[]
}

interface Case {
  readonly name: string
  readonly strict: Answer
  readonly not_strict: Answer
}

const folder = diffFolder()
const cases = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as readonly Case[]
let compared = 0
let equal = 0

async function ours(name: string, strict: boolean): Promise<Answer> {
  return answerOf(await diffOf(name, strict))
}

async function diffOf(name: string, strict: boolean): Promise<StateDictDiff> {
  const source = await openFile(join(folder, `${name}.pth`))
  try {
    const path = `${name}.schema.json`
    const schema = await parseSchema(readFileSync(join(folder, path), 'utf8'), path)
    return diffStateDict(
      actualStateDict(await openCheckpoint(source, { root: '$' }), { literal: true }),
      schema,
      { strict },
    )
  } finally {
    await source.close()
  }
}

/** What a diff says, in the form of the answers. */
function answerOf(diff: StateDictDiff): Answer {
  const lists = {
    missing_keys: diff.missing_keys.map((key) => key.name),
    unexpected_keys: diff.unexpected_keys.map((key) => key.name),
  }
  if (diff.loads) return { loads: true, text: torchText(diff), ...lists }
  const error = {
    loads: false,
    crash: diff.crash !== null,
    error: diff.crash?.type ?? 'RuntimeError',
    text: torchText(diff),
  }
  return diff.crash === null ? { ...error, ...lists } : error
}

describe('load_state_dict of PyTorch 2.13', () => {
  test.each(cases)('$name', async ({ name, strict, not_strict }) => {
    for (const [flag, answer] of [
      [true, strict],
      [false, not_strict],
    ] as const) {
      compared += 1
      expect(await ours(name, flag)).toEqual(answer)
      equal += 1
    }
  })

  test('there are enough pairs to mean something', () => {
    expect(cases.length).toBeGreaterThanOrEqual(300)
    expect(cases.filter(({ strict }) => !strict.loads).length).toBeGreaterThan(200)
  })
})

/** Pairs with loading code that pth does not follow; `own` are the paths of the modules that have some. */
const ownCases = JSON.parse(readFileSync(join(folder, 'own.json'), 'utf8')) as readonly (Case & {
  readonly own: readonly string[]
})[]

describe('modules that load by code of their own', () => {
  test.each(ownCases)('$name', async ({ name, strict, not_strict, own }) => {
    for (const [flag, answer] of [
      [true, strict],
      [false, not_strict],
    ] as const) {
      const diff = await diffOf(name, flag)
      expect(diff.own_loading.flatMap(({ modules }) => modules)).toEqual(own)
      // Where the code is PyTorch's, the answer is too; where it is not, the report names it.
      if (own.length === 0) expect(answerOf(diff)).toEqual(answer)
    }
  })

  test('among them are some whose code changes what PyTorch says', async () => {
    const differ = await Promise.all(
      ownCases.map(async ({ name, strict }) => (await diffOf(name, true)).loads !== strict.loads),
    )
    expect(differ.filter(Boolean).length).toBeGreaterThanOrEqual(5)
  })
})

afterAll(() => {
  process.stdout.write(
    `\nload_state_dict: ${cases.length} pairs, ${compared} verdicts, ${equal} equal, ${compared - equal} differ\n`,
  )
})
