/** The module tree that `load_state_dict` walks: own parameters, own buffers, extra state, then the children. */
import { expectedModule } from '../../schema/model.ts'
import type { ExpectedModel, ExpectedModule, ExpectedTensor } from '../../schema/model.ts'

/** A module with what it expects of the state_dict. */
export interface TreeModule {
  /** `""`, or the path with a final dot. */
  readonly prefix: string
  readonly facts: ExpectedModule
  /** Own parameters, then own buffers, in the order of registration, by local name. */
  readonly own: ReadonlyMap<string, ExpectedTensor>
  readonly extraState: ExpectedTensor | null
  /** Null for a child registered as None. */
  readonly children: ReadonlyMap<string, TreeModule | null>
}

interface Growing {
  readonly path: string
  readonly facts: ExpectedModule
  readonly parameters: [string, ExpectedTensor][]
  readonly buffers: [string, ExpectedTensor][]
  readonly own: Map<string, ExpectedTensor>
  extraState: ExpectedTensor | null
  readonly children: Map<string, Growing | null>
  readonly prefix: string
}

/** Suffix of a module's own extra state. @see torch/nn/modules/module.py `_EXTRA_STATE_KEY_SUFFIX` */
export const EXTRA_STATE = '_extra_state'
const TRACKED = 'num_batches_tracked'

/**
 * The tree of a model. Modules come in the order of the schema's tree; without one, in the order in which
 * names mention them, which is the order of `state_dict()` and lacks only modules that hold nothing.
 */
export function moduleTree(model: ExpectedModel): TreeModule {
  const root = grow('', model.modules?.find(({ path }) => path === '') ?? expectedModule(''))
  const byPath = new Map<string, Growing | null>([['', root]])
  for (const facts of model.modules ?? []) {
    if (facts.path === '') continue
    const [above, name] = split(facts.path)
    const child = facts.absent ? null : grow(facts.path, facts)
    moduleAt(above, byPath)?.children.set(name, child)
    byPath.set(facts.path, child)
  }
  for (const tensor of model.tensors.values()) {
    const [path, name] = split(tensor.name)
    const module = moduleAt(path, byPath)
    if (module === null) continue
    if (tensor.kind === 'extra_state') module.extraState = tensor
    else (tensor.kind === 'buffer' ? module.buffers : module.parameters).push([name, tensor])
  }
  for (const module of byPath.values()) if (module !== null) settle(module)
  if (model.modules === null) return guessNorms(root, byPath)
  return root
}

function grow(path: string, facts: ExpectedModule): Growing {
  return {
    path,
    facts,
    parameters: [],
    buffers: [],
    own: new Map(),
    extraState: null,
    children: new Map(),
    prefix: path === '' ? '' : `${path}.`,
  }
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
    const child: Growing = grow(next, expectedModule(next))
    module.children.set(split(next)[1], child)
    byPath.set(next, child)
    module = child
  }
  return module
}

function settle(module: Growing): void {
  for (const [name, tensor] of module.parameters) module.own.set(name, tensor)
  for (const [name, tensor] of module.buffers) module.own.set(name, tensor)
}

/** Without a tree, a module with running statistics and a counter is a BatchNorm of version 2. */
function guessNorms(root: Growing, byPath: ReadonlyMap<string, Growing | null>): TreeModule {
  let whole = root
  for (const module of byPath.values()) {
    if (module === null || !module.own.has(TRACKED) || !module.own.has('running_mean')) continue
    const facts = { ...module.facts, version: 2, runningStats: true }
    const known = { ...module, facts }
    const [above, name] = split(module.path)
    if (module === root) whole = known
    else byPath.get(above)?.children.set(name, known)
  }
  return whole
}

/** Path of the module and local name. */
function split(name: string): [path: string, local: string] {
  const dot = name.lastIndexOf('.')
  return dot === -1 ? ['', name] : [name.slice(0, dot), name.slice(dot + 1)]
}
