/** The reports that other programs read, judged by their own schemas and rules. */
import { describe, expect, test } from 'vitest'
import { escapeText } from '../../src/report/escape.ts'
import { renderGithub } from '../../src/report/findings/github.ts'
import { renderJunit } from '../../src/report/findings/junit.ts'
import { renderMarkdown } from '../../src/report/findings/markdown.ts'
import { renderSarif } from '../../src/report/findings/sarif.ts'
import type { FindingReport, ReportFinding } from '../../src/report/findings/finding.ts'
import { DIFF_RULES } from '../../src/ids.ts'
import { junitErrors, sarifErrors } from '../support/report-schemas.ts'
import { checkPrintable } from '../support/laws.ts'

/** Names that a file may choose. */
const NASTY = [
  'plain.weight',
  'a<b>&"c\'',
  ']]>',
  'line\nbreak\r\ttab',
  '\u0000\u0001\u001b[31m',
  '\ud800 lone',
  '\ufffe\uffff',
  '::error::%25,:',
  '| `x` | @team <b>',
  '\u202eevil',
  '\u007f\u009b2J\u00ad\u2028\ufeff',
]

function finding(
  name: string,
  severity: ReportFinding['severity'],
  rule = 'PTH-D001',
  line: number | null = null,
): ReportFinding {
  return {
    rule,
    severity,
    message: `missing key "${name}"`,
    location: { file: `models/${name}.pth`, line, name },
  }
}

/** Every character that a terminal obeys as its escape, the ends of lines as they are. */
function shown(text = ''): string {
  return text.split('\n').map(escapeText).join('\n')
}

function unescapeBreaks(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n')
}

function unescapeProperty(text: string): string {
  return unescapeBreaks(text.replaceAll('%3A', ':').replaceAll('%2C', ',')).replaceAll('%25', '%')
}

const reports: Readonly<Record<string, FindingReport>> = {
  empty: { command: 'diff', version: '1.0', title: 'a vs b', rules: DIFF_RULES, findings: [] },
  nasty: {
    command: 'diff',
    version: '1.0',
    title: NASTY.join(' '),
    rules: DIFF_RULES,
    findings: NASTY.flatMap((name) => [
      finding(name, 'error'),
      finding(name, 'note', 'PTH-D002'),
      finding(name, 'warning', 'PTH-D007', 12),
    ]),
  },
  long: {
    command: 'scan',
    version: '1.0',
    title: 'many',
    rules: DIFF_RULES,
    findings: Array.from({ length: 300 }, (_, at) => finding(`w${at}`, 'error')),
  },
}

describe.each(Object.entries(reports))('%s', (_, report) => {
  test('JUnit validates against the XSD of the Jenkins plugin', async () => {
    expect(await junitErrors(renderJunit(report))).toEqual([])
  })

  test('SARIF validates against the 2.1.0 schema', () => {
    expect(sarifErrors(renderSarif(report))).toEqual([])
    expect(JSON.parse(renderSarif(report)).runs[0].results).toHaveLength(report.findings.length)
  })

  test('nothing in them steers a terminal or hides', () => {
    for (const render of [renderGithub, renderJunit, renderSarif])
      expect(() => checkPrintable(render(report))).not.toThrow()
  })

  test('GitHub: one line for each finding, read back as it was but for what is escaped', () => {
    const lines = renderGithub(report).split('\n').slice(0, -1)
    expect(lines).toHaveLength(report.findings.length)
    for (const [at, line] of lines.entries()) {
      // The runner splits at the first `::` after the command and unescapes so (ActionCommand.cs).
      const [, properties = '', message = ''] = /^::(?:error|warning|notice) ([^:]*)::(.*)$/s.exec(line) ?? []
      const values = new Map(
        properties
          .split(',')
          .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
      )
      expect(unescapeBreaks(message).replaceAll('%25', '%')).toBe(shown(report.findings[at]?.message))
      const file = report.findings[at]?.location.file.split('\r').map(shown).join('\r')
      expect(unescapeProperty(values.get('file') ?? '')).toBe(file)
    }
  })

  test('Markdown: one row for each finding, no markup from names', () => {
    const text = renderMarkdown(report, 'Different', ['a | b'])
    const rows = text.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| |'))
    expect(rows).toHaveLength(Math.min(200, report.findings.length))
    for (const row of rows) expect(row.replaceAll(/\\./g, '').split('|')).toHaveLength(6)
    expect(text).not.toMatch(/@team|(?<!\\)<b>/)
  })
})

test('SARIF: a file outside the folder is a URI', () => {
  const absolute = { ...finding('w', 'error'), location: { file: '/tmp/a b#c.pth', line: 3, name: null } }
  const [result] = JSON.parse(
    renderSarif({
      ...reports['empty'],
      command: 'diff',
      version: '1',
      title: '',
      rules: DIFF_RULES,
      findings: [absolute],
    }),
  ).runs[0].results
  expect(result.locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: 'file:///tmp/a%20b%23c.pth' },
    region: { startLine: 3 },
  })
})

test('an annotation is at the file, whose name may have the end of a line', () => {
  const report = {
    command: 'scan',
    version: '1',
    title: 'x',
    rules: [],
    findings: [finding('a\rb\nc', 'error')],
  }
  expect(renderGithub(report)).toMatch(/^::error file=models\/a%0Db%0Ac\.pth,title=[^\r\n]*\n$/)
})
