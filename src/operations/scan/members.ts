/** Which entries of an archive are pickles: by their role in PyTorch's formats, and otherwise by their content. */
import type { ZipEntry } from '../../zip/entry.ts'
import { beginsAsZip } from '../../zip/signatures.ts'

/**
 * What an entry is for: `pickle` is unpickled, `file` is loaded by torch.load as a file of its own. Of `other` entries
 * the content decides.
 */
export type MemberRole = 'pickle' | 'file' | 'empty' | 'other'

/** Names under which Python programs keep pickles. */
const PICKLE_NAME = /\.(pkl|pickle|pck|pcl|p|dill|joblib|debug_pkl)$/i
/** Records of `torch.export` that `pickle.loads` gets. @see torch/export/pt2_archive/_package.py `_load_constants` */
const OPAQUE_OBJECT = /(^|\/)data\/constants\/opaque_obj_/i
/**
 * What torch.export gives to torch.load, sample inputs among them. @see torch/_export/serde/serialize.py
 * `deserialize_torch_artifact`
 */
const EXPORT_FILE = /(^|\/)(data\/(weights|constants|sample_inputs)\/[^/]*|serialized_[^/]*)\.pt$/i
/** The role of an entry by its name, as the loaders know it. */
export function memberRole({ name: whole, size }: ZipEntry): MemberRole {
  // Programs in C read a name to its first NUL, and Python's zipfile does alike.
  const name = whole.replace(/\0.*$/s, '')
  if (PICKLE_NAME.test(name) || OPAQUE_OBJECT.test(name)) return 'pickle'
  if (EXPORT_FILE.test(name)) return 'file'
  return size === 0 ? 'empty' : 'other'
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
  return isArchive(head)
}

/** Whether the first kilobyte is that of a zip, a gzip file or a tar. */
export function isArchive(head: Uint8Array): boolean {
  const gzip = head[0] === 0x1f && head[1] === 0x8b && head[2] === 8
  return gzip || beginsAsZip(head) || new TextDecoder('latin1').decode(head.subarray(257, 262)) === 'ustar'
}
