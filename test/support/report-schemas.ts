/** The schemas of other programs' formats: JUnit as the Jenkins plugin reads it, SARIF 2.1.0, Code Quality of GitLab. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import type { ValidateFunction } from 'ajv'
import { validateXML } from 'xmllint-wasm'

const FOLDER = join(import.meta.dirname, '..', 'report')
let compiled: ValidateFunction | undefined

/** What the XSD of the Jenkins plugin has against a JUnit report; empty when nothing. */
export async function junitErrors(xml: string): Promise<readonly unknown[]> {
  const schema = readFileSync(join(FOLDER, 'junit-10.xsd'), 'utf8')
  const { valid, errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: xml }],
    schema: [schema],
  })
  return valid ? [] : errors
}

/** What the SARIF schema has against a log; empty when nothing. */
export function sarifErrors(log: string): readonly unknown[] {
  compiled ??= sarifSchema()
  return compiled(JSON.parse(log)) ? [] : (compiled.errors ?? [])
}

function sarifSchema(): ValidateFunction {
  const text = readFileSync(join(FOLDER, 'sarif-2.1.0-rtm.5.json'), 'utf8')
  // draft-04 as ajv takes it: the two drafts differ in the name of the id only, for what this schema uses.
  const { id: _id, $schema: _schema, ...rest }: Record<string, unknown> = JSON.parse(text)
  return new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(rest)
}

/** Words of a severity that GitLab shows. @see https://docs.gitlab.com/ci/testing/code_quality/ */
const SEVERITIES = ['info', 'minor', 'major', 'critical', 'blocker']

/** What GitLab has against a Code Quality report: its schema of an issue, and what its documentation asks for. */
export function gitlabErrors(text: string): readonly unknown[] {
  const schema = JSON.parse(readFileSync(join(FOLDER, 'codeclimate-item.json'), 'utf8'))
  const validate = new Ajv({ strict: false }).compile(schema)
  const issues: { fingerprint: string; severity: string; location: { path: string } }[] = JSON.parse(text)
  if (!Array.isArray(issues)) return ['not an array']
  const errors = issues.flatMap((issue) => (validate(issue) ? [] : (validate.errors ?? [])))
  const prints = new Set(issues.map(({ fingerprint }) => fingerprint))
  return [
    ...errors,
    ...(prints.size === issues.length ? [] : ['two issues have one fingerprint']),
    ...issues.filter(({ severity }) => !SEVERITIES.includes(severity)).map(({ severity }) => severity),
    ...issues.filter(({ location }) => location.path.startsWith('./')).map(({ location }) => location.path),
  ]
}
