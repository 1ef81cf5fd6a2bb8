/** Which modules have a hook of `torch.nn.utils`, as far as the names and shapes of their tensors prove it. */
import type { ExpectedTensor } from '../schema/model.ts'

/** Names of the weights of one module that a hook makes from other tensors. */
export interface HookedNames {
  readonly weightNorm: readonly string[]
  readonly spectralNorm: readonly string[]
}

const MAGNITUDE = '.original0'
const VECTOR = '_u'
const PARAMETRIZED = /^(?:(.*)\.)?parametrizations\.([^.]+)$/s

/** By path of the module. Only these two hooks have such names: nothing is guessed from a name alone. */
export function hookedModules(
  tensors: ReadonlyMap<string, ExpectedTensor>,
): ReadonlyMap<string, HookedNames> {
  const found = new Map<string, { weightNorm: string[]; spectralNorm: string[] }>()
  const of = (path: string): { weightNorm: string[]; spectralNorm: string[] } => {
    const names = found.get(path) ?? { weightNorm: [], spectralNorm: [] }
    found.set(path, names)
    return names
  }
  for (const [name, tensor] of tensors) {
    if (name.endsWith(MAGNITUDE)) {
      const base = name.slice(0, -MAGNITUDE.length)
      const [, path = '', weight] = PARAMETRIZED.exec(base) ?? []
      if (weight !== undefined && isMagnitude(tensor, tensors.get(`${base}.original1`)))
        of(path).weightNorm.push(weight)
    } else if (name.endsWith(VECTOR)) {
      const base = name.slice(0, -VECTOR.length)
      if (!tensors.has(`${base}_orig`) || !tensors.has(`${base}_v`)) continue
      const dot = base.lastIndexOf('.')
      of(base.slice(0, Math.max(0, dot))).spectralNorm.push(base.slice(dot + 1))
    }
  }
  return found
}

/** The norms of `original1` over all axes but one: sizes of 1, and that axis. */
function isMagnitude({ shape: norms }: ExpectedTensor, direction: ExpectedTensor | undefined): boolean {
  const shape = direction?.shape ?? null
  if (norms === null || shape === null || norms.length !== shape.length || norms.length === 0) return false
  return (
    norms.every((size, at) => size === 1 || size === shape[at]) &&
    norms.filter((size) => size !== 1).length <= 1
  )
}
