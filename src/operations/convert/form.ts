/** Which tensors each output format can hold, and what to make of the others when that is wished. */
import type { DType } from '../../dtype/dtype.ts'
import { dtype } from '../../dtype/dtype.ts'
import { nbytesOf, numelOf } from '../../checkpoint/tensor.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import type { Computed, PlannedTensor, SourceTensor } from './content.ts'
import type { OutputFormat, UnsupportedPolicy } from './options.ts'
import { reordered } from './permute.ts'

/** For people. */
export const FORMAT_NAMES: Readonly<Record<OutputFormat, string>> = {
  safetensors: 'safetensors',
  pth: 'a torch.save archive as pth writes it',
  npz: 'npz (numpy)',
}

/** Whether the format has the element type. */
export function hasForm(type: DType, format: OutputFormat): boolean {
  if (format === 'safetensors') return type.safetensors !== null
  if (format === 'npz') return type.numpy !== null
  return type.category !== 'quantized'
}

/** Why a tensor cannot be written as it is, or null. */
export function formProblem(tensor: Tensor, format: OutputFormat): string | null {
  if (tensor.kind === 'strided' || tensor.kind === 'array') {
    if (tensor.kind === 'array' && tensor.bytes === null) return tensor.problem
    if (tensor.dtype === null) return `element type ${tensor.dtypeName} is unknown`
    // The header counts single values: one pair without a dimension cannot be counted.
    if (format === 'safetensors' && tensor.dtype.safetensors === 'F4' && tensor.shape.length === 0)
      return '0-dim float4'
    return hasForm(tensor.dtype, format) ? null : `element type ${tensor.dtype.name}`
  }
  if (tensor.kind === 'storage') {
    return tensor.dtype === null
      ? `${tensor.dtypeName} is not an element type of torch`
      : 'a bare storage is not a tensor'
  }
  return tensor.kind.replaceAll('_', ' ')
}

/** The tensor as it is. */
export function plainTensor(name: string, source: SourceTensor, type: DType): PlannedTensor {
  const shape = source.tensor.shape ?? []
  return {
    name,
    source,
    dtype: type,
    shape,
    nbytes: nbytesOf(source.tensor) ?? 0,
    content: { kind: 'tensor' },
  }
}

/** A tensor whose values are computed. */
export function computedTensor(name: string, source: SourceTensor, computed: Computed): PlannedTensor {
  const { shape, dtype: type, axes } = computed
  return {
    name,
    source,
    dtype: type,
    shape: axes === null ? shape : reordered(shape, axes),
    nbytes: numelOf(shape) * type.itemsize,
    content: { kind: 'computed', computed },
  }
}

/** Element type of each half of a complex number. */
const HALVES = new Map([
  ['complex32', 'float16'],
  ['complex64', 'float32'],
  ['complex128', 'float64'],
])

/**
 * What the policies make of a tensor without a form: tensors in its place, `skip`, or undefined when no
 * policy helps. `parts` names each part `name.part`.
 */
export function substitute(
  name: string,
  source: SourceTensor,
  format: OutputFormat,
  policies: ReadonlySet<UnsupportedPolicy>,
): readonly PlannedTensor[] | 'skip' | undefined {
  const dense = denseOf(name, source, format, policies)
  if (dense !== undefined) return [dense]
  const parts = policies.has('parts') ? partsOf(name, source, format) : undefined
  return parts ?? (policies.has('skip') ? 'skip' : undefined)
}

/** @see src/checkpoint/read/dense.ts: quantized tensors become float32, sparse ones keep their type */
function denseOf(
  name: string,
  source: SourceTensor,
  format: OutputFormat,
  policies: ReadonlySet<UnsupportedPolicy>,
): PlannedTensor | undefined {
  const { kind, shape, dtype: own } = source.tensor
  const quantized = kind === 'quantized'
  if (!policies.has(quantized ? 'dequantize' : 'dense') || !(quantized || kind.startsWith('sparse_')))
    return undefined
  const type = quantized ? dtype('float32') : own
  if (type === null || shape === null || !hasForm(type, format)) return undefined
  return {
    name,
    source,
    dtype: type,
    shape,
    nbytes: numelOf(shape) * type.itemsize,
    content: { kind: 'dense' },
  }
}

function partsOf(
  name: string,
  source: SourceTensor,
  format: OutputFormat,
): readonly PlannedTensor[] | undefined {
  const { tensor } = source
  if (tensor.kind === 'storage') {
    return tensor.dtype !== null && hasForm(tensor.dtype, format)
      ? [plainTensor(name, source, tensor.dtype)]
      : undefined
  }
  if (tensor.kind === 'strided' || tensor.kind === 'array') return complexParts(name, source, tensor, format)
  if (!('parts' in tensor)) return undefined
  const planned: PlannedTensor[] = []
  for (const part of tensor.parts) {
    const from = { ...source, name: `${source.name}.${part.name}`, tensor: part.tensor }
    const type = part.tensor.dtype
    // A part that has no form itself would leave the tensor incomplete.
    if (type === null || formProblem(part.tensor, format) !== null) return undefined
    planned.push(plainTensor(`${name}.${part.name}`, from, type))
  }
  return planned.length === 0 ? undefined : planned
}

function complexParts(
  name: string,
  source: SourceTensor,
  tensor: Tensor,
  format: OutputFormat,
): readonly PlannedTensor[] | undefined {
  const half = HALVES.get(tensor.dtype?.name ?? '')
  if (half === undefined || tensor.shape === null || (tensor.kind === 'array' && tensor.bytes === null))
    return undefined
  const type = dtype(half)
  if (!hasForm(type, format)) return undefined
  const { shape } = tensor
  return (['real', 'imag'] as const).map((part, index) => ({
    name: `${name}.${part}`,
    source,
    dtype: type,
    shape,
    nbytes: numelOf(shape) * type.itemsize,
    content: { kind: 'component', part: index === 0 ? 0 : 1, width: type.itemsize },
  }))
}
