/** Where an item of DCP is. @see torch/distributed/checkpoint/filesystem.py `_StorageInfo` */
import { getItem } from '../../../pickle/value.ts'
import type { PickleValue } from '../../../pickle/value.ts'
import { attributesOf, textsOf, wholeNumber } from '../attributes.ts'
import { STORAGE_INFO } from './names.ts'

/** Bytes of one item: `length` of them at `offset` of a file. */
export interface DcpPlace {
  readonly path: string
  readonly offset: number
  readonly length: number
  /** How they are unpacked, first to last, such as `stream.zstd/1`. */
  readonly transforms: readonly string[]
}

/** Read a place; undefined when it is not path, offset and length in plain values. It may lie outside of the file. */
export function placeOf(info: PickleValue): DcpPlace | undefined {
  const attributes = attributesOf(info, STORAGE_INFO)
  if (attributes === undefined) return undefined
  const path = getItem(attributes, 'relative_path')
  const offset = wholeNumber(getItem(attributes, 'offset'))
  const length = wholeNumber(getItem(attributes, 'length'))
  const transforms = textsOf(getItem(attributes, 'transform_descriptors') ?? null)
  if (typeof path !== 'string' || offset === undefined || length === undefined || transforms === undefined)
    return undefined
  return { path, offset, length, transforms }
}
