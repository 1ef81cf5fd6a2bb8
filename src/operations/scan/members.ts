/**
 * Which entries of an archive are pickles: by their role in PyTorch's formats, never by what tensor bytes
 * look like.
 */
import type { ZipEntry } from '../../zip/entry.ts'
import { beginsAsZip } from '../../zip/signatures.ts'

/** What an entry is for: `file` is loaded by torch.load as a file of its own. */
export type MemberRole = 'pickle' | 'file' | 'array' | 'bytes' | 'other'

/** Names under which Python programs keep pickles. */
const PICKLE_NAME = /\.(pkl|pickle|pck|pcl|p|dill|joblib|debug_pkl)$/i
/** Records of `torch.export` that `pickle.loads` gets. @see torch/export/pt2_archive/_package.py `_load_constants` */
const OPAQUE_OBJECT = /(^|\/)data\/constants\/opaque_obj_/i
/**
 * What torch.export gives to torch.load, sample inputs among them. @see torch/_export/serde/serialize.py
 * `deserialize_torch_artifact`
 */
const EXPORT_FILE = /(^|\/)(data\/(weights|constants|sample_inputs)\/[^/]*|serialized_[^/]*)\.pt$/i
/** Storages, weights and text of PyTorch's archives: no loader unpickles them. */
const BYTES_NAME = new RegExp(
  String.raw`(^|/)(data|constants|tensors)/\d+$|(^|/)\.data/[^/]*\.storage$|(^|/)data/(weights|` +
    String.raw`constants|aotinductor|sample_inputs)/[^/]*(?<!\.pt)$|(^|/)(version|byteorder|` +
    String.raw`\.format_version|\.storage_alignment|\.data/serialization_id|\.data/version|` +
    String.raw`archive_format|archive_version)$|\.(py|json|txt|md|safetensors|so|o|cpp|h|index)$`,
  'i',
)

/** The role of an entry; `other` is looked into at its first bytes. */
export function memberRole({ name: whole, size }: ZipEntry): MemberRole {
  // Programs in C read a name to its first NUL, and Python's zipfile does alike.
  const name = whole.replace(/\0.*$/s, '')
  // A folder has no content; one that has is a file of an odd name.
  if (name.endsWith('/')) return size === 0 ? 'bytes' : 'other'
  if (PICKLE_NAME.test(name) || OPAQUE_OBJECT.test(name)) return 'pickle'
  if (EXPORT_FILE.test(name)) return 'file'
  if (/\.npy$/i.test(name)) return 'array'
  return BYTES_NAME.test(name) ? 'bytes' : 'other'
}

/**
 * How a pickle of protocol 0 or 1 that names something at once begins: GLOBAL, and what is not a word after it.
 * Lists of words begin alike.
 */
// oxlint-disable-next-line no-control-regex -- memo slots are control characters
const OLD_PICKLE = /^[()\]}l]{0,32}c[A-Za-z_][\w.]*\n[A-Za-z_][\w.]*\n(?:[()\]}]|p\d+\n|q[\0-\x1f])/

/**
 * Whether the first bytes are those of a pickle or another archive. Other old pickles have no signature and
 * are left to their names.
 */
export function looksLoadable(head: Uint8Array): boolean {
  const [first, second = 6] = head
  if (first === 0x80 && second >= 1 && second <= 5) return head.length > 2
  if (OLD_PICKLE.test(new TextDecoder('latin1').decode(head))) return true
  return beginsAsZip(head)
}

/**
 * Bytes before the header of a .npy file ends at most: a longer one is not looked into. Largest known:
 * 10,000, numpy's own limit.
 */
export const ARRAY_HEADER = 1 << 20

/** How numpy spells an object dtype, alone or among others; an escape or a text in two pieces may spell anything. */
const OBJECT_DTYPE = /(?<![A-Za-z_])O(?![A-Za-z_])|(?<![A-Za-z_])object_?(?![A-Za-z_])|\\|[a-z]['"]\s*['"]/

/**
 * The length of everything before the data of a .npy file, by its first 12 bytes; undefined for other files.
 * @see numpy/lib/format.py: magic, version, header length, header as a Python dict
 */
export function arrayDataOffset(head: Uint8Array): number | undefined {
  if (
    head[0] !== 0x93 ||
    new TextDecoder('latin1').decode(head.subarray(1, 6)) !== 'NUMPY' ||
    head.length < 12
  )
    return undefined
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  return (head[6] ?? 1) >= 2 ? 12 + view.getUint32(8, true) : 10 + view.getUint16(8, true)
}

/** Whether the header of a .npy file may be that of Python objects, which numpy reads as a pickle. */
export function holdsObjects(header: Uint8Array): boolean {
  return OBJECT_DTYPE.test(new TextDecoder('latin1').decode(header.subarray(10)))
}
