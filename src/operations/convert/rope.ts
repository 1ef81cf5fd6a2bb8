/**
 * `--rope`: Llama's query and key projections, whose rows Meta and transformers keep in different orders. Meta rotates
 * neighbouring rows of a head, transformers one half of a head with the other.
 * @see transformers/models/llama/convert_llama_weights_to_hf.py `permute`
 */
import type { Tensor } from '../../checkpoint/tensor.ts'
import { PthError } from '../../errors.ts'
import type { Named } from './choose.ts'
import type { Rope } from './rope-config.ts'

/** Query and key projections, as transformers and as Meta call them. */
const PROJECTION = /^(.*\.)?(q_proj|wq|k_proj|wk)\.([^.]+(?:\..+)?)$/
const QUERIES: ReadonlySet<string> = new Set(['q_proj', 'wq'])
/** Norms of each head before the rotation, in the order of rows that the head has. */
const HEAD_NORM = /^(.*\.)?(q_norm|k_norm|q_layernorm|k_layernorm)\./

interface Projection {
  readonly item: Named
  readonly layer: string
  readonly part: string
  readonly leaf: string
}

/**
 * Move the rows of every query and key projection.
 * @throws PthError TRANSFORM_REFUSED naming the tensor where the heads do not divide its rows, where something else
 * belongs to its rows (scales, adapters, norms of heads), and when there is no projection
 */
export function ropeAll(
  named: readonly Named[],
  rope: Rope,
): { readonly named: readonly Named[]; readonly notices: readonly string[] } {
  const found = named.flatMap((item): Projection[] => {
    const norm = HEAD_NORM.exec(item.name)
    if (norm !== null)
      throw refused(item.name, 'it scales the rows of each head, and would have to move with them')
    const [, layer = '', part, leaf] = PROJECTION.exec(item.name) ?? []
    return part === undefined || leaf === undefined ? [] : [{ item, layer, part, leaf }]
  })
  const [first] = named
  if (found.length === 0)
    throw refused(
      first?.name ?? '',
      'no query or key projection is there (q_proj, k_proj, wq or wk as the last name before .weight)',
    )
  const headRows = new Map<string, number>()
  for (const each of found) {
    if (each.leaf !== 'weight' && each.leaf !== 'bias')
      throw refused(
        each.item.name,
        'it belongs to the rows of a projection, and --rope does not know its order',
      )
    if (QUERIES.has(each.part)) headRows.set(each.layer, rowsOfHead(each, rope.heads, '--heads', rope))
  }
  const moved = new Map<Named, Named>()
  for (const each of found) {
    const rows = headRows.get(each.layer)
    if (rows === undefined) throw refused(each.item.name, 'its query projection is not beside it')
    moved.set(each.item, withRows(each, headsOf(each, rows, rope), rope.to))
  }
  return {
    named: named.map((item) => moved.get(item) ?? item),
    notices: [
      `--rope ${rope.to}: ${ropeText(rope, [...headRows.values()])}, ${found.length} tensors`,
      ...nameNotices(found, rope),
    ],
  }
}

/** Names that are those of the library whose order is asked for: the rows may be in that order already. */
function nameNotices(found: readonly Projection[], { to }: Rope): string[] {
  const own = to === 'hf' ? ['.q_proj.', '.k_proj.'] : ['.wq.', '.wk.']
  const [odd] = found.filter(({ item }) => own.some((part) => `.${item.source.name}`.includes(part)))
  if (odd === undefined) return []
  const library = to === 'hf' ? 'transformers' : 'Meta'
  return [
    `"${odd.item.source.name}" already has its name of ${library}; its rows were taken to be in the other order`,
  ]
}

function ropeText({ heads, kvHeads }: Rope, rows: readonly number[]): string {
  const kv = kvHeads === null ? 'key heads by their rows' : `${kvHeads} key heads`
  return `${heads} query heads of ${[...new Set(rows)].join(' or ')} rows, ${kv}`
}

/** @throws PthError TRANSFORM_REFUSED */
function rowsOfHead({ item }: Projection, heads: number, flag: string, { headRows }: Rope): number {
  const [rows = 0] = item.source.tensor.shape ?? []
  const each = rows / heads
  if (!Number.isInteger(each) || each % 2 !== 0 || each === 0)
    throw refused(item.name, `its ${rows} rows are not ${heads} heads of an even number of rows (${flag})`)
  if (headRows !== null && headRows !== each)
    throw refused(
      item.name,
      `${heads} heads of ${rows} rows have ${each} each, the configuration says ${headRows}`,
    )
  return each
}

/** Heads of a projection; keys have heads as long as those of the queries. @throws PthError TRANSFORM_REFUSED */
function headsOf({ item, part }: Projection, headRows: number, { heads, kvHeads }: Rope): number {
  if (QUERIES.has(part)) return heads
  const [rows = 0] = item.source.tensor.shape ?? []
  const count = rows / headRows
  if (!Number.isInteger(count) || count === 0 || heads % count !== 0)
    throw refused(
      item.name,
      `its ${rows} rows do not divide into heads of ${headRows} rows that ${heads} heads share`,
    )
  if (kvHeads !== null && kvHeads !== count)
    throw refused(
      item.name,
      `its ${rows} rows are ${count} heads of ${headRows} rows, not ${kvHeads} (--kv-heads)`,
    )
  return count
}

/** `view(heads, rows / 2, 2, …).transpose(1, 2)` to transformers' order, and its inverse. */
function withRows({ item, leaf }: Projection, heads: number, to: 'hf' | 'meta'): Named {
  const { source, name, computed } = item
  const { tensor } = source
  if (computed !== undefined || item.shape !== undefined) throw refused(name, 'its values are computed')
  const { shape } = tensor
  const dims = leaf === 'weight' ? 2 : 1
  if (shape === null || shape.length !== dims) throw refused(name, `it does not have ${dims} dimensions`)
  const view = rowsView(name, tensor)
  const [rows = 0] = shape
  const half = rows / heads / 2
  const [step = 0, ...rest] = view.stride
  const perHead = step * 2 * half
  const [sizes, steps] =
    to === 'hf'
      ? [
          [heads, 2, half],
          [perHead, step, step * 2],
        ]
      : [
          [heads, half, 2],
          [perHead, step, step * half],
        ]
  const split = { ...view, shape: [...sizes, ...shape.slice(1)], stride: [...steps, ...rest] }
  return { ...item, source: { ...source, tensor: split }, shape }
}

function rowsView(name: string, tensor: Tensor): Extract<Tensor, { kind: 'strided' }> {
  if (tensor.kind === 'strided' && tensor.dtype?.safetensors !== 'F4') return tensor
  throw refused(name, `it is ${tensor.kind === 'strided' ? 'of packed pairs' : `a ${tensor.kind} tensor`}`)
}

function refused(name: string, reason: string): PthError {
  return new PthError('TRANSFORM_REFUSED', {
    name,
    reason,
    hint: 'leave it out with --exclude, or convert it without --rope',
  })
}
