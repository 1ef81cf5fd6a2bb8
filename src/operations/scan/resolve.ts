/**
 * What a callee really is, when a pickle puts it together: getattr, attrgetter, methodcaller, partial,
 * import_module.
 */
import { modernName } from '../../pickle/names.ts'
import { isKind, qualifiedName } from '../../pickle/value.ts'
import type { PickleGlobal, PickleObject, PicklePersistent, PickleValue } from '../../pickle/value.ts'

/** Steps that are followed; a longer chain is not resolved, and what is not resolved counts as dangerous. */
const STEPS = 64
const LENGTH = 1_000

/**
 * The dotted path that a value represents, such as `os.system` for
 * `attrgetter('system')(import_module('os'))`; undefined when it is not a path.
 */
export function resolvePath(value: PickleValue): string | undefined {
  const suffix: string[] = []
  let at: PickleValue = value
  for (let step = 0; step < STEPS; step += 1) {
    if (isKind(at, 'global')) return joined(qualifiedName(at), suffix)
    if (isKind(at, 'persistent')) {
      const cls = moduleClass(at)
      if (cls === undefined) return undefined
      at = cls
      continue
    }
    if (!isKind(at, 'object')) return undefined
    const next = stepOf(at)
    if (next === undefined) {
      // The result of a call: what it is called on still shows where it comes from.
      suffix.push('()')
      at = at.callee
      continue
    }
    if (typeof next.base === 'string') return joined(next.base, suffix)
    if (next.name !== '') suffix.push(next.name)
    at = next.base
  }
  return undefined
}

/**
 * `module.name` as Python 3 calls it, at every protocol: CPython renames only below protocol 3, but Python 2
 * and renaming loaders
 * run the old names of later ones.
 */
export function modernPath({ module, name }: Pick<PickleGlobal, 'module' | 'name'>): string {
  const modern = modernName(module, name)
  return `${modern.module}.${modern.name}`
}

/** The class of `("module", class, source file, source)`, which streams write in its place; tars leave the word out. */
function moduleClass({ id }: PicklePersistent): PickleValue | undefined {
  const items = isKind(id, 'tuple') ? id.items : []
  if (items[0] === 'module') return items[1]
  return items.length === 3 && isKind(items[0], 'global') ? items[0] : undefined
}

/** What a persistent id of the class of a module is; every other value is itself. */
export function referent(value: PickleValue): PickleValue {
  let at = value
  for (let step = 0; step < STEPS && isKind(at, 'persistent'); step += 1) {
    const cls = moduleClass(at)
    if (cls === undefined) return at
    at = cls
  }
  return at
}

/** What `functools.partial` calls, and with which arguments first. */
interface Bound {
  readonly callee: PickleValue
  readonly args: readonly PickleValue[]
}

/**
 * The callable inside a partial object, its last state included: `(func, args, keywords, attributes)`. A state of
 * another form has an unknown callable. @see CPython Lib/functools.py `partial.__setstate__`
 */
export function partialOf({ callee, args, states }: PickleObject): Bound | undefined {
  const maker = referent(callee)
  if (!isKind(maker, 'global') || modernPath(maker) !== 'functools.partial') return undefined
  const state = states?.at(-1)
  if (state === undefined) {
    const [func, ...rest] = args
    return func === undefined ? undefined : { callee: func, args: rest }
  }
  if (!isKind(state, 'tuple')) return undefined
  const [func, given] = state.items
  return func === undefined || !isKind(given, 'tuple') ? undefined : { callee: func, args: given.items }
}

interface Step {
  /** Where the path goes on, or its beginning as text. */
  readonly base: PickleValue
  /** What is taken from it. */
  readonly name: string
}

function stepOf(object: PickleObject): Step | undefined {
  const { callee, args } = object
  const [first, second] = args
  if (isKind(callee, 'object')) return applied(callee, args)
  if (!isKind(callee, 'global') || first === undefined) return undefined
  switch (modernPath(callee)) {
    case 'builtins.getattr':
      return typeof second === 'string' ? { base: first, name: second } : undefined
    case 'importlib.import_module':
    case 'importlib.__import__':
    case 'builtins.__import__':
    case 'pkgutil.resolve_name':
    case 'pydoc.locate':
      return typeof first === 'string' ? { base: first.replaceAll(':', '.'), name: '' } : undefined
    case 'functools.partial': {
      const bound = partialOf(object)
      return bound === undefined ? undefined : { base: bound.callee, name: '' }
    }
    default:
      return undefined
  }
}

/** `attrgetter('a.b')(x)` and `methodcaller('m', …)(x)`. */
function applied(callee: PickleObject, args: readonly PickleValue[]): Step | undefined {
  const [base] = args
  const [name] = callee.args
  if (!isKind(callee.callee, 'global') || base === undefined || typeof name !== 'string') return undefined
  const maker = modernPath(callee.callee).replace(/^_operator\./, 'operator.')
  if (maker === 'operator.attrgetter') return { base, name }
  return maker === 'operator.methodcaller' ? { base, name: `${name}()` } : undefined
}

function joined(base: string, suffix: readonly string[]): string | undefined {
  let path = base
  for (const part of suffix.toReversed()) path += part === '()' ? '()' : `.${part}`
  return path.length > LENGTH ? undefined : path
}
