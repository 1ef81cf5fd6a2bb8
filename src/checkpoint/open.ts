/** Open a checkpoint: container, object graph, tensors, state_dict. The one model that every command uses. */
import { openContainer } from '../container/open.ts'
import type { Container, Note } from '../container/record.ts'
import { salvageContainer } from '../container/salvage.ts'
import type { ByteSource } from '../io/source.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { dictEntries, isKind } from '../pickle/value.ts'
import type { PickleValue } from '../pickle/value.ts'
import { readArrays } from './arrays.ts'
import { chooseCandidate, findCandidates } from './candidate.ts'
import type { Candidate } from './candidate.ts'
import type { Graph } from './graph.ts'
import { insideNotes } from './inside.ts'
import { storageNotes } from './notes.ts'
import { newInterpreter } from './interpreter.ts'
import type { Interpreter } from './interpreter.ts'
import { containerStateDict, rootValue, wholeGraph } from './root.ts'
import { flattenedStateDict, stateDictAt, stateDictOf } from './state-dict.ts'
import type { StateDict } from './state-dict.ts'
import type { Storage } from './storage.ts'
import { recognizeWrappers } from './wrappers.ts'
import type { WrapperClues, WrapperFact } from './wrappers.ts'

export interface OpenOptions {
  /** Where the state_dict is, as a dotted path; found by itself when absent. */
  readonly root?: string
  /** Budgets of reading; `DEFAULT_LIMITS` when absent. */
  readonly limits?: Limits
  /** Open a file whose end is missing as far as it goes; tensors that are not whole have a `problem`. */
  readonly salvage?: boolean
}

/** An opened checkpoint. Tensors are described; their bytes are read on request. */
export interface Checkpoint {
  /** Path or other name of the file. */
  readonly name: string
  /** Size of the file in bytes. */
  readonly byteLength: number
  readonly container: Container
  /** The unpickled value, inert. */
  readonly value: PickleValue
  /** Every tensor and every container above one. */
  readonly graph: Graph
  readonly stateDict: StateDict
  /** What else could be the state_dict, in file order, the chosen one included. */
  readonly candidates: readonly Candidate[]
  /** Every storage by key, in the order in which the file names them. */
  readonly storages: ReadonlyMap<string, Storage>
  readonly interpreter: Interpreter
  /** The budgets it was opened with; what reads it further keeps to them. */
  readonly limits: Limits
  /** Free text beside the tensors (`__metadata__` of safetensors); null when there is none. */
  readonly metadata: ReadonlyMap<string, string> | null
  /** What wrote the file, as far as its keys and names tell. */
  readonly wrappers: readonly WrapperFact[]
  readonly notes: readonly Note[]
}

/**
 * Open a checkpoint: reads directory and pickles, never a storage.
 * @throws PthError of the container and of the pickle machine; STATE_DICT_NOT_FOUND for a `root` that is not there
 */
export async function openCheckpoint(source: ByteSource, options: OpenOptions = {}): Promise<Checkpoint> {
  const open = options.salvage === true ? salvageContainer : openContainer
  const container = await open(source, options.limits ?? DEFAULT_LIMITS)
  return checkpointOf(container, source.name, source.byteLength, options)
}

/** The checkpoint of an opened container. @throws PthError STATE_DICT_NOT_FOUND, LIMIT_EXCEEDED */
export function checkpointOf(
  container: Container,
  name: string,
  byteLength: number,
  options: OpenOptions = {},
): Checkpoint {
  const { root, limits = DEFAULT_LIMITS } = options
  const arrays = readArrays(container)
  const value = rootValue(container, arrays)
  const interpreter = newInterpreter(container, arrays)
  const graph = wholeGraph(value, container, interpreter, limits)
  const notes = [...container.notes]
  const candidates = findCandidates(graph, interpreter)
  const chosen = chooseCandidate(candidates)
  const stateDict =
    root !== undefined
      ? stateDictAt(root, graph, candidates, interpreter)
      : (containerStateDict(container, value, arrays, interpreter, graph, notes) ??
        (chosen === undefined ? flattenedStateDict(graph, candidates) : stateDictOf(chosen, interpreter)))
  return {
    name,
    byteLength,
    container,
    value,
    graph,
    stateDict,
    candidates,
    storages: interpreter.storages,
    interpreter,
    limits,
    metadata: container.metadata ?? null,
    wrappers: recognizeWrappers(cluesOf(value, stateDict, candidates)),
    notes: [
      ...notes,
      ...insideNotes(stateDict, candidates, graph),
      ...storageNotes(interpreter.storages.values()),
    ],
  }
}

/** What the recognition of wrappers looks at. */
export function cluesOf(
  value: PickleValue,
  stateDict: StateDict,
  candidates: readonly Candidate[],
): WrapperClues {
  const entries = isKind(value, 'dict') ? [...dictEntries(value)] : []
  const keys = entries.flatMap(([key]) => (typeof key === 'string' ? [key] : []))
  return { keys, names: stateDict.tensors.map(({ name }) => name), candidates }
}
