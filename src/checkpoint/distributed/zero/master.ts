/**
 * The float32 weights that the optimizer works on, put together of all ranks: the names, order and values that
 * zero_to_fp32.py of DeepSpeed 0.19.8 gives.
 */
import type { StorageRecord } from '../../../container/record.ts'
import type { DType } from '../../../dtype/dtype.ts'
import { dtypeByName } from '../../../dtype/dtype.ts'
import { dictEntries, getItem, newDict, setItem } from '../../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../../pickle/value.ts'
import { assembledRecord } from '../assembled.ts'
import { addWhole, newMergedTensors } from '../merged.ts'
import type { MergedTensors } from '../merged.ts'
import { numelOf } from '../../tensor.ts'
import type { StridedTensor } from '../../tensor.ts'
import type { FlatParam } from './flat-group.ts'
import { float32Record } from './float32-record.ts'
import type { ModelStates } from './model-states.ts'
import { invalid, partOf, pieceOf, tensorAt } from './rank-file.ts'
import type { RankFile } from './rank-file.ts'
import type { TrainedTensor } from './sample.ts'

/** The weights of a save. */
export interface Weights extends MergedTensors {
  readonly value: PickleDict
  /** Pieces that they are put together from. */
  readonly pieces: number
  /** Names in the files of experts that the optimizer has no weights for. */
  readonly expertsLeftOut?: readonly string[]
}

/** The parameters of a save: of all ranks, and the module of the first. */
export interface Parameters {
  readonly model: ModelStates
  readonly frozen: readonly FlatParam[]
  readonly trainable: readonly FlatParam[]
  /** Buffers of experts, under their names in the whole model. */
  readonly expertBuffers?: ReadonlyMap<string, TrainedTensor>
}

/** Put the weights together; nothing of them is read. @throws PthError PIECES_INVALID */
export function masterWeights({ model, frozen, trainable, expertBuffers = new Map() }: Parameters): Weights {
  const merged = newMergedTensors()
  const value = newDict('collections.OrderedDict')
  addBuffers(merged, value, model)
  for (const [name, { file, tensor }] of expertBuffers)
    setItem(value, name, addBuffer(merged, file, name, tensor))
  const names = new Set<string>()
  let pieces = merged.tensors.size
  for (const param of [...frozen, ...trainable]) {
    if (names.has(param.name))
      throw invalid(model.file.reader, model.file.name, 'names a parameter twice', [param.name])
    names.add(param.name)
    pieces += param.pieceCount
    const record = flatRecord(param)
    setItem(value, param.name, add(merged, param.name, param.dtype, param.shape, record))
  }
  for (const [alias, kept] of model.aliases) {
    const known = getItem(value, kept)
    if (known !== undefined) setItem(value, alias, known)
  }
  return { ...merged, value, pieces }
}

function add(
  merged: MergedTensors,
  name: string,
  dtype: DType,
  shape: readonly number[],
  record: StorageRecord,
): PickleValue {
  return addWhole(merged, {
    key: `${merged.tensors.size}:${name}`,
    dtype,
    dtypeName: dtype.name,
    shape,
    record,
  })
}

/** The bytes of a parameter; its pieces are listed when they are read. */
function flatRecord({ name, numel, dtype, pieces }: FlatParam): StorageRecord {
  const { itemsize } = dtype
  return assembledRecord({ name, shape: [numel], itemsize, pieces, far: true })
}

/** Buffers are those of rank 0, in the order of the module; floats become float32. */
function addBuffers(merged: MergedTensors, value: PickleDict, { file, module, buffers }: ModelStates): void {
  for (const [name, item] of module === null ? [] : dictEntries(module)) {
    if (typeof name !== 'string' || buffers?.has(name) !== true) continue
    const tensor = tensorAt(file, item, `buffer "${name}"`)
    setItem(value, name, addBuffer(merged, file, name, tensor))
  }
}

/** Add a buffer as `zero_to_fp32.py` gives it: floats become float32. @throws PthError PIECES_INVALID */
export function addBuffer(
  merged: MergedTensors,
  file: RankFile,
  name: string,
  tensor: StridedTensor & { readonly dtype: DType },
): PickleValue {
  const part = partOf(file, tensor, `buffer "${name}"`)
  const float32 = dtypeByName('float32') as DType
  const converted = tensor.dtype.category === 'float' && tensor.dtype.name !== 'float32'
  if (converted && !isDecoded(tensor.dtype))
    throw invalid(
      file.reader,
      file.name,
      `has a buffer of ${tensor.dtype.name}, which float32 is not made of`,
      [name],
    )
  const dtype = converted ? float32 : tensor.dtype
  const record = converted
    ? float32Record(part, name)
    : flatRecord({
        name,
        shape: tensor.shape,
        numel: part.numel,
        dtype,
        pieceCount: 1,
        pieces: () => [pieceOf(part, 0, part.numel, 0)],
      })
  return add(merged, name, dtype, tensor.shape, record)
}

/** Two values of 4 bits in one element are not converted by torch either. */
function isDecoded({ name }: DType): boolean {
  return name !== 'float4_e2m1fn_x2'
}

/** Frozen parameters of ZeRO-1 and ZeRO-2: whole in the file of the module, in the dtype of the training. */
export function wholeFrozen({ file, frozen, fragments }: ModelStates): readonly FlatParam[] {
  return frozen.map((param) => {
    const value = fragments === null ? undefined : getItem(fragments, param.name)
    const what = `frozen_param_fragments of "${param.name}"`
    const tensor = tensorAt(file, value, what)
    if (tensor.shape.join() !== param.shape.join())
      throw invalid(file.reader, file.name, 'gives a frozen parameter another shape than its own', [
        param.name,
      ])
    const part = partOf(file, tensor, what)
    return {
      ...param,
      numel: numelOf(tensor.shape),
      dtype: tensor.dtype,
      pieceCount: 1,
      pieces: () => (part.numel === 0 ? [] : [pieceOf(part, 0, part.numel, 0)]),
    }
  })
}

/** Names of the module that the weights lack, such as those that ZeRO-1 keeps frozen. */
export function leftOut({ module }: ModelStates, { value, expertsLeftOut = [] }: Weights): readonly string[] {
  const names: string[] = [...expertsLeftOut]
  for (const [name] of module === null ? [] : dictEntries(module))
    if (typeof name === 'string' && getItem(value, name) === undefined) names.push(name)
  return names
}
