/** The published schemas, and the documents of errors and explanations against them. */
import { describe, expect, test } from 'vitest'
import { ERROR_TEXTS } from '../../src/ids/errors.ts'
import { documentErrors, SCHEMAS } from '../support/documents.ts'
import { pth } from './harness.ts'
import { FIXTURE_FILES as files, judgeAll } from './judge-documents.ts'

test('explain, as a whole and by id', async () => {
  expect(
    await judgeAll([
      ['explain', '--json'],
      ['explain', 'USAGE', '--format', 'json'],
    ]),
  ).toEqual(new Set(['pth.explain']))
})

test('errors of every command', async () => {
  const commands = [
    'inspect',
    'convert',
    'join',
    'diff',
    'scan',
    'verify',
    'lock',
    'schema',
    'explain',
    'textconv',
    'ls',
    'check',
    'init',
  ]
  const kinds = await judgeAll([
    ...commands.map((command) => [command, '--no-such-flag', '--json']),
    ...commands.map((command) => [command, '--format=json', '--format=json', 'no-such-*.pth', 'x', 'y']),
    ...files.filter((path) => path.endsWith('.schema.json')).map((path) => ['inspect', path, '--json']),
    ['inspect', 'fixtures/tied.pth', '--json', '--max-pickle-bytes', '1'],
    ['inspect', 'fixtures/tied.pth', '--json', '--root', '$.nowhere'],
    ['convert', 'fixtures/tied.pth', '--json', '-o', 'fixtures/tied.pth', '--force'],
    ['convert', 'fixtures/tied.pth', '--json', '-o', '/no/such/folder/x.pth'],
    ['convert', 'fixtures/tied.pth', '--json', '-o', 'x.pth', '--only', 'nothing'],
    ['verify', 'fixtures/tied.pth', '--json', '--report', 'junit=/no/such/folder/x.xml'],
    ['diff', 'fixtures/tied.pth', 'package.json', '--json'],
  ])
  expect([...kinds]).toEqual(['pth.error'])
})

/** Every schema of an object inside a schema. */
function objectsIn(value: unknown): Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'type' in value && 'properties' in value ? [value as Record<string, unknown>] : []
  return [...own, ...Object.values(value).flatMap(objectsIn)]
}

describe('the schemas', () => {
  test.each([...SCHEMAS])('%s refuses fields that it does not know', (name, schema) => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `https://unpkg.com/pth-cli/schemas/${name}`,
      title: expect.any(String),
      description: expect.any(String),
    })
    for (const object of objectsIn(schema)) expect(object['additionalProperties']).not.toBe(true)
    for (const object of objectsIn(schema)) expect(object).toHaveProperty('additionalProperties')
  })

  test('a document with a field more, a field less or another type is refused', async () => {
    const { stdout } = await pth(['verify', 'fixtures/wrong-crc.pth', '--json'])
    const document = JSON.parse(stdout)
    const [file] = document.files
    for (const wrong of [
      { ...document, more: 1 },
      { ...document, version: 2 },
      { ...document, summary: undefined },
      { ...document, files: [{ ...file, more: 1 }] },
      { ...document, files: [{ ...file, checks: [{ ...file.checks[0], checked: '1' }] }] },
    ])
      expect(documentErrors(wrong)).not.toEqual([])
  })

  test('every error code has its details', () => {
    const { $defs } = SCHEMAS.get('pth.error.v1.schema.json') as { readonly $defs: object }
    expect(Object.keys($defs).toSorted()).toEqual(Object.keys(ERROR_TEXTS).toSorted())
  })
})
