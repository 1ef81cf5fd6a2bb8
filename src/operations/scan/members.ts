/** Which entries of an archive are pickles: by their role in PyTorch's formats, never by what tensor bytes look like. */
import type { ZipEntry } from '../../container/zip-directory.ts'

/** What an entry is for. */
export type MemberRole = 'pickle' | 'array' | 'bytes' | 'other'

/** Names under which Python programs keep pickles. */
const PICKLE_NAME = /\.(pkl|pickle|pck|pcl|p|dill|joblib|debug_pkl)$/i
/** Storages, weights and text of PyTorch's archives: no loader unpickles them. */
const BYTES_NAME =
  /(^|\/)(data|constants|tensors)\/\d+$|(^|\/)\.data\/[^/]*\.storage$|(^|\/)data\/(weights|constants|aotinductor|sample_inputs)\/[^/]*(?<!\.pt)$|(^|\/)(version|byteorder|\.format_version|\.storage_alignment|\.data\/serialization_id|\.data\/version|archive_format|archive_version)$|\.(py|json|txt|md|safetensors|so|o|cpp|h|index)$/i

/** The role of an entry; `other` is looked into at its first bytes. */
export function memberRole({ name }: ZipEntry): MemberRole {
  if (name.endsWith('/')) return 'bytes'
  if (PICKLE_NAME.test(name)) return 'pickle'
  if (/\.npy$/i.test(name)) return 'array'
  return BYTES_NAME.test(name) ? 'bytes' : 'other'
}

/**
 * Where the pickle begins in a .npy file of Python objects, or undefined for plain numbers.
 * @see numpy/lib/format.py: magic, version, header length, header as a Python dict
 */
export function objectArrayOffset(head: Uint8Array): number | undefined {
  if (head[0] !== 0x93 || new TextDecoder('latin1').decode(head.subarray(1, 6)) !== 'NUMPY' || head.length < 12) return undefined
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const wide = (head[6] ?? 1) >= 2
  const start = wide ? 12 : 10
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true)
  const header = new TextDecoder('latin1').decode(head.subarray(start, start + length))
  return /['"]descr['"]\s*:[^}]*O/.test(header) ? start + length : undefined
}
