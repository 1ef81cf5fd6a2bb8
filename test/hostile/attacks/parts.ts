/** Pieces of attack files: built, scanned, never loaded. What they would run is `true`, a command that does nothing. */
import {
  BUILD,
  bytes,
  call,
  dict,
  int,
  list,
  name,
  NEWOBJ,
  program,
  text,
  tuple,
} from '../../support/assembler.ts'
import { buildZip } from '../../support/zip.ts'
import type { ZipPart, ZipShape } from '../../support/zip.ts'

/** One file: its name tells what it is, and ends as people name such files. */
export interface Attack {
  readonly name: string
  readonly data: Uint8Array
}

/** Numbers and texts as opcodes; opcodes as they are. */
export type Item = number | string | null | Uint8Array | readonly Item[]

/** The opcodes of a value; an array becomes a tuple. */
export function value(item: Item): Uint8Array {
  if (item === null) return bytes('N')
  if (item instanceof Uint8Array) return item
  if (typeof item === 'number') return int(item)
  if (typeof item === 'string') return text(item)
  return tuple(...item.map(value))
}

/** STACK_GLOBAL of a dotted full name: everything before the last dot is the module. */
export function ref(full: string): Uint8Array {
  const dot = full.lastIndexOf('.')
  return refIn(full.slice(0, dot), full.slice(dot + 1))
}

/** STACK_GLOBAL with a name that may be dotted. */
export function refIn(module: string, attribute: string): Uint8Array {
  return bytes(text(module), text(attribute), [0x93])
}

/** REDUCE of a name, or of opcodes that leave a callable. */
export function run(callee: string | Uint8Array, ...args: readonly Item[]): Uint8Array {
  return call(typeof callee === 'string' ? ref(callee) : callee, ...args.map(value))
}

/** SHORT_BINBYTES or BINBYTES */
export function blob(data: Uint8Array): Uint8Array {
  const size = new Uint8Array(4)
  new DataView(size.buffer).setUint32(0, data.length, true)
  return data.length < 256 ? bytes('C', [data.length], data) : bytes('B', size, data)
}

export function items(...values: readonly Item[]): Uint8Array {
  return list(...values.map(value))
}

export function pairs(entries: Readonly<Record<string, Item>>): Uint8Array {
  return dict(...Object.entries(entries).map(([key, item]) => [text(key), value(item)] as const))
}

/** A dictionary whose keys are these. */
export function keysOf(...keys: readonly Item[]): Uint8Array {
  return dict(...keys.map((key) => [value(key), bytes('N')] as const))
}

/** EMPTY_SET and ADDITEMS */
export function setOf(...values: readonly Item[]): Uint8Array {
  return bytes([0x8f], '(', ...values.map(value), [0x90])
}

export function frozen(...values: readonly Item[]): Uint8Array {
  return bytes('(', ...values.map(value), [0x91])
}

/** BUILD */
export function state(target: Uint8Array, given: Item): Uint8Array {
  return bytes(target, value(given), BUILD)
}

export function made(cls: string | Uint8Array, ...args: readonly Item[]): Uint8Array {
  return bytes(typeof cls === 'string' ? ref(cls) : cls, value(args), NEWOBJ)
}

export function madeEx(cls: string | Uint8Array, args: Item, kwargs: Item): Uint8Array {
  return bytes(typeof cls === 'string' ? ref(cls) : cls, value(args), value(kwargs), [0x92])
}

/** OBJ: MARK, the class, its arguments. */
export function obj(cls: string | Uint8Array, ...args: readonly Item[]): Uint8Array {
  return bytes('(', typeof cls === 'string' ? ref(cls) : cls, ...args.map(value), 'o')
}

/** INST: MARK, arguments, the name in the opcode. */
export function inst(module: string, attribute: string, ...args: readonly Item[]): Uint8Array {
  return bytes('(', ...args.map(value), `i${module}\n${attribute}\n`)
}

/** Values one after another of which the last stays. */
export function dropped(...values: readonly Uint8Array[]): Uint8Array {
  const last = values.at(-1) ?? bytes('N')
  return bytes(...values.slice(0, -1).flatMap((part) => [part, bytes('0')]), last)
}

/** A whole pickle of protocol 4. */
export function pickle(...parts: readonly Uint8Array[]): Uint8Array {
  return bytes([0x80, 4], ...parts, '.')
}

export const PLAIN = program(dict())
export const SYSTEM = run('posix.system', 'true')
/** A pickle that would run a command, at protocols 4, 2 and 0. */
export const EVIL = pickle(SYSTEM)
export const EVIL2 = program(call(name('posix', 'system'), text('true')))
export const EVIL0 = bytes('cposix\nsystem\n(Vtrue\ntR.')
export const LOADER = ref('torch.storage._load_from_bytes')
/** A function of a package that no table has. */
export const UNLISTED = ref('plugin_of_mine.hooks.start')

/** An archive of torch.save around a pickle. */
export function torchZip(data: Uint8Array, more: readonly ZipPart[] = [], shape: ZipShape = {}): Uint8Array {
  return buildZip([...saved(data), ...more], shape)
}

export function saved(data: Uint8Array, root = 'archive'): ZipPart[] {
  return [
    { name: `${root}/data.pkl`, data },
    { name: `${root}/byteorder`, data: bytes('little') },
    { name: `${root}/version`, data: bytes('3\n') },
  ]
}

/** The five pickles of a legacy stream; the fourth is the value. */
export function legacy(data: Uint8Array): Uint8Array {
  const magic = program(bytes([0x8a, 10], 'l\xfc\x9cF\xf9 j\xa8P\x19'))
  return bytes(
    magic,
    program(int(1001)),
    program(dict([text('little_endian'), bytes([0x88])])),
    data,
    program(list()),
  )
}

/** A .npy file of this header; `data` stands where the numbers would be. */
export function npy(header: string, data: Uint8Array, version = 1): Uint8Array {
  const length = header.length
  const size = version === 1 ? [length & 0xff, length >> 8] : [length & 0xff, length >> 8, 0, 0]
  return bytes([0x93], 'NUMPY', [version, 0], size, header, data)
}

export const OBJECTS = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n"

/** Attacks whose names share a beginning and an end. */
export function files(
  group: string,
  suffix: string,
  made: Readonly<Record<string, Uint8Array>>,
): readonly Attack[] {
  return Object.entries(made).map(([label, data]) => ({ name: `${group}-${label}${suffix}`, data }))
}

/** The same of pickles, each in an archive of torch.save. */
export function archived(group: string, values: Readonly<Record<string, Uint8Array>>): readonly Attack[] {
  const made = Object.entries(values).map(([label, part]) => [label, torchZip(pickle(part))] as const)
  return files(group, '.pt', Object.fromEntries(made))
}
