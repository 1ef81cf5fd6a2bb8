/** Whole tensors of what the ranks have of them: proven to fill their shapes before anything is read. */
import { dtypeByName } from '../../../dtype/dtype.ts'
import { PthError } from '../../../errors.ts'
import type { PartsFacts } from '../../checkpoint.ts'
import type { Crc32 } from '../../../io/crc32.ts'
import type { PickleValue } from '../../../pickle/value.ts'
import { numelOf } from '../../tensor.ts'
import type { StridedTensor } from '../../tensor.ts'
import { assembledRecord } from '../assembled.ts'
import type { Piece } from '../assembled.ts'
import { checkedTensor } from '../checked-tensor.ts'
import type { Comparison } from '../checked-tensor.ts'
import { densePlaces, denseSource } from '../dense-source.ts'
import { addWhole, newMergedTensors } from '../merged.ts'
import type { MergedTensors } from '../merged.ts'
import { tilingProblem } from '../tiling.ts'
import type { RankFile } from './names.ts'
import type { Pieces, Share } from './share.ts'

/** The tensors of a set of files. */
export interface Wholes {
  readonly merged: MergedTensors
  /** Make one whole of the shares of all ranks, in their order. @throws PthError PIECES_INVALID, FORMAT_UNSUPPORTED */
  add(name: string, shares: readonly Share[]): PickleValue
  /** What was seen until now. */
  facts(): Pick<PartsFacts, 'pieces' | 'mesh' | 'placements'>
}

/** Names that FSDP1 gives to its flat parameters. */
const FLAT = /(^|[._])flat_param(_\d+)?$/

interface Context extends Comparison {
  readonly path: string
  readonly files: readonly RankFile[]
  pieces: number
  /** The largest mesh of all tensors. */
  mesh: NonNullable<PartsFacts['mesh']> | null
  /** Tensors by their placements. */
  readonly layouts: Map<string, number>
}

/** No tensors yet. */
export function newWholes(path: string, files: readonly RankFile[], crc32: Crc32): Wholes {
  const merged = newMergedTensors()
  const context: Context = {
    path,
    files,
    crc32,
    compared: new Map(),
    pieces: 0,
    mesh: null,
    layouts: new Map(),
  }
  /** Names of one tensor stay names of one tensor: all ranks must agree on that. */
  const known = new Map<string, PickleValue>()
  return {
    merged,
    facts: () => ({
      pieces: context.pieces,
      ...(context.mesh !== null && { mesh: context.mesh }),
      placements: [...context.layouts].map(([placements, tensors]) => ({ placements, tensors })),
    }),
    add: (name, shares) => {
      const views = shares.map(viewOf)
      // What has no bytes on any rank is never known to be the same as another.
      const key = views.every((view) => view === '') ? `name ${name}` : views.join('|')
      const before = known.get(key)
      if (before !== undefined) return before
      const made = wholeOf(context, name, shares)
      const reference = addWhole(merged, { key: `${merged.tensors.size}:${name}`, ...made })
      known.set(key, reference)
      return reference
    },
  }
}

/** Equal for the same elements of the same file; empty where it has none. */
function viewOf(share: Share): string {
  if (share.kind === 'plain') return elementsOf(share.tensor)
  if (share.kind === 'refused' || share.boxes.length === 0) return ''
  const boxes = share.boxes.map(({ offsets, tensor }) => `${offsets.join()} ${elementsOf(tensor)}`)
  return `${share.shape.join()} ${share.layout} ${boxes.join(';')}`
}

function elementsOf({ storage, storageOffset, shape, stride, dtypeName }: StridedTensor): string {
  return `${storage.key} ${storageOffset} ${shape.join()} ${stride.join()} ${dtypeName}`
}

type Whole = Omit<Parameters<typeof addWhole>[1], 'key'>

function wholeOf(context: Context, name: string, shares: readonly Share[]): Whole {
  const { path, files } = context
  const [first, ...others] = shares
  const refused = shares.findIndex(({ kind }) => kind === 'refused')
  const why = shares[refused]
  if (why?.kind === 'refused') {
    if (why.tensor !== null) return problemWhole(why.tensor.dtypeName, why.tensor.shape ?? [0], why.why)
    throw new PthError('FORMAT_UNSUPPORTED', {
      path,
      found: `a set of files of ranks that is not joined: of "${name}" in ${files[refused]?.name ?? ''} ${why.why}`,
      hint: 'gather it with the framework that wrote it, or save with torch.distributed.checkpoint',
    })
  }
  if (first?.kind === 'plain') return plainWhole(context, name, shares)
  const pieces = shares.filter((share) => share.kind === 'pieces')
  if (first?.kind !== 'pieces' || pieces.length !== others.length + 1)
    throw wrong(context, 'some ranks have all of it and others a part', name)
  return piecesWhole(context, name, pieces)
}

function wrong({ path }: Context, reason: string, name: string): PthError {
  return new PthError('PIECES_INVALID', { path, reason: `${reason}, of`, names: [name] })
}

/** A tensor that is listed and whose bytes are not given. */
function problemWhole(dtypeName: string, shape: readonly number[], problem: string): Whole {
  return { dtype: dtypeByName(dtypeName) ?? null, dtypeName, shape, record: null, problem }
}

/** Every rank has the whole of it: which must be the same, and is compared when it is read. */
function plainWhole(context: Context, name: string, shares: readonly Share[]): Whole {
  const tensors = shares.map((share) => (share.kind === 'plain' ? share.tensor : undefined))
  const [first] = tensors
  if (first === undefined || tensors.includes(undefined))
    throw wrong(context, 'some ranks have all of it and others a part', name)
  for (const [at, tensor] of tensors.entries())
    if (tensor?.dtypeName !== first.dtypeName || tensor.shape.join() !== first.shape.join())
      return problemWhole(
        first.dtypeName,
        first.shape,
        `ranks disagree: ${context.files[0]?.name} has ${described(first)}, ` +
          `${context.files[at]?.name} ${tensor === undefined ? 'nothing' : described(tensor)}`,
      )
  const offsets = first.shape.map(() => 0)
  const pieces = tensors.flatMap((tensor, at) =>
    tensor === undefined ? [] : [pieceOf(context, name, { offsets, sizes: first.shape, tensor }, at)],
  )
  return whole(context, name, first.dtypeName, first.shape, pieces)
}

function described({ dtypeName, shape }: StridedTensor): string {
  return `${dtypeName} [${shape.join(', ')}]`
}

function piecesWhole(context: Context, name: string, shares: readonly Pieces[]): Whole {
  const { path, files } = context
  const [first] = shares
  if (first === undefined) throw wrong(context, 'no rank has it', name)
  if (first.by === 'ShardedTensor' && FLAT.test(name))
    throw new PthError('FORMAT_UNSUPPORTED', {
      path,
      found:
        `a set of files of ranks with flat parameters of FSDP, such as "${name}": names and shapes of the parameters ` +
        'are not in them',
      hint: 'load them into the model, and save with StateDictType.FULL_STATE_DICT or SHARDED_STATE_DICT',
    })
  note(context, first)
  const pieces: Piece[] = []
  for (const [at, share] of shares.entries()) {
    const { rank, world, mesh, all } = share
    const file = files[at]
    const named = file?.rank ?? at
    if (share.shape.join() !== first.shape.join() || share.dtypeName !== first.dtypeName)
      throw wrong(context, `${file?.name} and ${files[0]?.name} give it another shape or element type`, name)
    if (share.layout !== first.layout || !isSameList(all, first.all))
      throw wrong(context, `${file?.name} and ${files[0]?.name} lay it out differently`, name)
    if ((rank !== null && rank !== named) || (mesh?.coordinate != null && !mesh.has(named)))
      throw wrong(context, `${file?.name} was not written by rank ${named}: it has the part of another`, name)
    const missing =
      world === null ? missingRank(mesh?.ranks, files.length) : world > files.length ? files.length : null
    if (missing !== null)
      throw wrong(context, `the file of rank ${missing} is missing, which has a part`, name)
    for (const box of share.boxes) pieces.push(pieceOf(context, name, box, at))
  }
  return whole(context, name, first.dtypeName, first.shape, pieces)
}

/** How a tensor was laid out, for people. */
function note(context: Context, { by, mesh, placements }: Pieces): void {
  const text = mesh === null ? by : `(${placements.join(', ')})`
  context.layouts.set(text, (context.layouts.get(text) ?? 0) + 1)
  if (mesh !== null && (context.mesh === null || mesh.shape.length > context.mesh.shape.length))
    context.mesh = { shape: mesh.shape, names: mesh.names }
}

function missingRank(ranks: ReadonlySet<number> | undefined, count: number): number | null {
  for (const rank of ranks ?? []) if (rank >= count) return rank
  return null
}

function isSameList(one: Pieces['all'], other: Pieces['all']): boolean {
  if (one === null || other === null) return one === other
  return (
    one.length === other.length &&
    one.every(({ offsets, sizes }, at) => {
      const box = other[at]
      return box?.offsets.join() === offsets.join() && box.sizes.join() === sizes.join()
    })
  )
}

/** The whole of pieces; those of one box are copies of each other. */
function whole(
  context: Context,
  name: string,
  dtypeName: string,
  shape: readonly number[],
  pieces: readonly Piece[],
): Whole {
  const dtype = dtypeByName(dtypeName) ?? null
  const boxes = new Map<string, [Piece, ...Piece[]]>()
  for (const piece of pieces) {
    if (numelOf(piece.sizes) === 0) continue
    const key = `${piece.offsets.join()}:${piece.sizes.join()}`
    const known = boxes.get(key)
    if (known === undefined) boxes.set(key, [piece])
    else known.push(piece)
  }
  const problem = tilingProblem(
    shape,
    [...boxes.values()].map(([piece]) => piece),
    `"${name}"`,
  )
  if (problem !== null) throw wrong(context, problem, name)
  const joined = [...boxes.values()].map(([piece, ...copies]) =>
    copies.length === 0 ? piece : { ...piece, copies },
  )
  const record =
    dtype === null
      ? null
      : assembledRecord({ name, shape, itemsize: dtype.itemsize, pieces: joined, far: true })
  return { dtype, dtypeName, shape, record }
}

function pieceOf(
  context: Context,
  name: string,
  { offsets, sizes, tensor }: { offsets: readonly number[]; sizes: readonly number[]; tensor: StridedTensor },
  at: number,
): Piece {
  const file = context.files[at]?.name ?? ''
  const label = `${file} > "${name}"`
  context.pieces += 1
  const checked = checkedTensor(tensor, label, file, context)
  return {
    offsets,
    sizes,
    label,
    open: () => denseSource(label, checked),
    expect: () => densePlaces(label, checked),
  }
}
