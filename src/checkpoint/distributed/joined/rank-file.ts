/** One file of a tensor-parallel rank: its weights under the names that it shows, and what proves its rank. */
import type { Container } from '../../../container/record.ts'
import { PthError } from '../../../errors.ts'
import { dictEntries, getItem, isKind } from '../../../pickle/value.ts'
import type { PickleValue } from '../../../pickle/value.ts'
import { chooseCandidate, findCandidates } from '../../find/candidate.ts'
import { rootValue } from '../../find/root.ts'
import { flattenedStateDict, stateDictAt, stateDictOf } from '../../find/state-dict.ts'
import type { StateDict } from '../../find/state-dict.ts'
import { walkGraph } from '../../graph.ts'
import { newInterpreter } from '../../interpreter.ts'
import type { StridedTensor } from '../../tensor.ts'
import { attribute } from '../ranks/record.ts'
import { openWithPickle } from '../with-pickle.ts'
import type { FileReader } from '../with-pickle.ts'
import type { RankTensors } from './ranks.ts'

/** What a file says of the training: null where it does not. */
export interface RankFacts {
  readonly tensorRanks: number | null
  readonly pipelineRanks: number | null
  /** Its number among all processes. */
  readonly processRank: number | null
  readonly iteration: string | null
  /** The name that the file was written with, without its ending. */
  readonly writtenAs: string | null
}

/** Of a file that says nothing. */
export const NO_FACTS: RankFacts = {
  tensorRanks: null,
  pipelineRanks: null,
  processRank: null,
  iteration: null,
  writtenAs: null,
}

/** An opened file; a virtual pipeline has several models in it, one for each of its stages. */
export interface OpenedRank {
  readonly path: string
  /** Of each of its files. */
  readonly containers: readonly (readonly [path: string, container: Container])[]
  readonly facts: RankFacts
  /** Tensors by the key of the model in the file; the empty key for a file that is a model itself. */
  readonly models: readonly (readonly [key: string, model: RankTensors])[]
  /** Keys beside the models. */
  readonly beside: readonly string[]
}

/** Keys of the models of one file. @see Megatron-LM megatron/training/checkpointing.py `generate_state_dict` */
const MODEL = /^model\d{0,4}$/

/** Open a file. @throws PthError PIECES_INVALID for what is no plain tensor, and as containers and pickles have them */
export async function openRank(
  reader: FileReader,
  path: string,
  root: string | undefined,
): Promise<OpenedRank> {
  const { folder, limits } = reader
  const container = await openWithPickle(reader, path)
  const value = rootValue(container, null)
  const interpreter = newInterpreter(container)
  const opcodes = container.pickles.reduce((sum, { pickle }) => sum + pickle.opcodes, 0)
  const graph = walkGraph(value, interpreter, limits, opcodes)
  const candidates = findCandidates(graph, interpreter)
  const keys = root === undefined ? modelKeys(value) : [root]
  const at = (key: string): StateDict => {
    if (key !== '') return stateDictAt(key, graph, candidates, interpreter)
    const chosen = chooseCandidate(candidates)
    return chosen === undefined ? flattenedStateDict(graph, candidates) : stateDictOf(chosen, interpreter)
  }
  const models = (keys.length === 0 ? [''] : keys).map(
    (key) => [key, tensorsOf(folder.path, path, at(key))] as const,
  )
  const beside: string[] = []
  for (const [key] of isKind(value, 'dict') && keys.length > 0 ? dictEntries(value) : [])
    if (typeof key === 'string' && !keys.includes(key)) beside.push(key)
  return { path, containers: [[path, container]], facts: factsOf(value, container), models, beside }
}

function modelKeys(value: PickleValue): readonly string[] {
  if (!isKind(value, 'dict')) return []
  const keys: string[] = []
  for (const [key, item] of dictEntries(value))
    if (typeof key === 'string' && MODEL.test(key) && isKind(item, 'dict')) keys.push(key)
  return keys
}

function tensorsOf(folder: string, file: string, { tensors, values }: StateDict): RankTensors {
  const named = new Map<string, StridedTensor>()
  for (const { name, tensor } of tensors) {
    const problem =
      tensor.kind !== 'strided'
        ? `it is a ${tensor.type} (${tensor.kind})`
        : (tensor.problem ??
          tensor.storage.problem ??
          (tensor.dtype === null ? `its element type is ${tensor.dtypeName}` : null))
    if (problem !== null || tensor.kind !== 'strided' || named.has(name))
      throw new PthError('PIECES_INVALID', {
        path: folder,
        reason:
          problem === null
            ? `${file} has two tensors of one name`
            : `${file} has a tensor that is not joined with those of other ranks (${problem})`,
        names: [name],
      })
    named.set(name, tensor)
  }
  return { file, tensors: named, values: new Map(values.map(({ name, value }) => [name, value])) }
}

function factsOf(value: PickleValue, { facts }: Container): RankFacts {
  const root = isKind(value, 'dict') ? value : undefined
  const args = root === undefined ? undefined : getItem(root, 'args')
  const iteration = root === undefined ? undefined : getItem(root, 'iteration')
  const numberAt = (name: string): number | null => {
    const found = attribute(args, name)
    return typeof found === 'number' ? found : null
  }
  return {
    tensorRanks: numberAt('tensor_model_parallel_size'),
    pipelineRanks: numberAt('pipeline_model_parallel_size'),
    processRank: numberAt('rank'),
    iteration: typeof iteration === 'number' || typeof iteration === 'string' ? String(iteration) : null,
    writtenAs: facts.root,
  }
}
