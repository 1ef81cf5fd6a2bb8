/** A plan as a torch.save archive: an OrderedDict of plain tensors that `weights_only=True` opens. */
import { newZipWriter, zipOverhead } from '../../container/zip/zip-writer.ts'
import { contiguousStride } from '../../checkpoint/tensor.ts'
import { newPickle } from '../../pickle/emit.ts'
import type { PickleEmitter } from '../../pickle/emit.ts'
import type { BufferedSink } from '../../io/buffered-sink.ts'
import type { PlannedTensor } from './content.ts'
import type { ConvertPlan } from './plan.ts'
import { writeTensor } from './stream.ts'
import type { StreamContext } from './stream.ts'

/** Storages begin at multiples of this, as in archives of torch.save. */
const ALIGNMENT = 64

/** Dtypes with a typed storage class; the others are saved as bytes and named. @see torch/storage.py `_dtype_to_storage_type_map` */
const TYPED = new Set([
  'float64', 'float32', 'float16', 'bfloat16', 'int64', 'int32', 'int16', 'int8', 'uint8', 'bool', 'complex64', 'complex128',
])

/** The archive's pickle, and the tensor that fills each storage. */
export interface PthLayout {
  readonly pickle: Uint8Array
  /** Index is the storage key. */
  readonly storages: readonly PlannedTensor[]
  readonly root: string
  /** Bytes of the whole file: an upper bound, close. */
  readonly byteLength: number
}

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
  emitOrderedDict(pickle)
  pickle.op('MARK')
  for (const item of plan.tensors) {
    pickle.text(item.name)
    emitTensor(pickle, item, keys.get(plan.aliases.get(item.name) ?? item.name) ?? 0)
  }
  pickle.op('SETITEMS')
  if (plan.versions !== null) emitVersions(pickle, plan.versions)
  const bytes = pickle.finish()
  const root = rootName(target)
  const names = ['data.pkl', '.format_version', '.storage_alignment', 'byteorder', 'version', ...storages.map((_, key) => `data/${key}`)]
  const overhead = zipOverhead(names.map((name) => `${root}/${name}`), ALIGNMENT)
  const byteLength = storages.reduce((sum, { nbytes }) => sum + nbytes, bytes.length + overhead)
  return { pickle: bytes, storages, root, byteLength }
}

/** Entries in the order of torch 2.13. @see torch/serialization.py `_save` */
export async function writePth(layout: PthLayout, out: BufferedSink, context: StreamContext): Promise<void> {
  const zip = newZipWriter(out, context.crc32, ALIGNMENT)
  const small = (name: string, bytes: Uint8Array): Promise<void> =>
    zip.entry(`${layout.root}/${name}`, bytes.length, (sink) => sink.write(bytes))
  await small('data.pkl', layout.pickle)
  await small('.format_version', ascii('1'))
  await small('.storage_alignment', ascii(String(ALIGNMENT)))
  await small('byteorder', ascii('little'))
  for (const [key, item] of layout.storages.entries()) {
    await zip.entry(`${layout.root}/data/${key}`, item.nbytes, (sink) => writeTensor(item, sink, context))
  }
  await small('version', ascii('3\n'))
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
