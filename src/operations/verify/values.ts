/** The values of tensors under verify: finite and not all zero, at every place of the file. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import { dottedName, pathText } from '../../checkpoint/path.ts'
import { numelOf } from '../../checkpoint/tensor.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import { unmatched } from '../../names/name-rule.ts'
import type { NameRule } from '../../names/name-rule.ts'
import { compositeZero } from './composite-zero.ts'
import { expectedZero, expectedZeroName, isMask } from './expected-values.ts'
import type { Facts } from './expected-values.ts'
import type { VerifyCheck, VerifyFinding } from './report.ts'
import type { StatsOnce } from './stats-once.ts'
import { withParts } from './tensors.ts'

export interface ValueChecks {
  readonly finite: boolean
  readonly nonzero: boolean
  /** Whether `--root` chose the tensors; else every tensor of the file is read. */
  readonly rooted: boolean
  readonly only?: NameRule
  readonly ignore?: NameRule
}

/**
 * Read the values. What has no values of its own is not checked, and counted so; what is left out and what is as it
 * should be (a mask of -inf, a bias of zeros) is counted in words.
 * @throws PthError of reading
 */
export async function verifyValues(
  checkpoint: Checkpoint,
  checks: ValueChecks,
  statsOf: StatsOnce,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<{ check: VerifyCheck; findings: VerifyFinding[] }> {
  const wholes = entriesOf(checkpoint, checks.rooted)
  const all = wholes.flatMap(leavesOf)
  const entries = all.filter(
    ({ name }) => (checks.only?.matches(name) ?? true) && checks.ignore?.matches(name) !== true,
  )
  const findings = unusedRules(all, checks)
  const accepted = new Map<string, number>()
  const stats = await statsOf(entries, onProgress)
  let checked = 0
  let elements = 0
  for (const { name, tensor } of entries) {
    const facts = stats.get(tensor)
    if (facts?.sha256 === null && tensor.problem === null && !('parts' in tensor)) {
      const detail = facts.problem ?? 'its bytes cannot be read'
      findings.push({ rule: 'TENSOR_BROKEN', severity: 'error', subject: name, detail })
    }
    if (facts === undefined || facts.sha256 === null) continue
    checked += 1
    const numel = tensor.shape === null ? 0 : numelOf(tensor.shape)
    elements += numel
    for (const found of judge({ name, tensor, numel, ...facts }, checks)) {
      if (found.accepted === null) findings.push(found.finding)
      else accepted.set(found.accepted, (accepted.get(found.accepted) ?? 0) + 1)
    }
  }
  if (checks.nonzero) {
    const read = new Set(entries.map(({ tensor }) => tensor))
    const seen = wholes.filter((entry) => leavesOf(entry).some(({ tensor }) => read.has(tensor)))
    for (const finding of zeroWholes(seen, stats)) findings.push(finding)
  }
  if (elements === 0) findings.push(nothing(all.length, entries.length, checked))
  const check: VerifyCheck = {
    check: 'values',
    checked,
    not_recorded: entries.length - checked,
    left_out: all.length - entries.length,
    accepted: [...accepted].map(([what, count]) => ({ what, count })),
  }
  return { check, findings }
}

/**
 * Every tensor of the file, each object once: under its name in the state_dict when that has all of them, else under
 * its path.
 */
function entriesOf({ stateDict, graph }: Checkpoint, rooted: boolean): readonly TensorEntry[] {
  const chosen = new Set(stateDict.tensors.map(({ tensor }) => tensor))
  if (rooted || graph.tensors.every(({ tensor }) => chosen.has(tensor))) return stateDict.tensors
  const entries = new Map<Tensor, TensorEntry>()
  for (const { path, tensor, value } of graph.tensors)
    if (!entries.has(tensor))
      entries.set(tensor, { name: dottedName(path), path: pathText(path), tensor, role: null, value })
  return [...entries.values()]
}

/** The parts that have elements: indices and values of a sparse tensor, codes and scales of a quantized one. */
function leavesOf(entry: TensorEntry): readonly TensorEntry[] {
  if (!('parts' in entry.tensor)) return [entry]
  return withParts(entry.tensor)
    .filter(([label, part]) => label !== '' && !('parts' in part))
    .map(([label, tensor]) => ({ ...entry, name: `${entry.name}.${label}`, tensor }))
}

/** Zeros that no part shows: a sparse tensor that stores nothing, integers that are all their zero point. */
function zeroWholes(
  wholes: readonly TensorEntry[],
  stats: Parameters<typeof compositeZero>[1],
): readonly VerifyFinding[] {
  return wholes.flatMap((entry): VerifyFinding[] => {
    const { name, tensor } = entry
    const reason = compositeZero(entry, stats)
    if (reason === null || expectedZeroName(name)) return []
    const detail = `all ${numelOf(tensor.shape ?? [])} elements are zero: ${reason}`
    return [{ rule: 'TENSOR_ZERO', severity: 'error', subject: name, detail }]
  })
}

type Judged = { readonly accepted: string } | { readonly accepted: null; readonly finding: VerifyFinding }

function judge(facts: Facts, { finite, nonzero }: ValueChecks): Judged[] {
  const found: Judged[] = []
  const { name, numel, nan, inf, zeros } = facts
  if (finite && (nan ?? 0) + (inf ?? 0) > 0) {
    const detail = `${nan ?? 0} NaN, ${inf ?? 0} infinite`
    found.push(
      isMask(facts)
        ? { accepted: 'with -inf and 0 only (masks)' }
        : {
            accepted: null,
            finding: { rule: 'TENSOR_NOT_FINITE', severity: 'error', subject: name, detail },
          },
    )
  }
  if (nonzero && numel > 0 && zeros === numel) {
    const kind = expectedZero(facts)
    const detail = `all ${numel} elements are zero`
    found.push(
      kind === null
        ? { accepted: null, finding: { rule: 'TENSOR_ZERO', severity: 'error', subject: name, detail } }
        : { accepted: `all zero (${kind})` },
    )
  }
  return found
}

function unusedRules(all: readonly TensorEntry[], { only, ignore }: ValueChecks): VerifyFinding[] {
  const names = all.map(({ name }) => name)
  const unused = [
    ...(only === undefined ? [] : unmatched(only, names).map((text) => `--only ${text}`)),
    ...(ignore === undefined ? [] : unmatched(ignore, names).map((text) => `--ignore ${text}`)),
  ]
  return unused.map((subject) => ({
    rule: 'PATTERN_UNUSED',
    severity: 'warning',
    subject,
    detail: 'matches no tensor of the file',
  }))
}

/** A gate that looked at nothing is not open. */
function nothing(all: number, left: number, checked: number): VerifyFinding {
  const detail =
    all === 0
      ? 'the file has no tensor'
      : left === 0
        ? `all ${all} tensors are left out`
        : checked > 0
          ? `none of ${left} tensors has an element`
          : `none of ${left} tensors has values that can be read`
  return { rule: 'NOTHING_CHECKED', severity: 'error', subject: 'values', detail }
}
