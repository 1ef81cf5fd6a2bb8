/** A plan as an npz archive: one `.npy` for each tensor, as numpy.savez writes them. */
import { newZipWriter, zipLength } from '../../zip/writer.ts'
import { PthError } from '../../errors.ts'
import type { BufferedSink } from '../../io/buffered-sink.ts'
import type { PlannedTensor } from './content.ts'
import type { ConvertPlan } from './plan.ts'
import { announcePlanned, writeTensor } from './stream.ts'
import type { StreamContext } from './stream.ts'

export interface NpzLayout {
  readonly entries: readonly { readonly item: PlannedTensor; readonly header: Uint8Array }[]
  /** Bytes of the whole file. */
  readonly byteLength: number
}

/** What the length field of a zip entry's name can express, without `.npy`. @see APPNOTE.TXT 4.4.10 */
const NAME_BYTES = 0xffff - 4

/** @throws PthError NAME_INVALID for a name that a zip entry cannot have */
export function layoutNpz(plan: ConvertPlan): NpzLayout {
  const entries = plan.tensors.map((item) => {
    if (/[\0\p{Cs}]/u.test(item.name)) {
      throw new PthError('NAME_INVALID', { name: item.name, reason: 'a zip entry cannot have this name' })
    }
    if (new TextEncoder().encode(item.name).length > NAME_BYTES) {
      throw new PthError('NAME_INVALID', {
        name: item.name,
        reason: 'the name of a zip entry has at most 65,535 bytes',
      })
    }
    return { item, header: npyHeader(item) }
  })
  const sizes = entries.map(({ item, header }) => ({
    name: `${item.name}.npy`,
    size: header.length + item.nbytes,
  }))
  return { entries, byteLength: zipLength(sizes, 1) }
}

export async function writeNpz(layout: NpzLayout, out: BufferedSink, context: StreamContext): Promise<void> {
  announcePlanned(layout.entries.map(({ item }) => item))
  const zip = newZipWriter(out, context.crc32, 1)
  for (const { item, header } of layout.entries) {
    await zip.entry(`${item.name}.npy`, header.length + item.nbytes, async (sink) => {
      await sink.write(header)
      await writeTensor(item, sink, context)
    })
  }
  await zip.finish()
}

/** @see numpy.lib.format, version 1.0: the header ends at a multiple of 64 bytes */
export function npyHeader({ dtype, shape }: Pick<PlannedTensor, 'dtype' | 'shape'>): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  // `|` where there is no byte order.
  const descr = `${dtype.itemsize === 1 ? '|' : '<'}${dtype.numpy ?? ''}`
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`
  const length = Math.ceil((10 + text.length + 1) / 64) * 64
  const header = new Uint8Array(length).fill(0x20)
  header.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0])
  new DataView(header.buffer).setUint16(8, length - 10, true)
  header.set(new TextEncoder().encode(text), 10)
  header[length - 1] = 0x0a
  return header
}
