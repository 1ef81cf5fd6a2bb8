/** Sparse tensors: COO and the four compressed layouts, by every function that ever wrote them. */
import { isKind, qualifiedName, sequenceItems } from '../../pickle/value.ts'
import type { PickleObject, PickleValue } from '../../pickle/value.ts'
import type { RebuildContext, Rebuilder } from './context.ts'
import { parseDimensions } from '../storage.ts'
import { PLAIN } from './strided.ts'
import type { CompositeKind, CompositeTensor, Tensor } from '../tensor.ts'

/** @see torch/_utils.py `_rebuild_sparse_tensor`; torch 1.9 - 1.13 `_rebuild_sparse_csr_tensor` */
export const SPARSE_REBUILDERS: readonly (readonly [string, Rebuilder])[] = [
  ['torch._utils._rebuild_sparse_tensor', rebuildSparse],
  ['torch._utils._rebuild_sparse_csr_tensor', rebuildSparse],
]

type SparseKind = Extract<CompositeKind, `sparse_${string}`>

/** @see c10/core/Layout.h: TorchScript writes layouts as these numbers */
const LAYOUT_CODES: ReadonlyMap<PickleValue, SparseKind> = new Map([
  [1, 'sparse_coo'],
  [2, 'sparse_csr'],
  [4, 'sparse_csc'],
  [5, 'sparse_bsr'],
  [6, 'sparse_bsc'],
])
const LAYOUT_NAMES: ReadonlyMap<PickleValue, SparseKind> = new Map(
  [...LAYOUT_CODES.values()].map((kind) => [`torch.${kind}`, kind]),
)

/** What torch calls the index tensors of each layout. */
const INDEX_NAMES: Readonly<Record<SparseKind, readonly string[]>> = {
  sparse_coo: ['indices'],
  sparse_csr: ['crow_indices', 'col_indices'],
  sparse_bsr: ['crow_indices', 'col_indices'],
  sparse_csc: ['ccol_indices', 'row_indices'],
  sparse_bsc: ['ccol_indices', 'row_indices'],
}

/**
 * Eager: (layout, data) with data `(…indices, values, size[, is_coalesced])`.
 * TorchScript: (layout code, size, requires_grad, …indices, values, backward_hooks).
 */
function rebuildSparse(object: PickleObject, context: RebuildContext): Tensor | undefined {
  const [layout, data] = object.args
  const code = LAYOUT_CODES.get(layout ?? null)
  if (code !== undefined) return fromScript(code, object.args, context)
  const kind = LAYOUT_NAMES.get(layoutName(layout))
  const items = sequenceItems(data)
  if (kind === undefined || items === undefined || object.args.length !== 2) return undefined
  const indices = INDEX_NAMES[kind].length
  const [coalesced = null, ...more] = items.slice(indices + 2)
  if (more.length > 0 || (kind !== 'sparse_coo' && coalesced !== null)) return undefined
  if (coalesced !== null && typeof coalesced !== 'boolean') return undefined
  return sparse(kind, items.slice(0, indices + 1), items[indices + 1], coalesced, false, context)
}

function fromScript(
  kind: SparseKind,
  args: readonly PickleValue[],
  context: RebuildContext,
): Tensor | undefined {
  const [, size, requiresGrad, ...rest] = args
  const parts = INDEX_NAMES[kind].length + 1
  // The hooks come last.
  if (rest.length !== parts + 1) return undefined
  return sparse(kind, rest.slice(0, parts), size, null, requiresGrad === true, context)
}

function sparse(
  kind: SparseKind,
  values: readonly PickleValue[],
  size: PickleValue | undefined,
  coalesced: boolean | null,
  requiresGrad: boolean,
  context: RebuildContext,
): CompositeTensor | undefined {
  const shape = parseDimensions(size)
  const names = [...INDEX_NAMES[kind], 'values']
  const parts = values.flatMap((value, at) => {
    const tensor = context.tensorOf(value)
    const name = names[at]
    return tensor === undefined || name === undefined ? [] : [{ name, tensor }]
  })
  const elements = parts.at(-1)?.tensor
  const indices = parts[0]?.tensor
  if (shape === undefined || parts.length !== names.length || elements === undefined || indices === undefined)
    return undefined
  const facts: (readonly [string, string | number | boolean | null])[] = [
    ['nnz', elements.shape?.[shape.length > 2 && kind !== 'sparse_coo' ? 1 : 0] ?? 0],
  ]
  if (kind === 'sparse_coo') facts.push(['sparse_dim', indices.shape?.[0] ?? 0], ['is_coalesced', coalesced])
  return {
    kind,
    type: PLAIN,
    dtype: elements.dtype,
    dtypeName: elements.dtypeName,
    shape,
    requiresGrad,
    parameter: false,
    problem: parts.find(({ tensor }) => tensor.problem !== null)?.tensor.problem ?? null,
    parts,
    facts,
  }
}

/** The text of `torch.serialization._get_layout("torch.sparse_coo")`, or null. */
function layoutName(value: PickleValue | undefined): PickleValue {
  if (!isKind(value, 'object') || !isKind(value.callee, 'global')) return null
  return qualifiedName(value.callee) === 'torch.serialization._get_layout' ? (value.args[0] ?? null) : null
}
