/** Tensors under verify: inside their storages, and, when asked, finite and not all zero. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { dottedName } from '../../checkpoint/path.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import { numelOf } from '../../checkpoint/tensor.ts'
import type { NewHasher } from '../../io/hash.ts'
import { tensorStats } from '../inspect/stats.ts'
import type { VerifyCheck, VerifyFinding } from './report.ts'

export interface ValueChecks {
  readonly finite: boolean
  readonly nonzero: boolean
}

/** Tensors that hold no values by their nature: saved on the meta device, or not made yet. */
const WITHOUT_VALUES: ReadonlySet<Tensor['kind']> = new Set(['meta', 'uninitialized'])

/**
 * What is wrong with a tensor, or null: nothing is with numpy arrays of Python objects (the texts of a pandas
 * table) and masked ones.
 */
function defectOf(tensor: Tensor): string | null {
  if (WITHOUT_VALUES.has(tensor.kind)) return null
  return tensor.kind === 'array' && tensor.numpyDtype !== 'unknown' ? null : tensor.problem
}

/** Every tensor of the file, at every place, and the parts of composite ones. Reads no storage. */
export function verifyTensors({ graph }: Checkpoint): { check: VerifyCheck; findings: VerifyFinding[] } {
  const findings: VerifyFinding[] = []
  const seen = new Set<Tensor>()
  for (const { path, tensor } of graph.tensors) {
    const name = dottedName(path)
    for (const [label, each] of withParts(tensor)) {
      if (seen.has(each)) continue
      seen.add(each)
      const detail = defectOf(each)
      if (detail === null) continue
      findings.push({
        rule: 'TENSOR_BROKEN',
        severity: 'error',
        subject: label === '' ? name : `${name} (${label})`,
        detail,
      })
    }
  }
  return { check: { check: 'tensors', checked: seen.size, not_recorded: 0 }, findings }
}

function withParts(tensor: Tensor): (readonly [string, Tensor])[] {
  const all: (readonly [string, Tensor])[] = []
  const stack: (readonly [string, Tensor])[] = [['', tensor]]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    all.push(next)
    const [label, each] = next
    if (!('parts' in each)) continue
    for (const part of each.parts)
      stack.push([label === '' ? part.name : `${label}.${part.name}`, part.tensor])
  }
  return all
}

/**
 * Read the values of the state_dict. What has no values of its own is not checked, and counted so.
 * @throws PthError of reading
 */
export async function verifyValues(
  checkpoint: Checkpoint,
  { finite, nonzero }: ValueChecks,
  newHasher: NewHasher,
): Promise<{ check: VerifyCheck; findings: VerifyFinding[] }> {
  const entries = checkpoint.stateDict.tensors
  const stats = await tensorStats(checkpoint, entries, { newHasher })
  const findings: VerifyFinding[] = []
  let checked = 0
  for (const { name, tensor } of entries) {
    const facts = stats.get(tensor)
    if (facts?.sha256 === null && tensor.problem === null && !('parts' in tensor)) {
      findings.push({
        rule: 'TENSOR_BROKEN',
        severity: 'error',
        subject: name,
        detail: facts.problem ?? 'its bytes cannot be read',
      })
    }
    if (facts === undefined || facts.sha256 === null) continue
    checked += 1
    const bad = (facts.nan ?? 0) + (facts.inf ?? 0)
    if (finite && bad > 0) {
      findings.push({
        rule: 'TENSOR_NOT_FINITE',
        severity: 'error',
        subject: name,
        detail: `${facts.nan ?? 0} NaN, ${facts.inf ?? 0} infinite`,
      })
    }
    const numel = tensor.shape === null ? 0 : numelOf(tensor.shape)
    if (nonzero && numel > 0 && facts.zeros === numel) {
      findings.push({
        rule: 'TENSOR_ZERO',
        severity: 'error',
        subject: name,
        detail: `all ${numel} elements are zero`,
      })
    }
  }
  return { check: { check: 'values', checked, not_recorded: entries.length - checked }, findings }
}
