/** Tensors that are near a state_dict without being its entries: inside its other values, or packed away by code. */
import type { Note } from '../../container/record.ts'
import { isKind } from '../../pickle/value.ts'
import { EMBEDDING } from './candidate.ts'
import type { Candidate } from './candidate.ts'
import type { Graph } from '../graph.ts'
import { className, moduleParts } from '../module.ts'
import { pathText } from '../path.ts'
import type { StateDict } from './state-dict.ts'

/** How many tensors each value of the state_dict contains, by the path of the value; values without any are absent. */
export function tensorsInValues(
  stateDict: StateDict,
  candidates: readonly Candidate[],
  graph: Graph,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  if (stateDict.values.length === 0) return counts
  const paths = new Set(stateDict.values.map(({ path }) => path))
  const depth = (candidates.find(({ path }) => path === stateDict.path)?.steps.length ?? 0) + 1
  for (const { path } of graph.tensors) {
    const above = pathText(path.slice(0, depth))
    if (path.length > depth && paths.has(above)) counts.set(above, (counts.get(above) ?? 0) + 1)
  }
  return counts
}

/** Modules whose `_save_to_state_dict` unpacks weights and turns numbers into tensors. @see torch/ao/nn/quantized */
const QUANTIZED = /^torch\.(ao\.)?nn\.(intrinsic\.)?quantized\./

/** Notes on such tensors, one of each kind. */
export function insideNotes(stateDict: StateDict, candidates: readonly Candidate[], graph: Graph): Note[] {
  const notes: Note[] = []
  const counts = tensorsInValues(stateDict, candidates, graph)
  const [first] = counts.keys()
  if (first !== undefined) {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    notes.push({
      code: 'TENSORS_IN_VALUES',
      message:
        `${total} more ${total === 1 ? 'tensor' : 'tensors'} inside other values of the ` +
        `state_dict, such as ${first}: not among its entries`,
    })
  }
  const embedding = embeddingNote(stateDict)
  if (embedding !== null) notes.push(embedding)
  const quantized = graph.containers.flatMap(({ value }) =>
    isKind(value, 'object') && moduleParts(value) !== undefined ? [className(value)] : [],
  )
  const packed = quantized.filter((name) => QUANTIZED.test(name))
  if (packed.length > 0) {
    notes.push({
      code: 'STATE_BY_CODE',
      message:
        `${packed.length} modules such as ${packed[0]} make their state_dict by code: ` +
        'their packed weights are listed by path and not as state_dict() names them',
    })
  }
  return notes
}

/** Programs load an embedding of one tensor whatever its name is; what the name means to them differs. */
function embeddingNote({ path, tensors }: StateDict): Note | null {
  const [only, ...others] = tensors
  if (path !== EMBEDDING || only === undefined || others.length > 0) return null
  return {
    code: 'TEXTUAL_INVERSION',
    message:
      `a textual inversion embedding of shape ${JSON.stringify(only.tensor.shape)} under the name "${only.name}": ` +
      "convert --rename '*=emb_params' gives it the name that kohya's sd-scripts write, --rename '*=<token>' a token " +
      'that diffusers reads',
  }
}
