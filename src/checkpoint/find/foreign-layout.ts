/** Weights that another framework laid out: their names may fit a model of PyTorch, and their values not. */
import type { Note } from '../../container/record.ts'
import { getItem, isKind } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'

/** The key under which `paddle.save` keeps the inner names of a state_dict. @see paddle/framework/io.py */
export const PADDLE_KEY = 'StructuredToParameterName@@'

/** What `format` in `__metadata__` of safetensors says where it is not `pt`; transformers writes the first two. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  ['tf', 'TensorFlow: its kernels are [in, out], and those of convolutions [height, width, in, out]'],
  ['flax', 'Flax: its kernels are [in, out], and those of convolutions [height, width, in, out]'],
  [
    'mlx',
    'MLX: its kernels of convolutions are [out, height, width, in], and its packed weights are its own',
  ],
])

/** A note where the file says that another framework wrote it. */
export function foreignLayoutNotes(
  value: PickleValue,
  metadata: ReadonlyMap<string, string> | null | undefined,
): readonly Note[] {
  const notes: Note[] = []
  if (isPaddle(value))
    notes.push({
      code: 'LAYOUT_FOREIGN',
      message:
        `written by PaddlePaddle (its key "${PADDLE_KEY}"): it keeps the weight of a Linear as [in, out], PyTorch ` +
        'as [out, in] (a square one loads and is wrong: pth convert --transpose exchanges them), bfloat16 as uint16, ' +
        'and the statistics of BatchNorm as _mean and _variance',
    })
  const format = metadata?.get('format') ?? ''
  const layout = FORMATS.get(format)
  if (layout !== undefined)
    notes.push({
      code: 'LAYOUT_FOREIGN',
      message: `its metadata have format "${format}", the layout of ${layout}; load_state_dict takes them as they are`,
    })
  return notes
}

/** Whether `paddle.save` wrote the file. */
export function isPaddle(value: PickleValue): boolean {
  return isKind(value, 'dict') && isKind(getItem(value, PADDLE_KEY), 'dict')
}
