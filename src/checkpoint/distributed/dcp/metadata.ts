/**
 * The metadata of DCP: what the state_dict has, in which boxes, and which bytes of which file each is.
 * @see torch/distributed/checkpoint/metadata.py
 */
import { PthError } from '../../../errors.ts'
import type { DType } from '../../../dtype/dtype.ts'
import { dtypeByName } from '../../../dtype/dtype.ts'
import type { ByteSource } from '../../../io/source.ts'
import { checkLimit, limitsFor } from '../../../limits.ts'
import type { Limits } from '../../../limits.ts'
import { parsePickle } from '../../../pickle/machine.ts'
import { dictEntries, getItem, isKind, qualifiedName } from '../../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../../pickle/value.ts'
import { parseDimensions } from '../../storage.ts'
import type { Box } from '../tiling.ts'
import { attributesOf } from '../attributes.ts'
import { newCompacted } from './compact.ts'
import type { Compacted } from './compact.ts'
import type { DcpPlace } from './place.ts'
import { BYTES_METADATA, METADATA_CLASS, TENSOR_METADATA, TENSOR_PROPERTIES } from './names.ts'

/** A tensor of the state_dict and its boxes, in elements. */
export interface DcpTensor {
  readonly kind: 'tensor'
  readonly name: string
  /** Null when torch's name of it is not known. */
  readonly dtype: DType | null
  readonly dtypeName: string
  readonly shape: readonly number[]
  readonly chunks: readonly Box[]
}

/** A value of the state_dict that is a pickle of its own. */
export interface DcpValue {
  readonly kind: 'value'
  readonly name: string
}

/** One metadata file. */
export interface DcpMetadata {
  /** The name of the file. */
  readonly name: string
  /** In the order of the state_dict. */
  readonly entries: readonly (DcpTensor | DcpValue)[]
  /** By the key of `placeKey`. */
  readonly places: ReadonlyMap<string, DcpPlace>
  /** Where each name is in the state_dict: keys and indexes. Null when every name is a key at the top. */
  readonly paths: ReadonlyMap<string, readonly (string | number)[]> | null
  /** `1.0.0` from torch 2.9 on; null before. */
  readonly version: string | null
  /** Whether Megatron-core wrote it. */
  readonly megatron: boolean
}

/** Read a metadata file. @throws PthError PIECES_INVALID, PICKLE_*, LIMIT_EXCEEDED */
export async function readDcpMetadata(
  source: ByteSource,
  name: string,
  folder: string,
  given: Limits,
): Promise<DcpMetadata> {
  // Of its own size: the files that it describes are not what its pickle costs.
  const limits = limitsFor(given, source.byteLength)
  checkLimit(limits, 'pickleBytes', name, source.byteLength)
  const bytes = await source.read(0, source.byteLength)
  const compacted = newCompacted()
  const { value } = parsePickle(bytes, { member: name, limits, lean: true, onBuilt: compacted.onBuilt })
  const wrong = (reason: string, names: readonly string[] = []): PthError =>
    new PthError('PIECES_INVALID', { path: folder, reason: `${name} ${reason}`, names })
  const root = attributesOf(value, METADATA_CLASS)
  if (root === undefined) throw wrong('is not the metadata that DCP writes')
  const records = getItem(root, 'state_dict_metadata')
  const storage = getItem(root, 'storage_data')
  if (!isKind(records, 'dict') || !isKind(storage, 'dict'))
    throw wrong('has no table of tensors or none of their places')
  const entries: (DcpTensor | DcpValue)[] = []
  let chunks = 0
  for (const [key, record] of dictEntries(records)) {
    const entry = typeof key === 'string' ? entryOf(key, record, compacted) : undefined
    if (entry === undefined) throw wrong('describes something that is no tensor and no value', [String(key)])
    if (entry.kind === 'tensor') chunks += entry.chunks.length
    checkLimit(limits, 'entries', `pieces in ${name}`, chunks)
    entries.push(entry)
    checkLimit(limits, 'places', `names in ${name}`, entries.length)
  }
  const version = getItem(root, 'version')
  return {
    name,
    entries,
    places: placesOf(storage, compacted, name, limits, wrong),
    paths: pathsOf(getItem(root, 'planner_data') ?? null, wrong),
    version: typeof version === 'string' ? version : null,
    megatron: isKind(value, 'object') && isMegatron(value.callee, root),
  }
}

function isMegatron(callee: PickleValue, root: PickleDict): boolean {
  return (
    (isKind(callee, 'global') && callee.module.startsWith('megatron.')) ||
    getItem(root, 'all_local_plans') !== undefined
  )
}

type Wrong = (reason: string, names?: readonly string[]) => PthError

function entryOf(name: string, record: PickleValue, compacted: Compacted): DcpTensor | DcpValue | undefined {
  if (attributesOf(record, BYTES_METADATA) !== undefined) return { kind: 'value', name }
  const attributes = attributesOf(record, TENSOR_METADATA)
  if (attributes === undefined) return undefined
  const shape = parseDimensions(getItem(attributes, 'size'))
  const dtypeName = dtypeNameOf(getItem(attributes, 'properties'))
  const chunks = boxesOf(getItem(attributes, 'chunks'), compacted)
  if (shape === undefined || dtypeName === undefined || chunks === undefined) return undefined
  return { kind: 'tensor', name, dtype: dtypeByName(dtypeName) ?? null, dtypeName, shape, chunks }
}

/** The properties of a tensor are set by a tuple, of which the element type is first. */
function dtypeNameOf(properties: PickleValue | undefined): string | undefined {
  if (!isKind(properties, 'object') || !isKind(properties.callee, 'global')) return undefined
  if (!TENSOR_PROPERTIES.test(qualifiedName(properties.callee)) || properties.states?.length !== 1)
    return undefined
  const [state] = properties.states
  const dtype = isKind(state, 'tuple')
    ? state.items[0]
    : isKind(state, 'dict')
      ? getItem(state, 'dtype')
      : null
  return isKind(dtype, 'global') && dtype.module === 'torch' ? dtype.name : undefined
}

function boxesOf(value: PickleValue | undefined, compacted: Compacted): readonly Box[] | undefined {
  if (!isKind(value, 'list') && !isKind(value, 'tuple')) return undefined
  const boxes: Box[] = []
  for (const item of value.items) {
    const box = compacted.boxOf(item)
    if (box === undefined) return undefined
    boxes.push(box)
  }
  return boxes
}

function placesOf(
  storage: PickleDict,
  compacted: Compacted,
  name: string,
  limits: Limits,
  wrong: Wrong,
): ReadonlyMap<string, DcpPlace> {
  const places = new Map<string, DcpPlace>()
  for (const [index, info] of dictEntries(storage)) {
    const key = compacted.keyOf(index)
    const place = compacted.placeOf(info)
    if (key === undefined || place === undefined)
      throw wrong('has a place that is not path, offset and length')
    const known = places.get(key)
    // Two indexes that torch compares as equal are one entry of its dict.
    if (known !== undefined && !isSamePlace(known, place))
      throw wrong('has two places for one piece', [key.slice(key.indexOf('=') + 1)])
    places.set(key, place)
    checkLimit(limits, 'entries', `places in ${name}`, places.size)
  }
  return places
}

function isSamePlace(one: DcpPlace, other: DcpPlace): boolean {
  return one.path === other.path && one.offset === other.offset && one.length === other.length
}

function pathsOf(
  planner: PickleValue,
  wrong: Wrong,
): ReadonlyMap<string, readonly (string | number)[]> | null {
  if (planner === null) return null
  if (!isKind(planner, 'dict')) throw wrong('has planner_data that is no dict')
  const paths = new Map<string, readonly (string | number)[]>()
  for (const [name, path] of dictEntries(planner)) {
    const steps = typeof name === 'string' && isKind(path, 'tuple') ? stepsOf(path.items) : undefined
    if (steps === undefined) throw wrong('has a path that is not keys and indexes', [String(name)])
    // Every version makes names of paths so; nothing else would show that one of the two is damaged.
    if (steps.join('.') !== name) throw wrong('has a name that is not its path', [String(name)])
    paths.set(name as string, steps)
  }
  return paths
}

function stepsOf(items: readonly PickleValue[]): readonly (string | number)[] | undefined {
  const steps: (string | number)[] = []
  for (const item of items) {
    const index = typeof item === 'number' && Number.isSafeInteger(item) && item >= 0
    if (typeof item !== 'string' && !index) return undefined
    steps.push(item as string | number)
  }
  return steps.length === 0 ? undefined : steps
}
