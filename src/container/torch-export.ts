/** `torch.export.save` archives (.pt2): weights and constants as raw storages, described by JSON. */
import { dtype } from '../dtype.ts'
import type { DType } from '../dtype.ts'
import { PthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import { overFixedLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { isJsonObject, jsonField, jsonInteger, jsonItems, parseJsonBytes } from '../safetensors/json.ts'
import type { Json } from '../safetensors/json.ts'
import type { ArrayRecord, Container, Note, PickleRecord } from './record.ts'
import { findEntry, findRoot, openTorchZip, readArchive, requireEntry, storageAt } from './torch-zip.ts'
import type { TorchArchive } from './torch-zip.ts'
import { readZipDirectory } from './zip/zip-directory.ts'
import type { ZipDirectory, ZipEntry } from './zip/zip-directory.ts'
import { openEntry } from './zip/zip-entry.ts'

/** Bytes of one description. Largest known: 3 MB (12,000 weights). */
const CONFIG_BYTES = 1 << 27
/** Models in one archive; `torch.export.save` writes one. */
const MOST_MODELS = 100

/**
 * torch.export numbers dtypes in its own way, not as c10::ScalarType.
 * @see torch/_export/serde/schema.py `ScalarType` (2.13)
 */
const EXPORT_DTYPES: ReadonlyMap<number, DType> = new Map(
  (
    [
      [1, 'uint8'],
      [2, 'int8'],
      [3, 'int16'],
      [4, 'int32'],
      [5, 'int64'],
      [6, 'float16'],
      [7, 'float32'],
      [8, 'float64'],
      [9, 'complex32'],
      [10, 'complex64'],
      [11, 'complex128'],
      [12, 'bool'],
      [13, 'bfloat16'],
      [28, 'uint16'],
      [29, 'float8_e4m3fn'],
      [30, 'float8_e5m2'],
      [31, 'float8_e4m3fnuz'],
      [32, 'float8_e5m2fnuz'],
      [33, 'float8_e8m0fnu'],
      [34, 'uint32'],
      [35, 'uint64'],
    ] as const
  ).map(([code, name]) => [code, dtype(name)]),
)
/** @see torch/_export/serde/schema.py `Layout` */
const STRIDED = 7n

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
    findStorage: (key) => findNested(nested, key) ?? storageAt(source, archive.find(key)),
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
    : { ...record, member: `${entry.name}:${record.member}`, locate: async () => null }
}

function findNested(nested: readonly Container[], key: string): ReturnType<Container['findStorage']> {
  for (const container of nested) {
    const record = container.findStorage(key)
    if (record !== undefined) return record
  }
  return undefined
}

async function readConfig(
  source: ByteSource,
  archive: TorchArchive,
  entry: ZipEntry,
  role: ArrayRecord['role'],
  folder: string,
  prefix: string,
): Promise<ArrayRecord[]> {
  if (entry.size > CONFIG_BYTES) {
    throw overFixedLimit({
      what: entry.name,
      limit: CONFIG_BYTES,
      found: entry.size,
      unit: 'bytes',
      why: 'JSON of that size is none that PyTorch writes',
    })
  }
  const content = await openEntry(source, entry)
  const config = jsonField(parseJsonBytes(await content.read(0, entry.size), entry.name), 'config')
  if (!isJsonObject(config)) {
    throw new PthError('CONTAINER_INVALID', {
      what: entry.name,
      expected: 'an object "config"',
      found: 'none',
    })
  }
  const names = new Set<string>()
  return config.entries.map(([name, payload]) => {
    if (names.has(name)) {
      throw new PthError('CONTAINER_INVALID', {
        what: entry.name,
        expected: 'each name once',
        found: `${JSON.stringify(name)} twice`,
      })
    }
    names.add(name)
    return arrayOf(source, archive, entry, role, folder, prefix + name, payload)
  })
}

function arrayOf(
  source: ByteSource,
  archive: TorchArchive,
  entry: ZipEntry,
  role: ArrayRecord['role'],
  folder: string,
  name: string,
  payload: Json,
): ArrayRecord {
  const path = jsonField(payload, 'path_name')
  if (typeof path !== 'string') {
    throw new PthError('CONTAINER_INVALID', {
      what: `${entry.name}, ${JSON.stringify(name)}`,
      expected: 'a path_name',
      found: 'none',
    })
  }
  const meta = jsonField(payload, 'tensor_meta')
  const code = Number(jsonInteger(jsonField(meta, 'dtype')) ?? -1n)
  const shape = sizes(jsonField(meta, 'sizes'))
  const stride = sizes(jsonField(meta, 'strides'))
  const offset = size(jsonField(meta, 'storage_offset'))
  const layout = jsonInteger(jsonField(meta, 'layout'))
  const pickled = jsonField(payload, 'use_pickle') === true
  const record = storageAt(source, archive.find(folder + path)) ?? null
  const facts = {
    name,
    role,
    type: 'torch.Tensor',
    dtype: EXPORT_DTYPES.get(code) ?? null,
    dtypeName: EXPORT_DTYPES.get(code)?.name ?? `dtype ${code}`,
    requiresGrad: jsonField(meta, 'requires_grad') === true,
    parameter: jsonField(payload, 'is_param') === true,
    storageKey: folder + path,
    record,
    bigEndian: archive.facts.byteOrder === 'big',
  }
  const listed = (problem: string): ArrayRecord => ({
    ...facts,
    shape: shape ?? [],
    stride: null,
    storageOffset: 0,
    problem,
  })
  if (pickled)
    return listed('it is a tensor subclass or an object, saved as a file of its own inside the archive')
  if (shape === undefined || stride === undefined || offset === undefined)
    return listed('its description is incomplete')
  if (shape.length !== stride.length) return listed('its sizes and strides differ in number')
  if (layout !== STRIDED) return listed(`its layout ${String(layout)} is not strided`)
  if (record === null) return listed(`its record ${folder}${path} is missing from the archive`)
  return { ...facts, shape, stride, storageOffset: offset, problem: null }
}

/** `[{"as_int": 2}, …]`; undefined for symbolic or malformed sizes. */
function sizes(value: Json | undefined): number[] | undefined {
  const found = jsonItems(value)?.map(size)
  return found?.every((item) => item !== undefined) === true ? found : undefined
}

function size(value: Json | undefined): number | undefined {
  const number = jsonInteger(jsonField(value, 'as_int'))
  return number === undefined || number < 0n || number > BigInt(Number.MAX_SAFE_INTEGER)
    ? undefined
    : Number(number)
}
