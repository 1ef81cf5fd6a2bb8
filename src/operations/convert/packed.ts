/**
 * Tensors that a state_dict keeps inside other values: the packed weights of quantized modules, and tuples or lists of
 * tensors. They belong to the model, so a conversion writes them or refuses; it never passes over them.
 */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import { dottedName, pathText } from '../../checkpoint/path.ts'

/** A tensor inside a value of the state_dict. `name` is its dotted path below the state_dict. */
export interface NestedEntry extends TensorEntry {
  /** Path of the value of the state_dict that contains it. */
  readonly inside: string
}

/** Every tensor inside the values of the chosen state_dict, in file order. */
export function nestedEntries({ stateDict, graph, candidates }: Checkpoint): NestedEntry[] {
  if (stateDict.values.length === 0) return []
  const values = new Set(stateDict.values.map(({ path }) => path))
  const depth = candidates.find(({ path }) => path === stateDict.path)?.steps.length ?? 0
  return graph.tensors.flatMap(({ path, tensor, value }) => {
    const inside = pathText(path.slice(0, depth + 1))
    if (path.length <= depth + 1 || !values.has(inside)) return []
    return [{ name: dottedName(path.slice(depth)), path: pathText(path), tensor, role: null, value, inside }]
  })
}

/**
 * Where quantized modules keep what `weight()` and `bias()` give: a tuple in a state_dict, the state of a
 * `torch.ScriptObject` in a whole module, one tensor for embeddings.
 * @see torch/ao/nn/quantized/modules/linear.py `LinearPackedParams`, torch/ao/nn/quantized/modules/embedding_ops.py
 */
const PACKED = /^(.*?)_packed_params\._packed_params(?:\.__state__\.0)?\.([01])$/
const PACKED_WEIGHT = /^(.*?)_packed_params\._packed_weight(?:\.__state__\.0\.1\.\d+)?$/

/** The name that the tensor has in the float module; the same name for what is not packed. */
export function unpackedName(name: string): string {
  const [, module, index] = PACKED.exec(name) ?? []
  if (module !== undefined) return `${module}${index === '0' ? 'weight' : 'bias'}`
  const [, owner] = PACKED_WEIGHT.exec(name) ?? []
  return owner === undefined ? name : `${owner}weight`
}
