/** The diff for people: verdict first, then the likely cause, then groups; the same verdict at the end. */
import type { Suggestion } from '../../diff/diagnose.ts'
import type { StateDictDiff } from '../../diff/diff.ts'
import { lossOfCast } from '../../diff/cast-loss.ts'
import type { LoadError } from '../../diff/load.ts'
import type { ValuesReport } from '../../diff/values-report.ts'
import { escapeText } from '../escape.ts'
import { formatCount, formatNumber } from '../format.ts'
import type { Paint } from '../paint.ts'
import { widthOf } from '../width.ts'
import { wrapWords } from '../wrap.ts'
import { isAccepted, lastLine, scopeLine, verdictWord } from './verdict.ts'
import { ownLoadingText } from './findings.ts'
import type { DiffFiles } from './findings.ts'
import { groupByPattern } from './groups.ts'
import { renderHints } from './hints.ts'
import { renderValues } from './values-text.ts'

/** What the report shows in addition to the diff itself. */
export interface DiffTextOptions {
  readonly files: DiffFiles
  /** Where the state_dict lies in the file, and its class when that is known. */
  readonly place: string
  readonly suggestions: readonly Suggestion[]
  readonly values: ValuesReport | null
  /** Every name, no groups. */
  readonly full: boolean
  /** Changed tensors and moved layers that are shown without `full`; 12 when absent. */
  readonly top?: number
  /** Width that sentences are wrapped to; rows of names run on. */
  readonly columns: number
}

/** Groups of one kind that are shown without --full; fewer when one cause explains them all. */
const GROUPS = 12
const GROUPS_EXPLAINED = 4

/** The whole text of a diff, with its last newline. */
export function renderDiff(diff: StateDictDiff, options: DiffTextOptions, paint: Paint): string {
  const { files, suggestions, values, columns } = options
  const accepted = isAccepted(diff, values)
  const model = diff.class_name === null ? '' : ` (${escapeText(diff.class_name)})`
  const verdict = verdictWord(diff, accepted, paint)
  const lines = [
    after(
      `${paint.bold(verdict)}   `,
      `${escapeText(files.actual)} ${escapeText(options.place)}  vs  ${escapeText(files.expected)}${model}`,
      columns,
    ),
    `  ${counts(diff)}`,
  ]
  if (diff.crash !== null)
    lines.push('', `  ${paint.red('! stops')}      ${diff.crash.type}: ${escapeText(diff.crash.message)}`)
  if (suggestions.length > 0) lines.push('')
  for (const line of renderHints(suggestions, files.actual, columns, paint)) lines.push(line)
  // With the cause found, the wall of text shrinks.
  const most = options.full ? Infinity : suggestions[0]?.remaining === 0 ? GROUPS_EXPLAINED : GROUPS
  const grouped = <Item extends { readonly name: string }>(
    head: string,
    items: readonly Item[],
    tell: (item: Item) => string,
  ): Section => newSection(head, items, tell, options.full)
  const sections = [
    grouped(paint.red('  missing   '), diff.missing_keys, ({ shape, dtype }) => facts(dtype, shape)),
    grouped(paint.yellow('  unexpected'), diff.unexpected_keys, ({ shape, dtype }) =>
      shape === null ? 'not a tensor' : facts(dtype, shape),
    ),
    grouped(paint.red('! shape     '), shapesOf(diff.errors), shapeFacts),
    grouped(paint.red('! value     '), othersOf(diff.errors), ({ what }) => what),
    grouped(
      diff.check_dtype ? paint.red('! dtype     ') : paint.dim('  dtype     '),
      diff.dtypes,
      ({ name, expected, found }) => {
        const loss = lossOfCast(name, found, expected)
        return `expected ${expected}   found ${found}   PyTorch casts${loss === null ? '' : `: ${loss}`}`
      },
    ),
  ]
  const body = renderSections(sections, most, paint)
  if (diff.filled.length > 0) {
    const told =
      `${formatNumber(diff.filled.length, 'counter')} num_batches_tracked absent: ` +
      'PyTorch sets 0, since _metadata has no version 2 for them'
    body.push(wrapWords(paint.dim('filled in'), told, columns, 2, 12))
  }
  if (body.length > 0) lines.push('', ...body)
  for (const { rule, names } of diff.left_out.rules) {
    lines.push(`  ${paint.dim('left out')}    ${formatNumber(names.length, 'key')} by ${escapeText(rule)}`)
  }
  for (const rule of diff.idle) {
    const head = diff.strict ? paint.red('! no match  ') : paint.yellow('  no match  ')
    lines.push(wrapWords(head, `${escapeText(rule)}: it matches no key`, columns, 0, 14))
  }
  for (const own of diff.own_loading) {
    lines.push(wrapWords(paint.yellow('  own code  '), escapeText(ownLoadingText(own)), columns, 0, 14))
  }
  if (diff.renamed.length > 0)
    lines.push(`  ${paint.dim('renamed')}     ${formatNumber(diff.renamed.length, 'key')} before comparing`)
  if (values !== null)
    lines.push('', ...renderValues(values, paint, { full: options.full, top: options.top, columns }))
  lines.push(
    '',
    lastLine(diff, values, accepted, suggestions, paint, columns),
    paint.dim(wrapWords('', scopeLine(values), columns, 0, 0)),
  )
  return `${lines.join('\n')}\n`
}

/** A sentence after a word, continued under its beginning. */
function after(word: string, text: string, columns: number): string {
  return wrapWords(word, text, columns, 0, widthOf(word))
}

function counts(diff: StateDictDiff): string {
  const shapes = shapesOf(diff.errors).length
  return [
    `${formatCount(diff.expected)} expected`,
    `${formatCount(diff.matched)} ok`,
    `${formatCount(diff.missing_keys.length)} missing`,
    `${formatCount(diff.unexpected_keys.length)} unexpected`,
    `${formatCount(shapes)} shape`,
    ...(diff.errors.length > shapes ? [`${formatCount(diff.errors.length - shapes)} not copied`] : []),
    `${formatCount(diff.dtypes.length)} dtype`,
  ].join('   ')
}

interface Section {
  readonly head: string
  readonly groups: readonly { readonly pattern: string; readonly count: number; readonly text: string }[]
}

function newSection<Item extends { readonly name: string }>(
  head: string,
  items: readonly Item[],
  tell: (item: Item) => string,
  full: boolean,
): Section {
  const groups = full
    ? items.map((item) => ({ pattern: item.name, items: [item] }))
    : groupByPattern(items, tell)
  return {
    head,
    groups: groups.map(({ pattern, items: [first, ...rest] }) => ({
      pattern: escapeText(pattern),
      count: first === undefined ? 0 : rest.length + 1,
      text: first === undefined ? '' : escapeText(tell(first)),
    })),
  }
}

/** Longest name that widens its column. */
const NAME_WIDTH = 60

function renderSections(sections: readonly Section[], most: number, paint: Paint): string[] {
  const shown = sections.flatMap(({ groups }) => groups.slice(0, most))
  const width = Math.min(NAME_WIDTH, Math.max(0, ...shown.map(({ pattern }) => pattern.length)))
  const digits = Math.max(0, ...shown.map(({ count }) => formatCount(count).length))
  return sections.flatMap(({ head, groups }) => {
    const lines = groups
      .slice(0, most)
      .map(({ pattern, count, text }) =>
        `${head}  ${pattern.padEnd(width)}  ${formatCount(count).padStart(digits)}  ${text}`.trimEnd(),
      )
    const hidden = groups.slice(lines.length)
    const keys = hidden.reduce((sum, { count }) => sum + count, 0)
    const rest = `… ${formatNumber(hidden.length, 'more group')} of ${formatNumber(keys, 'key')} (--full)`
    if (hidden.length > 0) lines.push(`${head}  ${paint.dim(rest)}`)
    return lines
  })
}

type ShapeError = Extract<LoadError, { kind: 'shape' }>

function shapesOf(errors: readonly LoadError[]): ShapeError[] {
  return errors.filter((error) => error.kind === 'shape')
}

function othersOf(errors: readonly LoadError[]): { name: string; what: string }[] {
  return errors.flatMap((error) => {
    if (error.kind === 'not_a_tensor')
      return [{ name: error.name, what: `not a tensor but ${error.type_name}` }]
    if (error.kind === 'ragged')
      return [{ name: error.name, what: `expected ${sizes(error.expected)}, found a jagged nested tensor` }]
    if (error.kind === 'copy') return [{ name: error.name, what: `copy_ fails: ${error.reason}` }]
    if (error.kind === 'running_stats')
      return error.names.map((name) => ({ name, what: `${error.class_name} does not track running stats` }))
    return []
  })
}

function shapeFacts({ expected, found }: ShapeError): string {
  return `expected ${sizes(expected)}   found ${sizes(found)}   ${shapeHint(expected, found)}`
}

/** Where two shapes differ, in a few words. */
function shapeHint(expected: readonly (number | null)[], found: readonly number[]): string {
  if (expected.length !== found.length) return `${expected.length} dimensions expected, ${found.length} found`
  if (expected.length === 2 && expected.toReversed().every((size, at) => size === found[at]))
    return 'transposed?'
  const at = expected.flatMap((size, dim) => (size !== null && size !== found[dim] ? [dim] : []))
  return `differs at dim ${at.join(', ')}`
}

function facts(dtype: string | null, shape: readonly (number | string | null)[] | null): string {
  return [dtype, shape === null ? null : sizes(shape)].filter((part) => part !== null).join(' ')
}

function sizes(shape: readonly (number | string | null)[]): string {
  return `[${shape.map((size) => size ?? '*').join(', ')}]`
}
