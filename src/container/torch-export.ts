/** `torch.export.save` archives (.pt2): weights and constants as raw storages, described by JSON. */
import { PthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import { overFixedLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { recordAs } from './range-record.ts'
import type { ArrayRecord, Container, Note, PickleRecord } from './record.ts'
import { findRoot, openTorchZip, readArchive, requireEntry } from './torch-zip.ts'
import { findEntry } from '../zip/directory.ts'
import { readConfig } from './torch-export-config.ts'
import { readZipDirectory } from '../zip/directory.ts'
import type { ZipDirectory } from '../zip/directory.ts'
import type { ZipEntry } from '../zip/entry.ts'
import { openEntry } from '../zip/content.ts'

/** Models in one archive; `torch.export.save` writes one. */
const MOST_MODELS = 100

const PARTS = [
  { role: 'weights', folder: 'data/weights/' },
  { role: 'constants', folder: 'data/constants/' },
] as const

/**
 * Open the archive of torch 2.8 and later.
 * @throws PthError ENTRY_MISSING, JSON_INVALID, CONTAINER_INVALID, LIMIT_EXCEEDED and those of archives
 * @see torch/export/pt2_archive/_package.py
 */
export async function openTorchExport(
  source: ByteSource,
  directory: ZipDirectory,
  limits: Limits,
): Promise<Container> {
  const notes: Note[] = []
  const marker = directory.entries.find(({ name }) => name.endsWith('/archive_format'))?.name ?? ''
  const archive = await readArchive(source, directory, marker.slice(0, -'archive_format'.length), notes)
  const models = directory.entries
    .map(({ name }) => name.slice(archive.root.length))
    .filter((name) => name.startsWith('models/') && name.endsWith('.json'))
    .map((name) => name.slice('models/'.length, -'.json'.length))
  if (models.length === 0)
    throw new PthError('ENTRY_MISSING', {
      entry: `${archive.root}models/*.json`,
      needed_by: 'an exported program',
    })
  if (models.length > MOST_MODELS) {
    throw overFixedLimit({
      what: 'models of the archive',
      limit: MOST_MODELS,
      found: models.length,
      unit: 'models',
      why: 'PyTorch writes one',
    })
  }
  const arrays: ArrayRecord[] = []
  const pickles: PickleRecord[] = []
  const nested: Container[] = []
  for (const model of models) {
    for (const { role, folder } of PARTS) {
      const config = archive.find(`${folder}${model}_${role}_config.json`)
      // Before 2.8 the same place held a torch.save file.
      const old = archive.find(`${folder}${model}.pt`)
      if (config !== undefined) {
        const prefix = models.length === 1 ? '' : `${model}.`
        for (const array of await readConfig(source, archive, config, role, folder, prefix))
          arrays.push(array)
      } else if (old !== undefined) nested.push(await nestedZip(source, old, role, limits, pickles))
      else if (role === 'weights')
        requireEntry(archive.find, archive.facts.root, `${folder}${model}_weights_config.json`)
    }
  }
  return {
    facts: { kind: 'torch-export', title: 'exported program (.pt2, torch.export.save)', ...archive.facts },
    pickles,
    notes,
    ...(pickles.length === 0 && { arrays }),
    findStorage: (key) => findNested(nested, key) ?? archive.storage(key),
  }
}

/**
 * Open the archive of torch 2.1 to 2.7: files at the top, the tensors in torch.save files of their own.
 * @throws PthError as for `torch.save` archives
 * @see torch/export/__init__.py `load` (the older format)
 */
export async function openOldTorchExport(
  source: ByteSource,
  directory: ZipDirectory,
  limits: Limits,
): Promise<Container> {
  const pickles: PickleRecord[] = []
  const nested: Container[] = []
  const parts = [
    ['serialized_state_dict', 'weights'],
    ['serialized_constants', 'constants'],
  ] as const
  for (const [name, role] of parts) {
    const entry = findEntry(directory, `${name}.pt`)
    if (entry !== undefined && entry.size > 0)
      nested.push(await nestedZip(source, entry, role, limits, pickles))
    else if (role === 'weights') {
      throw new PthError('ENTRY_MISSING', {
        entry: `${name}.pt`,
        needed_by: 'an exported program of torch 2.1 to 2.7',
      })
    }
  }
  return {
    facts: {
      kind: 'torch-export',
      title: 'exported program (.pt2, torch.export.save before 2.8)',
      root: '',
      byteOrder: nested[0]?.facts.byteOrder ?? 'little',
      version: null,
      entryCount: directory.entries.length,
      alignment: null,
    },
    pickles,
    notes: [],
    findStorage: (key) => findNested(nested, key),
  }
}

/** A torch.save file inside the archive; its storage keys get its name as a prefix. */
async function nestedZip(
  source: ByteSource,
  entry: ZipEntry,
  role: 'weights' | 'constants',
  limits: Limits,
  pickles: PickleRecord[],
): Promise<Container> {
  const content = await openEntry(source, entry)
  const directory = await readZipDirectory(content, limits)
  findRoot(directory, [])
  const container = await openTorchZip(content, directory, limits)
  const storagePrefix = `${entry.name}:`
  for (const pickle of container.pickles) {
    pickles.push({
      ...pickle,
      member: `${entry.name}:${pickle.member}`,
      role: role === 'weights' ? 'data' : 'constants',
      storagePrefix,
    })
  }
  return {
    ...container,
    findStorage: (key) =>
      key.startsWith(storagePrefix) ? outside(container, key.slice(storagePrefix.length), entry) : undefined,
  }
}

/** Offsets inside an inner file are not offsets of the outer one. */
function outside(container: Container, key: string, entry: ZipEntry): ReturnType<Container['findStorage']> {
  const record = container.findStorage(key)
  return record === undefined
    ? undefined
    : recordAs(record, { member: `${entry.name}:${record.member}`, locate: async () => null })
}

function findNested(nested: readonly Container[], key: string): ReturnType<Container['findStorage']> {
  for (const container of nested) {
    const record = container.findStorage(key)
    if (record !== undefined) return record
  }
  return undefined
}
