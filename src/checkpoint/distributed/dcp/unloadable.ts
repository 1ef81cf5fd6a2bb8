/** Items that PyTorch saves with DCP and cannot load with it: quantized tensors, subclasses with tensors in them. */
import { PthError } from '../../../errors.ts'
import { chunksAhead } from '../../../io/chunks-ahead.ts'
import type { Crc32 } from '../../../io/crc32.ts'
import type { Interpreter } from '../../rebuild/context.ts'
import type { Tensor } from '../../tensor.ts'
import { checkedSource } from '../checked-source.ts'

/** Bytes that are read at one time. */
const CHUNK_BYTES = 1 << 22

/**
 * The error of an item that is no plain tensor. Whether its bytes are those that were written is part of it.
 * @throws PthError CRC_WRONG where they are not
 */
export async function unloadable(
  name: string,
  { kind, type }: Tensor,
  { storages }: Interpreter,
  label: string,
  crc32: Crc32,
): Promise<PthError> {
  let compared = storages.size > 0
  for (const { record } of storages.values()) {
    if (record === null || record.crc32 === null) {
      compared = false
      continue
    }
    const source = await record.open()
    const checked = checkedSource(source, record.crc32, `${label} > ${record.member}`, crc32)
    // Reading to the end compares.
    for await (const chunk of chunksAhead(checked, 0, source.byteLength, CHUNK_BYTES)) void chunk
  }
  const bytes = compared
    ? '; its bytes are those that were written, by their CRC-32'
    : '; no checksum is recorded for all of its bytes'
  return new PthError('TENSOR_UNREADABLE', {
    name,
    kind,
    reason: `${label} is a ${type} of this kind, which PyTorch saves with DCP and cannot load with it${bytes}`,
  })
}
