/** An answer of pth against the official one: every difference is one sentence. */
import type { Checkpoint } from '../../src/checkpoint/checkpoint.ts'
import { keyText } from '../../src/checkpoint/path.ts'
import { dictEntries, isKind } from '../../src/pickle/value.ts'
import type { PickleValue } from '../../src/pickle/value.ts'
import type { AnsweredTensor } from './answer.ts'
import type { Expected, ExpectedTensor } from './folders.ts'
import { pythonRepr } from './python-repr.ts'

export interface Comparison {
  readonly differences: readonly string[]
  /** Tensors whose bytes were found equal. */
  readonly equal: number
  /** Tensors that pth names and refuses to read. */
  readonly refused: number
  /** Values whose text was found equal. */
  readonly values: number
}

/** Compare all tensors, in order, and the values that have a text. `unordered` where the tool promises no order. */
export function compareAnswer(
  expected: Expected,
  checkpoint: Checkpoint,
  found: readonly AnsweredTensor[],
  unordered = false,
): Comparison {
  const wanted = expected.tensors ?? []
  const { differences, equal, refused } = compareTensors(wanted, found)
  const own = new Set(wanted.map(({ path }) => keyOf(path)))
  const order = found.map(({ path }) => keyOf(path)).filter((key) => own.has(key))
  const meant = wanted.map(({ path }) => keyOf(path))
  const all = [...differences]
  if (!unordered && order.length === meant.length && order.some((key, at) => key !== meant[at]))
    all.push(`another order: ${order.slice(0, 5).join(' ')} for ${meant.slice(0, 5).join(' ')}`)
  let values = 0
  for (const { path, type, repr } of expected.values ?? []) {
    const value = valueAt(checkpoint.value, path)
    if (value === undefined) {
      all.push(`${path.join('.')}: the tool has this ${type}, pth does not`)
      continue
    }
    const text = pythonRepr(value)
    // A long text was cut when it was written down.
    if (text === undefined || repr.length >= 300) continue
    if (text === repr) values += 1
    else all.push(`${path.join('.')}: the tool has ${repr}, pth ${text}`)
  }
  return { differences: all, equal, refused, values }
}

/** Compare tensors by path alone. */
export function compareTensors(
  wanted: readonly ExpectedTensor[],
  found: readonly AnsweredTensor[],
): Omit<Comparison, 'values'> {
  const differences: string[] = []
  const rest = new Map<string, AnsweredTensor>()
  for (const tensor of found) {
    const key = keyOf(tensor.path)
    if (rest.has(key)) differences.push(`${key}: pth has it twice`)
    rest.set(key, tensor)
  }
  let equal = 0
  let refused = 0
  for (const tensor of wanted) {
    const key = keyOf(tensor.path)
    const own = rest.get(key)
    rest.delete(key)
    if (own === undefined) differences.push(`${key}: the tool has this tensor, pth does not`)
    else if (own.refused) refused += 1
    else {
      const mine = tensorDifferences(tensor, own)
      differences.push(...mine.map((text) => `${key}: ${text}`))
      if (mine.length === 0) equal += 1
    }
  }
  for (const key of rest.keys()) differences.push(`${key}: pth has this tensor, the tool does not`)
  return { differences, equal, refused }
}

function tensorDifferences(wanted: ExpectedTensor, { dtype, shape, sha256 }: AnsweredTensor): string[] {
  const differences: string[] = []
  if (wanted.dtype !== dtype) differences.push(`dtype ${wanted.dtype}, pth ${dtype}`)
  if (String(wanted.shape) !== String(shape)) differences.push(`shape [${wanted.shape}], pth [${shape}]`)
  if (wanted.sha256 !== sha256) differences.push(`other bytes: ${sha256.slice(0, 12)}`)
  return differences
}

/** One text per path; keys may have any character. */
export function keyOf(path: readonly (string | number)[]): string {
  return JSON.stringify(path.map(String))
}

function valueAt(root: PickleValue, path: readonly (string | number)[]): PickleValue | undefined {
  let at: PickleValue | undefined = root
  for (const step of path) {
    if (isKind(at, 'dict'))
      at = [...dictEntries(at)].find(
        ([key]) => keyText(key) === String(step) || pythonRepr(key) === step,
      )?.[1]
    else if (isKind(at, 'list') || isKind(at, 'tuple')) at = at.items[Number(step)]
    else return undefined
  }
  return at
}
