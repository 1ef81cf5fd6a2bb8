/** Tensors that are zero or infinite by their nature: counters, fresh biases, masks. */
import type { Tensor } from '../../checkpoint/tensor.ts'

/** What was measured of one tensor; null is what its type does not have. */
export interface Facts {
  readonly name: string
  readonly tensor: Tensor
  /** Elements. */
  readonly numel: number
  readonly nan: number | null
  readonly inf: number | null
  readonly zeros: number | null
  readonly min: number | string | null
  readonly max: number | string | null
}

/** Whether it contains only 0 and -inf, like what is added to attention scores. */
export function isMask({ nan, inf, zeros, max, numel }: Facts): boolean {
  return nan === 0 && inf !== null && zeros !== null && zeros > 0 && inf + zeros === numel && max === 0
}

/** Why all zeros are not a defect, in a few words for the report; null when it may be one. */
export function expectedZero({ name, tensor }: Facts): string | null {
  const last = name.slice(name.lastIndexOf('.') + 1)
  if (last === 'num_batches_tracked' || last === 'step' || last === 'n_averaged') return 'counters'
  const { dtype } = tensor
  if (dtype !== null && dtype.category !== 'float' && dtype.category !== 'complex') return 'integers'
  return expectedZeroName(name) ? 'biases' : null
}

/** Whether a tensor may be all zero: bias, in_proj_bias, bias_ih_l0, q_bias; beta of the first LayerNorm. */
export function expectedZeroName(name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1)
  return last.split('_').includes('bias') || last === 'beta'
}
