import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { shellWord } from '../../../src/report/shell.ts'
import { escapeText } from '../../../src/report/escape.ts'

// The judge is bash: what it hands to a program.
test.each([
  'module.',
  "it's a.",
  '$(touch pwned).`id`',
  'new\nline.',
  "tab\t'quote'\\.",
  '\u202eabc.\u200b',
  '\u001b[31mred',
  '\u{e0041}tag',
  'größe 😀 "double" !',
])('a shell reads %j back', (text) => {
  const word = shellWord(text)
  const read = execFileSync('bash', ['-c', `printf %s ${word}`], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
  expect(read).toBe(text)
  expect(escapeText(word)).toBe(word)
})
