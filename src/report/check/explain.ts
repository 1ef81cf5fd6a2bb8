/** `pth check --explain FILE`: the rules of a file, their levels and what set them. */
import { asksSomething } from '../../config/cascade.ts'
import type { Asked, RuleLevel } from '../../config/cascade.ts'
import type { Entry, Place } from '../../config/config.ts'
import { envelope } from '../envelope.ts'
import { escapeText } from '../escape.ts'
import type { Paint } from '../paint.ts'
import { padEnd } from '../width.ts'

/** A file and what holds for it. */
export interface ExplainedFile {
  readonly file: string
  /** Path of the configuration as it is printed. */
  readonly config: string
  /** Entries that match the file, in their order. */
  readonly entries: readonly Entry[]
  readonly asked: Asked
  /** Files that rules compare with, under the names of the rules. */
  readonly references: readonly { readonly rule: string; readonly path: string }[]
}

/** For people. */
export function renderExplained(explained: ExplainedFile, paint: Paint): string {
  const { file, config, entries, asked, references } = explained
  const lines = [
    `${paint.bold(escapeText(file))}   ${escapeText(config)}`,
    ...entries.map((entry) => {
      const globs = [...entry.include, ...entry.exclude.map(({ pattern }) => ({ pattern: `!${pattern}` }))]
      const files = globs.map(({ pattern }) => pattern).join(' ')
      return `  ${padEnd('entry', 12)} ${escapeText(`${entry.key}  ${files}  (${config}:${entry.line})`)}`
    }),
    ...(entries.length === 0 ? ['  no entry has a glob that matches this file: nothing is checked'] : []),
    ...asked.levels.map((level) => `  ${padEnd(level.rule, 12)} ${levelText(level, config, paint)}`),
    ...references.map(({ rule, path }) => `  ${padEnd(`${rule} by`, 12)} ${escapeText(path)}`),
    ...asked.ignores.map(({ rule, reason, expires, names, key, line }) =>
      escapeText(
        `  ${padEnd('ignore', 12)} ${rule}${names === null ? '' : ` of ${names.text}`} until ${expires}: ${reason}  ` +
          `(${key}, ${config}:${line})`,
      ),
    ),
    ...(entries.length > 0 && !asksSomething(asked)
      ? ['  no rule is on: pth check fails for this file']
      : []),
  ]
  return `${lines.join('\n')}\n`
}

function levelText({ level, by, place }: RuleLevel, config: string, paint: Paint): string {
  const word = padEnd(level, 5)
  const shown = level === 'off' ? paint.dim(word) : level === 'error' ? paint.red(word) : paint.yellow(word)
  if (place === null) return `${shown}  by default`
  const why = by === 'field' ? 'an entry has the field' : 'set'
  return `${shown}  ${why}: ${escapeText(`${place.key}  (${config}:${place.line})`)}`
}

/** As the data of its JSON document. */
export function explainedDocument({ file, config, entries, asked, references }: ExplainedFile): object {
  const data = {
    file,
    config,
    entries: entries.map((entry) => ({
      ...placeOf(entry),
      files: [...entry.include, ...entry.exclude.map(({ pattern }) => ({ pattern: `!${pattern}` }))].map(
        ({ pattern }) => pattern,
      ),
    })),
    rules: asked.levels.map(({ rule, level, by, place }) => ({
      rule,
      level,
      by,
      place: place === null ? null : placeOf(place),
    })),
    references,
    ignores: asked.ignores.map(({ rule, reason, expires, names, ...place }) => ({
      rule,
      names: names === null ? null : names.text,
      reason,
      expires,
      place: placeOf(place),
    })),
  }
  return envelope('pth.check-explain', data, entries.length > 0 && asksSomething(asked) ? 0 : 2)
}

function placeOf({ key, line }: Place): Place {
  return { key, line }
}
