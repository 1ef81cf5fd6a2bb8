/** Findings as SARIF 2.1.0, for code scanning. @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
import { jsonDocument } from '../json.ts'
import type { FindingReport, ReportFinding, Severity } from './finding.ts'

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'note' }
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
const HOME = 'https://www.npmjs.com/package/pth-cli'

/** One run with every rule; one result for each finding. */
export function renderSarif(report: FindingReport): string {
  const indices = new Map(report.rules.map(({ id }, index) => [id, index]))
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'pth',
            version: report.version,
            informationUri: HOME,
            rules: report.rules.map(({ id, name, summary, help }) => ({
              id,
              name,
              shortDescription: { text: summary },
              help: { text: help.join('\n') },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((finding) => result(finding, indices.get(finding.rule))),
      },
    ],
  }
  return jsonDocument(log)
}

function result({ rule, severity, message, location }: ReportFinding, index: number | undefined): object {
  return {
    ruleId: rule,
    ...(index !== undefined && { ruleIndex: index }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(location.file) },
          ...(location.line !== null && { region: { startLine: location.line } }),
        },
        ...(location.name !== null && {
          logicalLocations: [{ fullyQualifiedName: location.name, kind: 'member' }],
        }),
      },
    ],
  }
}

/** A relative path as a URI reference: each part percent-encoded, slashes kept. */
function uriOf(path: string): string {
  const parts = path
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')))
  const uri = parts.join('/')
  return path.startsWith('/') ? `file://${uri}` : uri
}
