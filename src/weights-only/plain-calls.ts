/** The allowed calls that make containers, sizes, devices and layouts. */
import { symInt } from './elements.ts'
import { COPY, emptyDict, isTrue, iterate, keyOf, setItem, setOf, updateDict } from './python-rules.ts'
import { isInt, isWo, woType } from './value.ts'
import type { WoDevice, WoDict, WoLayout, WoMesh, WoSet, WoStop, WoTuple, WoValue } from './value.ts'

/** OrderedDict(items=()) */
export function orderedDict(args: readonly WoValue[], stop: WoStop): WoDict {
  if (args.length > 1) throw stop.refuse('OrderedDict takes one argument')
  const made = emptyDict('OrderedDict')
  if (args.length === 1) updateDict(made, args[0], stop)
  return made
}

/** Counter(iterable=None): the values of a dict, or how often each item comes. */
export function counter(args: readonly WoValue[], stop: WoStop): WoDict {
  const [from = null] = args
  if (args.length > 1) throw stop.refuse('Counter takes one argument')
  const made = emptyDict('Counter')
  if (from === null) return made
  if (isWo(from, 'dict')) {
    updateDict(made, from, stop)
    return made
  }
  for (const item of isWo(from, 'set') ? from.members.values() : iterate(from, stop)) {
    stop.spend(COPY)
    const count = made.entries.get(keyOf(item, stop))?.[1]
    setItem(made, item, typeof count === 'number' ? count + 1 : 1, stop)
  }
  return made
}

/** set(iterable=()) */
export function set(args: readonly WoValue[], stop: WoStop): WoSet {
  if (args.length > 1) throw stop.refuse('set takes one argument')
  return args.length === 0 ? { kind: 'set', members: new Map() } : setOf(args[0], stop)
}

/** torch.Size(iterable=()): it may contain anything that has an index. */
export function size(args: readonly WoValue[], stop: WoStop): WoTuple {
  if (args.length > 1) throw stop.refuse('torch.Size takes one argument')
  const [given] = args
  if (isWo(given, 'set') && [...given.members.values()].some((item) => !isIndex(item)))
    throw stop.refuse("torch.Size() takes an iterable of 'int'")
  const from = args.length === 0 ? [] : iterate(given, stop)
  const items = from.map((item) => {
    if (isInt(item)) return item
    if (typeof item === 'boolean') return Number(item)
    if (isWo(item, 'tensor'))
      return item.dtype.category === 'bool'
        ? Number(isTrue(item, stop))
        : symInt(item, 'an item of the size', stop)
    throw stop.refuse(`torch.Size() takes an iterable of 'int', not of '${woType(item)}'`)
  })
  return { kind: 'tuple', items, type: 'torch.Size' }
}

/** What may have a place in a size. */
function isIndex(value: WoValue): boolean {
  if (isWo(value, 'tensor')) return ['int', 'uint', 'bool'].includes(value.dtype.category)
  return isInt(value) || typeof value === 'boolean'
}

/** @see c10/core/Device.cpp `parse_type` */
const DEVICES =
  'cpu cuda ipu xpu mkldnn opengl opencl ideep hip ve fpga maia xla lazy vulkan mps meta hpu mtia privateuseone'.split(
    ' ',
  )
const MOST_INDEX = 0x7fff_ffff

/** torch.device(device) or torch.device(type, index) */
export function device(args: readonly WoValue[], stop: WoStop): WoDevice {
  const [type, index = null] = args
  if (args.length === 0 || args.length > 2) throw stop.refuse(`device() of ${args.length} arguments`)
  if (args.length === 1 && isWo(type, 'device')) return type
  if (args.length === 1 && isInt(type))
    throw stop.refuse('Cannot access accelerator device when none is available.')
  const [name, number] = parsedDevice(deviceText(type, stop), stop)
  if (args.length === 1)
    return { kind: 'device', name: number === undefined ? name : deviceName(name, number) }
  if (number !== undefined && deviceName(name, number) !== name)
    throw stop.refuse('type (string) must not include an index because index was passed explicitly')
  if (index === null) return { kind: 'device', name }
  if (isWo(index, 'tensor') && index.shape.length > 0) throw stop.refuse('the index of a device is a tensor')
  const given = symInt(index, 'the index of a device', stop)
  if (given < 0n) throw stop.refuse('Device index must not be negative')
  return { kind: 'device', name: deviceName(name, given) }
}

function deviceText(value: WoValue | undefined, stop: WoStop): string {
  if (typeof value === 'string') return value
  if (!isWo(value, 'bytes') || value.type !== 'bytes') throw stop.refuse(`a device of type ${woType(value)}`)
  if (value.bytes === null) throw stop.unsure('a device of unknown name')
  return new TextDecoder('latin1').decode(value.bytes)
}

function parsedDevice(text: string, stop: WoStop): readonly [name: string, index: bigint | undefined] {
  const [, name = '', digits] = /^([a-zA-Z_]+)(?::(0|[1-9][0-9]*))?$/.exec(text) ?? []
  if (!DEVICES.includes(name)) throw stop.refuse(`Invalid device string: '${text}'`)
  if (digits !== undefined && Number(digits) > MOST_INDEX)
    throw stop.refuse(`Could not parse device index '${digits}'`)
  return [name, digits === undefined ? undefined : BigInt(digits)]
}

/** torch keeps the index in a byte, in which 255 is none. */
function deviceName(name: string, index: bigint): string {
  const kept = BigInt.asIntN(8, index)
  return kept === -1n ? name : `${name}:${kept}`
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

/** torch.serialization._get_layout(name) */
export function layout(args: readonly WoValue[], stop: WoStop): WoLayout {
  const [name] = args
  if (args.length === 1 && typeof name === 'string' && LAYOUTS.has(name)) return { kind: 'layout', name }
  throw stop.refuse('there is no such layout')
}

/** _FlatLayout(shape, stride=None): sizes and strides that torch brings into a normal form. */
export function flatLayout(args: readonly WoValue[], stop: WoStop): WoMesh {
  const [shape, stride = null] = args
  if (args.length === 0 || args.length > 2) throw stop.refuse(`_FlatLayout() of ${args.length} arguments`)
  for (const [what, value] of [
    ['shape', shape],
    ['stride', stride ?? 1],
  ] as const) {
    if (!isWo(value, 'tuple') && !isInt(value))
      throw stop.refuse(`${what} must be a tuple or int, got ${woType(value)}`)
  }
  if (stride !== null && isWo(shape, 'tuple') !== isWo(stride, 'tuple'))
    throw stop.refuse("sizes and strides don't match")
  const [sizes, steps] = [shape, stride ?? shape].map((value) =>
    isWo(value, 'tuple') ? value.items : [value ?? null],
  )
  if (sizes?.length !== steps?.length) throw stop.refuse("sizes and strides don't match")
  // Nested shapes, and sizes that are none, take paths of their own through torch's arithmetic.
  const plain =
    sizes?.every((size) => isInt(size) && size > 0) === true &&
    steps?.every((step) => isInt(step) && step >= 0) === true
  if (!plain) throw stop.unsure('the normal form of a mesh layout')
  return { kind: 'mesh', type: 'torch.distributed._mesh_layout._FlatLayout' }
}

/** _MeshLayout(axes): any sequence. */
export function meshLayout(args: readonly WoValue[], stop: WoStop): WoMesh {
  if (args.length !== 1) throw stop.refuse(`_MeshLayout() of ${args.length} arguments`)
  if (!isWo(args[0], 'set')) iterate(args[0], stop)
  return { kind: 'mesh', type: 'torch.distributed._mesh_layout._MeshLayout' }
}
