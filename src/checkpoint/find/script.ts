/** TorchScript modules: which tensors of the object tree `state_dict()` would name, and in which order. */
import type { ScriptClass } from '../../container/record.ts'
import { dictEntries, isKind, qualifiedName } from '../../pickle/value.ts'
import type { PickleObject, PickleValue } from '../../pickle/value.ts'
import type { Interpreter } from '../rebuild/context.ts'
import type { StateDict, TensorEntry } from './state-dict.ts'
import { opaqueTensor } from '../tensor.ts'

/** Nested modules deeper than this are a file made to be deep. Deepest known: about 30. */
const MODULE_DEPTH = 1_000
/** Entries of one state_dict. Largest known: about 20,000. */
const MODULE_ENTRIES = 5_000_000

/** What was found, and which classes had no code to distinguish parameters and buffers from other tensors. */
export interface ScriptStateDict {
  readonly stateDict: StateDict
  readonly unknownClasses: readonly string[]
  /** Classes whose own `__getstate__` wrote something else than their attributes. */
  readonly ownStates: readonly string[]
}

interface Frame {
  readonly module: PickleObject
  readonly prefix: string
  readonly children: Iterator<readonly [string, PickleObject]>
}

/**
 * The state_dict of a scripted module: own parameters, own buffers, then each submodule, each in the
 * order of the attributes. A class without code counts all its tensors. Null when the root is not a module.
 * @see torch/csrc/jit/serialization/import_source.cpp `importClass` (`__parameters__`, `__buffers__`)
 */
export function scriptStateDict(
  root: PickleValue,
  classes: ReadonlyMap<string, ScriptClass>,
  interpreter: Interpreter,
): ScriptStateDict | null {
  if (!isScriptModule(root, classes)) return null
  const tensors: TensorEntry[] = []
  const unknown = new Set<string>()
  const ownStates = new Set<string>()
  const open = new Set<PickleObject>([root])
  const enter = (module: PickleObject, prefix: string): Frame => {
    addOwn(module, prefix, classes, interpreter, tensors, unknown)
    if (module.states !== null && !isKind(module.states[0], 'dict')) {
      ownStates.add(scriptClassName(module))
      addPacked(module, prefix, classes, tensors)
    }
    return { module, prefix, children: submodules(module, classes) }
  }
  const frames = [enter(root, '')]
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const next = frame.children.next()
    if (next.done === true) {
      open.delete(frame.module)
      frames.pop()
      continue
    }
    const [name, child] = next.value
    if (open.has(child) || frames.length > MODULE_DEPTH || tensors.length > MODULE_ENTRIES) return null
    open.add(child)
    frames.push(enter(child, `${frame.prefix}${name}.`))
  }
  return {
    stateDict: {
      kind: 'torchscript',
      path: '$',
      className: scriptClassName(root),
      tensors,
      values: [],
      versions: null,
    },
    unknownClasses: [...unknown],
    ownStates: [...ownStates],
  }
}

function addOwn(
  module: PickleObject,
  prefix: string,
  classes: ReadonlyMap<string, ScriptClass>,
  interpreter: Interpreter,
  tensors: TensorEntry[],
  unknown: Set<string>,
): void {
  const className = scriptClassName(module)
  const facts = classes.get(className)
  const found = attributesOf(module).flatMap(([name, value]) => {
    const tensor = interpreter.tensorOf(value)
    return tensor === undefined
      ? []
      : [{ name: prefix + name, path: `$.${prefix}${name}`, tensor, value, attribute: name }]
  })
  if (facts === undefined && found.length > 0) unknown.add(className)
  const roles = facts === undefined ? ([null] as const) : (['parameter', 'buffer'] as const)
  for (const role of roles) {
    const listed = role === 'parameter' ? facts?.parameters : role === 'buffer' ? facts?.buffers : undefined
    for (const { attribute, ...entry } of found) {
      if (role === null || listed?.has(attribute) === true) tensors.push({ ...entry, role })
    }
  }
}

/** What a class with its own `__getstate__` registers: the code has the names, only running it gives the tensors. */
function addPacked(
  module: PickleObject,
  prefix: string,
  classes: ReadonlyMap<string, ScriptClass>,
  tensors: TensorEntry[],
): void {
  const className = scriptClassName(module)
  const facts = classes.get(className)
  const problem = `${className} sets it by its __setstate__, which is code of the file: pth does not run it`
  for (const role of ['parameter', 'buffer'] as const) {
    for (const attribute of (role === 'parameter' ? facts?.parameters : facts?.buffers) ?? []) {
      const name = prefix + attribute
      tensors.push({ name, path: `$.${name}`, tensor: opaqueTensor(className, problem), role, value: module })
    }
  }
}

function* submodules(
  module: PickleObject,
  classes: ReadonlyMap<string, ScriptClass>,
): Generator<readonly [string, PickleObject], undefined> {
  for (const [name, value] of attributesOf(module)) if (isScriptModule(value, classes)) yield [name, value]
}

/** The attributes of a script object: its BUILD argument, when the class has no `__getstate__` of its own. */
function attributesOf(object: PickleObject): (readonly [string, PickleValue])[] {
  const state = object.states?.[0]
  if (!isKind(state, 'dict')) return []
  return [...dictEntries(state)].flatMap(([key, value]) =>
    typeof key === 'string' ? [[key, value] as const] : [],
  )
}

function isScriptModule(
  value: PickleValue,
  classes: ReadonlyMap<string, ScriptClass>,
): value is PickleObject {
  if (!isKind(value, 'object') || value.how !== 'newobj' || !isKind(value.callee, 'global')) return false
  const { module } = value.callee
  if (module !== '__torch__' && !module.startsWith('__torch__.')) return false
  return classes.get(scriptClassName(value))?.module !== false
}

function scriptClassName(object: PickleObject): string {
  return isKind(object.callee, 'global') ? qualifiedName(object.callee) : 'unknown'
}
