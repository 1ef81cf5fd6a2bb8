/** A plan as a torch.save archive: an OrderedDict of plain tensors that `weights_only=True` opens. */
import { newZipWriter, zipLength } from '../../zip/writer.ts'
import { contiguousStride } from '../../checkpoint/tensor.ts'
import { newPickle } from '../../pickle/emit.ts'
import type { PickleEmitter } from '../../pickle/emit.ts'
import type { BufferedSink } from '../../io/buffered-sink.ts'
import type { PlannedTensor } from './content.ts'
import type { ConvertPlan } from './plan.ts'
import { announcePlanned, writeTensor } from './stream.ts'
import { emitWrapped } from './wrap.ts'
import type { StreamContext } from './stream.ts'

/** Storages begin at multiples of this, as in archives of torch.save. */
const ALIGNMENT = 64

/**
 * Dtypes with a typed storage class; the others are saved as bytes and named. @see torch/storage.py
 * `_dtype_to_storage_type_map`
 */
const TYPED = new Set([
  'float64',
  'float32',
  'float16',
  'bfloat16',
  'int64',
  'int32',
  'int16',
  'int8',
  'uint8',
  'bool',
  'complex64',
  'complex128',
])

/** The archive's pickle, and the tensor that fills each storage. */
export interface PthLayout {
  readonly pickle: Uint8Array
  /** Index is the storage key. */
  readonly storages: readonly PlannedTensor[]
  readonly root: string
  /** Bytes of the whole file. */
  readonly byteLength: number
}

/**
 * Records before the storages, and the one after them, in the order of torch 2.13. @see
 * torch/serialization.py `_save`
 */
function before(pickle: Uint8Array): readonly (readonly [name: string, bytes: Uint8Array])[] {
  return [
    ['data.pkl', pickle],
    ['.format_version', ascii('1')],
    ['.storage_alignment', ascii(String(ALIGNMENT))],
    ['byteorder', ascii('little')],
  ]
}
const AFTER: readonly [name: string, bytes: Uint8Array] = ['version', ascii('3\n')]

/** Lay the archive out: each tensor has a storage of its own, aliases share one. `target` names the root folder. */
export function layoutPth(plan: ConvertPlan, target: string): PthLayout {
  const storages: PlannedTensor[] = []
  const keys = new Map<string, number>()
  for (const item of plan.tensors) {
    if (plan.aliases.has(item.name)) continue
    keys.set(item.name, storages.length)
    storages.push(item)
  }
  const pickle = newPickle()
  emitWrapped(pickle, plan.wrap, () => {
    emitOrderedDict(pickle)
    pickle.op('MARK')
    for (const item of plan.tensors) {
      pickle.text(item.name)
      emitTensor(pickle, item, keys.get(plan.aliases.get(item.name) ?? item.name) ?? 0)
    }
    pickle.op('SETITEMS')
    if (plan.versions !== null) emitVersions(pickle, plan.versions)
  })
  const bytes = pickle.finish()
  const root = rootName(target)
  const entries = [
    ...before(bytes).map(([name, content]) => ({ name, size: content.length })),
    ...storages.map(({ nbytes }, key) => ({ name: `data/${key}`, size: nbytes })),
    { name: AFTER[0], size: AFTER[1].length },
  ]
  const byteLength = zipLength(
    entries.map(({ name, size }) => ({ name: `${root}/${name}`, size })),
    ALIGNMENT,
  )
  return { pickle: bytes, storages, root, byteLength }
}

/** Write the records of a layout. */
export async function writePth(layout: PthLayout, out: BufferedSink, context: StreamContext): Promise<void> {
  announcePlanned(layout.storages)
  const zip = newZipWriter(out, context.crc32, ALIGNMENT)
  const small = (name: string, bytes: Uint8Array): Promise<void> =>
    zip.entry(`${layout.root}/${name}`, bytes.length, (sink) => sink.write(bytes))
  for (const [name, bytes] of before(layout.pickle)) await small(name, bytes)
  for (const [key, item] of layout.storages.entries()) {
    await zip.entry(`${layout.root}/data/${key}`, item.nbytes, (sink) => writeTensor(item, sink, context))
  }
  await small(...AFTER)
  await zip.finish()
}

function emitOrderedDict(pickle: PickleEmitter): void {
  pickle.global('collections', 'OrderedDict')
  pickle.op('EMPTY_TUPLE')
  pickle.op('REDUCE')
}

/** `_metadata` is an attribute of the dictionary, not an item. @see torch/nn/modules/module.py `state_dict` */
function emitVersions(pickle: PickleEmitter, versions: ReadonlyMap<string, number | null>): void {
  pickle.op('EMPTY_DICT')
  pickle.op('MARK')
  pickle.text('_metadata')
  emitOrderedDict(pickle)
  pickle.op('MARK')
  for (const [module, version] of versions) {
    pickle.text(module)
    pickle.op('EMPTY_DICT')
    pickle.op('MARK')
    if (version !== null) {
      pickle.text('version')
      pickle.integer(version)
    }
    pickle.op('SETITEMS')
  }
  pickle.op('SETITEMS')
  pickle.op('SETITEMS')
  pickle.op('BUILD')
}

function emitTensor(pickle: PickleEmitter, { dtype, shape, nbytes }: PlannedTensor, key: number): void {
  const typed = TYPED.has(dtype.name)
  pickle.global('torch._utils', typed ? '_rebuild_tensor_v2' : '_rebuild_tensor_v3')
  pickle.op('MARK')
  pickle.op('MARK')
  pickle.text('storage')
  if (typed) pickle.global('torch', `${dtype.storage}Storage`)
  else pickle.global('torch.storage', 'UntypedStorage')
  pickle.text(String(key))
  pickle.text('cpu')
  pickle.integer(typed ? nbytes / dtype.itemsize : nbytes)
  pickle.op('TUPLE')
  pickle.op('BINPERSID')
  pickle.integer(0)
  pickle.integers(shape)
  pickle.integers(contiguousStride(shape))
  pickle.boolean(false)
  emitOrderedDict(pickle)
  if (!typed) pickle.global('torch', dtype.name)
  pickle.op('TUPLE')
  pickle.op('REDUCE')
}

/** The file's name without its last extension, as torch.save takes it; `archive` where nothing is left. */
function rootName(target: string): string {
  const base = target.split(/[/\\]/).at(-1) ?? ''
  const dot = base.lastIndexOf('.')
  const root = dot < 0 ? base : base.slice(0, dot)
  return root === '' || /\p{Cs}/u.test(root) ? 'archive' : root
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
