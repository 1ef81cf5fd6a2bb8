/** Which records of a `torch.export` archive are unpickled: its descriptions say so, record by record. */
import type { ZipDirectory, ZipEntry } from '../../container/zip/zip-directory.ts'
import { lowerAscii } from '../../container/zip/zip-directory.ts'
import { openEntryAsTorch } from '../../container/zip/zip-entry.ts'
import { isPthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'
import { overFixedLimit } from '../../limits.ts'
import { isJsonObject, jsonField, parseJsonBytes } from '../../safetensors/json.ts'
import type { Json } from '../../safetensors/json.ts'
import { find } from './context.ts'
import type { ScanContext } from './context.ts'

/** Bytes of one description. Largest known: 3 MB (12,000 weights). */
const CONFIG_BYTES = 1 << 27

const CONFIG = /^(.*?)(data\/(?:weights|constants)\/)[^/]*_(?:weights|constants)_config\.json$/is

/**
 * Names, in lower case, of the records that `torch.export.load` gives to `torch.load(weights_only=False)`. A description that
 * cannot be read is a finding: it may name any of them.
 * @throws PthError SOURCE_UNREADABLE
 * @see torch/export/pt2_archive/_package.py `_load_state_dict`, `_load_constants`
 */
export async function pickledRecords(context: ScanContext, source: ByteSource, directory: ZipDirectory, prefix: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>()
  for (const entry of directory.entries) {
    const [, root, folder] = CONFIG.exec(entry.name.replace(/\0.*$/s, '')) ?? []
    if (root === undefined || folder === undefined) continue
    try {
      for (const path of await pickledPaths(source, entry)) names.add(lowerAscii(path.startsWith('/') ? root + path : root + folder + path))
    } catch (error) {
      if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE')) throw error
      find(context, 'MEMBER_UNREADABLE', 'error', prefix + entry.name, null, error.message)
    }
  }
  return names
}

/** Paths in one description, beside it, whose `use_pickle` is anything but false. */
async function pickledPaths(source: ByteSource, entry: ZipEntry): Promise<string[]> {
  if (entry.size > CONFIG_BYTES) {
    throw overFixedLimit({ what: entry.name, limit: CONFIG_BYTES, found: entry.size, unit: 'bytes', why: 'JSON of that size is none that PyTorch writes' })
  }
  const content = await openEntryAsTorch(source, entry)
  const config = jsonField(parseJsonBytes(await content.read(0, entry.size), entry.name), 'config')
  if (!isJsonObject(config)) return []
  return config.entries.flatMap(([, payload]) => {
    const path = jsonField(payload, 'path_name')
    return typeof path === 'string' && isPickled(payload) ? [path] : []
  })
}

function isPickled(payload: Json): boolean {
  return isJsonObject(payload) && payload.entries.some(([key, value]) => key === 'use_pickle' && value !== false && value !== null)
}
