/** What the values of two files must be like, name by name: did training change what it should, and nothing else? */
import type { NamePattern } from '../names/name-rule.ts'
import type { ExpectationKind, ExpectationReport, TensorValues } from './values-report.ts'

/** Every kind, in the order of the help text. */
export const EXPECTATIONS: readonly ExpectationKind[] = ['changed', 'same', 'frozen', 'average']

/** Kinds that judge parameters; buffers that differ are counted. */
const OF_PARAMETERS: readonly ExpectationKind[] = ['frozen', 'average']

/** What is expected of the tensors whose names match. */
export interface Expectation {
  readonly kind: ExpectationKind
  readonly pattern: NamePattern
}

/** What the expectations are held against. */
export interface ComparedValues {
  readonly tensors: readonly TensorValues[]
  /** Names of tensors on each side. */
  readonly found: readonly string[]
  readonly expected: readonly string[]
  readonly parameters: ReadonlySet<string>
  /** Why a tensor is not the average, by name; null where it is. Of the names of `namesOf(…, 'average')`. */
  readonly averages: ReadonlyMap<string, string | null>
}

/** Whether only parameters are judged, so that an expectation that matches none of them compared nothing. */
export function judgesParameters(kind: ExpectationKind): boolean {
  return OF_PARAMETERS.includes(kind)
}

/** The names about which an expectation of this kind decides: no later one matches them. */
export function namesOf(
  expectations: readonly Expectation[],
  kind: ExpectationKind,
  names: readonly string[],
): string[] {
  return names.filter((name) => expectations.findLast(({ pattern }) => pattern.matches(name))?.kind === kind)
}

/**
 * One answer per expectation, in their order. The last expectation that matches a name decides about it, so that
 * `same=*` and then `changed=head.*` is "the head and nothing else". A name that was not compared breaks what is
 * expected of it.
 */
export function judgeExpectations(
  expectations: readonly Expectation[],
  compared: ComparedValues,
): ExpectationReport[] {
  const values = new Map(compared.tensors.map((tensor) => [tensor.name, tensor]))
  const [found, expected] = [new Set(compared.found), new Set(compared.expected)]
  const reports = expectations.map(({ kind, pattern }) => ({
    kind,
    glob: pattern.text,
    tensors: 0,
    parameters: 0,
    buffers_changed: 0,
    broken: [] as { name: string; reason: string }[],
  }))
  for (const name of new Set([...compared.expected, ...compared.found])) {
    const report = reports[expectations.findLastIndex(({ pattern }) => pattern.matches(name))]
    if (report === undefined) continue
    report.tensors += 1
    const tensor = values.get(name)
    const buffer = !compared.parameters.has(name)
    if (!buffer) report.parameters += 1
    const average = report.kind === 'average' ? (compared.averages.get(name) ?? null) : null
    const reason =
      tensor === undefined
        ? absence(found.has(name), expected.has(name))
        : breach(report.kind, tensor, buffer, average)
    if (reason !== null) report.broken.push({ name, reason })
    else if (buffer && differs(report.kind, tensor, average)) report.buffers_changed += 1
  }
  return reports.map((report) => {
    const judged = judgesParameters(report.kind) ? report.parameters : report.tensors
    return { ...report, met: judged > 0 && report.broken.length === 0 }
  })
}

function absence(found: boolean, expected: boolean): string {
  if (!found) return 'is not in the file'
  if (!expected) return 'is not in the expected file'
  return 'has another shape or no values, and was not compared'
}

/** Why a tensor is not as expected; null when it is. */
function breach(
  kind: ExpectationKind,
  tensor: TensorValues,
  buffer: boolean,
  average: string | null,
): string | null {
  const { verdict, dtypes, different } = tensor
  if (kind === 'average') return buffer ? null : average
  if (verdict === 'unreadable') return `was not compared: ${tensor.reason ?? 'its bytes cannot be read'}`
  if (kind === 'changed') {
    if (verdict === 'bit_equal') return 'is the same, bit for bit'
    if (verdict === 'cast_only') return `is only cast (found ${dtypes[0]}, expected ${dtypes[1]})`
    return hasOtherNumbers(tensor) ? null : 'differs in bits, not in any number'
  }
  if (verdict === 'bit_equal' || (kind === 'frozen' && buffer)) return null
  if (verdict === 'cast_only' || dtypes[0] !== dtypes[1])
    return `has another dtype: found ${dtypes[0]}, expected ${dtypes[1]}`
  if ((different ?? 0) > 0) return 'has other values'
  return tensor.reason ?? 'differs in bits, not in any number'
}

/** Whether a buffer is not what is expected of parameters: that breaks nothing and is counted. */
function differs(kind: ExpectationKind, tensor: TensorValues | undefined, average: string | null): boolean {
  if (kind === 'average') return average !== null
  return kind === 'frozen' && tensor?.verdict !== 'bit_equal'
}

/** Whether some number differs, or a part of a composite tensor in shape. A cast is not another number. */
export function hasOtherNumbers({ verdict, different, reason }: TensorValues): boolean {
  if (verdict === 'changed' && reason !== null) return true
  return verdict !== 'cast_only' && (different ?? 0) > 0
}
