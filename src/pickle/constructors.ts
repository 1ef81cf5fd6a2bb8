/** Calls whose result is plain data: containers and bytes. Everything else stays an inert object. */
import { spend } from './copies.ts'
import type { CopyCount } from './copies.ts'
import { decodeLatin1, decodeUtf8, encodeLatin1 } from './text.ts'
import { dictEntries, dictSize, isKind, newDict, sequenceItems, setItem } from './value.ts'
import type { PickleBytes, PickleDict, PickleGlobal, PickleValue } from './value.ts'

type Constructor = (args: readonly PickleValue[], count: CopyCount) => PickleValue | undefined

const CONSTRUCTORS = new Map<string, Constructor>([
  ['collections.OrderedDict', (args, count) => mapping('collections.OrderedDict', args, count)],
  ['collections.Counter', (args, count) => mapping('collections.Counter', args, count)],
  // defaultdict(factory, …): the factory is a reference that is not followed.
  ['collections.defaultdict', (args, count) => mapping('collections.defaultdict', args.slice(1), count)],
  ['builtins.dict', (args, count) => mapping('dict', args, count)],
  ['builtins.list', (args, count) => sequence(args, count, (items) => ({ kind: 'list', items }))],
  ['builtins.tuple', (args, count) => sequence(args, count, (items) => ({ kind: 'tuple', items }))],
  ['builtins.set', (args, count) => sequence(args, count, (items) => ({ kind: 'set', type: 'set', items }))],
  [
    'builtins.frozenset',
    (args, count) => sequence(args, count, (items) => ({ kind: 'set', type: 'frozenset', items })),
  ],
  ['builtins.str', textOf],
  ['builtins.bytes', (args, count) => bytesOf('bytes', args, count)],
  ['builtins.bytearray', (args, count) => bytesOf('bytearray', args, count)],
  ['_codecs.encode', encode],
  // TorchScript marks its typed containers so; the value is the first argument itself.
  ['torch.jit._pickle.restore_type_tag', (args) => (args.length === 2 ? args[0] : undefined)],
  ['torch.jit._pickle.build_intlist', onlyArgument],
  ['torch.jit._pickle.build_doublelist', onlyArgument],
  ['torch.jit._pickle.build_boollist', onlyArgument],
  ['torch.jit._pickle.build_tensorlist', onlyArgument],
])

/**
 * The data that `callee(*args)` represents, when it is a call whose result is known exactly;
 * undefined for every other call, which is then recorded and not interpreted here.
 * @throws PthError LIMIT_EXCEEDED for calls that copy more than the pickle contains
 */
export function construct(
  callee: PickleGlobal,
  args: readonly PickleValue[],
  count: CopyCount,
): PickleValue | undefined {
  return CONSTRUCTORS.get(`${callee.module}.${callee.name}`)?.(args, count)
}

function mapping(
  type: PickleDict['type'],
  args: readonly PickleValue[],
  count: CopyCount,
): PickleDict | undefined {
  const dict = newDict(type)
  const [from] = args
  if (args.length === 0 || (args.length === 1 && from === null)) return dict
  if (args.length !== 1) return undefined
  if (isKind(from, 'dict')) {
    spend(count, dictSize(from))
    for (const [key, value] of dictEntries(from)) setItem(dict, key, value, count)
    return dict
  }
  // Python 2 hands an OrderedDict as a list of two-element lists.
  const pairs = sequenceItems(from) ?? [undefined]
  spend(count, pairs.length)
  for (const pair of pairs) {
    const items = sequenceItems(pair)
    const [key, value] = items ?? []
    if (items?.length !== 2 || key === undefined || value === undefined) return undefined
    setItem(dict, key, value, count)
  }
  return dict
}

function sequence(
  args: readonly PickleValue[],
  count: CopyCount,
  make: (items: PickleValue[]) => PickleValue,
): PickleValue | undefined {
  if (args.length === 0) return make([])
  const items = args.length === 1 ? sequenceItems(args[0]) : undefined
  if (items === undefined) return undefined
  spend(count, items.length)
  return make([...items])
}

function bytesOf(
  type: 'bytes' | 'bytearray',
  args: readonly PickleValue[],
  count: CopyCount,
): PickleBytes | undefined {
  const [from, encoding] = args
  if (args.length === 0) return { kind: 'bytes', type, data: new Uint8Array(0) }
  if (args.length === 1 && isKind(from, 'bytes')) return { kind: 'bytes', type, data: from.data }
  if (args.length === 2 && typeof from === 'string' && isLatin1(encoding)) return latin1(type, from, count)
  const items = args.length === 1 ? sequenceItems(from) : undefined
  if (items === undefined) return undefined
  spend(count, items.length)
  if (!items.every(isByte)) return undefined
  return { kind: 'bytes', type, data: Uint8Array.from(items) }
}

/** `str(text)`, or `str(bytes, encoding)` of the encodings that are read alike everywhere. */
function textOf(args: readonly PickleValue[], count: CopyCount): string | undefined {
  const [from, encoding] = args
  if (args.length === 1 && typeof from === 'string') return from
  if (args.length !== 2 || !isKind(from, 'bytes') || typeof encoding !== 'string') return undefined
  spend(count, from.data.length)
  if (isLatin1(encoding)) return decodeLatin1(from.data)
  return /^(ascii|us-ascii|utf-?8)$/i.test(encoding) ? decodeUtf8(from.data) : undefined
}

function encode(args: readonly PickleValue[], count: CopyCount): PickleBytes | undefined {
  const [text, encoding] = args
  return args.length === 2 && typeof text === 'string' && isLatin1(encoding)
    ? latin1('bytes', text, count)
    : undefined
}

function latin1(type: 'bytes' | 'bytearray', text: string, count: CopyCount): PickleBytes | undefined {
  spend(count, text.length)
  const data = encodeLatin1(text)
  return data === undefined ? undefined : { kind: 'bytes', type, data }
}

function isLatin1(encoding: PickleValue | undefined): boolean {
  return encoding === 'latin1' || encoding === 'latin-1'
}

function isByte(value: PickleValue): value is number {
  return typeof value === 'number' && value >= 0 && value <= 255
}

function onlyArgument(args: readonly PickleValue[]): PickleValue | undefined {
  return args.length === 1 ? args[0] : undefined
}

/** A Python 2 `str`: text when it is UTF-8 (as `torch.load` decodes it), otherwise its bytes. */
export function python2String(data: Uint8Array): PickleValue {
  return decodeUtf8(data) ?? { kind: 'bytes', type: 'str', data }
}
