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

test('the compiled validators import nothing and compile nothing', () => {
  const text = readFileSync(join(PROJECT, 'src', 'schema', 'validate-model.generated.ts'), 'utf8')
  expect(text).not.toMatch(/\brequire\(|\bimport\b|new Function|\beval\(/)
})
