/** Tensors made of parts whose elements are all zero, though no part says so. */
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'
import { numelOf } from '../../checkpoint/tensor.ts'
import type { CompositeTensor, Tensor } from '../../checkpoint/tensor.ts'
import type { StatsReport } from '../inspect/inspect-report.ts'

type Stats = ReadonlyMap<Tensor, StatsReport>

/** Why every element of a sparse or quantized tensor is zero, in words; null when one is not, or nobody can say. */
export function compositeZero({ tensor }: TensorEntry, stats: Stats): string | null {
  if (!('parts' in tensor) || tensor.shape === null || numelOf(tensor.shape) === 0) return null
  if (tensor.kind === 'quantized') return quantizedZero(tensor, stats)
  if (!tensor.kind.startsWith('sparse_')) return null
  const values = partOf(tensor, 'values')
  return values?.shape !== undefined && values.shape !== null && numelOf(values.shape) === 0
    ? 'no element is stored'
    : null
}

/** An integer that is its zero point stands for zero. Of packed ones only the byte 0 says it of all its values. */
function quantizedZero(tensor: CompositeTensor, stats: Stats): string | null {
  const whole = valueOfAll(partOf(tensor, 'int_repr') ?? partOf(tensor, 'packed'), stats)
  const points = partOf(tensor, 'zero_points')
  const fact = tensor.facts.find(([name]) => name === 'zero_point')?.[1]
  const zero = points === undefined ? fact : valueOfAll(points, stats)
  if (whole === null || whole !== zero) return null
  return whole === 0 || partOf(tensor, 'packed') === undefined ? 'every integer is its zero point' : null
}

function partOf({ parts }: CompositeTensor, name: string): Tensor | undefined {
  return parts.find((part) => part.name === name)?.tensor
}

/** The one number that all elements are; null where they differ or were not read. */
function valueOfAll(tensor: Tensor | undefined, stats: Stats): number | null {
  const found = tensor === undefined ? undefined : stats.get(tensor)
  if (found === undefined || found.sha256 === null || found.min === null || found.min !== found.max)
    return null
  return typeof found.min === 'number' ? found.min : null
}
