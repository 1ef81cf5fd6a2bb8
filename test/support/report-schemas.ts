/** The schemas of other programs' formats: JUnit as the Jenkins plugin reads it, SARIF 2.1.0. */
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
