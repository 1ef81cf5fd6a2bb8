/** Every id that an output may print, in one table: error codes, note codes and rules. `pth explain` reads it. */
import { CHECK_RULES, CONFIG_RULES } from './ids/check-rules.ts'
import { DIFF_RULES } from './ids/diff-rules.ts'
import type { CauseText, IdEntry, IdKind, IdText, Rule } from './ids/entry.ts'
import { ERROR_TEXTS } from './ids/errors.ts'
import { LEFTOVER_CAUSES } from './ids/leftover-causes.ts'
import { NOTE_TEXTS } from './ids/notes.ts'
import { SAFETENSORS_RULES } from './ids/safetensors-rules.ts'
import { SCAN_RULES } from './ids/scan-rules.ts'
import type { ScanRule } from './ids/scan-rules.ts'
import { VERIFY_RULES } from './ids/verify-rules.ts'

export { DIFF_RULES, LEFTOVER_CAUSES, SAFETENSORS_RULES, SCAN_RULES, VERIFY_RULES }
export { checkRuleId } from './ids/check-rules.ts'
export type { CheckRule } from './ids/check-rules.ts'
export { scanRuleId } from './ids/scan-rules.ts'
export { verifyRuleId } from './ids/verify-rules.ts'
export type { DiffRuleId } from './ids/diff-rules.ts'
export type { IdEntry, IdKind, Rule } from './ids/entry.ts'
export type { LeftoverCause } from './ids/leftover-causes.ts'
export type { NoteCode } from './ids/notes.ts'
export type { ScanRule } from './ids/scan-rules.ts'
export type { VerifyRule } from './ids/verify-rules.ts'

/** Rules of the audit of zip archives, which scan and verify share. */
export type ZipAnomalyRule = Extract<ScanRule, `ZIP_${string}`>

/** Every rule that a finding may name, in the order of the commands. */
export const RULES: readonly Rule[] = [...DIFF_RULES, ...SCAN_RULES, ...VERIFY_RULES, ...CHECK_RULES]

/** Errors, notes, rules: each in the order of its list. The causes of diff are described beside their code. */
export const IDS: readonly IdEntry[] = [
  ...coded('error', ERROR_TEXTS),
  ...coded('note', NOTE_TEXTS),
  ...[...RULES, ...SAFETENSORS_RULES, ...CONFIG_RULES].map(ruleEntry),
]

/** Entries of an id or of a rule's name, whatever the case. A note and a rule may have one name. */
export function findEntries(entries: readonly IdEntry[], text: string): readonly IdEntry[] {
  const wanted = nameOf(text)
  return entries.filter(({ id, name }) => nameOf(id) === wanted || name === wanted)
}

/** Whether the name of an entry is its id in another case: `USAGE` and `usage`. */
export function isNameOf({ id, name }: IdEntry): boolean {
  return nameOf(id) === name
}

/** The entry of a cause of differences, as the table of causes describes it. */
export function causeEntry({ id, title, means, mend }: CauseText): IdEntry {
  return {
    id,
    kind: 'cause',
    name: id,
    title,
    cause: means,
    mend: [`${mend.slice(0, 1).toUpperCase()}${mend.slice(1)}.`],
    severity: null,
    anchor: anchorOf('cause', id),
  }
}

function coded(kind: 'error' | 'note', texts: Readonly<Record<string, IdText>>): IdEntry[] {
  return Object.entries(texts).map(([id, [title, cause, mend]]) => {
    const name = nameOf(id)
    return { id, kind, name, title, cause, mend: [mend], severity: kind, anchor: anchorOf(kind, name) }
  })
}

function ruleEntry({ id, name, summary, help }: Rule): IdEntry {
  return {
    id,
    kind: 'rule',
    name,
    title: name.replaceAll('-', ' '),
    cause: summary,
    mend: help,
    severity: null,
    anchor: anchorOf('rule', nameOf(id)),
  }
}

/** Lower case with dashes. */
function nameOf(id: string): string {
  return id.toLowerCase().replaceAll('_', '-')
}

function anchorOf(kind: IdKind, name: string): string {
  return `${kind}-${name}`
}
