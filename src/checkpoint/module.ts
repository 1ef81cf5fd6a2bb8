/** Whole pickled `nn.Module`s: the three dictionaries from which `state_dict()` is made. */
import { dictEntries, getItem, isGlobal, isKind, qualifiedName, sequenceItems } from '../pickle/value.ts'
import type { PickleDict, PickleObject, PickleValue } from '../pickle/value.ts'

/** The parts of a pickled module; a part that the file lacks is empty. */
export interface ModuleParts {
  readonly parameters: PickleDict | undefined
  readonly buffers: PickleDict | undefined
  readonly modules: PickleDict | undefined
  /** Names of buffers that `state_dict()` leaves out. */
  readonly nonPersistent: ReadonlySet<PickleValue>
  /** Every attribute, the dictionaries above included. */
  readonly attributes: PickleDict
}

/**
 * The parts of a module, or undefined when the object is none: an object whose state has both
 * `_parameters` and `_modules`, which every nn.Module of every version has.
 * @see torch/nn/modules/module.py `Module.__setstate__`
 */
export function moduleParts(value: PickleValue): ModuleParts | undefined {
  if (!isKind(value, 'object')) return undefined
  for (const state of [bodyInCall(value)?.body, ...(value.states ?? [])]) {
    if (!isKind(state, 'dict')) continue
    const parameters = getItem(state, '_parameters')
    const modules = getItem(state, '_modules')
    const buffers = getItem(state, '_buffers')
    if (!isKind(parameters, 'dict') || !isKind(modules, 'dict')) continue
    return {
      parameters,
      modules,
      buffers: isKind(buffers, 'dict') ? buffers : undefined,
      nonPersistent: new Set(sequenceItems(getItem(state, '_non_persistent_buffers_set')) ?? []),
      attributes: state,
    }
  }
  return undefined
}

/**
 * The attributes of a `torch.fx.GraphModule`: it is pickled as a call with its `__dict__` and the source of its
 * forward, which Python would run. Undefined for every other object.
 * @see torch/fx/graph_module.py `GraphModule.__reduce__`
 */
function graphModuleBody(object: PickleObject): PickleDict | undefined {
  if (!isGlobal(object.callee, 'torch.fx.graph_module', 'reduce_graph_module')) return undefined
  const [body] = object.args
  return isKind(body, 'dict') ? body : undefined
}

/** Attributes in the arguments of the call that makes an object; Python would run what is beside them. */
export interface BodyInCall {
  readonly body: PickleDict
  /** The argument that holds them. */
  readonly argument: PickleValue
  readonly className: string
}

/** The attributes of an object that is pickled as a call with them; undefined for every other object. */
export function bodyInCall(object: PickleObject): BodyInCall | undefined {
  const graph = graphModuleBody(object)
  if (graph !== undefined)
    return { body: graph, argument: graph, className: 'torch.fx.graph_module.GraphModule' }
  return persistentBody(object)
}

/**
 * An object of a persistent class of StyleGAN2-ADA and StyleGAN3: a call with the source of its module, the name of its
 * class and its `__dict__` as `state`. Forks keep `persistence.py` in other packages.
 * @see NVlabs/stylegan3 torch_utils/persistence.py `_reconstruct_persistent_obj`
 */
function persistentBody({ callee, args }: PickleObject): BodyInCall | undefined {
  if (!isKind(callee, 'global') || callee.name !== '_reconstruct_persistent_obj') return undefined
  if (!/(^|\.)persistence$/.test(callee.module)) return undefined
  const [argument] = args
  const meta = dictOf(argument)
  if (argument === undefined || meta === undefined) return undefined
  const body = dictOf(getItem(meta, 'state'))
  const name = getItem(meta, 'class_name')
  if (body === undefined) return undefined
  return {
    body,
    argument,
    className: `persistent class ${typeof name === 'string' ? name : 'without a name'}`,
  }
}

/** A dict, or the entries of an object of a class of its own that is one (`EasyDict`). */
function dictOf(value: PickleValue | undefined): PickleDict | undefined {
  if (isKind(value, 'dict')) return value
  return isKind(value, 'object') && value.entries !== null ? value.entries : undefined
}

/** One entry of a module's `state_dict()`. */
export interface ModuleEntry {
  readonly name: string
  readonly value: PickleValue
  readonly kind: 'parameter' | 'buffer'
}

/** Nested modules deeper than this are a file made to be deep, not a model. Deepest known: about 40. */
const MODULE_DEPTH = 1_000
/** Entries of one state_dict. Largest known: about 120,000. */
const MODULE_ENTRIES = 5_000_000

/**
 * What `module.state_dict()` would hold, in its order: own parameters, own persistent buffers, then
 * each child. None entries are left out; a shared child appears under each of its names.
 * Undefined when the module contains itself or is made to be endless.
 */
export function moduleStateDict(root: PickleObject): readonly ModuleEntry[] | undefined {
  const entries: ModuleEntry[] = []
  const open = new Set<PickleValue>()
  // Frames instead of recursion: the depth comes from the file.
  const frames = [{ value: root as PickleValue, prefix: '', children: ownEntries(root, '', entries) }]
  open.add(root)
  while (frames.length > 0) {
    const frame = frames.at(-1)
    const next = frame?.children.next()
    if (frame === undefined || next === undefined || next.done === true) {
      if (frame !== undefined) open.delete(frame.value)
      frames.pop()
      continue
    }
    const [name, child] = next.value
    if (open.has(child) || frames.length > MODULE_DEPTH || entries.length > MODULE_ENTRIES) return undefined
    open.add(child)
    const prefix = `${frame.prefix}${name}.`
    frames.push({ value: child, prefix, children: ownEntries(child, prefix, entries) })
  }
  return entries
}

/** Add a module's own entries and return its children that are modules. */
function ownEntries(
  value: PickleValue,
  prefix: string,
  entries: ModuleEntry[],
): Iterator<readonly [string, PickleValue], undefined> {
  const parts = moduleParts(value)
  const children: (readonly [string, PickleValue])[] = []
  if (parts !== undefined) {
    for (const [key, item] of entriesOf(parts.parameters)) {
      if (item !== null) entries.push({ name: prefix + key, value: item, kind: 'parameter' })
    }
    for (const [key, item] of entriesOf(parts.buffers)) {
      if (item !== null && !parts.nonPersistent.has(key))
        entries.push({ name: prefix + key, value: item, kind: 'buffer' })
    }
    for (const [key, item] of entriesOf(parts.modules)) if (item !== null) children.push([key, item])
  }
  let at = 0
  return {
    next: () => {
      const child = children[at]
      at += 1
      return child === undefined ? { done: true, value: undefined } : { done: false, value: child }
    },
  }
}

function* entriesOf(dict: PickleDict | undefined): Generator<readonly [string, PickleValue]> {
  if (dict === undefined) return
  for (const [key, value] of dictEntries(dict)) if (typeof key === 'string') yield [key, value]
}

/** The class name of a pickled object: its global, or the class inside a legacy module reference. */
export function className(object: PickleObject): string {
  const { callee } = object
  const made = bodyInCall(object)
  if (made !== undefined) return made.className
  if (isKind(callee, 'global')) return qualifiedName(callee)
  if (isKind(callee, 'persistent')) {
    // ("module", class, file, source); in the 0.1 tar (class, file, source).
    const [tag, cls] = sequenceItems(callee.id) ?? []
    for (const item of [tag, cls]) if (isKind(item, 'global')) return qualifiedName(item)
  }
  return nestedClassName(callee) ?? 'unknown'
}

/** `getattr(module.Outer, "Inner")`: how protocols below 4 name a class inside a class. */
function nestedClassName(callee: PickleValue): string | undefined {
  if (!isKind(callee, 'object') || !isGlobal(callee.callee, 'builtins', 'getattr')) return undefined
  const [outer, name] = callee.args
  return isKind(outer, 'global') && typeof name === 'string' ? `${qualifiedName(outer)}.${name}` : undefined
}
