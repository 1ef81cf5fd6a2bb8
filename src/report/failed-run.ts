/** The report of a run that failed: an earlier report in its place would say that all is well. */
import type { PthError } from '../errors.ts'
import { IDS } from '../ids.ts'
import { escapeText } from './escape.ts'
import { errorDocument } from './envelope.ts'
import type { FindingReport } from './findings/finding.ts'
import { renderFindings } from './findings/formats.ts'
import { junitDocument } from './findings/junit.ts'
import { jsonDocument } from './json.ts'
import type { DiffFormat } from './report-format.ts'

/** What failed. */
export interface FailedRun {
  readonly command: string
  /** Version of pth. */
  readonly version: string
  /** The inputs as the user gave them. */
  readonly files: readonly string[]
  readonly error: PthError
}

/** The failure in the format of the report: one finding whose rule is the code of the error. */
export function renderFailedRun(format: DiffFormat, run: FailedRun): string {
  const { command, version, files, error } = run
  const line = `error ${error.code}  ${error.message}`
  if (format === 'json') return jsonDocument(errorDocument(error))
  if (format === 'text' || format === 'torch') return `${escapeText(line)}\n`
  const rules = IDS.filter(({ id, kind }) => kind === 'error' && id === error.code).map(
    ({ id, name, cause, mend }) => ({ id, name, summary: cause, help: mend }),
  )
  if (format === 'junit') {
    // Nothing was compared, so nothing failed.
    const lines = files.map((file) => `${file}: ${error.message}`)
    const one = {
      classname: `pth ${command}`,
      name: error.code,
      type: error.code,
      message: error.message,
      lines,
    }
    return junitDocument(`pth ${command}`, [
      { title: files.join(' vs '), cases: [{ ...one, outcome: 'error' }] },
    ])
  }
  const report: FindingReport = {
    command,
    version,
    title: files.join(' vs '),
    rules,
    findings: [
      {
        rule: error.code,
        severity: 'error',
        message: error.message,
        location: { file: files[0] ?? '', line: null, name: null },
      },
    ],
  }
  return renderFindings(format, report, { verdict: `pth ${command} could not run`, summary: [] })
}
