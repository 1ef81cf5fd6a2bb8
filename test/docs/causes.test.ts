/** The table of causes in docs/diff.md is the table of the program. `PTH_WRITE_DOCS=1` writes it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { actualOf } from '../../src/diff/actual.ts'
import { CAUSES } from '../../src/diff/causes/table.ts'
import { diagnose } from '../../src/diff/diagnose.ts'
import type { Suggestion } from '../../src/diff/diagnose.ts'
import { shellWord } from '../../src/report/shell.ts'
import { parseSchema } from '../../src/schema/parse.ts'
import { FIXTURES } from '../fixtures.ts'

interface Case {
  readonly cause: string | null
  readonly file: readonly (readonly [name: string, shape: readonly number[], dtype: string])[]
  readonly versions: Readonly<Record<string, number | null>> | null
  readonly schema: object
}

const DOCUMENT = join(FIXTURES, '..', 'docs', 'diff.md')
const [BEGIN, END] = ['<!-- causes: written by test/docs/causes.test.ts -->\n', '<!-- end of causes -->\n']

/** What pth says of the first fixture of each cause. */
async function examples(): Promise<Map<string, Suggestion>> {
  const folder = join(FIXTURES, 'causes')
  const found = new Map<string, Suggestion>()
  for (const name of readdirSync(folder).toSorted()) {
    const { cause, file, versions, schema } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Case
    if (cause === null || found.has(cause)) continue
    const map = versions === null ? null : new Map(Object.entries(versions))
    const model = await parseSchema(JSON.stringify(schema), name)
    const [first] = diagnose({ ...actualOf(file), versions: map }, model)
    if (first !== undefined) found.set(cause, first)
  }
  return found
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

/** `code`, with the fence that the text allows. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${cell(text)} \`\`` : `\`${cell(text)}\``
}

async function tableText(): Promise<string> {
  const said = await examples()
  const rows = CAUSES.map(({ id, title, shows, means, mend }) => {
    const example = said.get(id)
    const [line] = (example?.python ?? []).filter((one) => one !== 'import re')
    const flags = example?.flags.map(shellWord).join(' ') ?? ''
    const offer =
      line === undefined
        ? `no hint: ${cell(mend)}`
        : `${cell(mend)}: ${code(flags === '' ? line : flags)}${flags === '' ? ' (Python only)' : ''}`
    const checked = line === undefined ? '-' : flags === '' ? 'Python line' : 'both lines'
    return `| ${cell(title)} (\`${id}\`) | ${cell(shows)} | ${cell(means)} | ${offer} | ${checked} |`
  })
  const head = '| situation | what shows it | what it means | the mend, with an example | loads and equals |'
  return `${head}\n|---|---|---|---|---|\n${rows.join('\n')}\n`
}

test('the table of causes in docs/diff.md', async () => {
  const text = readFileSync(DOCUMENT, 'utf8')
  const [before = '', rest = ''] = text.split(BEGIN)
  const [shown = '', after = ''] = rest.split(END)
  const table = await tableText()
  if (process.env['PTH_WRITE_DOCS'] === '1')
    writeFileSync(DOCUMENT, `${before}${BEGIN}\n${table}\n${END}${after}`)
  else expect(shown.trim()).toBe(table.trim())
})
