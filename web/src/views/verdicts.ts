/** What a scan and a comparison say in a word and a sentence: one place, for the views and for what is seen first. */
import type { ScanReport } from 'pth-cli'
import type { DiffDocument, ScanDocument } from '../documents.ts'
import { formatCount, formatNumber } from '../format.ts'

/** How good news is: the colour that it has. */
export type Kind = 'good' | 'warn' | 'bad'

export const VERDICTS: Readonly<
  Record<ScanReport['verdict'], readonly [kind: Kind, title: string, words: string]>
> = {
  clean: [
    'good',
    'Nothing that runs code',
    'Every name in it is known to be harmless, and everything was followed.',
  ],
  unknown: [
    'warn',
    'Names that are not known',
    'It names or makes objects of classes that no table contains, or its container is unusual. Nothing in it is known to be harmful.',
  ],
  unknown_call: [
    'bad',
    'It would call something unknown',
    'Loading it without weights_only calls a function that no table contains.',
  ],
  dangerous: ['bad', 'Loading it can run code', 'Do not load this file without weights_only=True.'],
  unreadable: ['bad', 'A part could not be followed', 'What was not followed may hide anything.'],
}

/** Verdicts, the worst first: what is not shown at once is never worse than what is. */
export const WORST = ['dangerous', 'unreadable', 'unknown_call', 'unknown', 'clean'] as const

export function worstFirst(files: readonly ScanReport[]): readonly ScanReport[] {
  return files.toSorted((one, other) => WORST.indexOf(one.verdict) - WORST.indexOf(other.verdict))
}

/** The verdict on all files of a scan: that of the worst; a file that could not be scanned may be worse than all. */
export function scanWords({
  files,
  failures,
}: ScanDocument): readonly [kind: Kind, word: string, words: string] {
  const [worst] = worstFirst(files)
  if (failures.length > 0 && worst?.verdict !== 'dangerous')
    return ['bad', 'not scanned', `${formatNumber(failures.length, 'file')} could not be scanned`]
  if (worst === undefined) return ['warn', 'not scanned', 'there was nothing to scan']
  const [kind, title] = VERDICTS[worst.verdict]
  const safe = worst.pickles.length === 0 && files.length === 1
  return [kind, worst.verdict, safe ? 'It contains no pickle: nothing in it can run' : title]
}

/** The verdict on a comparison. */
export function diffWords(diff: DiffDocument): readonly [kind: Kind, word: string, words: string] {
  if (diff.exit_code !== 0) return ['bad', 'DIFFERENT', loadWords(diff)]
  return diff.compatible ? ['good', 'COMPATIBLE', loadWords(diff)] : ['warn', 'PARTIAL', loadWords(diff)]
}

/** What loading does, and what it leaves as it was: a call that succeeds may load next to nothing. */
function loadWords({ nothing_matches: nothing, loads, strict, summary, values }: DiffDocument): string {
  if (nothing) return 'nothing of the model is in the file'
  const call = `load_state_dict(strict=${strict ? 'True' : 'False'})`
  if (!loads) return `${call} raises`
  const left =
    summary.missing === 0
      ? ''
      : `, and ${formatNumber(summary.missing, 'key')} of the model ${summary.missing === 1 ? 'keeps the value' : 'keep the values'} that the model was made with`
  const changed = (values?.summary.failed ?? 0) > 0 ? '; values differ' : ''
  return `${call} succeeds${left}${changed}`
}

/** `5 of 78 keys are as expected: 72 missing, 72 unexpected, 1 of another shape`. */
export function countWords({ summary }: DiffDocument): string {
  const others = (
    [
      [summary.missing, 'missing'],
      [summary.unexpected, 'unexpected'],
      [summary.shape, 'of another shape'],
      [summary.not_copied, 'not copied'],
      [summary.dtype, 'of another type'],
    ] as const
  ).flatMap(([count, word]) => (count === 0 ? [] : [`${formatCount(count)} ${word}`]))
  const all = `${formatCount(summary.matched)} of ${formatNumber(summary.expected, 'expected key')} match`
  return others.length === 0 ? all : `${all}; ${others.join(', ')}`
}
