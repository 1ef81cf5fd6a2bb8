/** REDUCE, NEWOBJ and BUILD under weights_only: what each allowed callable takes and gives. */
import { dtypeByName, dtypeByStorageClass } from '../../dtype.ts'
import { isHashable, isWo, woType } from './value.ts'
import type { WoDict, WoStop, WoTensor, WoTuple, WoValue } from './value.ts'
import { gradient, hooks, tensor, TENSOR_CALLS } from './tensor-calls.ts'

/** What one callable makes of its arguments; throws through `stop`. */
export type WoCall = (args: readonly WoValue[], stop: WoStop) => WoValue

const CALLS: ReadonlyMap<string, WoCall> = new Map<string, WoCall>([
  ['collections.OrderedDict', (args, stop) => mapping('OrderedDict', args, stop)],
  ['collections.Counter', (args, stop) => mapping('Counter', args, stop)],
  ['builtins.set', set],
  ['builtins.bytearray', bytearray],
  ['builtins.complex', complex],
  ['_codecs.encode', encode],
  ['torch.Size', size],
  ['torch.device', device],
  ['torch.serialization._get_layout', layout],
  ...TENSOR_CALLS,
])

/** REDUCE: `callee(*args)`. */
export function reduce(callee: WoValue, args: WoValue, stop: WoStop): WoValue {
  if (!isWo(callee, 'name')) throw stop.refuse(`Trying to call reduce for unrecognized function of type ${woType(callee)}`)
  const items = isWo(args, 'tuple') || isWo(args, 'list') ? args.items : undefined
  if (items === undefined) {
    if (isWo(args, 'dict') || isWo(args, 'set') || typeof args === 'string') throw stop.unsure('the arguments are no tuple')
    throw stop.refuse(`the arguments are ${woType(args)}, not a tuple`)
  }
  const call = CALLS.get(callee.name)
  if (call !== undefined) return call(items, stop)
  if (callee.is === 'dtype' || callee.is === 'qscheme' || callee.is.startsWith('storage ')) {
    throw stop.refuse(`${callee.name} is not callable`)
  }
  throw stop.unsure(`pth does not know what ${callee.name} makes of its arguments`)
}

/** NEWOBJ: `cls.__new__(cls, *args)`. */
export function newObject(cls: WoValue, args: WoValue, stop: WoStop): WoValue {
  if (!isWo(cls, 'name')) throw stop.refuse(`Can only create new object for nn.Parameter, but got ${woType(cls)}`)
  if (cls.is !== 'class' && cls.is !== 'tensor class' && cls.is !== 'storage class') {
    throw stop.refuse(`${cls.name} has no __new__ that makes one`)
  }
  switch (cls.name) {
    case 'torch.nn.parameter.Parameter':
    case 'torch.Size':
    case 'torch.device':
    case 'builtins.complex':
      return reduce(cls, args, stop)
    // A new container is empty whatever its arguments: they go to __init__, which is not called.
    case 'collections.OrderedDict':
      return { kind: 'dict', type: 'OrderedDict', entries: [] }
    case 'collections.Counter':
      return { kind: 'dict', type: 'Counter', entries: [] }
    case 'builtins.set':
      return { kind: 'set' }
    case 'builtins.bytearray':
      return { kind: 'other', type: 'bytearray' }
    default:
      if (cls.is === 'tensor class') return newTensor(cls.name, args, stop)
      throw stop.unsure(`pth does not know what ${cls.name}.__new__ makes of its arguments`)
  }
}

/** BUILD: the state given to an object. */
export function build(target: WoValue, state: WoValue, stop: WoStop): WoValue {
  if (isWo(target, 'dict') && target.type !== 'dict') {
    if (isWo(state, 'dict')) return target
    const pair = target.type === 'Counter' && isWo(state, 'tuple') && state.items.length === 2
    if (pair || isWo(state, 'list') || isWo(state, 'tuple')) throw stop.unsure(`the state is ${woType(state)}`)
    throw stop.refuse(`the state of an ${target.type} is ${woType(state)}`)
  }
  const buildable = ['tensor', 'set', 'storage', 'other'].includes(woKind(target)) || woType(target) === 'torch.Size'
  if (!buildable) {
    throw stop.refuse(`Can only build Tensor, Parameter, OrderedDict or allowed types, but got ${woType(target)}`)
  }
  if (isWo(target, 'tensor')) return target.parameter ? buildParameter(target, state, stop) : buildTensor(target, state, stop)
  throw stop.unsure(`pth does not know what the state does to ${woType(target)}`)
}

/** `torch.FloatTensor.__new__()`: an empty tensor on this machine's CPU. */
function newTensor(name: string, args: WoValue, stop: WoStop): WoValue {
  if (name.startsWith('torch.cuda.')) throw stop.refuse(`type ${name} not available`)
  const prefix = /^torch\.([A-Za-z0-9]*)Tensor$/.exec(name)?.[1]
  const dtype = prefix === '' ? dtypeByName('float32') : dtypeByStorageClass(`${prefix ?? ''}Storage`)
  if (dtype === undefined || !isWo(args, 'tuple') || args.items.length > 0) {
    throw stop.unsure(`pth does not know what ${name}.__new__ makes of its arguments`)
  }
  return { kind: 'tensor', dtype, parameter: false }
}

/** A state (storage, offset, size, stride) of PyTorch 0.1: `Tensor.set_`. */
function buildTensor(target: WoTensor, state: WoValue, stop: WoStop): WoValue {
  const items = isWo(state, 'tuple') ? state.items : []
  if (items.length !== 4) throw stop.unsure('pth does not know what the state does to a Tensor')
  const made = tensor(items, stop)
  if (made.dtype !== target.dtype) throw stop.unsure('a state of another element type')
  return target
}

/** `Tensor.__setstate__` of a leaf: (requires_grad, volatile, hooks), or five items with the data first. */
function buildParameter(target: WoTensor, state: WoValue, stop: WoStop): WoValue {
  const items = isWo(state, 'tuple') ? state.items : []
  if (items.length === 4) return buildTensor(target, state, stop)
  const [data] = items
  const made = items.length === 5 && isWo(data, 'tensor') ? { ...data, parameter: true } : target
  const [requiresGrad, backward] = items.length === 5 ? [items[3], items[2]] : [items[0], items[2]]
  if (items.length !== 3 && (items.length !== 5 || !isWo(data, 'tensor'))) {
    throw stop.unsure('pth does not know what the state does to a Parameter')
  }
  gradient(requiresGrad, made.dtype, stop)
  hooks(backward, stop)
  return made
}

function woKind(value: WoValue): string {
  return typeof value === 'object' && value !== null ? value.kind : 'plain'
}

function mapping(type: WoDict['type'], args: readonly WoValue[], stop: WoStop): WoDict {
  const [from] = args
  if (args.length === 0) return { kind: 'dict', type, entries: [] }
  if (args.length > 1) throw stop.refuse(`${type} takes one argument`)
  if (isWo(from, 'dict')) return { kind: 'dict', type, entries: [...from.entries] }
  if (type === 'Counter') throw stop.unsure('what a Counter counts is not followed')
  const items = isWo(from, 'list') || isWo(from, 'tuple') ? from.items : undefined
  if (items === undefined) throw stop.refuse(`${type} cannot be made of ${woType(from)}`)
  const entries = items.map((pair) => {
    const parts = isWo(pair, 'list') || isWo(pair, 'tuple') ? pair.items : []
    const [key, value] = parts
    if (parts.length !== 2 || key === undefined || value === undefined) throw stop.unsure('an item is no pair')
    if (!isHashable(key)) throw stop.refuse(`unhashable key of type ${woType(key)}`)
    return [key, value] as const
  })
  return { kind: 'dict', type, entries }
}

function set(args: readonly WoValue[], stop: WoStop): WoValue {
  const [from] = args
  if (args.length === 0) return { kind: 'set' }
  if (args.length > 1) throw stop.refuse('set takes one argument')
  if (isWo(from, 'list') || isWo(from, 'tuple')) {
    if (!from.items.every(isHashable)) throw stop.refuse('an unhashable value in a set')
    return { kind: 'set' }
  }
  if (isWo(from, 'dict') || isWo(from, 'set') || typeof from === 'string') return { kind: 'set' }
  throw stop.refuse(`set cannot be made of ${woType(from)}`)
}

function bytearray(args: readonly WoValue[], stop: WoStop): WoValue {
  const [from, encoding] = args
  const bytes = isWo(from, 'other') && (from.type === 'bytes' || from.type === 'bytearray')
  if (args.length === 0 || (args.length === 1 && bytes)) return { kind: 'other', type: 'bytearray' }
  if (args.length === 2 && typeof from === 'string' && isLatin1(encoding)) return encodeText(from, 'bytearray', stop)
  throw stop.unsure('pth does not follow these arguments of bytearray')
}

function encode(args: readonly WoValue[], stop: WoStop): WoValue {
  const [text, encoding] = args
  if (args.length === 2 && typeof text === 'string' && isLatin1(encoding)) return encodeText(text, 'bytes', stop)
  throw stop.unsure('pth does not follow these arguments of _codecs.encode')
}

function encodeText(text: string, type: string, stop: WoStop): WoValue {
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) > 0xff) throw stop.refuse("'latin-1' codec can't encode a character")
  }
  return { kind: 'other', type }
}

function isLatin1(encoding: WoValue | undefined): boolean {
  return encoding === 'latin1' || encoding === 'latin-1'
}

function complex(args: readonly WoValue[], stop: WoStop): WoValue {
  const numbers = args.every((arg) => typeof arg === 'number' || isWo(arg, 'float'))
  if (args.length <= 2 && numbers) return { kind: 'other', type: 'complex' }
  throw stop.unsure('pth does not follow these arguments of complex')
}

function size(args: readonly WoValue[], stop: WoStop): WoTuple {
  const [from] = args
  const items = isWo(from, 'tuple') || isWo(from, 'list') ? from.items : []
  if (args.length > 1) throw stop.refuse('torch.Size takes one argument')
  if (args.length === 1 && !isWo(from, 'tuple') && !isWo(from, 'list')) throw stop.refuse('torch.Size takes a sequence')
  if (!items.every((item) => typeof item === 'number')) throw stop.refuse('torch.Size takes integers')
  return { kind: 'tuple', items, type: 'torch.Size' }
}

/** @see c10/core/DeviceType.h */
const DEVICES = /^(cpu|cuda|ipu|xpu|mkldnn|opengl|opencl|ideep|hip|ve|fpga|maia|xla|lazy|vulkan|mps|meta|hpu|mtia)(:(0|[1-9][0-9]{0,2}))?$/

function device(args: readonly WoValue[], stop: WoStop): WoValue {
  const [type, index] = args
  if (typeof type === 'string' && DEVICES.test(type)) {
    if (args.length === 1) return { kind: 'other', type: 'torch.device' }
    if (args.length === 2 && typeof index === 'number' && index >= 0 && index < 128 && !type.includes(':')) {
      return { kind: 'other', type: 'torch.device' }
    }
  }
  throw stop.unsure('pth does not follow these arguments of torch.device')
}

const LAYOUTS = new Set([
  'torch.strided',
  'torch.sparse_coo',
  'torch.sparse_csr',
  'torch.sparse_csc',
  'torch.sparse_bsr',
  'torch.sparse_bsc',
  'torch._mkldnn',
  'torch.jagged',
])

function layout(args: readonly WoValue[], stop: WoStop): WoValue {
  const [name] = args
  if (args.length === 1 && typeof name === 'string' && LAYOUTS.has(name)) return { kind: 'other', type: name }
  throw stop.refuse('there is no such layout')
}
