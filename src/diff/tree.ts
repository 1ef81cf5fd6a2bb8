/** The module tree that `load_state_dict` walks: own parameters, own buffers, extra state, then the children. */
import { expectedModule } from '../schema/model.ts'
import type { ExpectedModel, ExpectedModule, ExpectedTensor } from '../schema/model.ts'
import { hookedModules } from './hooked.ts'

/** A module with what it expects of the state_dict. */
export interface TreeModule {
  readonly path: string
  /** `""`, or the path with a final dot. */
  readonly prefix: string
  readonly facts: ExpectedModule
  /** Own parameters, then own buffers, in the order of registration, by local name. */
  readonly own: ReadonlyMap<string, ExpectedTensor>
  readonly extraState: ExpectedTensor | null
  /** Null for a child registered as None. */
  readonly children: ReadonlyMap<string, TreeModule | null>
}

/** A module while the tree grows. What most modules lack is made only when it is needed: there may be 100,000. */
interface Growing {
  readonly path: string
  readonly prefix: string
  facts: ExpectedModule
  own: Map<string, ExpectedTensor>
  buffers: [string, ExpectedTensor][] | null
  extraState: ExpectedTensor | null
  children: Map<string, Growing | null>
}

const NO_TENSORS: Map<string, ExpectedTensor> = new Map()
const NO_CHILDREN: Map<string, Growing | null> = new Map()
const PLAIN = expectedModule('')

/** Suffix of a module's own extra state. @see torch/nn/modules/module.py `_EXTRA_STATE_KEY_SUFFIX` */
export const EXTRA_STATE = '_extra_state'
const TRACKED = 'num_batches_tracked'

/**
 * The tree of a model. Modules come in the order of the schema's tree; without one, in the order in which
 * names mention them, which is the order of `state_dict()` and lacks only empty modules.
 */
export function moduleTree(model: ExpectedModel): TreeModule {
  const root = grow('', model.modules?.find(({ path }) => path === '') ?? expectedModule(''))
  const byPath = new Map<string, Growing | null>([['', root]])
  for (const facts of model.modules ?? []) {
    if (facts.path === '') continue
    const [above, name] = split(facts.path)
    const child = facts.absent ? null : grow(facts.path, facts)
    adopt(moduleAt(above, byPath), name, child)
    byPath.set(facts.path, child)
  }
  for (const tensor of model.tensors.values()) {
    const [path, name] = split(tensor.name)
    const module = moduleAt(path, byPath)
    if (module === null) continue
    if (tensor.kind === 'extra_state') module.extraState = tensor
    else if (tensor.kind === 'buffer') (module.buffers ??= []).push([name, tensor])
    else own(module, name, tensor)
  }
  for (const module of byPath.values()) {
    for (const [name, tensor] of module?.buffers ?? []) if (module !== null) own(module, name, tensor)
    if (module !== null && model.modules === null) guessNorm(module)
  }
  if (model.modules === null) {
    for (const [path, names] of hookedModules(model.tensors)) {
      const module = moduleAt(path, byPath)
      if (module !== null) module.facts = { ...module.facts, ...names }
    }
  }
  return root
}

function grow(path: string, facts: ExpectedModule): Growing {
  const prefix = path === '' ? '' : `${path}.`
  return { path, prefix, facts, own: NO_TENSORS, buffers: null, extraState: null, children: NO_CHILDREN }
}

function own(module: Growing, name: string, tensor: ExpectedTensor): void {
  if (module.own === NO_TENSORS) module.own = new Map()
  module.own.set(name, tensor)
}

function adopt(parent: Growing | null, name: string, child: Growing | null): void {
  if (parent === null) return
  if (parent.children === NO_CHILDREN) parent.children = new Map()
  parent.children.set(name, child)
}

/** The module of a path, made with its parents where the schema does not list it. */
function moduleAt(path: string, byPath: Map<string, Growing | null>): Growing | null {
  const missing: string[] = []
  let above = path
  while (!byPath.has(above)) {
    missing.push(above)
    above = split(above)[0]
  }
  let module = byPath.get(above) ?? null
  for (const next of missing.toReversed()) {
    if (module === null) return null
    const child: Growing = grow(next, PLAIN)
    adopt(module, split(next)[1], child)
    byPath.set(next, child)
    module = child
  }
  return module
}

/** Without a tree, a module with running statistics and a counter is a BatchNorm of version 2. */
function guessNorm(module: Growing): void {
  if (!module.own.has(TRACKED) || !module.own.has('running_mean')) return
  module.facts = { ...module.facts, version: 2, runningStats: true }
}

/** Path of the module and local name. */
function split(name: string): [path: string, local: string] {
  const dot = name.lastIndexOf('.')
  return dot === -1 ? ['', name] : [name.slice(0, dot), name.slice(dot + 1)]
}
