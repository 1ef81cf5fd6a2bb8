/** Quantized tensors: integers with a scale and zero point, one of each or one for every channel. */
import { dtype } from '../../dtype/dtype.ts'
import type { DType } from '../../dtype/dtype.ts'
import { isKind, sequenceItems } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'
import { boundsProblem } from '../bounds.ts'
import type { RebuildContext, Rebuilder } from './context.ts'
import { dtypeName, strided } from './strided.ts'
import { extentOf } from '../tensor.ts'
import type { ArrayTensor, CompositeTensor, StridedTensor, Tensor, TensorPart } from '../tensor.ts'

/** @see torch/_utils.py `_rebuild_qtensor` */
export const QUANTIZED_REBUILDERS: readonly (readonly [string, Rebuilder])[] = [
  ['torch._utils._rebuild_qtensor', (object, context) => rebuildQtensor(object.args, context)],
  // fastai's reducer puts the class before the same arguments.
  [
    'fastai.torch_core._fa_rebuild_qtensor',
    (object, context) => rebuildQtensor(object.args.slice(1), context),
  ],
]

/** What `int_repr()` gives. */
const INTEGERS: ReadonlyMap<string, DType> = new Map([
  ['qint8', dtype('int8')],
  ['quint8', dtype('uint8')],
  ['qint32', dtype('int32')],
])

interface Quantizer {
  readonly facts: CompositeTensor['facts']
  readonly parts: readonly TensorPart[]
}

/** (storage, storage_offset, size, stride, quantizer_params, requires_grad, backward_hooks) */
function rebuildQtensor(args: readonly PickleValue[], context: RebuildContext): Tensor | undefined {
  const [storage, offset, size, stride, params, requiresGrad = false] = args
  if (args.length < 5 || args.length > 7) return undefined
  const view = strided(context, storage, offset, size, stride, requiresGrad, null, undefined)
  const quantizer = parseQuantizer(params, context)
  if (view?.kind !== 'strided') return view
  if (quantizer === undefined) return undefined
  const whole = integers(view)
  return {
    kind: 'quantized',
    type: view.type,
    dtype: view.dtype,
    dtypeName: view.dtypeName,
    shape: view.shape,
    requiresGrad: view.requiresGrad,
    parameter: false,
    problem:
      whole.tensor.problem ??
      quantizer.parts.find(({ tensor }) => tensor.problem !== null)?.tensor.problem ??
      null,
    parts: [whole, ...quantizer.parts],
    view: { stride: view.stride, storageOffset: view.storageOffset },
    facts: quantizer.facts,
  }
}

/**
 * The stored integers: as `int_repr()` where one element is one byte or more; where several are
 * packed into a byte, the storage as it is.
 */
function integers(view: StridedTensor): TensorPart {
  const integer = view.dtype === null ? undefined : INTEGERS.get(view.dtype.name)
  if (integer !== undefined)
    return {
      name: 'int_repr',
      tensor: { ...view, requiresGrad: false, dtype: integer, dtypeName: integer.name },
    }
  const { storage } = view
  const bytes = dtype('uint8')
  const packed: StridedTensor = {
    ...view,
    requiresGrad: false,
    dtype: bytes,
    dtypeName: bytes.name,
    shape: [storage.byteLength],
    stride: [1],
    storageOffset: 0,
    problem: null,
  }
  return {
    name: 'packed',
    tensor: { ...packed, problem: storage.problem ?? packedProblem(view) ?? boundsProblem(packed) },
  }
}

/** Offsets and strides count values, of which several share a byte of storage. */
function packedProblem({ dtype, shape, stride, storageOffset, storage }: StridedTensor): string | null {
  if (dtype === null || dtype.packed === 1) return 'it is not of a quantized element type'
  const extent = extentOf(shape, stride)
  if (extent === 0 || Math.ceil((storageOffset + extent) / dtype.packed) <= storage.numel) return null
  return `it reaches past storage ${storage.key}, which packs ${storage.numel * dtype.packed} values`
}

/** `(scheme, scale, zero_point)` or `(scheme, scales, zero_points, axis)` */
function parseQuantizer(value: PickleValue | undefined, context: RebuildContext): Quantizer | undefined {
  const [scheme, first, second, axis] = sequenceItems(value) ?? []
  const name = dtypeName(scheme)
  if (name === 'per_tensor_affine' || name === 'per_tensor_symmetric') {
    const scale = numberOf(first)
    if (scale === undefined || typeof second !== 'number') return undefined
    return {
      facts: [
        ['scheme', name],
        ['scale', scale],
        ['zero_point', second],
      ],
      parts: [],
    }
  }
  if (name === undefined || !name.startsWith('per_channel') || typeof axis !== 'number') return undefined
  const scales = channelValues(first, 'float64', context)
  const zeroPoints = channelValues(second, 'int64', context)
  if (scales === undefined || zeroPoints === undefined) return undefined
  // Float zero points are saved under the name of the integer scheme; torch recognizes them by their type.
  const float = zeroPoints.dtype?.category === 'float'
  return {
    facts: [
      ['scheme', float ? 'per_channel_affine_float_qparams' : name],
      ['axis', axis],
    ],
    parts: [
      { name: 'scales', tensor: scales },
      { name: 'zero_points', tensor: zeroPoints },
    ],
  }
}

/** A tensor, or the plain list that torch 1.3 and 1.4 wrote. */
function channelValues(
  value: PickleValue | undefined,
  name: 'float64' | 'int64',
  context: RebuildContext,
): Tensor | undefined {
  const tensor = context.tensorOf(value)
  if (tensor !== undefined) return tensor
  const items = isKind(value, 'list') ? value.items.map(numberOf) : undefined
  if (items === undefined || !items.every((item) => item !== undefined)) return undefined
  const bytes = new Uint8Array(items.length * 8)
  const view = new DataView(bytes.buffer)
  for (const [at, item] of items.entries()) {
    if (name === 'float64') view.setFloat64(at * 8, item, true)
    else if (Number.isSafeInteger(item)) view.setBigInt64(at * 8, BigInt(item), true)
    else return undefined
  }
  const array: ArrayTensor = {
    kind: 'array',
    type: 'list',
    dtype: dtype(name),
    dtypeName: name,
    shape: [items.length],
    requiresGrad: false,
    parameter: false,
    problem: null,
    scalar: false,
    numpyDtype: name === 'float64' ? '<f8' : '<i8',
    itemsize: 8,
    bytes,
  }
  return array
}

function numberOf(value: PickleValue | undefined): number | undefined {
  if (typeof value === 'number') return value
  return isKind(value, 'float') ? value.value : undefined
}
