/** What a run of verify comes to: the word of a file and of the run, and how many files are what. */
import { allFindings } from '../../operations/verify/report.ts'
import type { VerifyFinding, VerifyReport } from '../../operations/verify/report.ts'
import type { Failure } from '../failure.ts'
import { formatNumber } from '../format.ts'

/** Of one file. `UNLOADABLE`: no checksum is wrong, and PyTorch cannot load what it saved. */
export type FileWord = 'OK' | 'BROKEN' | 'UNLOADABLE'

/** Of a run. `NEEDS --join`: nothing is wrong with the files; no file says how their tensors were split. */
export type RunWord = FileWord | 'NEEDS --join' | 'NOT VERIFIED'

/** The files of a run, and those that could not be verified. */
interface Verified {
  readonly reports: readonly VerifyReport[]
  readonly failures: readonly Failure[]
}

/** The verdict on the findings of one file. */
export function fileWord(findings: readonly VerifyFinding[]): FileWord {
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return 'OK'
  return errors.every(({ rule }) => rule === 'PIECE_UNLOADABLE') ? 'UNLOADABLE' : 'BROKEN'
}

/** The verdict over all files: the worst of them. */
export function runWord({ reports, failures }: Verified, exitCode: number): RunWord {
  if (exitCode === 0) return 'OK'
  const words = new Set(reports.map((report) => fileWord(allFindings(report))))
  if (words.has('BROKEN')) return 'BROKEN'
  if (words.has('UNLOADABLE')) return 'UNLOADABLE'
  return failures.length > 0 && failures.every(needsRules) ? 'NEEDS --join' : 'NOT VERIFIED'
}

/** The files, and how many of them are not as they should be. */
export function countsOf({ reports, failures }: Verified): readonly string[] {
  const words = reports.map((report) => fileWord(allFindings(report)))
  const unloadable = words.filter((word) => word === 'UNLOADABLE').length
  const waiting = failures.filter(needsRules).length
  const others = failures.length - waiting
  return [
    formatNumber(reports.length + failures.length, 'file'),
    `${words.filter((word) => word === 'BROKEN').length} broken`,
    ...(unloadable > 0 ? [`${unloadable} that PyTorch cannot load`] : []),
    ...(waiting > 0 ? [`${waiting} to be joined by rules first (--join)`] : []),
    ...(others > 0 ? [`${others} not verified`] : []),
  ]
}

function needsRules({ code }: Failure): boolean {
  return code === 'JOIN_NEEDED'
}
