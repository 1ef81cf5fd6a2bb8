/** `load_state_dict` of PyTorch 2.13 on names, shapes and types: what it would copy, miss, refuse and say. */
import { expectedTensor } from '../schema/model.ts'
import type { ExpectedTensor, Size } from '../schema/model.ts'
import type { ActualEntry, ActualStateDict } from './actual.ts'
import { copyProblem } from './copy.ts'
import { EXTRA_STATE } from './tree.ts'
import type { TreeModule } from './tree.ts'

/** An error that PyTorch raises even with `strict=False`. Shapes are in elements. */
export type LoadError =
  | { readonly kind: 'not_a_tensor'; readonly name: string; readonly type_name: string }
  | {
      readonly kind: 'shape'
      readonly name: string
      readonly expected: readonly (number | null)[]
      readonly found: readonly number[]
    }
  | {
      /** A jagged nested tensor: one of its sizes is a symbol that equals no number. */
      readonly kind: 'ragged'
      readonly name: string
      readonly expected: readonly (number | null)[]
    }
  | {
      readonly kind: 'copy'
      readonly name: string
      readonly expected: readonly (number | null)[]
      readonly found: readonly number[]
      readonly reason: string
    }
  | { readonly kind: 'running_stats'; readonly names: readonly string[]; readonly class_name: string }

/** A pair that PyTorch copies. */
export interface Match {
  readonly expected: ExpectedTensor
  readonly actual: ActualEntry
}

/** An exception that PyTorch raises instead of its report. */
export interface Crash {
  readonly type: 'TypeError' | 'AttributeError' | 'RuntimeError'
  readonly message: string
}

/** What one walk of `load_state_dict` finds, in PyTorch's order. */
export interface LoadResult {
  readonly missing: readonly ExpectedTensor[]
  readonly unexpected: readonly string[]
  readonly errors: readonly LoadError[]
  readonly matched: readonly Match[]
  /** `num_batches_tracked` that an old or plain file lacks, which PyTorch fills in automatically. */
  readonly filled: readonly string[]
  readonly crash: Crash | null
}

/** The entries below one module, as far as PyTorch's hooks have changed them. */
interface Local {
  /** Keys that no child module takes, in the order of the dictionary. */
  readonly strays: string[]
  /** Keys that a hook took away. */
  readonly removed: Set<string>
}

/** @see torch/nn/modules/module.py `Module.load_state_dict` and `_load_from_state_dict` of v2.13 */
export function walkLoad(root: TreeModule, actual: ActualStateDict): LoadResult {
  const result = {
    missing: [] as ExpectedTensor[],
    unexpected: [] as string[],
    errors: [] as LoadError[],
    matched: [] as Match[],
    filled: [] as string[],
    crash: crashBefore(actual),
  }
  if (result.crash !== null) return result
  const state: State = {
    actual,
    sizes: new Map(),
    locals: assignStrays(root, actual),
    moved: new Map(),
    result,
  }
  const stack = [root]
  for (let module = stack.pop(); module !== undefined; module = stack.pop()) {
    loadModule(module, state)
    // A module may have more children than a call may have arguments.
    if (module.children.size > 0) {
      for (const child of [...module.children.values()].toReversed()) if (child !== null) stack.push(child)
    }
  }
  return { ...result, crash: state.result.crash }
}

interface State {
  readonly actual: ActualStateDict
  /** Open dimensions, bound by the first tensor that has them. */
  readonly sizes: Map<string, number>
  readonly locals: Map<TreeModule, Local>
  /** Keys that a parent's hook made: they are looked for by full name. */
  readonly moved: Map<string, ActualEntry>
  readonly result: {
    missing: ExpectedTensor[]
    unexpected: string[]
    errors: LoadError[]
    matched: Match[]
    filled: string[]
    crash: Crash | null
  }
}

function crashBefore({ notMapping, oddKey, entries }: ActualStateDict): Crash | null {
  if (notMapping !== null) {
    return { type: 'TypeError', message: `Expected state_dict to be dict-like, got <class '${notMapping}'>.` }
  }
  if (oddKey === null || entries.size === 0) return null
  if (oddKey === 'bytes')
    return { type: 'TypeError', message: 'startswith first arg must be bytes or a tuple of bytes, not str' }
  return { type: 'AttributeError', message: `'${oddKey}' object has no attribute 'startswith'` }
}

/** Send every key down the tree as far as modules take it. Linear in the length of the names. */
function assignStrays(root: TreeModule, actual: ActualStateDict): Map<TreeModule, Local> {
  const locals = new Map<TreeModule, Local>()
  for (const key of actual.entries.keys()) {
    let module: TreeModule | null = root
    let from = 0
    for (let dot = key.indexOf('.', from); dot !== -1; dot = key.indexOf('.', from)) {
      const child: TreeModule | null | undefined = module.children.get(key.slice(from, dot))
      if (child === undefined) break
      module = child
      from = dot + 1
      // A child registered as None takes the key and nobody looks at it again.
      if (module === null) break
    }
    if (module === null) continue
    const rest = key.slice(from)
    if (rest !== EXTRA_STATE && (rest.includes('.') || !module.own.has(rest)))
      localOf(module, { locals }).strays.push(key)
  }
  return locals
}

function localOf(module: TreeModule, { locals }: Pick<State, 'locals'>): Local {
  const known = locals.get(module)
  if (known !== undefined) return known
  const local: Local = { strays: [], removed: new Set() }
  locals.set(module, local)
  return local
}

function loadModule(module: TreeModule, state: State): void {
  const { actual, result } = state
  const local = localOf(module, state)
  const find = (name: string): ActualEntry | undefined =>
    (state.moved.size === 0 ? undefined : state.moved.get(name)) ?? actual.entries.get(name)
  moveWeightNorm(module, local, state)
  followSpectralNorm(module, local, state)
  refuseRunningStats(module, local, state)
  for (const [name, expected] of module.own) {
    const key = module.prefix + name
    const found = find(key)
    if (expected.kind === 'value' && found?.kind === 'tensor') result.unexpected.push(key)
    else if (expected.kind === 'value' && found !== undefined)
      result.matched.push({ expected, actual: found })
    else if (found !== undefined) copyInto(key, expected, found, state)
    else if (fills(module, name, actual)) result.filled.push(key)
    else if (!expected.optional) result.missing.push(expected)
  }
  if (!module.own.has('num_batches_tracked') && fills(module, 'num_batches_tracked', actual)) {
    // The class fills the counter in although this instance has none, and then finds its own key unexpected.
    const key = `${module.prefix}num_batches_tracked`
    if (!actual.entries.has(key)) local.strays.push(key)
  }
  const extraKey = module.prefix + EXTRA_STATE
  if (module.extraState !== null) {
    const found = find(extraKey)
    if (found !== undefined) result.matched.push({ expected: module.extraState, actual: found })
    else if (!module.extraState.optional) result.missing.push(module.extraState)
  } else if (actual.entries.has(extraKey)) result.unexpected.push(extraKey)
  for (const key of local.strays) if (!local.removed.has(key)) result.unexpected.push(key)
}

/** A counter that a file without version 2 in its `_metadata` lacks is 0, not missing. */
function fills(module: TreeModule, name: string, actual: ActualStateDict): boolean {
  if (name !== 'num_batches_tracked' || module.facts.runningStats !== true) return false
  const version = actual.versions?.get(module.path) ?? null
  return version === null || version < 2
}

/** @see torch/nn/modules/instancenorm.py `_InstanceNorm._load_from_state_dict` */
function refuseRunningStats(module: TreeModule, local: Local, { actual, result }: State): void {
  const { instanceNorm, runningStats, className } = module.facts
  if (!instanceNorm || runningStats !== false || (actual.versions?.get(module.path) ?? null) !== null) return
  const names = ['running_mean', 'running_var']
    .map((name) => module.prefix + name)
    .filter((key) => actual.entries.has(key))
  if (names.length === 0) return
  result.errors.push({ kind: 'running_stats', names, class_name: className ?? 'InstanceNorm' })
  for (const name of names) local.removed.add(name)
}

/** @see torch/nn/utils/parametrizations.py `_weight_norm_compat_hook` */
function moveWeightNorm(module: TreeModule, local: Local, state: State): void {
  for (const name of module.facts.weightNorm) {
    const old = [`${module.prefix}${name}_g`, `${module.prefix}${name}_v`]
    const values = old.map((key) => state.actual.entries.get(key))
    const [magnitude, direction] = values
    if (magnitude === undefined || direction === undefined) continue
    for (const key of old) local.removed.add(key)
    const list = module.children.get('parametrizations')?.children.get(name) ?? null
    for (const [own, value] of [
      ['original0', magnitude],
      ['original1', direction],
    ] as const) {
      const key = `${module.prefix}parametrizations.${name}.${own}`
      state.moved.set(key, value)
      // With another parametrization before it the weight is not in two parts, and nothing takes the new names.
      if (list !== null && !list.own.has(own)) localOf(list, state).strays.push(key)
    }
  }
}

/**
 * Files from before version 1 have no `_v`: the hook solves for it, takes `weight` away, and names what it lacks before
 * the module does. @see torch/nn/utils/spectral_norm.py `SpectralNormLoadStateDictPreHook`
 */
function followSpectralNorm(module: TreeModule, local: Local, { actual, moved, result }: State): void {
  for (const name of module.facts.spectralNorm) {
    const version = actual.spectralNorm?.get(module.path)?.get(`${name}.version`) ?? null
    if (version !== null && version >= 1) continue
    const key = module.prefix + name
    const has = (suffix: string): boolean => actual.entries.has(key + suffix)
    if (version === null && has('_orig') && has('_u') && has('_v') && !has('')) continue
    const lacking = ['_orig', '', '_u'].filter((suffix) => !has(suffix))
    for (const suffix of lacking)
      result.missing.push(module.own.get(name + suffix) ?? expectedTensor(key + suffix, null))
    if (lacking.length > 0) continue
    local.removed.add(key)
    const { shape = null, dtype = null } = module.own.get(`${name}_v`) ?? {}
    const sizes = shape?.every((size) => typeof size === 'number') === true ? shape : null
    moved.set(`${key}_v`, { kind: 'tensor', shape: sizes, dtype, layout: 'strided' })
  }
}

function copyInto(key: string, expected: ExpectedTensor, found: ActualEntry, { result, sizes }: State): void {
  if (found.kind === 'value') {
    if (expected.lazy)
      result.crash ??= {
        type: 'AttributeError',
        message: `'${found.typeName}' object has no attribute 'shape'`,
      }
    else result.errors.push({ kind: 'not_a_tensor', name: key, type_name: found.typeName })
    return
  }
  const wanted =
    expected.shape?.map((size) => (typeof size === 'string' ? (sizes.get(size) ?? null) : size)) ?? null
  if (found.shape === null) {
    if (found.layout === 'uninitialized' && !expected.lazy)
      result.crash ??= { type: 'RuntimeError', message: UNINITIALIZED }
    else if (found.layout === 'nested') result.crash ??= { type: 'RuntimeError', message: NESTED }
    else if (found.layout === 'jagged')
      result.errors.push({ kind: 'ragged', name: key, expected: wanted ?? [null] })
    else result.matched.push({ expected, actual: found })
    return
  }
  // A 0-dim tensor takes one of shape [1], as 0.3 wrote them.
  const single = wanted?.length === 0 && found.shape.length === 1 && found.shape[0] === 1
  const shape = single ? [] : found.shape
  if (wanted !== null && !fits(wanted, shape)) {
    result.errors.push({ kind: 'shape', name: key, expected: wanted, found: found.shape })
    return
  }
  bind(expected.shape, shape, sizes)
  const reason = copyProblem(found, expected)
  if (reason !== null)
    result.errors.push({ kind: 'copy', name: key, expected: wanted ?? shape, found: shape, reason })
  else result.matched.push({ expected, actual: found })
}

/** PyTorch asks every tensor for its shape, and a strided nested one has none. */
const NESTED = "Internal error: NestedTensorImpl doesn't support sizes. Please file an issue."

const UNINITIALIZED =
  "Can't access the shape of an uninitialized parameter or buffer. This error usually happens in " +
  '`load_state_dict` when trying to load an uninitialized parameter into an initialized one. Call `forward` to ' +
  'initialize the parameters before accessing their attributes.'

function fits(wanted: readonly (number | null)[], found: readonly number[]): boolean {
  return wanted.length === found.length && wanted.every((size, at) => size === null || size === found[at])
}

function bind(shape: readonly Size[] | null, found: readonly number[], sizes: Map<string, number>): void {
  for (const [at, size] of (shape ?? []).entries()) {
    const value = found[at]
    if (typeof size === 'string' && value !== undefined && !sizes.has(size)) sizes.set(size, value)
  }
}
