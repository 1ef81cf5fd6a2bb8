/** Columns of text, held against string-width; colours against chalk. */
import { Chalk } from 'chalk'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { paintFor } from '../../src/cli/paint.ts'
import { widthOf } from '../../src/report/width.ts'

/** Ends of the blocks that have one width throughout, and every code point of the others. */
function* codePoints(): Generator<number> {
  const uniform = [
    [0x4e10, 0x9ff0],
    [0xac10, 0xd790],
    [0xd810, 0xdff0],
    [0xe010, 0xf8f0],
    [0x17010, 0x18cf0],
    [0x20010, 0xe0000],
    [0xe0200, 0x10ffff],
  ] as const
  for (let code = 0; code < 0x110000; code += 1) {
    // Escape and CSI begin sequences, which string-width takes out.
    if (code === 0x1b || code === 0x9b) continue
    const block = uniform.find(([first, last]) => code >= first && code < last)
    if (block !== undefined) [, code] = block
    yield code
  }
}

describe('columns of a text', () => {
  test('every character is as wide as string-width says', () => {
    const different: string[] = []
    let seen = 0
    for (const code of codePoints()) {
      const character = String.fromCodePoint(code)
      const ends = /(?=\p{Emoji})\p{Extended_Pictographic}/u.test(character)
        ? ['', '\ufe0f', '\u20e3', '\ufe0f\u20e3', '\u{1f3fb}', '\u200d\u{1f4bb}']
        : /[0-9#*]/.test(character)
          ? ['', '\ufe0f', '\u20e3', '\ufe0f\u20e3']
          : ['']
      for (const end of ends) {
        const text = character + end
        seen += 1
        if (widthOf(text) !== stringWidth(text))
          different.push(`${code.toString(16)} ${JSON.stringify(text)}`)
      }
    }
    expect(different).toEqual([])
    expect(seen).toBeGreaterThan(80_000)
  })

  test.each([
    ['words of several scripts', 'Gewichte · 重み · веса · 가중치 · e\u0301té · हिन्दी'],
    ['flags, families and keycaps', '🇯🇵🇩🇪 👩‍👩‍👧‍👦 1️⃣ 👋🏽 ↔️ ⌚'],
    ['what a report draws with', '┌─ a ─┐ █▇▁ → … × ≥ — © ® ™'],
  ])('%s', (_, text) => {
    expect(widthOf(text)).toBe(stringWidth(text))
  })
})

describe('colours', () => {
  const ours = paintFor('always', { write: async () => undefined, isTTY: false, columns: undefined }, {})
  const chalk = new Chalk({ level: 1 })

  test.each([
    'plain',
    '',
    'two\nlines',
    'two\r\nlines',
    '\n',
    `a ${chalk.red('b')} c`,
    `a ${chalk.dim('b')}\nc`,
  ])('of %j are those of chalk', (text) => {
    for (const name of ['bold', 'dim', 'red', 'yellow', 'green'] as const) {
      expect(ours[name](text)).toBe(chalk[name](text))
      expect(ours.bold(ours[name](text))).toBe(chalk.bold(chalk[name](text)))
    }
  })
})
