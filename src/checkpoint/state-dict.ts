/** Where the state_dict is: the candidates in a file, the choice among them, and what it holds. */
import { PthError } from '../errors.ts'
import { dictEntries, dictSize, getItem, isKind } from '../pickle/value.ts'
import type { PickleDict, PickleValue } from '../pickle/value.ts'
import type { Graph, GraphContainer, GraphTensor } from './graph.ts'
import { className, moduleParts, moduleStateDict } from './module.ts'
import type { Interpreter } from './interpreter.ts'
import { dottedName, keyText, pathText } from './path.ts'
import type { PathStep } from './path.ts'
import type { Tensor } from './tensor.ts'

/** A tensor of the checkpoint under its name. */
export interface TensorEntry {
  /** Name in the state_dict, exactly. */
  readonly name: string
  /** Where it stands in the file, from the root. */
  readonly path: string
  readonly tensor: Tensor
  /** Known for modules only: a state_dict does not tell. */
  readonly role: 'parameter' | 'buffer' | null
  /** The pickled object; entries that share it are one tensor under several names. */
  readonly value: PickleValue
}

/** A value of the state_dict that is no tensor (`_extra_state`, numbers, strings). */
export interface ValueEntry {
  readonly name: string
  readonly path: string
  readonly value: PickleValue
}

/**
 * How the tensors were found: a mapping of names to tensors; a whole pickled module; or `flattened`:
 * no single dictionary, so every tensor below the root under its dotted path.
 */
export type StateDictKind = 'mapping' | 'module' | 'flattened' | 'torchscript' | 'file'

export interface StateDict {
  readonly kind: StateDictKind
  /** Such as `$` or `$.state_dict`. */
  readonly path: string
  /** Class of the module, or null. */
  readonly className: string | null
  readonly tensors: readonly TensorEntry[]
  readonly values: readonly ValueEntry[]
  /** `_metadata`: module path to version, null when the file has none. */
  readonly versions: ReadonlyMap<string, number | null> | null
}

/** Something in the file that could be meant as the state_dict. */
export interface Candidate {
  readonly kind: 'mapping' | 'module'
  readonly path: string
  readonly steps: readonly PathStep[]
  readonly tensorCount: number
  /** Optimizer and scheduler state: tensors, but no weights. */
  readonly optimizer: boolean
  /** No tensors of torch, only numpy arrays: weights in files of detectron2's kind, statistics in most others. */
  readonly arraysOnly: boolean
  readonly value: PickleValue
}

/** Keys under which training scripts keep the weights, best first. */
const WEIGHT_KEYS = [
  'state_dict',
  'model_state_dict',
  'model_state',
  'model',
  'module',
  'net',
  'network',
  'weights',
  // BasicSR and Real-ESRGAN load the averaged weights where a file has both.
  'params_ema',
  'params',
  'model_weights',
  'net_state_dict',
  'policy_state_dict',
]
const OPTIMIZER_KEY = /^(optim|optimizer|optimizers|optimizer_states|optimizer_state_dict|optimizer_state|.*_optimizer|.*_optim|optim_.*|lr_schedulers?|scheduler|scaler|last_optimizer_state|amp)$/i

/** Every mapping with tensors directly in it, and every outermost module, in file order. */
export function findCandidates(graph: Graph, interpreter: Interpreter): Candidate[] {
  const candidates: Candidate[] = []
  const insideModule = new Set<PickleValue>()
  for (const container of graph.containers) {
    if (insideModule.has(container.value)) continue
    const candidate = asCandidate(container, interpreter, insideModule)
    if (candidate !== undefined && candidate.tensorCount > 0) candidates.push(candidate)
  }
  const tensors = candidates.filter(({ arraysOnly }) => !arraysOnly)
  return tensors.length > 0 ? tensors : candidates
}

function asCandidate(
  { path, value }: GraphContainer,
  interpreter: Interpreter,
  insideModule: Set<PickleValue>,
): Candidate | undefined {
  const facts = { path: pathText(path), steps: path, value, optimizer: isOptimizer(path, value) }
  if (isKind(value, 'object')) {
    if (moduleParts(value) === undefined) return mappingCandidate(facts, value.entries, interpreter)
    markModules(value, insideModule)
    const entries = moduleStateDict(value)
    return entries === undefined ? undefined : { ...facts, kind: 'module', tensorCount: entries.length, arraysOnly: false }
  }
  return mappingCandidate(facts, value, interpreter)
}

function mappingCandidate(
  facts: Omit<Candidate, 'kind' | 'tensorCount' | 'arraysOnly'>,
  dict: PickleDict | null,
  interpreter: Interpreter,
): Candidate | undefined {
  if (dict === null) return undefined
  let tensors = 0
  let arrays = 0
  for (const [key, item] of dictEntries(dict)) {
    const tensor = typeof key === 'string' ? interpreter.tensorOf(item) : undefined
    // A numpy scalar is a number that a script computed, such as its best score.
    if (tensor?.kind === 'array') arrays += tensor.scalar ? 0 : 1
    else if (tensor !== undefined) tensors += 1
  }
  return { ...facts, kind: 'mapping', tensorCount: tensors === 0 ? arrays : tensors, arraysOnly: tensors === 0 }
}

/** The modules and dictionaries below a module belong to it and are no candidates of their own. */
function markModules(root: PickleValue, inside: Set<PickleValue>): void {
  const stack = [root]
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    const parts = moduleParts(value)
    if (parts === undefined) continue
    for (const dict of [parts.parameters, parts.buffers, parts.modules, parts.attributes]) {
      if (dict !== undefined) inside.add(dict)
    }
    for (const [, child] of parts.modules === undefined ? [] : dictEntries(parts.modules)) {
      if (inside.has(child)) continue
      inside.add(child)
      stack.push(child)
    }
  }
}

function isOptimizer(path: readonly PathStep[], value: PickleValue): boolean {
  const named = path.some((step) => step.kind === 'key' && typeof step.key === 'string' && OPTIMIZER_KEY.test(step.key))
  // optimizer.state_dict(): {"state": {0: {"exp_avg": tensor}}, "param_groups": […]}
  const counted = path.some((step, at) => {
    const before = path[at - 1]
    return step.kind === 'key' && typeof step.key === 'number' && before?.kind === 'key' && before.key === 'state'
  })
  return named || counted || (isKind(value, 'dict') && getItem(value, 'param_groups') !== undefined)
}

/** The candidate that is meant, or undefined when there is no single one. */
export function chooseCandidate(candidates: readonly Candidate[]): Candidate | undefined {
  const weights = candidates.filter((candidate) => !candidate.optimizer)
  const [only] = weights
  if (weights.length <= 1) return only
  const root = weights.find((candidate) => candidate.steps.length === 0)
  // A tensor or two beside a larger dictionary (a step count, a mean) do not make the wrapper the state_dict.
  const largest = Math.max(...weights.map(({ tensorCount }) => tensorCount))
  if (root !== undefined && isMostlyTensors(root) && root.tensorCount === largest) return root
  const shallowest = Math.min(...weights.map((candidate) => candidate.steps.length).filter((length) => length > 0))
  for (const key of WEIGHT_KEYS) {
    const named = weights.find((candidate) => candidate.steps.length === shallowest && lastKey(candidate) === key)
    if (named !== undefined) return named
  }
  return undefined
}

/** A dictionary of weights may hold a few other things; one that mainly holds other things is a wrapper. */
function isMostlyTensors(candidate: Candidate): boolean {
  if (!isKind(candidate.value, 'dict')) return true
  return candidate.tensorCount * 2 >= dictSize(candidate.value)
}

function lastKey(candidate: Candidate): PickleValue | undefined {
  const step = candidate.steps.at(-1)
  return step?.kind === 'key' ? step.key : undefined
}

/** The state_dict of a candidate. */
export function stateDictOf(candidate: Candidate, interpreter: Interpreter): StateDict {
  const { value, path } = candidate
  if (candidate.kind === 'module' && isKind(value, 'object')) return moduleDict(value, path, interpreter)
  const dict = isKind(value, 'dict') ? value : isKind(value, 'object') ? value.entries : null
  const tensors: TensorEntry[] = []
  const values: ValueEntry[] = []
  for (const [key, item] of dict === null ? [] : dictEntries(dict)) {
    const name = keyText(key)
    const itemPath = pathText([...candidate.steps, { kind: 'key', key }])
    const tensor = interpreter.tensorOf(item)
    if (tensor === undefined) values.push({ name, path: itemPath, value: item })
    else tensors.push({ name, path: itemPath, tensor, role: null, value: item })
  }
  return { kind: 'mapping', path, className: null, tensors, values, versions: versionsOf(dict) }
}

function moduleDict(module: PickleValue, path: string, interpreter: Interpreter): StateDict {
  const tensors: TensorEntry[] = []
  const values: ValueEntry[] = []
  const entries = isKind(module, 'object') ? (moduleStateDict(module) ?? []) : []
  for (const { name, value, kind } of entries) {
    const tensor = interpreter.tensorOf(value)
    const itemPath = `${path}.${name}`
    if (tensor === undefined) values.push({ name, path: itemPath, value })
    else tensors.push({ name, path: itemPath, tensor, role: kind, value })
  }
  const name = isKind(module, 'object') ? className(module) : null
  return { kind: 'module', path, className: name, tensors, values, versions: null }
}

/** `_metadata` of a dictionary: module path to version (null: none recorded); null without `_metadata`. */
export function versionsOf(dict: PickleDict | null): ReadonlyMap<string, number | null> | null {
  const metadata = dict?.attributes === null || dict === null ? undefined : getItem(dict.attributes, '_metadata')
  if (!isKind(metadata, 'dict')) return null
  const versions = new Map<string, number | null>()
  for (const [key, local] of dictEntries(metadata)) {
    const version = isKind(local, 'dict') ? getItem(local, 'version') : undefined
    versions.set(keyText(key), typeof version === 'number' ? version : null)
  }
  return versions
}

/** Every tensor below `steps` under its dotted path; optimizer state is left out unless there is nothing else. */
export function flattenedStateDict(graph: Graph, candidates: readonly Candidate[]): StateDict {
  const optimizers = candidates.filter((candidate) => candidate.optimizer)
  const outside = graph.tensors.filter((place) => !optimizers.some((candidate) => isBelow(place.path, candidate.steps)))
  return flatten(outside.length === 0 ? graph.tensors : outside, [])
}

function flatten(places: readonly GraphTensor[], root: readonly PathStep[]): StateDict {
  const tensors = places.map(({ path, tensor, value }) => ({
    name: dottedName(path.slice(root.length)),
    path: pathText(path),
    tensor,
    role: null,
    value,
  }))
  return { kind: 'flattened', path: pathText(root), className: null, tensors, values: [], versions: null }
}

function isBelow(path: readonly PathStep[], above: readonly PathStep[]): boolean {
  if (path.length < above.length) return false
  return above.every((step, at) => sameStep(step, path[at]))
}

function sameStep(a: PathStep, b: PathStep | undefined): boolean {
  if (a.kind === 'key') return b?.kind === 'key' && a.key === b.key
  if (a.kind === 'attribute') return b?.kind === 'attribute' && a.name === b.name
  return b?.kind === a.kind && a.index === b.index
}

/**
 * The state_dict that `--root` names: a dotted path from the root of the file, with or without `$.`;
 * `$` alone is every tensor of the file.
 * @throws PthError STATE_DICT_NOT_FOUND
 */
export function stateDictAt(
  root: string,
  graph: Graph,
  candidates: readonly Candidate[],
  interpreter: Interpreter,
): StateDict {
  const wanted = root.replace(/^\$\.?/, '')
  if (wanted === '') {
    const whole = candidates.find((candidate) => candidate.steps.length === 0)
    const complete = whole !== undefined && whole.tensorCount === graph.tensors.length
    return complete ? stateDictOf(whole, interpreter) : flatten(graph.tensors, [])
  }
  const matches = (steps: readonly PathStep[]): boolean => dottedName(steps) === wanted || pathText(steps) === root
  const candidate = candidates.find(({ steps }) => matches(steps))
  if (candidate !== undefined) return stateDictOf(candidate, interpreter)
  const container = graph.containers.find(({ path }) => matches(path))
  const steps = container?.path ?? graph.tensors.map(({ path }) => prefixAt(path, matches)).find((path) => path !== undefined)
  if (steps === undefined) {
    throw new PthError('STATE_DICT_NOT_FOUND', {
      root,
      reason: 'nothing with tensors is there',
      candidates: candidates.map(({ path }) => path),
    })
  }
  return flatten(
    graph.tensors.filter(({ path }) => isBelow(path, steps)),
    steps,
  )
}

/** The beginning of `path` that matches, for lists, which are no containers of their own. */
function prefixAt(
  path: readonly PathStep[],
  matches: (steps: readonly PathStep[]) => boolean,
): readonly PathStep[] | undefined {
  for (let length = 1; length <= path.length; length += 1) {
    const steps = path.slice(0, length)
    if (matches(steps)) return steps
  }
  return undefined
}
