/** The compiled validators are those of the published JSON Schema, and they need nothing at run time. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const PROJECT = join(import.meta.dirname, '..', '..')

test('the compiled validators are fresh', () => {
  const script = join(PROJECT, 'scripts', 'compile-schema.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
})

test.each(['schema/validate-model', 'config/validate-config'])(
  '%s imports a type and compiles nothing',
  (name) => {
    const text = readFileSync(join(PROJECT, 'src', `${name}.generated.ts`), 'utf8')
    const code = text.replace("import type { SchemaValidator } from '../json/schema-error.ts'\n", '')
    expect(code).not.toMatch(/\brequire\(|\bimport\b|new Function|\beval\(/)
  },
)
