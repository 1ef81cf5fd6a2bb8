/**
 * Tensors of devices that cannot save themselves (XLA, MAIA …): a numpy array or a CPU tensor, and the dtype
 * to cast it to.
 */
import type { DType } from '../../dtype/dtype.ts'
import { dtypeByName } from '../../dtype/dtype.ts'
import { memoryRecord } from '../../container/range-record.ts'
import { isKind } from '../../pickle/value.ts'
import type { PickleObject, PickleValue } from '../../pickle/value.ts'
import { parseArray, storedOrder } from './numpy.ts'
import type { RawArray } from './numpy.ts'
import type { RebuildContext, Rebuilder } from './context.ts'
import { memoryStorage } from '../storage-table.ts'
import { numelOf } from '../tensor.ts'
import type { StridedTensor, Tensor } from '../tensor.ts'

/** @see torch/_utils.py; the aliases are the names of earlier versions */
export const DEVICE_REBUILDERS: readonly (readonly [string, Rebuilder])[] = [
  ['torch._utils._rebuild_device_tensor_from_numpy', rebuildFromNumpy],
  ['torch._utils._rebuild_xla_tensor', rebuildFromNumpy],
  ['torch._utils._rebuild_mlc_tensor', rebuildFromNumpy],
  ['torch._utils._rebuild_device_tensor_from_cpu_tensor', rebuildFromCpu],
]

/** (array, dtype, device, requires_grad): `torch.from_numpy(array).to(dtype)`, which keeps the strides */
function rebuildFromNumpy(object: PickleObject, context: RebuildContext): Tensor | undefined {
  const [data, dtypeValue, device, requiresGrad] = object.args
  const dtype = torchDtype(dtypeValue)
  const array = isKind(data, 'object') ? parseArray(data) : undefined
  if (object.args.length !== 4 || dtype === undefined || array === undefined) return undefined
  if (array.element.dtype === null || !(array.raw instanceof Uint8Array)) return undefined
  const bytes = cast(array, array.raw, array.element.dtype, dtype)
  const key = `array@${object.at}`
  const refused = typeof bytes === 'string'
  const storage = memoryStorage({
    key,
    dtype,
    location: typeof device === 'string' ? device : 'unknown',
    numel: numelOf(array.shape),
    record: refused ? null : memoryRecord(key, bytes),
    problem: refused ? bytes : null,
  })
  context.addStorage(storage)
  const tensor: StridedTensor = {
    kind: 'strided',
    type: 'torch.Tensor',
    dtype,
    dtypeName: dtype.name,
    shape: array.shape,
    stride: array.stride,
    storageOffset: 0,
    storage,
    conj: false,
    neg: false,
    requiresGrad: requiresGrad === true,
    parameter: false,
    problem: storage.problem,
  }
  return tensor
}

/** (CPU tensor, dtype, device, requires_grad): the tensor itself, as long as nothing is cast */
function rebuildFromCpu(object: PickleObject, context: RebuildContext): Tensor | undefined {
  const [data, dtypeValue, , requiresGrad] = object.args
  const dtype = torchDtype(dtypeValue)
  const tensor = context.tensorOf(data)
  if (object.args.length !== 4 || dtype === undefined || tensor === undefined) return undefined
  const problem = tensor.dtype === dtype ? tensor.problem : castProblem(tensor.dtypeName, dtype.name)
  return { ...tensor, requiresGrad: requiresGrad === true, problem } as Tensor
}

function torchDtype(value: PickleValue | undefined): DType | undefined {
  return isKind(value, 'global') && value.module === 'torch' ? dtypeByName(value.name) : undefined
}

function castProblem(from: string, to: string): string {
  return `the file stores it as ${from}, and it is cast to ${to} when it is loaded: pth does not do that cast`
}

/** The cast values in the file's order of elements, or why they cannot be given. */
function cast(array: RawArray, raw: Uint8Array, from: DType, to: DType): Uint8Array | string {
  const bytes = storedOrder(array, raw)
  if (from === to) return bytes
  if (from.name === 'float32' && to.name === 'bfloat16') {
    return (
      toBfloat16(bytes) ?? 'it contains NaN: which bfloat16 that becomes depends on the machine that loads it'
    )
  }
  return castProblem(from.name, to.name)
}

/**
 * float32 to bfloat16, rounded to nearest, ties to even, as torch does it; undefined when there is a
 * NaN, of which torch makes 0x7fc0 or 0xffff depending on the processor.
 */
function toBfloat16(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const out = new Uint8Array(bytes.length / 2)
  const outView = new DataView(out.buffer)
  for (let at = 0; at < bytes.length; at += 4) {
    const bits = view.getUint32(at, true)
    if ((bits & 0x7fffffff) > 0x7f800000) return undefined
    outView.setUint16(at / 2, Math.floor((bits + 0x7fff + ((bits >>> 16) & 1)) / 0x10000) & 0xffff, true)
  }
  return out
}
