/** The JSON descriptions in a `torch.export` archive: one record per weight or constant, checked field by field. */
import { dtype } from '../dtype/dtype.ts'
import type { DType } from '../dtype/dtype.ts'
import { PthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import { isJsonObject, jsonField, jsonInteger, jsonItems, parseJsonBytes } from '../json/parse.ts'
import type { Json } from '../json/parse.ts'
import { overFixedLimit } from '../limits.ts'
import { openEntry } from '../zip/content.ts'
import type { ZipEntry } from '../zip/entry.ts'
import type { ArrayRecord } from './record.ts'
import type { TorchArchive } from './torch-zip.ts'

/** Bytes of one description. Largest known: 3 MB (12,000 weights). */
const CONFIG_BYTES = 1 << 27
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

/**
 * The arrays that one description lists.
 * @throws PthError CONTAINER_INVALID for a malformed description, LIMIT_EXCEEDED
 * @see torch/export/pt2_archive/_package.py
 */
export async function readConfig(
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
    return arrayOf(archive, entry, role, folder, prefix + name, payload)
  })
}

function arrayOf(
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
  const record = archive.storage(folder + path) ?? null
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
