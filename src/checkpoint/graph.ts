/** The object graph of a file: what each value contains, and how to walk to every tensor. */
import { checkLimit, overFixedLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { dictEntries, isKind } from '../pickle/value.ts'
import type { PickleDict, PickleObject, PickleValue } from '../pickle/value.ts'
import { TensorCall } from '../pickle/tensor-call.ts'
import type { Interpreter } from './rebuild/context.ts'
import { bodyInCall, moduleParts } from './module.ts'
import { objectArrayItems } from './rebuild/numpy.ts'
import { stepLength } from './path.ts'
import type { PathStep } from './path.ts'
import type { Tensor } from './tensor.ts'

/** A tensor and where it is; the path may be made when it is asked for. */
export interface GraphTensor {
  readonly path: readonly PathStep[]
  readonly tensor: Tensor
  /** The value it was read from; two entries with the same one are the same tensor object. */
  readonly value: PickleValue
}

/** A container with tensors somewhere below it. */
export interface GraphContainer {
  readonly path: readonly PathStep[]
  readonly value: PickleDict | PickleObject
}

export interface Graph {
  /** Every tensor by every path, in file order. */
  readonly tensors: readonly GraphTensor[]
  /** Every dict and object above a tensor, in file order. */
  readonly containers: readonly GraphContainer[]
}

/** A tensor in a container: the path to the container is kept once, a key as it is. */
class Place implements GraphTensor {
  readonly tensor: Tensor
  readonly value: PickleValue
  readonly #above: readonly PathStep[]
  readonly #last: PathStep | string | null

  constructor(tensor: Tensor, value: PickleValue, above: readonly PathStep[], last: PathStep | null) {
    this.tensor = tensor
    this.value = value
    this.#above = above
    this.#last = last?.kind === 'key' && typeof last.key === 'string' ? last.key : last
  }

  get path(): readonly PathStep[] {
    const last = this.#last
    if (last === null) return this.#above
    return [...this.#above, typeof last === 'string' ? { kind: 'key', key: last } : last]
  }
}

/** Containers of one file; a JavaScript Set has at most 16,777,216. Largest known: 100,000 lists of losses. */
const HOLDERS = 16_000_000

/** Steps of a path that cost as much memory as the value at its end. */
const STEPS = 8
/** Dimensions of a tensor that do; PyTorch's own have at most 64. */
const DIMENSIONS = 32
/** Places for each opcode that a file may come to by sharing its containers, and in any case. Known: less than one. */
const SHARED = { times: 8, least: 250_000 }

type Child = readonly [step: PathStep, value: PickleValue]

/**
 * Walk to every tensor. Values shared between places are met at each of them, cycles are entered once
 * on each path, and what contains no tensor is entered once in all, so that a bomb of shared
 * containers costs linear time. `opcodes` are those of all pickles: places beyond what they can hold are made
 * by sharing.
 * @throws PthError LIMIT_EXCEEDED when the graph is too deep or has too many places
 */
export function walkGraph(
  root: PickleValue,
  interpreter: Interpreter,
  limits: Limits,
  opcodes: number,
): Graph {
  const bearing = tensorBearing(root, interpreter)
  const tensors: GraphTensor[] = []
  const containers: GraphContainer[] = []
  const path: PathStep[] = []
  const open = new Set<PickleValue>()
  const shareable = SHARED.least + SHARED.times * opcodes
  let places = 0
  let names = 0
  // Characters of the path; each step adds its own and a dot.
  const lengths: number[] = []

  /** A place costs the path that is kept for it. Containers count too: a cycle may be entered on many paths. */
  function count(steps: number, tensor?: Tensor): void {
    places += 1 + steps / STEPS + (tensor?.shape?.length ?? 0) / DIMENSIONS
    checkLimit(limits, 'places', 'places of tensors', Math.ceil(places))
    if (tensor !== undefined) {
      names += lengths.at(-1) ?? 0
      checkLimit(limits, 'nameLength', 'names of tensors', names)
    }
    if (places <= shareable) return
    throw overFixedLimit({
      what: 'places of tensors',
      limit: shareable,
      found: Math.ceil(places),
      unit: 'places',
      why: 'its pickles are too short to name that many',
    })
  }

  function enter(
    value: PickleValue,
    above: readonly PathStep[],
    step: PathStep | null,
  ): Iterator<Child> | undefined {
    const tensor = interpreter.tensorOf(value)
    if (tensor !== undefined) {
      count(path.length, tensor)
      tensors.push(new Place(tensor, value, above, step))
      if (!holdsMore(tensor, value)) return undefined
    }
    if (!bearing.has(value) || open.has(value)) return undefined
    checkLimit(limits, 'depth', 'depth of the object graph', path.length)
    const listed = tensor === undefined && (isKind(value, 'dict') || isKind(value, 'object'))
    count(listed ? path.length : 0)
    if (listed) containers.push({ path: [...path], value })
    open.add(value)
    return childrenBelow(value, tensor)
  }

  const first = enter(root, [], null)
  const frames = first === undefined ? [] : [{ value: root, children: first, steps: [...path] }]
  while (frames.length > 0) {
    const frame = frames.at(-1)
    const next = frame?.children.next()
    if (frame === undefined || next === undefined || next.done === true) {
      if (frame !== undefined) open.delete(frame.value)
      frames.pop()
      path.pop()
      lengths.pop()
      continue
    }
    const [step, value] = next.value
    path.push(step)
    lengths.push((lengths.at(-1) ?? 0) + stepLength(step) + 1)
    const children = enter(value, frame.steps, step)
    if (children === undefined) {
      path.pop()
      lengths.pop()
    } else frames.push({ value, children, steps: [...path] })
  }
  return { tensors, containers }
}

/** Every container from which a tensor can be reached. Linear in the size of the graph. */
function tensorBearing(root: PickleValue, interpreter: Interpreter): ReadonlySet<PickleValue> {
  const parents = new Map<PickleValue, PickleValue[]>()
  const holders = new Set<PickleValue>()
  const stack: PickleValue[] = [root]
  const seen = new Set<PickleValue>([root])
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    const tensor = interpreter.tensorOf(value)
    if (tensor !== undefined && !holdsMore(tensor, value)) continue
    if (tensor !== undefined) holders.add(value)
    for (const child of valuesBelow(value, tensor)) {
      if (!mayHold(child)) continue
      const below = interpreter.tensorOf(child)
      if (below !== undefined && !holdsMore(below, child)) {
        // A tensor is a leaf: all that counts is that this container contains one.
        holders.add(value)
        continue
      }
      const above = parents.get(child)
      if (above === undefined) parents.set(child, [value])
      else above.push(value)
      if (seen.has(child)) continue
      if (seen.size >= HOLDERS) {
        throw overFixedLimit({
          what: 'containers of the object graph',
          limit: HOLDERS,
          found: seen.size + 1,
          unit: 'containers',
          why: 'a JavaScript Set cannot contain more',
        })
      }
      seen.add(child)
      stack.push(child)
    }
  }
  const bearing = new Set<PickleValue>(holders)
  const found = [...holders]
  for (let value = found.pop(); value !== undefined; value = found.pop()) {
    for (const parent of parents.get(value) ?? []) {
      if (bearing.has(parent)) continue
      bearing.add(parent)
      found.push(parent)
    }
  }
  return bearing
}

/** Whether a tensor can be at or below a value; a history of ten million floats is passed over. */
export function mayHold(value: PickleValue): boolean {
  if (typeof value !== 'object' || value === null) return false
  return value.kind !== 'float' && value.kind !== 'bytes' && value.kind !== 'global'
}

/**
 * An array of Python objects, or a tensor with Python attributes: listed as one, and what it contains is walked
 * as well.
 */
function holdsMore(tensor: Tensor, value: PickleValue): boolean {
  if (tensor.kind === 'array') return tensor.bytes === null
  if (value instanceof TensorCall) return false
  return tensor.kind === 'strided' && tensorAttributes(value) !== null
}

/** The Python attributes of a rebuilt tensor (`param.main_grad`), as its state; null when it has none. */
function tensorAttributes(value: PickleValue): PickleValue {
  if (!isKind(value, 'object') || !isKind(value.callee, 'global')) return null
  return WITH_STATE.has(value.callee.name) ? (value.args[3] ?? null) : null
}

/** All take the state as their fourth argument. @see torch/_utils.py, torch/_tensor.py */
const WITH_STATE = new Set(['_rebuild_parameter_with_state', '_rebuild_from_type', '_rebuild_from_type_v2'])

/**
 * What is walked below a value that `tensor` was read from: of a view only its attributes, its arguments are
 * itself.
 */
function childrenBelow(value: PickleValue, tensor: Tensor | undefined): Generator<Child> {
  return tensor?.kind === 'strided' ? stateChildren(tensorAttributes(value)) : childrenOf(value)
}

/** The values of {@link childrenBelow}, without their steps: of a dict there may be a million. */
function* valuesBelow(value: PickleValue, tensor: Tensor | undefined): Generator<PickleValue> {
  if (tensor !== undefined || !isKind(value, 'dict') || value.attributes !== null)
    for (const [, child] of childrenBelow(value, tensor)) yield child
  else for (const [, child] of dictEntries(value)) yield child
}

/** What a value directly contains, in file order. */
export function* childrenOf(value: PickleValue): Generator<Child> {
  if (isKind(value, 'list') || isKind(value, 'tuple') || isKind(value, 'set')) yield* indexed(value.items)
  else if (isKind(value, 'dict')) {
    yield* keyed(value)
    if (value.attributes !== null) yield* attributes(value.attributes)
  } else if (isKind(value, 'object')) yield* objectChildren(value)
}

function* objectChildren(object: PickleObject): Generator<Child> {
  const items = objectArrayItems(object)
  if (items !== undefined) return yield* indexed(items)
  const made = bodyInCall(object)
  for (const [index, arg] of object.args.entries())
    if (arg !== made?.argument) yield [{ kind: 'argument', index }, arg]
  if (object.items !== null) yield* indexed(object.items)
  if (object.entries !== null) yield* keyed(object.entries)
  const parts = moduleParts(object)
  for (const state of made === undefined ? (object.states ?? []) : [made.body, ...(object.states ?? [])]) {
    if (state === parts?.attributes) {
      // In a module's names the three dictionaries do not appear: `conv1.weight`.
      for (const dict of [parts.parameters, parts.buffers, parts.modules])
        if (dict !== undefined) yield* keyed(dict)
      for (const child of attributes(parts.attributes)) if (!isModuleDictionary(child[1], parts)) yield child
    } else yield* stateChildren(state)
  }
}

function isModuleDictionary(value: PickleValue, parts: NonNullable<ReturnType<typeof moduleParts>>): boolean {
  return value === parts.parameters || value === parts.buffers || value === parts.modules
}

/** A BUILD argument is a dict of attributes, or (dict or None, dict of slots), or anything for `__setstate__`. */
function* stateChildren(state: PickleValue): Generator<Child> {
  const slotted = isKind(state, 'tuple') && state.items.length === 2 && isKind(state.items[1], 'dict')
  const parts = slotted && (state.items[0] === null || isKind(state.items[0], 'dict')) ? state.items : [state]
  for (const part of parts) {
    if (isKind(part, 'dict')) yield* attributes(part)
    else if (part !== null) yield [{ kind: 'attribute', name: '__state__' }, part]
  }
}

function* indexed(items: readonly PickleValue[]): Generator<Child> {
  for (const [index, item] of items.entries()) yield [{ kind: 'index', index }, item]
}

function* keyed(dict: PickleDict): Generator<Child> {
  for (const [key, value] of dictEntries(dict)) yield [{ kind: 'key', key }, value]
}

function* attributes(dict: PickleDict): Generator<Child> {
  for (const [key, value] of dictEntries(dict)) {
    yield [typeof key === 'string' ? { kind: 'attribute', name: key } : { kind: 'key', key }, value]
  }
}
