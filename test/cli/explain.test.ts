/** `pth explain` answers every id that an output can contain: in the types, in the code, in the JSON Schemas. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { ERROR_TEXTS } from '../../src/ids/errors.ts'
import { NOTE_TEXTS } from '../../src/ids/notes.ts'
import { DIFF_RULES, RULES, SAFETENSORS_RULES, SCAN_RULES, VERIFY_RULES } from '../../src/ids.ts'
import { CAUSES } from '../../src/diff/causes/table.ts'
import { ALL_IDS, explainId } from '../../src/report/explain.ts'
import { runCli } from './harness.ts'

const ROOT = join(import.meta.dirname, '..', '..')

function textsOf(folder: string, end: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'))
}

/** Ids that the source spells: as a field, as the code of an error, as the rule of a finding. */
function spelledInSource(): Set<string> {
  const spelled = new Set<string>()
  for (const text of textsOf('src', '.ts')) {
    const fields = /\b(?:code|rule): '([^']+)'|\bcause: '([a-z0-9-]+)'|\bnothing\(\['([^']+)'/g
    const calls =
      /\bnewStep\(\s*'([^']+)'|\bPthError\(\s*'([^']+)'|\bfind\(\s*context,\s*'([^']+)'|'(PTH-[A-Z]\d+)'/g
    for (const found of [...text.matchAll(fields), ...text.matchAll(calls)])
      for (const id of found.slice(1)) if (id !== undefined) spelled.add(id)
  }
  return spelled
}

/** Values that a schema permits for a field that contains an id. */
function permittedIds(schema: unknown, field = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const ids: string[] = []
  const holdsId = ['code', 'rule', 'cause', 'id'].includes(field)
  for (const [key, value] of Object.entries(schema)) {
    if (holdsId && key === 'enum' && Array.isArray(value)) ids.push(...value.map(String))
    else if (holdsId && key === 'const') ids.push(String(value))
    else ids.push(...permittedIds(value, key === 'items' ? field : key))
  }
  return ids
}

describe('every id has an entry', () => {
  test.each([
    ['errors', Object.keys(ERROR_TEXTS)],
    ['notes', Object.keys(NOTE_TEXTS)],
    ['rules of diff', DIFF_RULES.flatMap(({ id, name }) => [id, name])],
    ['rules of scan and zip archives', SCAN_RULES.flatMap(({ id, name }) => [id, name])],
    ['rules of verify', VERIFY_RULES.flatMap(({ id, name }) => [id, name])],
    ['rules of safetensors', SAFETENSORS_RULES.map(({ id }) => id)],
    ['causes', CAUSES.map(({ id }) => id)],
    ['what the source spells', [...spelledInSource()]],
    [
      'what the JSON Schemas permit',
      textsOf('schemas', '.json').flatMap((text) => permittedIds(JSON.parse(text))),
    ],
  ])('%s', (_, ids) => {
    expect(ids.filter((id) => explainId(id).length === 0)).toEqual([])
  })

  test('the source spells more than a hundred of them', () => {
    expect(spelledInSource().size).toBeGreaterThan(100)
  })

  test('ids of rules are unique, and each entry says what to do', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length)
    expect(new Set(ALL_IDS.map(({ anchor }) => anchor)).size).toBe(ALL_IDS.length)
    for (const { id, title, cause, mend } of ALL_IDS) {
      expect(title, id).toMatch(/\S/)
      expect(cause, id).toMatch(/\.$/)
      expect(mend.length, id).toBeGreaterThan(0)
    }
  })
})

describe('pth explain', () => {
  test('answers every id and name, whatever the case', async () => {
    for (const { id, name } of ALL_IDS) {
      const { stdout, code } = await runCli('explain', id)
      expect(code, id).toBe(0)
      expect(stdout, id).toContain(id)
      expect((await runCli('explain', id.toLowerCase())).stdout).toBe(stdout)
      expect((await runCli('explain', name.toUpperCase().replaceAll('-', '_'))).stdout).toContain(`${id}  `)
    }
  })

  test('offers the ids that look like a misspelled one', async () => {
    const misspelled = await runCli('explain', 'zip_ambigous')
    expect(misspelled.code).toBe(2)
    expect(misspelled.stderr).toContain('did you mean ZIP_AMBIGUOUS')
    expect((await runCli('explain', 'shape-mismach')).stderr).toContain('shape-mismatch')
    expect((await runCli('explain', 'PTH-X999')).code).toBe(2)
  })

  test('lists every id under its kind', async () => {
    const { stdout } = await runCli('explain')
    for (const { id } of ALL_IDS) expect(stdout).toContain(`\n  ${id}`)
  })

  test('prints all as one document', async () => {
    const { stdout } = await runCli('explain', '--json')
    expect(JSON.parse(stdout)).toEqual({ kind: 'pth.explain', version: 1, ids: ALL_IDS, exit_code: 0 })
  })

  test('the document is as its JSON Schema says, for one id and for all', async () => {
    const schema = readFileSync(join(ROOT, 'schemas', 'pth.explain.v1.schema.json'), 'utf8')
    const validate = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(
      JSON.parse(schema),
    )
    for (const argv of [[], ['usage'], ['TRAILING_DATA'], ['prefix']]) {
      validate(JSON.parse((await runCli('explain', ...argv, '--json')).stdout))
      expect(validate.errors, argv.join()).toBeNull()
    }
  })
})
