/** `pth explain`: every id that an output may print, for people, for programs and as docs/rules.md. */
import { causeEntry, findEntries, IDS, isNameOf, LEFTOVER_CAUSES } from '../ids.ts'
import type { IdEntry, IdKind } from '../ids.ts'
import { nearest } from '../names/near.ts'
import { CAUSES } from '../diff/causes/table.ts'
import { wrapWords } from './wrap.ts'

/** The table of ids with the causes of diff, whose texts are beside the functions that recognise them. */
export const ALL_IDS: readonly IdEntry[] = [...IDS, ...[...CAUSES, ...LEFTOVER_CAUSES].map(causeEntry)]

/** Columns of ids and names in the list, and the terminal below which texts get lines of their own. */
const [LABEL, NARROW] = [36, 80]

const KINDS: readonly (readonly [kind: IdKind, heading: string, lead: string])[] = [
  ['error', 'Errors', 'An error stops the command, or the work on one of several files. The exit code is 2.'],
  ['note', 'Notes', 'A note reports something unusual in a file that can be read.'],
  ['rule', 'Rules', 'Each finding of diff, scan, verify and check names its rule.'],
  ['cause', 'Causes', 'Each hint of pth diff names the cause of the differences.'],
]

/** Every entry of an id or a name, whatever the case, in the order of the table. Empty when there is none. */
export function explainId(text: string): readonly IdEntry[] {
  return findEntries(ALL_IDS, text)
}

/** Up to three ids and names that look like `text`, best first. */
export function nearIds(text: string): readonly string[] {
  // Where id and name are one word, the id is enough.
  const names = ALL_IDS.flatMap((entry) => (isNameOf(entry) ? [entry.id] : [entry.id, entry.name]))
  return nearest(text, [...new Set(names)])
}

/** One entry for people, wrapped to `columns`. */
export function renderId(entry: IdEntry, columns: number): string {
  const { id, kind, name, title, cause, mend } = entry
  const sentences = isNameOf(entry) ? `${capital(title)}. ${cause}` : cause
  const advice = mend.map((line) => wrapWords('', line, columns, 2, 0)).join('\n')
  const head = isNameOf(entry) ? `${id}  (${kind})` : `${id}  ${name}  (${kind})`
  return `${head}\n${wrapWords('', sentences, columns, 0, 0)}\n\n${advice}\n`
}

/** Every id under its kind, each in a line; in two or more where the terminal is narrow. */
export function renderIds(columns: number): string {
  return KINDS.map(([wanted, heading]) => {
    const lines = ALL_IDS.filter(({ kind }) => kind === wanted).map((entry) => `${listed(entry, columns)}\n`)
    return `${heading}\n${lines.join('')}`
  }).join('\n')
}

function listed(entry: IdEntry, columns: number): string {
  const { id, kind, name, title, cause } = entry
  const label = isNameOf(entry) ? id : `${id}  ${name}`
  const text = kind === 'rule' ? cause : title
  if (columns < NARROW) return `  ${label}\n${wrapWords('', text, columns, 4, 0)}`
  return wrapWords(label, text, columns, 2, LABEL)
}

/** The text of docs/rules.md. */
export function renderIdsMarkdown(): string {
  const sections = KINDS.map(([wanted, heading, lead]) => {
    const entries = ALL_IDS.filter(({ kind }) => kind === wanted).map(markdownEntry)
    return `## ${heading}\n\n${lead}\n\n${entries.join('\n')}`
  })
  return (
    '# Errors, notes, rules and causes\n\n' +
    'Every id that an output of pth can contain: what it means and what to do. `pth explain ID` prints ' +
    'the same text.\nIds keep their meaning. `npm run docs:rules` writes this page.\n\n' +
    sections.join('\n')
  )
}

function markdownEntry(entry: IdEntry): string {
  const { id, name, title, cause, mend, anchor } = entry
  const label = isNameOf(entry) ? title : `\`${name}\``
  return `<a id="${anchor}"></a>**\`${id}\`** ${label}  \n${cause}\n\n${mend.map((line) => `- ${line}\n`).join('')}`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
