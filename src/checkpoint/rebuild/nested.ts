/** Nested tensors: a batch of tensors of different shapes over one buffer, strided or jagged. */
import { getItem, isKind } from '../../pickle/value.ts'
import type { PickleObject } from '../../pickle/value.ts'
import type { RebuildContext, Rebuilder } from './context.ts'
import { PLAIN } from './strided.ts'
import type { CompositeTensor, Tensor, TensorPart } from '../tensor.ts'

/** @see torch/_utils.py `_rebuild_nested_tensor`, torch/nested/_internal/nested_tensor.py `_rebuild_njt` */
export const NESTED_REBUILDERS: readonly (readonly [string, Rebuilder])[] = [
  ['torch._utils._rebuild_nested_tensor', rebuildNested],
  ['torch.nested._internal.nested_tensor._rebuild_njt', rebuildJagged],
]

const NESTED_PARTS = ['buffer', 'nested_sizes', 'nested_strides', 'storage_offsets'] as const

/** (buffer, sizes, strides, storage_offsets): one row of sizes and strides for each component */
function rebuildNested(object: PickleObject, context: RebuildContext): Tensor | undefined {
  const parts = NESTED_PARTS.flatMap((name, at) => part(name, context.tensorOf(object.args[at])))
  const sizes = parts[1]?.tensor
  if (object.args.length !== 4 || parts.length !== 4 || sizes === undefined) return undefined
  return composite('nested', parts, [['components', sizes.shape?.[0] ?? null]], false)
}

/** (kwargs,): values of all components one after another, offsets where each begins, lengths if they leave gaps */
function rebuildJagged(object: PickleObject, context: RebuildContext): Tensor | undefined {
  const [kwargs] = object.args
  if (object.args.length !== 1 || !isKind(kwargs, 'dict')) return undefined
  const parts = ['values', 'offsets', 'lengths'].flatMap((name) =>
    part(name, context.tensorOf(getItem(kwargs, name))),
  )
  const [values, offsets] = parts
  if (values?.name !== 'values' || offsets?.name !== 'offsets') return undefined
  const ragged = getItem(kwargs, '_ragged_idx')
  const count = offsets.tensor.shape?.[0]
  return composite(
    'jagged',
    parts,
    [
      ['components', count === undefined ? null : count - 1],
      ['ragged_dim', typeof ragged === 'number' ? ragged : 1],
    ],
    getItem(kwargs, 'requires_grad') === true,
  )
}

function part(name: string, tensor: Tensor | undefined): TensorPart[] {
  return tensor === undefined ? [] : [{ name, tensor }]
}

function composite(
  kind: 'nested' | 'jagged',
  parts: readonly TensorPart[],
  facts: CompositeTensor['facts'],
  requiresGrad: boolean,
): CompositeTensor | undefined {
  const [elements] = parts
  if (elements === undefined) return undefined
  return {
    kind,
    type: PLAIN,
    dtype: elements.tensor.dtype,
    dtypeName: elements.tensor.dtypeName,
    // Its components differ in shape: none is reported.
    shape: null,
    requiresGrad,
    parameter: false,
    problem: parts.find(({ tensor }) => tensor.problem !== null)?.tensor.problem ?? null,
    parts,
    facts,
  }
}
