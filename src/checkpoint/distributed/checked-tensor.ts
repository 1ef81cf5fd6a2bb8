/** A tensor of an archive whose bytes are compared with the checksum of their storage before they are given. */
import type { StorageRecord } from '../../container/record.ts'
import { recordAs } from '../../container/range-record.ts'
import type { Crc32 } from '../../io/crc32.ts'
import type { ByteSource } from '../../io/source.ts'
import { nbytesOf } from '../tensor.ts'
import type { StridedTensor } from '../tensor.ts'
import { checkedSource, checkSource } from './checked-source.ts'

/** What is compared by, and the storages that were compared whole, by file and key. */
export interface Comparison {
  readonly crc32: Crc32
  readonly compared: Map<string, Promise<void>>
}

/** The same tensor over compared bytes; `label` names it in the error, `file` is where its storage is. */
export function checkedTensor(
  tensor: StridedTensor,
  label: string,
  file: string,
  { crc32, compared }: Comparison,
): StridedTensor {
  const { record, key } = tensor.storage
  if (record === null || record.crc32 === null) return tensor
  const expected = record.crc32
  const what = `${label} > ${record.member}`
  // Read whole, it is compared on the way: views of it share what was read of it.
  const whole = nbytesOf(tensor) === record.byteLength
  const openWhole = once(async () => checkedSource(await record.open(), expected, what, crc32))
  const openPart = async (): Promise<ByteSource> => {
    const source = await record.open()
    const id = `${file}:${key}`
    const known = compared.get(id) ?? checkSource(source, expected, what, crc32)
    compared.set(id, known)
    await known
    return source
  }
  return {
    ...tensor,
    storage: {
      ...tensor.storage,
      record: whole ? wholeRecord(record, openWhole) : recordAs(record, { open: openPart }),
    },
  }
}

/** What is compared part by part is read twice, and is not expected. */
function wholeRecord(record: StorageRecord, open: StorageRecord['open']): StorageRecord {
  return recordAs(record, {
    open,
    ...(record.expect !== undefined && {
      expect: (offset, length) => record.expect?.(offset, length) ?? null,
    }),
  })
}

/** Opened once; one that could not be opened is tried again by who reads it next. */
function once(open: () => Promise<ByteSource>): () => Promise<ByteSource> {
  let opened: Promise<ByteSource> | undefined
  return () => {
    if (opened !== undefined) return opened
    const source = open()
    opened = source
    source.catch(() => (opened = undefined))
    return source
  }
}
