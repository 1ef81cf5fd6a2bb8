/** Where a value is in the object graph of a file. */
import { isKind } from '../pickle/value.ts'
import type { PickleValue } from '../pickle/value.ts'
import { numpyKeyText } from './rebuild/numpy-key.ts'

/** One step from a container to something in it. */
export type PathStep =
  | { readonly kind: 'key'; readonly key: PickleValue }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'argument'; readonly index: number }

/** A step as one component of a dotted tensor name. */
export function stepName(step: PathStep): string {
  if (step.kind === 'key') return keyText(step.key)
  if (step.kind === 'attribute') return step.name
  return String(step.index)
}

/** Dotted name of a path: what a state_dict would call it. */
export function dottedName(path: readonly PathStep[]): string {
  return path.map(stepName).join('.')
}

/** A path for people, such as `$.state_dict` or `$.models[0]["a b"]`. */
export function pathText(path: readonly PathStep[]): string {
  return `$${path.map(stepText).join('')}`
}

/** A step as {@link pathText} has it. */
export function stepText(step: PathStep): string {
  if (step.kind === 'index') return `[${step.index}]`
  if (step.kind === 'argument') return `(${step.index})`
  if (step.kind === 'attribute') return `.${step.name}`
  if (typeof step.key !== 'string') return `[${keyText(step.key)}]`
  // Most names of tensors are of this kind, and need no escape.
  if (/^[\w-]+(?:\.[\w-]+)+$/.test(step.key)) return `["${step.key}"]`
  return /^[\p{L}\p{N}_-]+$/u.test(step.key) ? `.${step.key}` : `[${JSON.stringify(step.key)}]`
}

/**
 * Python's `str(key)` for the keys that occur; objects, which Python distinguishes by identity, have their byte
 * offset.
 */
export function keyText(key: PickleValue): string {
  if (typeof key === 'string') return key
  if (key === null) return 'None'
  if (key === true) return 'True'
  if (key === false) return 'False'
  if (typeof key === 'number' || typeof key === 'bigint') return String(key)
  if (isKind(key, 'float')) return floatText(key.value)
  if (isKind(key, 'tuple')) return tupleText(key.items)
  if (isKind(key, 'global')) return `${key.module}.${key.name}`
  if (isKind(key, 'bytes')) return `b'${[...key.data].map((byte) => String.fromCharCode(byte)).join('')}'`
  const scalar = isKind(key, 'object') ? numpyKeyText(key) : undefined
  if (scalar !== undefined) return scalar
  if (isKind(key, 'object') && isKind(key.callee, 'global'))
    return `<${key.callee.module}.${key.callee.name} @${key.at}>`
  return `<${key.kind}>`
}

function tupleText(items: readonly PickleValue[]): string {
  const parts = items.map((item) => (typeof item === 'string' ? `'${item}'` : keyText(item)))
  return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(', ')})`
}

/** Python's `repr` of a float. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (Object.is(value, -0)) return '-0.0'
  const magnitude = Math.abs(value)
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e16)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2')
  }
  return Number.isInteger(value) ? `${value}.0` : String(value)
}

/** Components of a name after which it counts once more: commands look at every module above a name. */
const COMPONENTS = 64

/** Characters of a key that may be several components. */
function dotted(key: string): number {
  if (key.length <= COMPONENTS) return key.length
  let dots = 0
  for (let at = key.indexOf('.'); at >= 0; at = key.indexOf('.', at + 1)) dots += 1
  return Math.ceil(key.length * (1 + dots / COMPONENTS))
}

/** Characters of a step in a name; one of very many components counts several times. */
export function stepLength(step: PathStep): number {
  if (step.kind === 'attribute') return dotted(step.name)
  if (step.kind !== 'key') return 1
  if (typeof step.key === 'string') return dotted(step.key)
  if (isKind(step.key, 'bytes')) return step.key.data.length
  return isKind(step.key, 'tuple') ? step.key.items.length : 1
}
