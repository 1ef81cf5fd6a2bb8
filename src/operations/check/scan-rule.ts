/** The rule scan: the verdict of `pth scan`, and whether torch.load(weights_only=True) loads the file. */
import type { ScanSettings } from '../../config/config.ts'
import type { ScanPolicy } from '../scan/policy.ts'
import { scanOutcome } from '../scan/report.ts'
import type { ScanReport } from '../scan/report.ts'
import type { CheckFinding, Judgement } from './report.ts'

/** What could not be followed to its end is not judged, unless something was found before. */
export function judgeScan(
  reports: readonly ScanReport[],
  { strict }: ScanPolicy,
  settings: ScanSettings | undefined,
): Judgement {
  const { findings, incomplete } = scanOutcome(reports, strict)
  const refused = settings?.weightsOnly === true ? reports.flatMap(refusals) : []
  if (incomplete && !findings && refused.length === 0) {
    const reason = reports.flatMap((report) => report.findings).find(({ severity }) => severity === 'error')
    const detail = `a part of the file cannot be followed: ${reason?.detail ?? 'unreadable'}`
    return { rule: 'scan', state: 'not_judged', detail }
  }
  return {
    rule: 'scan',
    state: 'judged',
    detail: `${detailOf(reports)}${settings?.weightsOnly === true ? notAsked(reports) : ''}`,
    evidence: { kind: 'scan', reports, strict },
    findings: refused,
  }
}

/** Files that nobody gives to torch.load have no answer of it. */
function notAsked(reports: readonly ScanReport[]): string {
  const count = reports.filter(({ weights_only: answer }) => answer === null).length
  return count === 0 ? '' : '; weightsOnly has no meaning here: torch.load does not read such a file'
}

function refusals({ weights_only: answer, file }: ScanReport): CheckFinding[] {
  if (answer === null || answer.answer === 'accepts') return []
  const verb = answer.answer === 'refuses' ? 'refuses it' : 'may refuse it'
  const reason = answer.reason === null ? '' : `: ${answer.reason}`
  return [
    {
      rule: 'WEIGHTS_ONLY_REFUSES',
      subject: null,
      detail: `torch.load(weights_only=True) of ${answer.torch} ${verb}${reason} (${file})`,
    },
  ]
}

function detailOf(reports: readonly ScanReport[]): string {
  const pickles = reports.reduce((sum, report) => sum + report.pickles.length, 0)
  const names = new Set(
    reports.flatMap(({ globals }) => globals.map(({ module, name }) => `${module}.${name}`)),
  )
  if (pickles === 0) return 'nothing in the file can run'
  return `${pickles} ${pickles === 1 ? 'pickle' : 'pickles'}, ${names.size} ${names.size === 1 ? 'name' : 'names'}`
}
