/** Sentences of verify, diff and explain on a narrow terminal: wrapped, with nothing lost. */
import { describe, expect, test } from 'vitest'
import type { VerifyReport } from '../../src/operations/verify/report.ts'
import { ALL_IDS, renderId, renderIds } from '../../src/report/explain.ts'
import { renderVerify, renderVerifyEnd } from '../../src/report/verify/text.ts'
import { wrapPieces } from '../../src/report/wrap.ts'

const FAILURE = { file: 'b.pth', code: 'FORMAT_UNKNOWN', message: 'the format is not known' } as const

const PLAIN = { bold: String, dim: String, red: String, yellow: String, green: String }
const WIDE = 1_000_000

const broken: VerifyReport = {
  file: 'model.pth',
  format: 'torch-zip',
  checks: [{ check: 'crc32', checked: 9, not_recorded: 0 }],
  findings: [
    {
      rule: 'CRC_WRONG',
      severity: 'error',
      subject: 'archive/data/0',
      detail: 'CRC-32 is 0x1316e471, the archive records 0x00000001',
    },
  ],
  shards: [],
}

/** What is shown at a width, for each screen. */
const SCREENS: readonly (readonly [string, (columns: number) => string])[] = [
  ['verify', (columns) => renderVerify({ ...broken, shards: [broken] }, PLAIN, columns)],
  [
    'the end of verify',
    (columns) =>
      renderVerifyEnd({ reports: [broken], failures: [FAILURE], archives: ['a.zip'] }, 1, PLAIN, columns),
  ],
  ['every id', renderIds],
  ...ALL_IDS.map((entry) => [entry.anchor, (columns: number) => renderId(entry, columns)] as const),
]

describe('at 60 columns', () => {
  test.each(SCREENS)('%s fits, and says what it says on a wide one', (_, render) => {
    const narrow = render(60)
    expect(narrow.split('\n').filter((line) => line.length > 60)).toEqual([])
    expect(narrow.split(/\s+/)).toEqual(render(WIDE).split(/\s+/))
  })
})

test('flags to copy stay in one line', () => {
  expect(wrapPieces('hint', ['everything', 'else', 'matches', '', "->  --ignore 'fc.*'"], 30, 2, 6)).toBe(
    "  hint  everything else\n        matches\n        ->  --ignore 'fc.*'",
  )
})
