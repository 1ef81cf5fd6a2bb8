/** What reads or sets attributes by name: getattr, and the rebuild functions of PyTorch that set what a state has. */
import { dictEntries, dictSize, isKind } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'
import { raise, resolvedUse } from './uses.ts'
import type { Collector, GlobalUse } from './uses.ts'

/** An attribute of what no table knows may be code: a property, `__getattr__` of its class or of its module. */
const READS = 'an attribute that no table knows: reading it may run code of its class'

/** Methods of lazy modules, which hang in their hooks and run with `forward`. @see torch/nn/modules/lazy.py */
const LAZY_HOOK = /^torch\.nn\.modules\.\w+\.Lazy\w+\(\)\.(_infer_parameters|_lazy_load_hook)$/

/**
 * Functions of PyTorch, such as `self.act = torch.tanh` of a whole model: static methods of a class of C, which runs
 * nothing when they are read. `from_file` makes files.
 */
const TORCH_FUNCTION = /^torch\._C\._VariableFunctionsClass\.(?!from_file$)[a-z]\w*$/

/**
 * `getattr(base, 'name')`, whose full name is `path`; undefined when it cannot be put together. Of a name,
 * `Outer.Inner` is how protocols 0 to 3 spell a class inside a class.
 */
export function readAttribute(
  collector: Collector,
  at: number,
  isNamed: boolean,
  path: string | undefined,
): void {
  const use = resolvedUse(collector, at, path, 'an attribute that cannot be resolved')
  const isClass = isNamed && path !== undefined && /(^|\.)_*[A-Z]\w*\._*[A-Z]\w*$/.test(path)
  if (
    isClass ||
    (path !== undefined && (LAZY_HOOK.test(path) || TORCH_FUNCTION.test(path))) ||
    use.verdict !== 'unknown' ||
    use.effect === 'call'
  )
    return
  raise(use, 'call')
  use.remark = READS
}

/**
 * Whether a dotted name goes through something that is not a class, by the convention of names: attributes of a
 * class are classes inside it, those of other objects may be code.
 */
function readsAttributes(name: string): boolean {
  return name
    .split('.')
    .slice(0, -1)
    .some((part) => !/^_*[A-Z]/.test(part) && part !== '<locals>')
}

/** A dotted name that no table knows is read attribute by attribute, as getattr does it. */
export function judgeDotted(use: GlobalUse): void {
  if (use.verdict !== 'unknown' || use.effect === 'call' || !readsAttributes(use.name)) return
  raise(use, 'call')
  use.remark = READS
}

/** A key of a state as far as it is known: one that a call makes may be any name. */
export function nameOfKey(key: PickleValue): string | undefined {
  if (typeof key === 'string') return key
  return isKind(key, 'object') || isKind(key, 'persistent') ? '__computed__' : undefined
}

/** The name that `nameOfKey` has for what a call makes: it counts as any of those that Python asks for. */
export const COMPUTED = '__computed__'

/** Whether a state has attributes at all. */
export function setsSomething(state: PickleValue): boolean {
  return state !== null && !(isKind(state, 'dict') && dictSize(state) === 0)
}

/** A state whose items are set as attributes: names between underscores change what an object is. */
export function judgeSetters(use: GlobalUse | undefined, state: PickleValue): void {
  const parts = isKind(state, 'tuple') ? state.items : [state]
  for (const part of parts)
    if (isKind(part, 'dict') && use !== undefined)
      for (const [key] of dictEntries(part)) {
        const name = nameOfKey(key)
        if (name === COMPUTED) use.flaw = 'sets an attribute whose name a call makes'
        else if (name?.startsWith('__') === true) use.flaw = `sets ${name.slice(0, 40)}`
      }
}
