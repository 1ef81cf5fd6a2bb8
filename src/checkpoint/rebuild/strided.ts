/** Strided tensors from the arguments that every rebuild function shares. */
import { dtypeByName } from '../../dtype/dtype.ts'
import type { DType } from '../../dtype/dtype.ts'
import type { TensorCall } from '../../pickle/tensor-call.ts'
import { dictEntries, getItem, isKind } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'
import { boundsProblem } from '../bounds.ts'
import type { RebuildContext } from './context.ts'
import { parseDimensions } from '../storage.ts'
import type { Storage } from '../storage.ts'
import type { StridedTensor, Tensor } from '../tensor.ts'

/** Why a tensor of the meta device cannot be read. */
export const META_PROBLEM = 'it was saved on the meta device: the file has no values'

/** Class of a tensor that is not a subclass. */
export const PLAIN = 'torch.Tensor'

/** Backward hooks are an OrderedDict (nearly always empty) or None. */
export function validHooks(hooks: PickleValue): boolean {
  return hooks === null || isKind(hooks, 'dict') || isKind(hooks, 'object')
}

/** The name of a `torch.float32`-like global, or undefined. */
export function dtypeName(value: PickleValue | undefined): string | undefined {
  return isKind(value, 'global') && value.module === 'torch' ? value.name : undefined
}

/** A view of a storage by the arguments that every rebuild function shares; undefined when they do not match. */
export function strided(
  context: RebuildContext,
  storageValue: PickleValue | undefined,
  offset: PickleValue | undefined,
  size: PickleValue | undefined,
  strideValue: PickleValue | undefined,
  requiresGrad: PickleValue,
  metadata: PickleValue,
  named: string | undefined,
): Tensor | undefined {
  const storage = context.storageOf(storageValue)
  const shape = parseDimensions(size)
  const stride = parseDimensions(strideValue)
  if (storage === undefined || shape === undefined || stride === undefined) return undefined
  if (!validMetadata(metadata)) return undefined
  if (typeof offset !== 'number' || offset < 0 || shape.length !== stride.length) return undefined
  const dtype = named === undefined ? storage.dtype : (dtypeByName(named) ?? null)
  const bits = isKind(metadata, 'dict') ? metadata : undefined
  const dtypeText = dtype?.name ?? named ?? storage.className
  const sign = (name: string): boolean => bits !== undefined && getItem(bits, name) !== undefined
  const facts = {
    dtype,
    dtypeText,
    requiresGrad: requiresGrad === true,
    conj: sign('conj'),
    neg: sign('neg'),
  }
  return viewOf(storage, shape, stride, offset, facts)
}

/** The tensor of a call that was read at once: its arguments are those that PyTorch writes. */
export function calledTensor(call: TensorCall, context: RebuildContext): Tensor | undefined {
  const { persistent, storageOffset } = call
  const storage = context.storageOf(persistent)
  if (storage === undefined) return undefined
  const { shape, stride, requiresGrad } = persistent.facts
  const { dtype } = storage
  const facts = { dtype, dtypeText: dtype?.name ?? storage.className, requiresGrad, conj: false, neg: false }
  return viewOf(storage, shape, stride, storageOffset, facts)
}

function viewOf(
  storage: Storage,
  shape: readonly number[],
  stride: readonly number[],
  storageOffset: number,
  facts: {
    readonly dtype: DType | null
    readonly dtypeText: string
    readonly requiresGrad: boolean
    readonly conj: boolean
    readonly neg: boolean
  },
): Tensor {
  const { dtype, dtypeText, requiresGrad, conj, neg } = facts
  // A meta storage has no record; where one is there, torch.load(map_location='cpu') reads it.
  if (storage.location === 'meta' && storage.record === null) {
    return {
      kind: 'meta',
      type: PLAIN,
      dtype,
      dtypeName: dtypeText,
      shape,
      requiresGrad,
      parameter: false,
      problem: META_PROBLEM,
    }
  }
  // One literal and no spread: there is one of these for each tensor, and a spread takes three times the memory.
  const view = {
    kind: 'strided' as const,
    type: PLAIN,
    dtype,
    dtypeName: dtypeText,
    shape,
    stride,
    storageOffset,
    storage,
    requiresGrad,
    parameter: false,
    conj,
    neg,
    problem: storage.problem,
  } satisfies StridedTensor
  view.problem ??= boundsProblem(view)
  return view
}

/**
 * The values of the metadata dict; PyTorch looks at the keys alone, `{'neg': False}` negates too.
 * @see torch/csrc/autograd/python_variable.cpp, torch/csrc/jit/serialization/pickler.h `setTensorMetadata`
 */
function validMetadata(metadata: PickleValue): boolean {
  if (!isKind(metadata, 'dict')) return metadata === null
  return [...dictEntries(metadata)].every(
    ([key, value]) =>
      typeof key === 'string' && (value === null || typeof value === 'boolean' || typeof value === 'number'),
  )
}
