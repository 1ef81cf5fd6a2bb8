/** Every pair of module and state_dict that write_diff.py made: our verdict, key lists and text against PyTorch's. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../src/checkpoint/open.ts'
import { openFile } from '../../src/node/file.ts'
import { actualStateDict } from '../../src/diff/actual.ts'
import { diffStateDict } from '../../src/diff/diff.ts'
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
  const source = await openFile(join(folder, `${name}.pth`))
  try {
    const path = `${name}.schema.json`
    const schema = await parseSchema(readFileSync(join(folder, path), 'utf8'), path)
    const diff = diffStateDict(
      actualStateDict(await openCheckpoint(source, { root: '$' }), { literal: true }),
      schema,
      { strict },
    )
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
  } finally {
    await source.close()
  }
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

afterAll(() => {
  process.stdout.write(
    `\nload_state_dict: ${cases.length} pairs, ${compared} verdicts, ${equal} equal, ${compared - equal} differ\n`,
  )
})
