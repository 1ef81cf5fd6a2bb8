/** The names of docs/gguf.md against the table of names of the package gguf. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newRenamer, parseRename } from '../../src/names/rename.ts'
import { FIXTURES } from '../fixtures.ts'

test('the rules give the names of transformers, and each rule is used', () => {
  const page = readFileSync(join(FIXTURES, '..', 'docs', 'gguf.md'), 'utf8')
  const [, lines = ''] = /<!-- llama[^]*?```text\n([^]*?)```/.exec(page) ?? []
  const rules = lines.trim().split('\n').map(parseRename)
  const { llama }: { llama: Record<string, string> } = JSON.parse(
    readFileSync(join(FIXTURES, 'gguf', 'expected.json'), 'utf8'),
  )
  const { rename } = newRenamer(rules)
  const found = Object.keys(llama).map((name) => rename(name))
  expect(found.map(({ name }) => name)).toEqual(Object.values(llama))
  expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set(rules))
})
