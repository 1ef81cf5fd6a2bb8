/** Is the weight in float32 the one that an expert was trained with? Its first values, rounded, must be those. */
import { sameBytes } from '../../../io/same-bytes.ts'
import type { DType } from '../../../dtype/dtype.ts'
import { encoderFor } from '../../../dtype/float-codes.ts'
import { PthError } from '../../../errors.ts'
import { assembledRecord } from '../assembled.ts'
import { denseSource } from '../dense-source.ts'
import type { StridedTensor } from '../../tensor.ts'
import type { FlatParam } from './flat-group.ts'
import type { RankFile } from './rank-file.ts'

/** A weight of an expert in the dtype of the training, under its name in the whole model. */
export interface ExpertTensor {
  readonly file: RankFile
  readonly tensor: StridedTensor & { readonly dtype: DType }
}

/** Elements that are compared of each expert. */
const ELEMENTS = 1024
/** The code of every NaN in bfloat16, as torch casts vectors. NaNs are compared as NaN. */
const NAN = 0xffff

/** @throws PthError PIECES_INVALID for other values, FORMAT_UNSUPPORTED for types that are not compared */
export async function proveSample(param: FlatParam, { file, tensor }: ExpertTensor): Promise<void> {
  const { name, numel, dtype, pieces } = param
  const { path } = file.reader.folder
  const from = tensor.dtype
  const rounded = from.name === 'bfloat16' || from.name === 'float16'
  if (from.name !== dtype.name && !(rounded && dtype.name === 'float32'))
    throw new PthError('FORMAT_UNSUPPORTED', {
      path,
      found: `experts of ${from.name} with weights of the optimizer in ${dtype.name}, which are not compared`,
      hint: 'open the weights in the dtype of the training: --weights module',
    })
  const count = Math.min(ELEMENTS, numel)
  const { itemsize } = dtype
  const master = await (
    await assembledRecord({ name, shape: [numel], itemsize, pieces }).open()
  ).read(0, count * itemsize)
  const trained = await (await denseSource(name, tensor)).read(0, count * from.itemsize)
  const same = from.name === dtype.name ? sameBytes(master, trained) : isRounded(master, trained, from)
  if (same) return
  throw new PthError('PIECES_INVALID', {
    path,
    reason:
      `${file.name} has other values than the float32 weights of the ranks that have this expert by their numbers: ` +
      'the files are of two saves, or the ranks were laid out in another way; it is about',
    names: [name],
    hint: '--weights module opens the weights in the dtype of the training',
  })
}

/** Whether float32 values are these, rounded to half as many bits. */
function isRounded(master: Uint8Array, trained: Uint8Array, dtype: ExpertTensor['tensor']['dtype']): boolean {
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
