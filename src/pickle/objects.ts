/** Opcodes that name classes, record calls and give objects their state. */
import { construct } from './constructors.ts'
import { spend } from './copies.ts'
import { kindOf } from './containers.ts'
import { modernName } from './names.ts'
import { OP } from './opcodes.ts'
import { invalid, take, takeLine } from './reader.ts'
import { snapshot } from './snapshot.ts'
import { pop, popMark, push, top } from './state.ts'
import type { Handler, MachineState } from './state.ts'
import { decodeUtf8 } from './text.ts'
import { dictEntries, dictSize, isGlobal, isKind, newDict, setItem } from './value.ts'
import type { PickleDict, PickleGlobal, PickleObject, PickleValue } from './value.ts'

export const OBJECTS: readonly (readonly [number, Handler])[] = [
  [OP.GLOBAL, (state) => push(state, globalLines(state))],
  [OP.STACK_GLOBAL, stackGlobal],
  [OP.REDUCE, reduce],
  [OP.NEWOBJ, newObj],
  [OP.NEWOBJ_EX, newObjEx],
  [OP.INST, inst],
  [OP.OBJ, obj],
  [OP.BUILD, build],
  [OP.PERSID, (state) => persistent(state, lineText(state))],
  [OP.BINPERSID, (state) => persistent(state, pop(state))],
]

function globalLines(state: MachineState): PickleGlobal {
  const module = lineText(state)
  return makeGlobal(state, module, lineText(state))
}

function stackGlobal(state: MachineState): void {
  const name = pop(state)
  const module = pop(state)
  if (typeof module !== 'string' || typeof name !== 'string') {
    throw invalid(state, `module and name must be strings, found ${kindOf(module)} and ${kindOf(name)}`)
  }
  push(state, makeGlobal(state, module, name))
}

function makeGlobal(state: MachineState, module: string, name: string): PickleGlobal {
  const modern = state.protocol < 3 ? modernName(module, name) : { module, name }
  const global: PickleGlobal = { kind: 'global', ...modern, at: state.opcodeAt }
  state.globals.push(global)
  state.onGlobal?.(global)
  return global
}

function lineText(state: MachineState): string {
  const text = decodeUtf8(takeLine(state))
  if (text === undefined) throw invalid(state, 'the name is not UTF-8')
  return text
}

function reduce(state: MachineState): void {
  const args = pop(state)
  const callee = pop(state)
  // TorchScript writes an enum member as REDUCE of the bare value; every other REDUCE has a tuple.
  if (isKind(args, 'tuple')) call(state, 'reduce', callee, args.items)
  else if (isKind(callee, 'global') && callee.module.startsWith('__torch__'))
    call(state, 'reduce', callee, [args])
  else throw invalid(state, `the arguments are ${kindOf(args)}, not a tuple`)
}

function newObj(state: MachineState): void {
  const args = popArguments(state)
  call(state, 'newobj', pop(state), args)
}

function newObjEx(state: MachineState): void {
  const kwargs = pop(state)
  const args = popArguments(state)
  if (!isKind(kwargs, 'dict')) throw invalid(state, `the keyword arguments are ${kindOf(kwargs)}, not a dict`)
  call(state, 'newobj_ex', pop(state), args, kwargs)
}

function popArguments(state: MachineState): readonly PickleValue[] {
  const args = pop(state)
  if (!isKind(args, 'tuple')) throw invalid(state, `the arguments are ${kindOf(args)}, not a tuple`)
  return args.items
}

function inst(state: MachineState): void {
  const callee = globalLines(state)
  call(state, 'inst', callee, popMark(state))
}

function obj(state: MachineState): void {
  const [callee, ...args] = popMark(state)
  if (callee === undefined) throw invalid(state, 'there is no class above the MARK')
  call(state, 'obj', callee, args)
}

function call(
  state: MachineState,
  how: PickleObject['how'],
  callee: PickleValue,
  args: readonly PickleValue[],
  kwargs: PickleValue = null,
): void {
  const at = state.opcodeAt
  if (!isKind(callee, 'global') && !isKind(callee, 'object') && !isKind(callee, 'persistent')) {
    throw invalid(state, `${kindOf(callee)} cannot be called`)
  }
  state.onCall?.({ how, callee, args, kwargs, at })
  const data = kwargs === null && isKind(callee, 'global') ? construct(callee, args, state) : undefined
  push(
    state,
    data ??
      viaCopyreg(state, callee, args, at) ??
      newObject(how, callee, takesNow(callee) ? snapshot(args, state) : args, kwargs, at),
  )
}

/**
 * copyreg's helpers make an object of their first argument: `_reconstructor(cls, base, state)` is how
 * protocols 0 and 1 write every object, `__newobj__(cls, *args)` is NEWOBJ spelled as a call.
 */
function viaCopyreg(
  state: MachineState,
  callee: PickleValue,
  args: readonly PickleValue[],
  at: number,
): PickleObject | undefined {
  const [cls, base, from] = args
  if (cls === undefined) return undefined
  if (isGlobal(callee, 'copyreg', '__newobj__')) {
    spend(state, args.length)
    return newObject('newobj', cls, args.slice(1), null, at)
  }
  if (!isGlobal(callee, 'copyreg', '_reconstructor') || args.length !== 3) return undefined
  const object = newObject('reconstructor', cls, args, null, at)
  if (isGlobal(base ?? null, 'builtins', 'dict') && isKind(from, 'dict')) object.entries = from
  if (isGlobal(base ?? null, 'builtins', 'list') && isKind(from, 'list')) {
    spend(state, from.items.length)
    object.items = [...from.items]
  }
  return object
}

/** PyTorch and numpy read their arguments at once; other classes may keep the very list they are given. */
function takesNow(callee: PickleValue): boolean {
  return isKind(callee, 'global') && /^(torch|numpy)\./.test(`${callee.module}.`)
}

function newObject(
  how: PickleObject['how'],
  callee: PickleValue,
  args: readonly PickleValue[],
  kwargs: PickleValue,
  at: number,
): PickleObject {
  return { kind: 'object', callee, how, args, kwargs, states: null, items: null, entries: null, at }
}

function build(state: MachineState): void {
  const value = pop(state)
  const target = top(state)
  state.onCall?.({ how: 'build', callee: target, args: [value], kwargs: null, at: state.opcodeAt })
  if (isKind(target, 'object')) addState(state, target, value)
  else if (isKind(target, 'dict')) setAttributes(state, target, value)
  else if (isKind(target, 'global') || isKind(target, 'persistent')) {
    throw invalid(state, `pth does not follow a state given to ${kindOf(target)}`)
  } else throw invalid(state, `${kindOf(target)} has no state`)
}

function addState(state: MachineState, target: PickleObject, value: PickleValue): void {
  const [taken = value] =
    isKind(value, 'tuple') && takesNow(target.callee) ? snapshot([value], state) : [value]
  target.states ??= []
  target.states.push(taken)
  const inserted = state.onBuilt?.(target, state.at)
  if (inserted === undefined) return
  if (state.at < state.frameEnd) throw invalid(state, 'data that is no opcode begins inside a frame')
  take(state, inserted.length)
  pop(state)
  push(state, inserted.value)
}

/** BUILD on a mapping sets attributes, never items: this is how `_metadata` arrives. */
function setAttributes(state: MachineState, target: PickleDict, value: PickleValue): void {
  const parts = isKind(value, 'tuple') && value.items.length === 2 ? value.items : [value]
  for (const part of parts) {
    if (part === null) continue
    if (!isKind(part, 'dict')) throw invalid(state, `the state of a dict is ${kindOf(part)}`)
    target.attributes ??= newDict()
    spend(state, dictSize(part))
    for (const [key, item] of dictEntries(part)) setItem(target.attributes, key, item, state)
  }
}

function persistent(state: MachineState, id: PickleValue): void {
  const value = { kind: 'persistent', id, at: state.opcodeAt } as const
  state.persistents.push(value)
  state.onPersistent?.(value)
  push(state, value)
}
