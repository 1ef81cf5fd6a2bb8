/** Which records of a `torch.export` archive are unpickled: its descriptions say so, record by record. */
import type { ZipDirectory } from '../../zip/directory.ts'
import type { ZipEntry } from '../../zip/entry.ts'
import { openEntryAsTorch } from '../../zip/content.ts'
import { lowerAscii } from '../../zip/name-index.ts'
import { isPthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'
import { overFixedLimit } from '../../limits.ts'
import { find } from './context.ts'
import type { ScanContext } from './context.ts'
import { jsonFields } from '../../json/fields.ts'

/** Bytes of one JSON text. Largest known: 3 MB (12,000 weights). */
const JSON_BYTES = 1 << 27

const CONFIG = /^(.*?)(data\/(?:weights|constants)\/)[^/]*_(?:weights|constants)_config\.json$/is

/** Names of records, in lower case. */
export interface ExportedRecords {
  /** `torch.export.load` gives them to `torch.load(weights_only=False)`. */
  readonly pickled: ReadonlySet<string>
  /** The bytes of tensors, which nothing unpickles. */
  readonly plain: ReadonlySet<string>
}

/**
 * The records that the descriptions of an exported program name. A description that cannot be read is a finding: it may
 * name any of them.
 * @throws PthError SOURCE_UNREADABLE
 * @see torch/export/pt2_archive/_package.py `_load_state_dict`, `_load_constants`
 */
export async function exportedRecords(
  context: ScanContext,
  source: ByteSource,
  directory: ZipDirectory,
  prefix: string,
): Promise<ExportedRecords> {
  const pickled = new Set<string>()
  const plain = new Set<string>()
  for (const entry of directory.entries) {
    const [, root, folder] = CONFIG.exec(entry.name.replace(/\0.*$/s, '')) ?? []
    if (root === undefined || folder === undefined) continue
    try {
      for (const record of await recordsIn(source, entry)) {
        const path = record.path.startsWith('/') ? root + record.path : root + folder + record.path
        ;(record.pickled ? pickled : plain).add(lowerAscii(path))
      }
    } catch (error) {
      if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE')) throw error
      find(context, 'MEMBER_UNREADABLE', 'error', prefix + entry.name, null, error.message)
    }
  }
  return { pickled, plain }
}

/** Brackets that are open in a record's description: the whole, its table, the record. */
const RECORD_DEPTH = 3

/** The records of one description. They are pickled when `use_pickle` is anything but false. */
async function recordsIn(
  source: ByteSource,
  entry: ZipEntry,
): Promise<{ readonly path: string; readonly pickled: boolean }[]> {
  const all: { path: string; pickled: boolean }[] = []
  let path: string | null = null
  let pickled = false
  for (const field of jsonFields(await jsonText(source, entry))) {
    if (field === RECORD_DEPTH) {
      if (path !== null) all.push({ path, pickled })
      path = null
      pickled = false
    } else if (typeof field !== 'number' && field.depth === RECORD_DEPTH) {
      if (field.key === 'path_name' && field.text !== null) path = field.text
      if (field.key === 'use_pickle' && field.written !== 'false' && field.written !== 'null') pickled = true
    }
  }
  return all
}

/** The JSON of an exported program. @throws PthError LIMIT_EXCEEDED, those of the zip entry, SOURCE_UNREADABLE */
export async function jsonText(source: ByteSource, entry: ZipEntry): Promise<string> {
  if (entry.size > JSON_BYTES) {
    throw overFixedLimit({
      what: entry.name,
      limit: JSON_BYTES,
      found: entry.size,
      unit: 'bytes',
      why: 'JSON of that size is none that PyTorch writes',
    })
  }
  return new TextDecoder().decode(await (await openEntryAsTorch(source, entry)).read(0, entry.size))
}
