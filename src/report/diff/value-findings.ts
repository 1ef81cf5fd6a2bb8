/** What a comparison of values found, as findings. */
import { judgesParameters } from '../../diff/expectations.ts'
import type { TensorValues, ValuesReport } from '../../diff/values-report.ts'
import type { ReportFinding, Severity } from '../findings/finding.ts'
import type { DiffFiles } from './findings.ts'
import { orderText } from './values-text.ts'

/**
 * One finding per tensor that differs or cannot be read, and per broken expectation. Where something is expected,
 * it alone decides, and what differs otherwise is a note. `known`: that nothing matches is reported already.
 */
export function valueFindings(
  values: ValuesReport,
  { actual: file }: DiffFiles,
  known: boolean,
): ReportFinding[] {
  const { expectations } = values
  const severity: Severity = expectations === null ? 'error' : 'note'
  const findings = values.tensors.flatMap((tensor) => valueFinding(tensor, severity, file))
  for (const { kind, glob, met, broken } of expectations ?? []) {
    const told = `--expect ${kind}=${glob}`
    for (const { name, reason } of broken)
      findings.push({
        rule: 'PTH-D014',
        severity: 'error',
        message: `"${name}" ${reason} (${told})`,
        location: { file, line: null, name },
      })
    if (!met && broken.length === 0)
      findings.push({
        rule: 'PTH-D015',
        severity: 'error',
        message: `${told} matches no ${judgesParameters(kind) ? 'parameter' : 'tensor'}: nothing was compared`,
        location: { file, line: null, name: null },
      })
  }
  if (values.summary.compared === 0 && !known && expectations === null) {
    const location = { file, line: null, name: null }
    findings.push({ rule: 'PTH-D011', severity: 'error', message: 'no values were compared', location })
  }
  return findings
}

function valueFinding(tensor: TensorValues, severity: Severity, file: string): ReportFinding[] {
  const { name, verdict, order } = tensor
  if (verdict !== 'changed' && verdict !== 'unreadable') return []
  const changed = verdict === 'changed'
  const moved = order === null ? '' : `; ${orderText(order)}`
  const measured = `${tensor.different} values differ, max abs ${tensor.max_abs}, mean abs ${tensor.mean_abs}${moved}`
  const message = changed
    ? `"${name}": ${tensor.reason ?? measured}`
    : `"${name}" was not compared: ${tensor.reason}`
  return [
    { rule: changed ? 'PTH-D009' : 'PTH-D010', severity, message, location: { file, line: null, name } },
  ]
}
