/**
 * Records of DCP in few bytes, made while the metadata is read: a checkpoint of 70B on 64 ranks has 140,000 of each
 * kind, and as values of a pickle they take several times the room.
 */
import type { PickleObject, PickleValue } from '../../../pickle/value.ts'
import { getItem, isKind, qualifiedName } from '../../../pickle/value.ts'
import { parseDimensions } from '../../storage.ts'
import { attributesOf } from '../attributes.ts'
import type { Box } from '../tiling.ts'
import { CHUNK_METADATA, METADATA_INDEX, STORAGE_INFO } from './names.ts'
import { placeOf } from './place.ts'
import type { DcpPlace } from './place.ts'

/** What a box of a tensor is found by; without offsets, a value. Equal keys are equal indexes. */
export function placeKey(name: string, offsets: readonly number[] | null): string {
  return offsets === null ? `value=${name}` : `${offsets.join(',')}=${name}`
}

/** The records of one metadata file. */
export interface Compacted {
  /** To be told of every object that got its state. */
  onBuilt(target: PickleObject): undefined
  /** The key of an index; undefined for what is none. */
  keyOf(index: PickleValue): string | undefined
  /** The place of an item; undefined for what is none. */
  placeOf(info: PickleValue): DcpPlace | undefined
  /** A box; undefined for what is none. */
  boxOf(chunk: PickleValue): Box | undefined
}

const CLASSES = [METADATA_INDEX, STORAGE_INFO, CHUNK_METADATA]

export function newCompacted(): Compacted {
  const keys = new Map<PickleValue, string>()
  const places = new Map<PickleValue, DcpPlace>()
  const boxes = new Map<PickleValue, Box>()
  // Millions of equal texts and lists would be as many in memory.
  const paths = new Map<string, string>()
  const compact = (target: PickleObject): boolean => {
    const key = indexKey(target)
    if (key !== undefined) keys.set(target, key)
    const place = key === undefined ? placeOf(target) : undefined
    if (place !== undefined) places.set(target, shared(place, paths))
    const box = key === undefined && place === undefined ? readBox(target) : undefined
    if (box !== undefined) boxes.set(target, box)
    return (key ?? place ?? box) !== undefined
  }
  return {
    onBuilt: (target) => {
      const { callee, states } = target
      if (!isKind(callee, 'global') || states === null) return undefined
      const name = qualifiedName(callee)
      if (!CLASSES.some((each) => each.test(name))) return undefined
      const before = keys.delete(target) || places.delete(target) || boxes.delete(target)
      // A second state changes the first, which was let go of: no writer gives two, and it stays one without a meaning.
      if (before) target.states = [null]
      else if (compact(target)) target.states = null
      return undefined
    },
    keyOf: (index) => keys.get(index),
    placeOf: (info) => places.get(info),
    boxOf: (chunk) => boxes.get(chunk),
  }
}

const NONE: readonly string[] = []

function shared({ path, offset, length, transforms }: DcpPlace, paths: Map<string, string>): DcpPlace {
  const known = paths.get(path) ?? path
  if (known === path) paths.set(path, path)
  return { path: known, offset, length, transforms: transforms.length === 0 ? NONE : transforms }
}

function readBox(chunk: PickleValue): Box | undefined {
  const attributes = attributesOf(chunk, CHUNK_METADATA)
  if (attributes === undefined) return undefined
  const offsets = parseDimensions(getItem(attributes, 'offsets'))
  const sizes = parseDimensions(getItem(attributes, 'sizes'))
  return offsets === undefined || sizes === undefined ? undefined : { offsets, sizes }
}

/** `index` in it is a hint that is not compared; `offset` is absent of values. */
function indexKey(index: PickleValue): string | undefined {
  const attributes = attributesOf(index, METADATA_INDEX)
  if (attributes === undefined) return undefined
  const name = getItem(attributes, 'fqn')
  if (typeof name !== 'string') return undefined
  const offset = getItem(attributes, 'offset') ?? null
  if (offset === null) return placeKey(name, null)
  const offsets = parseDimensions(offset)
  return offsets === undefined ? undefined : placeKey(name, offsets)
}
