/** Output that a spreadsheet, a terminal or a narrow screen must not garble. */
import { describe, expect, test } from 'vitest'
import { csvCell } from '../../src/report/inspect/csv.ts'
import { jsonDocument, jsonLine, jsonLines, jsonPieces } from '../../src/report/json.ts'
import { shortenMiddle, widthOf } from '../../src/report/width.ts'
import { renderTable } from '../../src/report/table.ts'

const PLAIN = { bold: String, dim: String, red: String, yellow: String, green: String }

describe('csvCell', () => {
  test.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    [' spaced ', '" spaced "'],
    ['two\nlines', 'two\\nlines'],
    ['\u001b[31mred', '\\x1b[31mred'],
    ['=1+1', "'=1+1"],
    ['+cmd|x', "'+cmd|x"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2+3', "'-2+3"],
    ['\uff1d1', "'\uff1d1"],
    ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['-inf', '-inf'],
  ])('%j is %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell)
  })

  test('numbers stay numbers, null is empty', () => {
    expect([csvCell(-1.5), csvCell(true), csvCell(null)]).toEqual(['-1.5', 'true', ''])
  })
})

describe('json', () => {
  const hostile = 'a\u001b[2J\u009b\u202e\u2028\ud800\u{e0041}\u007f😀"\\'
  test('what steers a terminal is escaped, and the text is the same', () => {
    for (const text of [jsonLine(hostile), jsonDocument({ [hostile]: hostile })]) {
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202e]|\u{e0041}/u)
    }
    expect(JSON.parse(jsonLine(hostile))).toBe(hostile)
    expect(JSON.parse(jsonDocument({ [hostile]: hostile }))).toEqual({ [hostile]: hostile })
  })
})

describe('width', () => {
  test('a shortened name keeps both ends and fits', () => {
    for (const name of [
      'model.layers.17.self_attn.q_proj.weight',
      '層.重み.バイアス.テンソル',
      'e\u0301'.repeat(40),
      '👩‍👩‍👧.weight.'.repeat(5),
    ]) {
      for (const columns of [8, 13, 20]) {
        const short = shortenMiddle(name, columns)
        expect(widthOf(short)).toBeLessThanOrEqual(columns)
        expect(short).toContain('…')
      }
    }
    expect(shortenMiddle('model.layers.17.weight', 13)).toBe('model.…weight')
  })

  test('wide characters keep the columns aligned', () => {
    const head = [
      { title: 'NAME', align: 'left' },
      { title: 'N', align: 'right' },
    ] as const
    const { text } = renderTable(head, [{ cells: ['層.重み', '1'] }, { cells: ['ab', '22'] }], PLAIN, {
      columns: 80,
      shorten: true,
      indent: 0,
    })
    const lines = text.split('\n').slice(1)
    expect(lines.map((line) => widthOf(line))).toEqual([11, 11])
  })

  test('a name that does not fit takes a line of its own, whole', () => {
    const head = [
      { title: 'NAME', align: 'left' },
      { title: 'N', align: 'right' },
    ] as const
    const name = 'x'.repeat(30)
    const { text, shortened } = renderTable(head, [{ cells: [name, '12345678901234567890'] }], PLAIN, {
      columns: 42,
      shorten: true,
      indent: 2,
    })
    expect(text.split('\n').slice(1)).toEqual([`  ${name}`, `${' '.repeat(24)}12345678901234567890`])
    expect(shortened).toBe(false)
  })
})

test('a name of millions of parts is shortened by its ends', () => {
  expect(shortenMiddle('a.'.repeat(3_000_000), 11)).toBe('a.a.a….a.a.')
})

function item(index: number): object {
  return { name: `"\u202e${index}\n`, list: [index, [], {}], none: null }
}

function list(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => item(index))
}

describe('JSON in pieces', () => {
  test.each([0, 1, 499, 500, 501, 1000, 1001, 2345])(
    'is the text of the whole, with a list of %i items',
    (count) => {
      const documents = [
        { kind: 'first', items: list(count), after: { deep: list(3) }, gone: undefined },
        { '\u202e': list(count) },
        { items: list(count), more: list(count + 1) },
        {},
      ]
      for (const document of documents)
        expect([...jsonPieces(document)].join('')).toBe(jsonDocument(document))
      expect([...jsonLines(list(count))].join('')).toBe(
        list(count)
          .map((one) => jsonLine(one))
          .join(''),
      )
    },
  )

  test('of a long list are many', () => {
    expect([...jsonPieces({ items: list(2345) })].length).toBeGreaterThan(5)
  })
})
