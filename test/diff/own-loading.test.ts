/** Modules that load by code of their own are named once, in every report. PyTorch is asked in the conformance tests. */
import { expect, test } from 'vitest'
import { actualOf } from '../../src/diff/actual.ts'
import { diffStateDict } from '../../src/diff/diff.ts'
import type { StateDictDiff } from '../../src/diff/diff.ts'
import { renderDiffAs } from '../../src/report/diff/formats.ts'
import type { DiffFormat } from '../../src/report/report-format.ts'
import { parseSchema } from '../../src/schema/parse.ts'
import { renderSchema } from '../../src/schema/write.ts'

const LAYERS = [0, 1, 2, 3].map((layer) => `layers.${layer}`)
const OWN = { class: 'Old', own_loading: ['Old.rename'] }
const SCHEMA = JSON.stringify({
  kind: 'pth.model',
  version: 1,
  tensors: Object.fromEntries(LAYERS.map((layer) => [`${layer}.weight`, [2]])),
  modules: {
    '': { class: 'Net', own_loading: ['Net._load_from_state_dict', 'check'] },
    ...Object.fromEntries(LAYERS.map((layer) => [layer, OWN])),
    plain: 'ReLU',
  },
})

async function diff(): Promise<StateDictDiff> {
  const actual = actualOf(LAYERS.map((layer): [string, number[]] => [`${layer}.weight`, [2]]))
  return diffStateDict(actual, await parseSchema(SCHEMA, 'own.json'), { strict: true })
}

test('each class and its code is one entry', async () => {
  expect((await diff()).own_loading).toEqual([
    { class_name: 'Net', code: ['Net._load_from_state_dict', 'check'], modules: [''] },
    { class_name: 'Old', code: ['Old.rename'], modules: LAYERS },
  ])
})

test('a schema is written with the code that it was read with', async () => {
  const model = await parseSchema(SCHEMA, 'own.json')
  const again = await parseSchema(renderSchema(model), 'again.json')
  expect(again.modules).toEqual(model.modules)
})

test.each<[DiffFormat, RegExp]>([
  ['json', /"class_name": "Old"/],
  ['junit', /PTH-D013/],
  ['sarif', /"ruleId": "PTH-D013",\s*"ruleIndex": \d+,\s*"level": "note"/],
  ['github', /::notice[^\n]*layers\.\{0\.\.3\} \(Old\) loads by Old\.rename/],
  ['markdown', /Old\.rename/],
  ['text', /layers\.\{0\.\.3\} \(Old\) loads by Old\.rename[^]*5 modules have loading code of their own/],
])('%s names it', async (format, pattern) => {
  const report = {
    diff: await diff(),
    files: { actual: 'a.pth', expected: 'own.json' },
    root: '$',
    suggestions: [],
    values: null,
    exitCode: 0,
    version: '0',
    full: false,
    columns: 200,
  }
  expect(renderDiffAs(format, report)).toMatch(pattern)
})
