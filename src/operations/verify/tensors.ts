/** Tensors under verify: inside their storages, at every place of the file. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { dottedName } from '../../checkpoint/path.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import type { VerifyCheck, VerifyFinding } from './report.ts'

/** Tensors that hold no values by their nature: saved on the meta device, or not made yet. */
const WITHOUT_VALUES: ReadonlySet<Tensor['kind']> = new Set(['meta', 'uninitialized'])

/**
 * What is wrong with a tensor, or null: nothing is with numpy arrays of Python objects (the texts of a pandas
 * table) and masked ones.
 */
function defectOf(tensor: Tensor): string | null {
  if (WITHOUT_VALUES.has(tensor.kind) || isObjectArray(tensor)) return null
  return tensor.kind === 'array' && tensor.numpyDtype !== 'unknown' ? null : tensor.problem
}

/** An array in an .npz has no values that pth reads: numpy unpickles what follows its header. */
function isObjectArray({ kind, type, dtypeName }: Tensor): boolean {
  return kind === 'storage' && type === 'numpy.ndarray' && dtypeName === '|O'
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

/** A tensor and the parts that it is made of, at any depth, each under its label (`''` is the tensor itself). */
export function withParts(tensor: Tensor): (readonly [string, Tensor])[] {
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
