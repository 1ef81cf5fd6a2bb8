/** Is the weight of the optimizer the one that the model was trained with? Its first values, rounded, must be those. */
import { sameBytes } from '../../../io/same-bytes.ts'
import type { ByteSource } from '../../../io/source.ts'
import type { DType } from '../../../dtype/dtype.ts'
import { encoderFor } from '../../../dtype/float-codes.ts'
import { PthError } from '../../../errors.ts'
import { denseSource } from '../dense-source.ts'
import { numelOf } from '../../tensor.ts'
import type { StridedTensor } from '../../tensor.ts'
import type { RankFile } from './rank-file.ts'

/** A weight in the dtype of the training, and its file. */
export interface TrainedTensor {
  readonly file: RankFile
  readonly tensor: StridedTensor & { readonly dtype: DType }
}

/** The weight of the optimizer under the same name: as many elements, row-major. */
export interface MasterValues {
  readonly name: string
  readonly dtype: DType
  open(): Promise<ByteSource>
  /** Whose weights they are, in words: `the ranks that have this expert by their numbers`. */
  readonly of: string
}

/** Elements that are compared. */
const ELEMENTS = 1024
/** The code of every NaN in bfloat16, as torch casts vectors. NaNs are compared as NaN. */
const NAN = 0xffff

/** @throws PthError PIECES_INVALID for other values, FORMAT_UNSUPPORTED for types that are not compared */
export async function proveSample(master: MasterValues, { file, tensor }: TrainedTensor): Promise<void> {
  const { name, dtype } = master
  const { path } = file.reader.folder
  const from = tensor.dtype
  const rounded = from.name === 'bfloat16' || from.name === 'float16'
  if (from.name !== dtype.name && !(rounded && dtype.name === 'float32'))
    throw new PthError('FORMAT_UNSUPPORTED', {
      path,
      found: `weights of ${from.name} with weights of the optimizer in ${dtype.name}, which are not compared`,
      hint: 'open the weights in the dtype of the training: --weights module',
    })
  const count = Math.min(ELEMENTS, numelOf(tensor.shape))
  const values = await (await master.open()).read(0, count * dtype.itemsize)
  const trained = await (await denseSource(name, tensor)).read(0, count * from.itemsize)
  const same = from.name === dtype.name ? sameBytes(values, trained) : isRounded(values, trained, from)
  if (same) return
  throw new PthError('PIECES_INVALID', {
    path,
    reason:
      `${file.name} has other values than the ${dtype.name} weights of ${master.of}: ` +
      'the files are of two saves, or the ranks were laid out in another way; it is about',
    names: [name],
    hint: '--weights module opens the weights in the dtype of the training',
  })
}

/** Whether float32 values are these, rounded to half as many bits. */
function isRounded(master: Uint8Array, trained: Uint8Array, dtype: DType): boolean {
  const encoder = encoderFor(dtype, NAN)
  const from = new DataView(master.buffer, master.byteOffset, master.byteLength)
  const to = new DataView(trained.buffer, trained.byteOffset, trained.byteLength)
  for (let at = 0; at * 2 < trained.length; at += 1) {
    const bits = from.getUint32(at * 4, true)
    const found = to.getUint16(at * 2, true)
    if (encoder.encode(bits) === found) continue
    if (!Number.isNaN(from.getFloat32(at * 4, true)) || !isNaNCode(found, dtype.name)) return false
  }
  return true
}

function isNaNCode(code: number, name: string): boolean {
  return (code & 0x7fff) > (name === 'bfloat16' ? 0x7f80 : 0x7c00)
}
