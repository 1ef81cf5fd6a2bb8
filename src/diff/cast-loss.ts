/** What `Tensor.copy_` loses when it casts. */
import { dtypeByName } from '../dtype/dtype.ts'

/**
 * The loss in words, for a tensor of the file under a name of the model; null where only the values tell:
 * they are rounded, or do not fit.
 */
export function lossOfCast(name: string, found: string, expected: string): string | null {
  const [from, to] = [dtypeByName(found)?.category, dtypeByName(expected)?.category]
  if (from === 'complex' && to !== 'complex') return 'the imaginary parts are lost'
  const integers = to === 'int' || to === 'uint' || to === 'bool'
  // A counter has no fraction, also where everything was cast to float.
  if (from === 'float' && integers && !name.endsWith('num_batches_tracked')) return 'the fractions are lost'
  const isCode = found === 'int8' || found === 'uint8'
  if (isCode && to === 'float' && /(?:^|[._])weight$/.test(name))
    return 'integers of 8 bits in place of weights are codes, whose scale is not in the file'
  return null
}
