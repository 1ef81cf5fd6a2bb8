/** What changes something that exists: BUILD, APPENDS, SETITEMS and ADDITEMS. */
import type { PickleCall } from '../../pickle/state.ts'
import { dictEntries, isKind, qualifiedName } from '../../pickle/value.ts'
import type { PickleObject, PickleValue } from '../../pickle/value.ts'
import { isShared } from './known/harmless-names.ts'
import { judgeSetters } from './attributes.ts'
import { makerOf } from './makers.ts'
import { readsOutside } from './outside.ts'
import { modernPath } from './resolve.ts'
import { makerUse, nameOf, raise, resolvedUse } from './uses.ts'
import type { Collector, GlobalUse } from './uses.ts'

/** `scalar(dtype('O'), x)` is x. @see numpy/_core/src/multiarray/multiarraymodule.c `array_scalar` */
export const HANDS_BACK = /^numpy\.(core|_core)\.multiarray\.scalar$/

/** Returns what the pickle inside it makes: a class, too. */
const LOADER = 'torch.storage._load_from_bytes'

/** BUILD: `__setstate__` of what is on the stack, or its attributes. */
export function addState(collector: Collector, target: PickleValue, call: PickleCall): void {
  const { at, args } = call
  if (isKind(target, 'global')) {
    resolvedUse(collector, at, `${qualifiedName(target)}.__dict__`, 'changes a class or function')
    return
  }
  const use = makerUse(collector, target)
  if (isKind(target, 'object') && use !== undefined) addStateOf(target, use, args[0] ?? null)
  const callee = use === undefined ? 'an object' : nameOf(use)
  collector.handed.push({ values: args, how: 'stored', use, callee, at, isState: true })
}

/** The state of an object that a named callee made. */
function addStateOf(target: PickleObject, use: GlobalUse, state: PickleValue): void {
  const made = ['newobj', 'newobj_ex', 'reconstructor'].includes(target.how)
  raise(use, made ? 'class' : 'call')
  const name = modernPath(use)
  // What a function returns may be what it was given: a class, a function, a module.
  if (
    /^builtins\.(getattr|type)$/.test(name) ||
    (((use.verdict === 'known_call' && !isClassName(use.name) && makerOf(name) === undefined) ||
      HANDS_BACK.test(name)) &&
      target.args.some(isReference))
  )
    use.flaw = `BUILD changes what ${nameOf(use)} returns`
  if (!made && isShared(name)) use.flaw = `BUILD changes what ${nameOf(use)} returns, which is one for all`
  if (name === LOADER) use.flaw = `BUILD changes what ${nameOf(use)} returns`
  const flaw = readsOutside(name, target, state)
  if (flaw !== undefined) use.flaw = flaw
  if (isConfiguration(name)) judgeConfiguration(use, state)
  const slots = isKind(state, 'tuple') && state.items.length === 2 ? state.items[1] : undefined
  if (!isKind(slots, 'dict')) return
  judgeSetters(use, slots)
}

/** Attributes of a configuration of omegaconf, whose other attributes would take the place of its methods. */
const CONFIGURATION: ReadonlySet<string> = new Set(['_metadata', '_parent', '_content', '_flags_cache'])

function isConfiguration(full: string): boolean {
  return /^omegaconf\.(listconfig\.ListConfig|dictconfig\.DictConfig)$/.test(full)
}

/** @see omegaconf/basecontainer.py `__setstate__` */
function judgeConfiguration(use: GlobalUse, state: PickleValue): void {
  const keys = isKind(state, 'dict') ? [...dictEntries(state)].map(([key]) => key) : [state]
  const odd = keys.find((key) => typeof key !== 'string' || !CONFIGURATION.has(key))
  if (odd !== undefined)
    use.flaw = `BUILD sets ${typeof odd === 'string' ? odd.slice(0, 40) : 'something else'} of a configuration`
}

/** A class makes a new object, by the convention of names; a function may return its argument. */
function isClassName(name: string): boolean {
  return /(^|\.)_*[A-Z][^.]*$/.test(name)
}

function isReference(value: PickleValue): boolean {
  return isKind(value, 'global') || isKind(value, 'object') || isKind(value, 'persistent')
}

/** APPEND, SETITEM and their like on anything but Python's own containers. */
export function addItems(collector: Collector, target: PickleValue, { args, at }: PickleCall): void {
  if (isKind(target, 'global'))
    resolvedUse(collector, at, `${qualifiedName(target)}.__dict__`, 'changes what a module contains')
  const use = makerUse(collector, target)
  // Its own pickles set no items; a configuration looks up the name of the method that the unpickler asks for.
  if (use !== undefined && modernPath(use) === LOADER) use.flaw = `gives items to what ${nameOf(use)} returns`
  if (use !== undefined && isConfiguration(modernPath(use))) use.flaw = 'gets items while it is rebuilt'
  collector.handed.push({ values: args, how: 'stored', use: undefined, callee: 'an object', at })
  if (use !== undefined && isKind(target, 'object')) followItems(collector, target, use, at)
}

/**
 * What the methods that take items may call: attributes that BUILD set before (`add_module` of a Sequential), and
 * items of a class whose attributes are its items (`append` of a Bunch). Python's own pickles set the state last.
 */
function followItems(collector: Collector, target: PickleObject, use: GlobalUse, at: number): void {
  const callee = `${nameOf(use)}, which gets items`
  if (target.states !== null && use.verdict === 'known_class')
    collector.handed.push({ values: target.states, how: 'known', use: undefined, callee, at })
  if (target.entries !== null)
    collector.handed.push({ values: [target.entries], how: 'stored', use, callee, at, isState: true })
}
