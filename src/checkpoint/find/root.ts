/** The value at the root of a checkpoint, and its state_dict when the container itself defines it. */
import type { Container, Note, PickleRecord } from '../../container/record.ts'
import type { Limits } from '../../limits.ts'
import { dictEntries, dictSize, newDict, setItem } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'
import type { ArrayRoot } from '../arrays.ts'
import { walkGraph } from '../graph.ts'
import type { Graph, GraphTensor } from '../graph.ts'
import type { Interpreter } from '../rebuild/context.ts'
import { keyText, stepText } from '../path.ts'
import { scriptStateDict } from './script.ts'
import type { StateDict, TensorEntry } from './state-dict.ts'

/** The object of the only pickle; several are put into one dict under their record names. */
export function rootValue(container: Container, arrays: ArrayRoot | null): PickleValue {
  if (arrays !== null) return arrays.value
  const roots = container.pickles.filter(({ role }) => role === 'data')
  const [only, ...others] = roots
  if (only === undefined || others.length === 0) return only?.pickle.value ?? null
  const dict = newDict()
  const strip =
    container.facts.root === null || container.facts.root === '' ? 0 : container.facts.root.length + 1
  for (const { member, pickle } of roots) setItem(dict, member.slice(strip), pickle.value)
  return dict
}

/** The graph of the root, with the tensors of `constants` pickles after it under `constants.pkl`. */
export function wholeGraph(
  value: PickleValue,
  container: Container,
  interpreter: Interpreter,
  limits: Limits,
): Graph {
  const opcodes = container.pickles.reduce(
    (sum, { pickle }) => sum + pickle.opcodes,
    container.arrays?.length ?? 0,
  )
  const graph = walkGraph(value, interpreter, limits, opcodes)
  const constants = container.pickles.filter(({ role }) => role === 'constants')
  if (constants.length === 0) return graph
  return {
    ...graph,
    tensors: [
      ...graph.tensors,
      ...constants.flatMap((record) => constantTensors(record, interpreter, limits)),
    ],
  }
}

function constantTensors({ pickle }: PickleRecord, interpreter: Interpreter, limits: Limits): GraphTensor[] {
  // No attribute of a module can have a dot in its name: nothing else has this path.
  const step = { kind: 'attribute', name: 'constants.pkl' } as const
  return walkGraph(pickle.value, interpreter, limits, pickle.opcodes).tensors.map(
    ({ path, tensor, value }) => ({
      path: [step, ...path],
      tensor,
      value,
    }),
  )
}

/** The state_dict that the kind of container defines; null when the object graph has to show it. */
export function containerStateDict(
  container: Container,
  value: PickleValue,
  arrays: ArrayRoot | null,
  interpreter: Interpreter,
  graph: Graph,
  notes: Note[],
): StateDict | null {
  if (arrays !== null) {
    const aside = arrays.tensors.size - dictSize(arrays.weights)
    if (aside > 0) notes.push(asideNote(aside, 'are constants of the program'))
    return fileStateDict(arrays, interpreter)
  }
  if (container.scriptClasses === undefined) return null
  const found = scriptStateDict(value, container.scriptClasses, interpreter)
  if (found === null) return null
  if (found.unknownClasses.length > 0) {
    notes.push({
      code: 'SCRIPT_CODE_MISSING',
      message:
        `the archive has no code for ${found.unknownClasses.join(', ')}: all tensors there ` +
        'are listed, also those outside state_dict()',
    })
  }
  if (found.ownStates.length > 0) notes.push(ownStateNote(found.ownStates))
  const named = new Set(found.stateDict.tensors.map((entry) => entry.value))
  const aside = graph.tensors.filter((place) => !named.has(place.value)).length
  if (aside > 0)
    notes.push(asideNote(aside, 'are constants of the code, or attributes that state_dict() leaves out'))
  return found.stateDict
}

/** The attributes of such a class are set by its `__setstate__`, which is code: pth does not run it. */
function ownStateNote(classes: readonly string[]): Note {
  return {
    code: 'STATE_BY_CODE',
    message:
      `${classes.join(', ')} ${classes.length === 1 ? 'packs its' : 'pack their'} state by ` +
      'code: state_dict() may name tensors of it, here they are among the other tensors of the file',
  }
}

function asideNote(count: number, what: string): Note {
  return {
    code: 'TENSORS_OUTSIDE_STATE_DICT',
    message: `${count} more ${count === 1 ? 'tensor' : 'tensors'} in the file ${what}`,
  }
}

function fileStateDict({ weights, value }: ArrayRoot, interpreter: Interpreter): StateDict {
  const path = weights === value ? '$' : '$.state_dict'
  const tensors: TensorEntry[] = []
  for (const [key, item] of dictEntries(weights)) {
    const tensor = interpreter.tensorOf(item)
    const name = keyText(key)
    if (tensor === undefined) continue
    const itemPath = path + stepText({ kind: 'key', key })
    tensors.push({ name, path: itemPath, tensor, role: null, value: item })
  }
  return { kind: 'file', path, className: null, tensors, values: [], versions: null }
}
