/** docs/formats.md promises nothing without a test: each row names a test file and words of a title in it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const rows = readFileSync(join(ROOT, 'docs', 'formats.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (file|kind) \|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))

/** Text without the line breaks and `' + '` joints that a formatter puts into long titles. */
function oneLine(text: string): string {
  return text.replaceAll(/(['"`])\s*\+\s*\1/g, '').replaceAll(/\s+/g, ' ')
}

describe('docs/formats.md', () => {
  test.each(rows.map((row) => [row[1] ?? '', row] as const))(
    '%s',
    (_, [, , how = '', since = '', where = '']) => {
      expect(how).toMatch(/^(read|listed|refused)\b/)
      expect(since).toMatch(/^\d+\.\d+\.\d+$/)
      const [file = '', title = ''] = where.split(': ')
      const path = join(ROOT, 'test', file)
      expect(existsSync(path), file).toBe(true)
      expect(title).not.toBe('')
      expect(oneLine(readFileSync(path, 'utf8'))).toContain(oneLine(title))
    },
  )
})
