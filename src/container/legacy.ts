/** The legacy stream of `torch.save` (the default until 1.5): five pickles, then the storages, nothing between them. */
import { PthError } from '../errors.ts'
import type { Limits } from '../limits.ts'
import type { Pickle } from '../pickle/machine.ts'
import { getItem, isKind, qualifiedName } from '../pickle/value.ts'
import type { PicklePersistent, PickleValue } from '../pickle/value.ts'
import { layStorages } from './legacy-storages.ts'
import type { Container, Note, PickleRecord } from './record.ts'
import { parseStorageReference } from './storage-reference.ts'
import type { StorageReference } from './storage-reference.ts'
import { pickleAt } from './window.ts'
import type { Window } from './window.ts'

/** @see torch/serialization.py MAGIC_NUMBER, PROTOCOL_VERSION */
export const LEGACY_MAGIC = 0x1950a86a20f9469cfc6cn
export const LEGACY_VERSION = 1001

/** Whether the first value of a stream is PyTorch's magic number. */
export function isLegacyMagic(value: PickleValue): boolean {
  return value === LEGACY_MAGIC
}

/**
 * Open a stream whose magic number was read. Of the storages at most the length words are read.
 * @throws PthError CONTAINER_INVALID, PICKLE_*, LIMIT_EXCEEDED, SOURCE_TRUNCATED
 * @see torch/serialization.py `_legacy_load`
 */
export async function openLegacy(window: Window, magic: Pickle, limits: Limits): Promise<Container> {
  const notes: Note[] = []
  const pickles: PickleRecord[] = [
    { member: 'magic number', role: 'part', byteLength: magic.end, pickle: magic },
  ]
  let end = magic.end
  async function next(member: string, role: PickleRecord['role']): Promise<Pickle> {
    const pickle = await pickleAt(window, end, member, limits)
    pickles.push({ member, role, byteLength: pickle.end - end, pickle })
    if (role === 'part') refusePersistents(pickle, member)
    end = pickle.end
    return pickle
  }
  const version = await next('protocol version', 'part')
  if (version.value !== LEGACY_VERSION) {
    throw new PthError('CONTAINER_INVALID', {
      what: 'protocol version of the legacy stream',
      offset: magic.end,
      expected: String(LEGACY_VERSION),
      found: typeof version.value === 'number' ? String(version.value) : 'something else',
      hint: 'torch.load also refuses it',
    })
  }
  noteSystem((await next('sys_info', 'part')).value, notes)
  const object = await next('object', 'data')
  const references = collectReferences(object, notes)
  const keysAt = end
  const keys = parseKeys((await next('storage keys', 'part')).value, keysAt)
  const { storages, check } = await layStorages(window.source, end, keys, references, notes)
  return {
    facts: {
      kind: 'legacy',
      title: 'PyTorch legacy stream (torch.save before 1.6)',
      root: null,
      // Storages are little-endian whatever sys_info says: a big-endian writer swapped them.
      byteOrder: 'little',
      version: String(LEGACY_VERSION),
      entryCount: null,
      alignment: null,
    },
    pickles,
    notes,
    findStorage: (key) => storages.get(key),
    check,
  }
}

function refusePersistents(pickle: Pickle, member: string): void {
  const [first] = pickle.persistents
  if (first === undefined) return
  throw new PthError('CONTAINER_INVALID', {
    what: `${member} of the legacy stream`,
    offset: first.at,
    expected: 'plain values',
    found: 'a persistent id',
    hint: 'torch.load also refuses it',
  })
}

function noteSystem(info: PickleValue, notes: Note[]): void {
  if (!isKind(info, 'dict')) {
    notes.push({
      code: 'LEGACY_SYS_INFO',
      message: 'sys_info is not a dictionary; torch.load ignores it',
    })
    return
  }
  if (getItem(info, 'little_endian') === false) {
    notes.push({
      code: 'LEGACY_BIG_ENDIAN_WRITER',
      message: 'written on a big-endian machine; the storages of this format are little-endian anyway',
    })
  }
  const version = getItem(info, 'protocol_version')
  if (version !== undefined && version !== LEGACY_VERSION) {
    notes.push({
      code: 'LEGACY_SYS_INFO',
      message: `sys_info declares a protocol version other than ${LEGACY_VERSION}`,
    })
  }
}

/** The storages that the object names, by key; the first mention of a key counts, as in `torch.load`. */
function collectReferences(object: Pickle, notes: Note[]): ReadonlyMap<string, StorageReference> {
  const references = new Map<string, StorageReference>()
  const sources: string[] = []
  for (const persistent of object.persistents) {
    const items = isKind(persistent.id, 'tuple') ? persistent.id.items : []
    if (items[0] === 'module' && items.length === 4) {
      if (isKind(items[1], 'global') && items[3] !== null) sources.push(qualifiedName(items[1]))
      continue
    }
    const reference = items.length === 6 ? parseStorageReference(persistent) : undefined
    if (reference === undefined) throw badReference(persistent)
    if (!references.has(reference.key)) references.set(reference.key, reference)
  }
  if ([...references.values()].some(({ untyped }) => untyped)) {
    notes.push({
      code: 'LEGACY_UNTYPED_STORAGE',
      message: 'it contains dtypes or storages that PyTorch 2 writes to this format but cannot load from it',
    })
  }
  if (sources.length > 0) {
    notes.push({
      code: 'LEGACY_SOURCE_CODE',
      message: `the file contains the source text of ${sources.join(', ')}; pth does not run it`,
    })
  }
  return references
}

function badReference(persistent: PicklePersistent): PthError {
  return new PthError('CONTAINER_INVALID', {
    what: 'persistent id in the legacy stream',
    offset: persistent.at,
    expected: '("storage", class, key, location, numel, view) or ("module", class, file, source)',
    found: isKind(persistent.id, 'tuple')
      ? `a tuple of ${persistent.id.items.length} other items`
      : 'no tuple',
    hint: 'torch.load also refuses it',
  })
}

function parseKeys(value: PickleValue, offset: number): readonly string[] {
  const items = isKind(value, 'list') || isKind(value, 'tuple') ? value.items : undefined
  const keys = (items ?? []).filter((key) => typeof key === 'string' || typeof key === 'number').map(String)
  if (items !== undefined && keys.length === items.length && new Set(keys).size === keys.length) return keys
  throw new PthError('CONTAINER_INVALID', {
    what: 'storage keys of the legacy stream',
    offset,
    expected: 'a list of different keys',
    found: items === undefined ? 'something else' : 'a duplicate key, or something that is not a key',
  })
}
