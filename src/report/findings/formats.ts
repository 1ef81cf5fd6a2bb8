/** The formats that are made of findings alone, and the rule by which findings are joined where space is short. */
import type { FindingReport, ReportFinding } from './finding.ts'
import type { ReportFormat } from '../report-format.ts'
import { renderGithub } from './github.ts'
import { renderGitlab } from './gitlab.ts'
import { renderJunit } from './junit.ts'
import { renderMarkdown } from './markdown.ts'
import { renderSarif } from './sarif.ts'

/** Made of findings alone: `text` and `json` are the command's own. */
export type FindingFormat = Exclude<ReportFormat, 'text' | 'json'>

/** What Markdown shows above the findings. */
export interface Heading {
  /** The verdict in a line, unescaped. */
  readonly verdict: string
  /** Facts about the run, each a line, unescaped. */
  readonly summary: readonly string[]
}

/** The report in one format. JUnit, SARIF and GitLab list every finding; Markdown and GitHub join them. */
export function renderFindings(
  format: FindingFormat,
  report: FindingReport,
  { verdict, summary }: Heading,
  join: (findings: readonly ReportFinding[]) => readonly ReportFinding[] = joinedByRule,
): string {
  switch (format) {
    case 'junit':
      return renderJunit(report)
    case 'sarif':
      return renderSarif(report)
    case 'gitlab':
      return renderGitlab(report)
    case 'github':
      return renderGithub({ ...report, findings: join(report.findings) })
    case 'markdown':
      return renderMarkdown({ ...report, findings: join(report.findings) }, verdict, summary)
  }
}

/** One finding for each file, rule and severity, in the order of the first; those that fail the run come first. */
function joinedByRule(findings: readonly ReportFinding[]): readonly ReportFinding[] {
  const groups = new Map<string, ReportFinding[]>()
  for (const finding of findings) {
    const key = JSON.stringify([finding.location.file, finding.rule, finding.severity])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [finding])
    else group.push(finding)
  }
  const joined = [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined || group.length === 1) return group
    return [{ ...first, message: `${first.message} (and ${group.length - 1} more)` }]
  })
  // GitHub shows the first ten of a kind.
  return joined.toSorted((a, b) => RANK[a.severity] - RANK[b.severity])
}

const RANK = { error: 0, warning: 1, note: 2 } as const
