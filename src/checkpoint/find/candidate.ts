/** What in a file could be meant as the state_dict, and which of it is: the choice that every command shows. */
import { dictEntries, dictSize, getItem, isKind } from '../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../pickle/value.ts'
import type { Graph, GraphContainer } from '../graph.ts'
import type { Interpreter } from '../rebuild/context.ts'
import { moduleParts, moduleStateDict } from '../module.ts'
import { pathText } from '../path.ts'
import type { PathStep } from '../path.ts'
import { numelOf } from '../tensor.ts'
import type { Tensor } from '../tensor.ts'

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
  /**
   * Its own tensors are numbers (a loss, a score) and random states: what a training script puts beside the
   * weights.
   */
  readonly numbersOnly: boolean
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
/** Of these, the names that no module gives to a parameter of its own. */
const WRAPPING_KEYS: ReadonlySet<PickleValue> = new Set([
  'state_dict',
  'model_state_dict',
  'model_state',
  'model',
  'net',
  'network',
  'net_state_dict',
])
const OPTIMIZER_KEY = new RegExp(
  String.raw`^(optim|optimizer|optimizers|optimizer_\d+|optimizer_states|optimizer_state_dict|optimizer_state|` +
    String.raw`.*_optimizer|.*_optim|optim_.*|lr_schedulers?|scheduler|scaler|last_optimizer_state|` +
    String.raw`amp)$`,
  'i',
)

/** Whether a key is called as trainers call the state of an optimizer, or of what belongs to it. */
export function isOptimizerKey(key: string): boolean {
  return OPTIMIZER_KEY.test(key)
}

/** Where the textual inversion code and the AUTOMATIC1111 web UI keep an embedding. */
export const EMBEDDING = '$.string_to_param'

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
    return entries === undefined
      ? undefined
      : { ...facts, kind: 'module', tensorCount: entries.length, arraysOnly: false, numbersOnly: false }
  }
  return mappingCandidate(facts, value, interpreter)
}

function mappingCandidate(
  facts: Omit<Candidate, 'kind' | 'tensorCount' | 'arraysOnly' | 'numbersOnly'>,
  dict: PickleDict | null,
  interpreter: Interpreter,
): Candidate | undefined {
  if (dict === null) return undefined
  let tensors = 0
  let arrays = 0
  let weights = 0
  for (const [key, item] of dictEntries(dict)) {
    const tensor = typeof key === 'string' ? interpreter.tensorOf(item) : undefined
    // A numpy scalar is a number that a script computed, such as its best score.
    if (tensor?.kind === 'array') arrays += tensor.scalar ? 0 : 1
    else if (tensor !== undefined) tensors += 1
    if (tensor !== undefined && !isNumber(tensor)) weights += 1
  }
  const arraysOnly = tensors === 0
  return {
    ...facts,
    kind: 'mapping',
    tensorCount: arraysOnly ? arrays : tensors,
    arraysOnly,
    numbersOnly: weights === 0,
  }
}

/** One number, or the bytes of a random generator. */
function isNumber({ shape, dtype }: Tensor): boolean {
  if (shape === null || shape.length > 1) return false
  return numelOf(shape) === 1 || dtype?.name === 'uint8'
}

/** The modules and dictionaries below a module belong to it and are not candidates of their own. */
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
  const named = path.some(
    (step) => step.kind === 'key' && typeof step.key === 'string' && isOptimizerKey(step.key),
  )
  // optimizer.state_dict(): {"state": {0: {"exp_avg": tensor}}, "param_groups": […]}
  const counted = path.some((step, at) => {
    const before = path[at - 1]
    return (
      step.kind === 'key' && typeof step.key === 'number' && before?.kind === 'key' && before.key === 'state'
    )
  })
  return named || counted || (isKind(value, 'dict') && getItem(value, 'param_groups') !== undefined)
}

/** The candidate that is meant, or undefined when there is no single one. */
export function chooseCandidate(candidates: readonly Candidate[]): Candidate | undefined {
  const weights = candidates.filter((candidate) => !candidate.optimizer)
  if (weights.length <= 1) return weights[0]
  // Numbers and random states beside a dictionary are no rival of it, whatever its name, unless they are the more.
  const [only, another] = weights.filter(({ steps, numbersOnly }) => steps.length > 0 || !numbersOnly)
  if (
    only !== undefined &&
    another === undefined &&
    weights.every(({ tensorCount }) => tensorCount <= only.tensorCount)
  )
    return only
  const root = weights.find((candidate) => candidate.steps.length === 0)
  // A tensor or two beside a larger dictionary (a step count, a mean) do not make the wrapper the state_dict,
  // and none do (a loss, an accuracy) where a dictionary has a name of weights.
  const largest = weights.reduce((most, { tensorCount }) => Math.max(most, tensorCount), 0)
  const wraps = weights.some(
    (candidate) => candidate.steps.length === 1 && WRAPPING_KEYS.has(lastKey(candidate) ?? null),
  )
  if (root !== undefined && !wraps && isMostlyTensors(root) && root.tensorCount === largest) return root
  const shallowest = weights.reduce(
    (least, { steps }) => (steps.length > 0 ? Math.min(least, steps.length) : least),
    Infinity,
  )
  // YOLO trainings keep two whole modules; Ultralytics and its relatives load the averaged one.
  const averaged = weights.find((candidate) => candidate.kind === 'module' && candidate.path === '$.ema')
  if (averaged !== undefined && weights.some(({ kind, path }) => kind === 'module' && path === '$.model'))
    return averaged
  // An embedding of textual inversion beside the numbers of its tokens.
  const embedding = weights.find(({ path }) => path === EMBEDDING)
  if (
    embedding !== undefined &&
    weights.every(({ path }) => path === EMBEDDING || path === '$.string_to_token')
  )
    return embedding
  // StyleGAN2-ADA and 3 keep the generator, the discriminator and the averaged generator; their tools load the last.
  const generator = weights.find((candidate) => candidate.kind === 'module' && candidate.path === '$.G_ema')
  if (generator !== undefined && ['$.G', '$.D'].every((path) => isModuleAt(path, weights))) return generator
  for (const key of WEIGHT_KEYS) {
    const named = weights.find(
      (candidate) => candidate.steps.length === shallowest && lastKey(candidate) === key,
    )
    if (named !== undefined) return named
  }
  return undefined
}

function isModuleAt(wanted: string, weights: readonly Candidate[]): boolean {
  return weights.some(({ kind, path }) => kind === 'module' && path === wanted)
}

/** A dictionary of weights may hold a few other things; one that mainly contains other things is a wrapper. */
function isMostlyTensors(candidate: Candidate): boolean {
  if (!isKind(candidate.value, 'dict')) return true
  return candidate.tensorCount * 2 >= dictSize(candidate.value)
}

function lastKey(candidate: Candidate): PickleValue | undefined {
  const step = candidate.steps.at(-1)
  return step?.kind === 'key' ? step.key : undefined
}
