/** Open a checkpoint: container, object graph, tensors, state_dict. The one model that every command uses. */
import { openContainer } from '../container/open.ts'
import type { Container } from '../container/record.ts'
import { salvageContainer } from '../container/salvage.ts'
import type { ByteSource } from '../io/source.ts'
import { DEFAULT_LIMITS, limitsFor } from '../limits.ts'
import { readArrays } from './arrays.ts'
import type { Checkpoint, OpenOptions } from './checkpoint.ts'
import { asPart, partOf } from './distributed/part-of.ts'
import { chooseCandidate, findCandidates } from './find/candidate.ts'
import { cluesOf } from './find/clues.ts'
import { foreignLayoutNotes } from './find/foreign-layout.ts'
import { insideNotes } from './find/inside.ts'
import { storageNotes } from './notes.ts'
import { newInterpreter } from './interpreter.ts'
import { containerStateDict, rootValue, wholeGraph } from './find/root.ts'
import { flattenedStateDict, stateDictAt, stateDictOf } from './find/state-dict.ts'
import { statisticsStateDict } from './find/statistics.ts'
import { recognizeWrappers } from './find/wrappers.ts'

/**
 * Open a checkpoint: reads directory and pickles, never a storage. Of an archive of files the member is opened that
 * `member` names, else the only checkpoint in it; its name is then `FILE!MEMBER`.
 * @throws PthError of the container and of the pickle machine; STATE_DICT_NOT_FOUND for a `root` that is not there
 */
export async function openCheckpoint(source: ByteSource, options: OpenOptions = {}): Promise<Checkpoint> {
  const open = options.salvage === true ? salvageContainer : openContainer
  const limits = limitsFor(options.limits ?? DEFAULT_LIMITS, source.byteLength)
  const container = await open(source, limits, options)
  const { name, byteLength } = container.inside ?? source
  return named(checkpointOf(container, name, byteLength, { ...options, limits }))
}

/** What is only a part says so, whichever command opens it. */
function named(checkpoint: Checkpoint): Checkpoint {
  const part = partOf(checkpoint)
  return part === null ? checkpoint : asPart(checkpoint, part)
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
        statisticsStateDict(value, graph) ??
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
      ...foreignLayoutNotes(value, container.metadata),
      ...storageNotes(interpreter.storages.values()),
    ],
  }
}
