/** Plain values beside the tensors (`epoch`, `_extra_state`): found, described, and made into text or tensors. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { tensorsInValues } from '../../checkpoint/find/inside.ts'
import { dottedName, floatText, keyText, pathText } from '../../checkpoint/path.ts'
import type { DType } from '../../dtype/dtype.ts'
import { dtype } from '../../dtype/dtype.ts'
import { dictEntries, isKind, qualifiedName } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'

/** A value of the checkpoint that is not a tensor of the chosen state_dict. */
export interface PlainValue {
  /** What it would be called in the output. */
  readonly name: string
  readonly path: string
  readonly value: PickleValue
  /** Tensors below it that are not written. */
  readonly tensorCount: number
}

/** The values in the state_dict that are not tensors, and everything next to it at the top of the file. */
export function plainValues(checkpoint: Checkpoint): PlainValue[] {
  const { stateDict, value: root, graph } = checkpoint
  const inside = tensorsInValues(stateDict, checkpoint.candidates, graph)
  const own = stateDict.values.map(({ name, path, value }) => ({
    name,
    path,
    value,
    tensorCount: inside.get(path) ?? 0,
  }))
  const values: PlainValue[] = [...own, ...hiddenTensors(checkpoint)]
  if (!isKind(root, 'dict') || stateDict.path === '$') return values
  const counts = new Map<PickleValue, number>()
  for (const { path } of graph.tensors) {
    const [first] = path
    if (first?.kind === 'key') counts.set(first.key, (counts.get(first.key) ?? 0) + 1)
  }
  for (const [key, value] of dictEntries(root)) {
    const path = pathText([{ kind: 'key', key }])
    if (isInside(stateDict.path, path)) continue
    values.push({ name: keyText(key), path, value, tensorCount: counts.get(key) ?? 0 })
  }
  return values
}

/**
 * Tensors of a module that its state_dict does not name (plain attributes, what quantized modules pack), and those that
 * are no weights where there is no single state_dict (optimizers, random generators).
 */
function hiddenTensors({ stateDict, graph }: Checkpoint): PlainValue[] {
  if (!['module', 'torchscript', 'flattened'].includes(stateDict.kind)) return []
  const named = new Set(stateDict.tensors.map(({ value }) => value))
  const hidden = graph.tensors.filter(
    ({ path, value }) => !named.has(value) && isInside(pathText(path), stateDict.path),
  )
  return hidden.map(({ path, value }) => ({
    name: dottedName(path),
    path: pathText(path),
    value,
    tensorCount: 1,
  }))
}

/** Whether `path` is `above` or below it. */
function isInside(path: string, above: string): boolean {
  return path === above || (path.startsWith(above) && '.[('.includes(path[above.length] ?? ' '))
}

/** The type of a value for people, in Python's words. */
export function valueType(value: PickleValue): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number' || typeof value === 'bigint') return 'int'
  if (typeof value === 'string') return 'str'
  if (
    isKind(value, 'object') &&
    isKind(value.callee, 'global') &&
    qualifiedName(value.callee).startsWith('torch._utils._rebuild_')
  )
    return 'torch.Tensor'
  if (isKind(value, 'object')) return isKind(value.callee, 'global') ? qualifiedName(value.callee) : 'object'
  if (isKind(value, 'dict')) return value.type
  if (isKind(value, 'bytes') || isKind(value, 'set')) return value.type
  return value.kind
}

/** A scalar as text, as Python's `str` writes it; undefined for what is not a scalar. */
export function scalarText(value: PickleValue): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  return isKind(value, 'float') ? floatText(value.value) : undefined
}

/** A scalar as a 0-dim tensor that loses nothing: int64, float64 or bool; undefined for all else. */
export function scalarTensor(
  value: PickleValue,
): { readonly dtype: DType; readonly bytes: Uint8Array } | undefined {
  if (typeof value === 'boolean') return { dtype: dtype('bool'), bytes: Uint8Array.of(value ? 1 : 0) }
  const bytes = new Uint8Array(8)
  const view = new DataView(bytes.buffer)
  if (typeof value === 'number' || typeof value === 'bigint') {
    const integer = BigInt(value)
    if (BigInt.asIntN(64, integer) !== integer) return undefined
    view.setBigInt64(0, integer, true)
    return { dtype: dtype('int64'), bytes }
  }
  if (!isKind(value, 'float')) return undefined
  view.setFloat64(0, value.value, true)
  return { dtype: dtype('float64'), bytes }
}
