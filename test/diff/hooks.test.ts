/** Hooks of torch.nn.utils, extra states and meta models: verdict, lists and text are PyTorch's (fixtures/generate_hooks.py). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { actualStateDict } from '../../src/diff/actual.ts'
import { diffStateDict } from '../../src/diff/diff.ts'
import type { StateDictDiff } from '../../src/diff/diff.ts'
import { torchText } from '../../src/report/diff/torch.ts'
import { parseSchema } from '../../src/schema/parse.ts'
import { FIXTURES, openFixture } from '../fixtures.ts'

interface Answer {
  readonly loads: boolean
  readonly text: string
  readonly missing_keys?: readonly string[]
  readonly unexpected_keys?: readonly string[]
}

const FOLDER = join(FIXTURES, 'verdict', 'hooks')
const answers: readonly { name: string; strict: Answer; not_strict: Answer }[] = JSON.parse(
  readFileSync(join(FOLDER, 'answers.json'), 'utf8'),
)

async function diff(name: string, strict: boolean, facts = true): Promise<StateDictDiff> {
  const checkpoint = await openFixture(`verdict/hooks/${name}.pth`, { root: '$' })
  const path = join(FOLDER, `${name}.schema.json`)
  const schema = await parseSchema(readFileSync(path, 'utf8'), path)
  const model = facts ? schema : { ...schema, modules: null }
  return diffStateDict(actualStateDict(checkpoint, { literal: true }), model, { strict })
}

describe.each(answers)('$name', ({ name, ...answer }) => {
  test.each(['strict', 'not_strict'] as const)('%s', async (how) => {
    const { loads, text, missing_keys: missing, unexpected_keys: unexpected } = answer[how]
    const found = await diff(name, how === 'strict')
    expect([found.loads, torchText(found)]).toEqual([loads, text])
    if (missing !== undefined) expect(found.missing_keys.map((key) => key.name)).toEqual(missing)
    if (unexpected !== undefined) expect(found.unexpected_keys.map((key) => key.name)).toEqual(unexpected)
  })
})

// Without module facts the names and shapes of the tensors prove the hook.
test.each(answers.filter(({ name }) => /^(?:spectral|weight-norm)/.test(name)))(
  '$name, by its names alone',
  async ({ name, strict }) => {
    const found = await diff(name, true, false)
    expect(found.loads).toBe(strict.loads)
    expect(found.missing_keys.map((key) => key.name)).toEqual(strict.missing_keys ?? [])
  },
)
