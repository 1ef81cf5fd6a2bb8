/** The verdict of a diff in a word and in a sentence: what loads, what does not, and what was not looked at. */
import type { Suggestion } from '../../diff/diagnose.ts'
import type { StateDictDiff } from '../../diff/diff.ts'
import type { ValuesReport } from '../../diff/values-report.ts'
import { formatCount, formatNumber } from '../format.ts'
import type { Paint } from '../paint.ts'
import { widthOf } from '../width.ts'
import { wrapWords } from '../wrap.ts'
import { nothingText } from './findings.ts'

/** Whether the exit code is 0. Values that were asked for and could not be compared are a failure too. */
export function isAccepted(diff: StateDictDiff, values: ValuesReport | null): boolean {
  return diff.verdict !== 'different' && (values === null || areAccepted(values))
}

/** What was expected of the values decides, where something was; else all of them must be close. */
function areAccepted({ expectations, summary }: ValuesReport): boolean {
  if (expectations !== null) return expectations.every(({ met }) => met)
  return summary.failed === 0 && summary.compared > 0
}

/** `accepted` is the exit code in words: nothing of what was asked failed. */
export function verdictWord(diff: StateDictDiff, accepted: boolean, paint: Paint): string {
  if (!accepted) return paint.red('DIFFERENT')
  return diff.compatible ? paint.green('COMPATIBLE') : paint.yellow('PARTIAL')
}

/** The last sentence of the report: it makes sense on its own when a log is cut. */
export function lastLine(
  diff: StateDictDiff,
  values: ValuesReport | null,
  accepted: boolean,
  suggestions: readonly Suggestion[],
  paint: Paint,
  columns: number,
): string {
  const word = !accepted ? paint.red('FAILED') : diff.compatible ? paint.green('OK') : paint.yellow('PARTIAL')
  const told = [summary(diff, values, accepted, suggestions), ...calls(diff), ...whole(diff), ...own(diff)]
  return wrapWords(`${word}   `, told.join('; '), columns, 0, widthOf(word) + 3)
}

function summary(
  diff: StateDictDiff,
  values: ValuesReport | null,
  accepted: boolean,
  suggestions: readonly Suggestion[],
): string {
  if (diff.nothing_matches && diff.crash === null) return nothingText(diff, suggestions)
  const keys = keyParts(diff)
  const met = metText(values)
  if (accepted && !diff.compatible) {
    return [
      `loads ${formatCount(diff.matched)} of ${formatCount(diff.expected)} keys: ${keys.join(', ')}`,
      ...met,
    ].join('; ')
  }
  const { changed, unreadable } = values?.summary ?? { changed: 0, unreadable: 0 }
  const parts = [
    ...met,
    ...(diff.crash === null ? [] : [diff.crash.type]),
    ...keys,
    ...(diff.errors.length > 0
      ? [`${formatCount(diff.errors.length)} that raise even with strict=False`]
      : []),
    ...(diff.dtypes.length > 0 ? [`${formatCount(diff.dtypes.length)} of another dtype`] : []),
    ...(changed > 0 ? [`${formatCount(changed)} with other values`] : []),
    ...(unreadable > 0 ? [`${formatCount(unreadable)} whose values cannot be read`] : []),
    ...(values?.summary.compared === 0 && values.expectations === null ? ['no values were compared'] : []),
    ...(diff.strict && diff.idle.length > 0
      ? [`${formatCount(diff.idle.length)} ${diff.idle.length === 1 ? 'rule' : 'rules'} without a match`]
      : []),
  ]
  if (parts.length > 0) return parts.join(', ')
  return diff.whole === null
    ? 'every key matches'
    : `every compared key matches (${formatCount(diff.matched)})`
}

/** Whether the values are as expected. */
function metText(values: ValuesReport | null): string[] {
  const expectations = values?.expectations ?? []
  const met = expectations.filter((expectation) => expectation.met).length
  return expectations.length === 0
    ? []
    : [`${formatCount(met)} of ${formatNumber(expectations.length, 'expectation')} met`]
}

function keyParts({ missing_keys: missing, unexpected_keys: unexpected }: StateDictDiff): string[] {
  return [
    ...(missing.length > 0 ? [`${formatCount(missing.length)} missing`] : []),
    ...(unexpected.length > 0 ? [`${formatCount(unexpected.length)} unexpected`] : []),
  ]
}

/** What `load_state_dict` does with the compared keys. */
function calls(diff: StateDictDiff): string[] {
  if (diff.nothing_matches && diff.loads && !diff.strict) {
    return ['load_state_dict(strict=False) succeeds and loads nothing']
  }
  if (diff.verdict === 'partial') return ['load_state_dict(strict=False) succeeds, strict=True raises']
  const call = `load_state_dict(strict=${diff.strict ? 'True' : 'False'})`
  // About the whole file there is a sentence of its own.
  if (diff.loads && diff.whole !== null) return []
  return [diff.loads ? `${call} succeeds` : `${call} raises`]
}

/** What was left out or renamed, and what the file as it is would do. */
function whole(diff: StateDictDiff): string[] {
  if (diff.whole === null) return []
  const { count } = diff.left_out
  const renamed = diff.renamed.length
  return [
    ...(count > 0 ? [`${formatCount(count)} ${count === 1 ? 'was' : 'were'} left out`] : []),
    ...(renamed > 0 ? [`${formatCount(renamed)} ${renamed === 1 ? 'was' : 'were'} renamed`] : []),
    `load_state_dict(strict=True) of the file as it is ${diff.whole.loads_strict ? 'succeeds' : 'raises'}`,
  ]
}

/** PyTorch may say otherwise where a module has loading code that was not followed. */
function own({ own_loading: found }: StateDictDiff): string[] {
  const count = found.reduce((sum, { modules }) => sum + modules.length, 0)
  if (count === 0) return []
  const modules =
    count === 1
      ? '1 module has loading code of its own'
      : `${formatCount(count)} modules have loading code of their own`
  return [`${modules}, which may change this`]
}

/** What the comparison covered. */
export function scopeLine(values: ValuesReport | null): string {
  const scope =
    values === null ? 'names, shapes and dtypes; values were not read' : 'names, shapes, dtypes and values'
  return `compared ${scope}`
}
