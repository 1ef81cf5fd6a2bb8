/** How far each layer of a model moved between two files, from what was measured of its parameters. */
import { hasOtherNumbers } from './expectations.ts'
import type { JsonNumber, MovedLayer, TensorValues } from './values-report.ts'

/** One entry per layer, in the order of the names. Linear. */
export function movedLayers(tensors: readonly TensorValues[], parameters: ReadonlySet<string>): MovedLayer[] {
  const layers = new Map<string, { tensors: number; changed: number; gap: number; length: number }>()
  for (const tensor of tensors) {
    const { name, distance, norm } = tensor
    if (!parameters.has(name)) continue
    const layer = layerOf(name)
    const sums = layers.get(layer) ?? { tensors: 0, changed: 0, gap: 0, length: 0 }
    layers.set(layer, sums)
    sums.tensors += 1
    if (hasOtherNumbers(tensor)) sums.changed += 1
    sums.gap += (distance ?? Number.NaN) ** 2
    sums.length += (norm ?? Number.NaN) ** 2
  }
  return [...layers].map(([layer, { tensors: count, changed, gap, length }]) => ({
    layer,
    tensors: count,
    changed,
    relative_norm: relative(gap, length),
  }))
}

function relative(gap: number, length: number): JsonNumber {
  if (gap === 0) return 0
  if (!Number.isFinite(gap) || !Number.isFinite(length)) return null
  return length === 0 ? 'inf' : Math.sqrt(gap / length)
}

/** `layers.3.attn.q.weight` is of `layers.3`, `conv1.weight` of `conv1`, `weight` of itself. */
function layerOf(name: string): string {
  const parts = name.split('.')
  const number = parts.findLastIndex((part) => /^\d+$/.test(part))
  if (number >= 0) return parts.slice(0, number + 1).join('.')
  return parts.length > 1 ? parts.slice(0, -1).join('.') : name
}
