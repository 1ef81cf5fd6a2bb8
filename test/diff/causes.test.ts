/** Each recogniser on names and shapes that PyTorch wrote, against where PyTorch's values say that each tensor came from. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { actualOf } from '../../src/diff/actual.ts'
import type { ActualStateDict } from '../../src/diff/actual.ts'
import { optionsOfFlags } from '../../src/diff/causes/flags.ts'
import { CAUSES } from '../../src/diff/causes/table.ts'
import { diagnose } from '../../src/diff/diagnose.ts'
import { diffStateDict } from '../../src/diff/diff.ts'
import { applyRewrites } from '../../src/diff/rewrite.ts'
import type { ExpectedModel } from '../../src/schema/model.ts'
import { nameRule } from '../../src/names/name-rule.ts'
import { parseSchema } from '../../src/schema/parse.ts'
import { FIXTURES } from '../fixtures.ts'

interface Case {
  readonly name: string
  readonly cause: string | null
  readonly file: readonly (readonly [name: string, shape: readonly number[], dtype: string])[]
  readonly versions: Readonly<Record<string, number | null>> | null
  readonly schema: object
  readonly sources: Readonly<Record<string, readonly string[]>> | null
}

const folder = join(FIXTURES, 'causes')
const cases = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case)

async function sidesOf({ file, versions, schema }: Case): Promise<[ActualStateDict, ExpectedModel]> {
  const versionsMap = versions === null ? null : new Map(Object.entries(versions))
  return [{ ...actualOf(file), versions: versionsMap }, await parseSchema(JSON.stringify(schema), 'schema')]
}

describe('causes', () => {
  test.each(cases)('$name', async (one) => {
    const [actual, expected] = await sidesOf(one)
    const [first] = diagnose(actual, expected)
    if (one.cause === null) expect(first?.python ?? []).toEqual([])
    else expect(first?.causes).toContain(one.cause)
    if (one.sources === null) {
      expect(first?.python ?? []).toEqual([])
      expect(first?.flags ?? []).toEqual([])
      return
    }
    expect(first?.remaining).toBe(0)
    expect(first?.python.at(-1)).toMatch(/^model\.load_state_dict\(sd/)
  })

  test.each(cases.filter(({ sources }) => sources !== null))('$name: flags', async (one) => {
    const [actual, expected] = await sidesOf(one)
    const [first] = diagnose(actual, expected)
    if (first?.convert === null) {
      expect(first.flags).toEqual([])
      return
    }
    const options = optionsOfFlags(first?.flags ?? [])
    expect(diffStateDict(actual, expected, options).loads).toBe(true)
    const { renames } = applyRewrites(actual, options.rewrites ?? {})
    const names = new Map(renames.map(({ from, to }) => [to, from]))
    // Each tensor that is copied comes from where its values are.
    for (const [name, sources] of Object.entries(one.sources ?? {})) {
      if (sources.length === 0 || name.endsWith('num_batches_tracked')) continue
      expect(sources, name).toContain(names.get(name) ?? name)
    }
  })
})

test('every recogniser has a case', () => {
  const seen = new Set(cases.map(({ cause }) => cause))
  expect(CAUSES.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual(['optimizer-state'])
})

test('codes whose scales are left out load, and are still called codes', async () => {
  const one = cases.find(({ name }) => name === 'codes: int8 of bitsandbytes')
  if (one === undefined) throw new Error('no fixture')
  const [actual, expected] = await sidesOf(one)
  const ignore = nameRule(['*.SCB'])
  expect(diffStateDict(actual, expected, { strict: true, ignore }).loads).toBe(true)
  const suggestions = diagnose(actual, expected, [], { ignore })
  expect(suggestions).toMatchObject([{ kind: 'none', causes: ['codes'], flags: [], python: [] }])
})
