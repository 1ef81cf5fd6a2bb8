/** The diff as the one JSON document of `--json`: every key, exact and unshortened. */
import { envelope } from '../envelope.ts'
import type { Suggestion } from '../../diff/diagnose.ts'
import type { StateDictDiff } from '../../diff/diff.ts'
import type { ValuesReport } from '../../diff/values-report.ts'
import type { DiffFiles } from './findings.ts'
import { torchText } from './torch.ts'

/** What there is in addition to the diff. */
export interface DiffJsonOptions {
  readonly files: DiffFiles
  /** Path of the state_dict in the file, such as `$.state_dict`. */
  readonly root: string
  readonly suggestions: readonly Suggestion[]
  readonly values: ValuesReport | null
  readonly exitCode: number
}

/** What `pth diff --json` prints. */
export interface DiffDocument
  extends
    Pick<StateDictDiff, 'strict' | 'check_dtype' | 'verdict' | 'compatible' | 'nothing_matches' | 'loads'>,
    Pick<StateDictDiff, 'class_name' | 'crash' | 'own_loading' | 'missing_keys' | 'unexpected_keys'>,
    Pick<StateDictDiff, 'errors' | 'dtypes' | 'filled' | 'idle' | 'whole' | 'renamed'> {
  readonly kind: 'pth.diff'
  readonly version: 1
  readonly file: string
  readonly root: string
  /** The expected side as it was named. */
  readonly expected: string
  readonly summary: {
    readonly expected: number
    readonly found: number
    readonly matched: number
    readonly missing: number
    readonly unexpected: number
    readonly shape: number
    readonly not_copied: number
    readonly dtype: number
    readonly filled: number
    readonly left_out: number
    readonly renamed: number
  }
  /** What PyTorch raises, in its own words; empty when it raises nothing. */
  readonly torch: string
  readonly left_out: StateDictDiff['left_out']['rules']
  readonly suggestions: readonly Suggestion[]
  readonly values: ValuesReport | null
  readonly exit_code: number
}

/** A diff as its JSON document. */
export function diffJson(diff: StateDictDiff, options: DiffJsonOptions): DiffDocument {
  const { errors } = diff
  const shapes = errors.filter(({ kind }) => kind === 'shape').length
  const data = {
    file: options.files.actual,
    root: options.root,
    expected: options.files.expected,
    strict: diff.strict,
    check_dtype: diff.check_dtype,
    verdict: options.exitCode === 0 ? diff.verdict : ('different' as const),
    compatible: options.exitCode === 0 && diff.compatible,
    nothing_matches: diff.nothing_matches,
    loads: diff.loads,
    summary: {
      expected: diff.expected,
      found: diff.found,
      matched: diff.matched,
      missing: diff.missing_keys.length,
      unexpected: diff.unexpected_keys.length,
      shape: shapes,
      not_copied: errors.length - shapes,
      dtype: diff.dtypes.length,
      filled: diff.filled.length,
      left_out: diff.left_out.count,
      renamed: diff.renamed.length,
    },
    class_name: diff.class_name,
    torch: torchText(diff),
    crash: diff.crash,
    own_loading: diff.own_loading,
    missing_keys: diff.missing_keys,
    unexpected_keys: diff.unexpected_keys,
    errors,
    dtypes: diff.dtypes,
    filled: diff.filled,
    left_out: diff.left_out.rules,
    idle: diff.idle,
    whole: diff.whole,
    renamed: diff.renamed,
    suggestions: options.suggestions,
    values: options.values,
  }
  return envelope('pth.diff', data, options.exitCode)
}
