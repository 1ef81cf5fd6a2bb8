/** What one rank has of one tensor: a value of its pickle, read as boxes of a whole. */
import { sequenceItems, isKind } from '../../../pickle/value.ts'
import type { PickleValue } from '../../../pickle/value.ts'
import { parseDimensions } from '../../storage.ts'
import type { Interpreter } from '../../rebuild/context.ts'
import { numelOf } from '../../tensor.ts'
import type { StridedTensor, Tensor } from '../../tensor.ts'
import type { Box } from '../tiling.ts'
import { readMesh } from './mesh.ts'
import type { Mesh } from './mesh.ts'
import { lengthOf, runsOf } from './placement.ts'
import type { Placement, Run } from './placement.ts'
import { attribute, attributeIn, classNameOf, numbersOf, wrapperSubclass } from './record.ts'
import type { Subclass } from './record.ts'

/** A box and the tensor with its elements. */
export interface ShareBox extends Box {
  readonly tensor: StridedTensor
}

/** The part of a tensor that a rank has. */
export interface Pieces {
  readonly kind: 'pieces'
  readonly by: 'DTensor' | 'ShardedTensor'
  readonly shape: readonly number[]
  readonly dtypeName: string
  readonly boxes: readonly ShareBox[]
  /** The boxes of all ranks, where each file lists them. */
  readonly all: readonly Box[] | null
  /** How it is laid out, equal on all ranks, such as `(Shard(dim=0),) on [2]`. */
  readonly layout: string
  /** Null for ShardedTensor. */
  readonly mesh: Mesh | null
  readonly placements: readonly string[]
  /** Rank and number of ranks, where the value itself says them. */
  readonly rank: number | null
  readonly world: number | null
}

/** What a rank has under one name. */
export type Share =
  | Pieces
  /** A tensor that says nothing about ranks. */
  | { readonly kind: 'plain'; readonly tensor: StridedTensor }
  /** One that cannot be joined, and why. */
  | { readonly kind: 'refused'; readonly why: string; readonly tensor: Tensor | null }

/** Meshes of one file that were read. */
export type Meshes = Map<PickleValue, Mesh | null>

const DTENSOR = /^torch\.distributed\.(_tensor|tensor)(\.\w+)?\.DTensor$/
const SHARDED = /^torch\.distributed\._shard\.sharded_tensor(\.\w+)?\.ShardedTensor$/

/** The share of a rank, or undefined for a value that is no tensor. @throws PthError for a table of ranks */
export async function shareOf(
  value: PickleValue,
  interpreter: Interpreter,
  meshes: Meshes,
): Promise<Share | undefined> {
  const subclass = wrapperSubclass(value)
  if (subclass !== undefined && DTENSOR.test(subclass.type))
    return (await dtensorShare(subclass, interpreter, meshes)) ?? refused('the DTensor has an unknown form')
  if (subclass !== undefined && SHARDED.test(subclass.type))
    return shardedShare(subclass, interpreter) ?? refused('the ShardedTensor has an unknown form')
  const tensor = interpreter.tensorOf(value)
  if (tensor === undefined) return undefined
  if (tensor.kind !== 'strided') return { ...refused(`it is a ${tensor.type} (${tensor.kind})`), tensor }
  return { kind: 'plain', tensor }
}

function refused(why: string): Extract<Share, { kind: 'refused' }> {
  return { kind: 'refused', why, tensor: null }
}

/** Shape and element type of the whole. */
function wholeOf({ args }: Subclass): { shape: readonly number[]; dtypeName: string } | undefined {
  const [, dtype, size] = args
  const shape = parseDimensions(size)
  if (shape === undefined || !isKind(dtype, 'global')) return undefined
  return { shape, dtypeName: dtype.name }
}

async function dtensorShare(
  subclass: Subclass,
  interpreter: Interpreter,
  meshes: Meshes,
): Promise<Share | undefined> {
  const whole = wholeOf(subclass)
  const spec = attributeIn(subclass.state, '_spec')
  const local = interpreter.tensorOf(attributeIn(subclass.state, '_local_tensor'))
  const meshValue = attribute(spec, 'mesh')
  const given = sequenceItems(attribute(spec, 'placements'))
  if (whole === undefined || meshValue === undefined || given === undefined || local === undefined)
    return undefined
  const meta = attribute(spec, 'tensor_meta')
  const noted = isKind(meta, 'object') ? numbersOf(meta.args[0]) : undefined
  if (noted !== undefined && noted.join() !== whole.shape.join()) return undefined
  const known = meshes.get(meshValue)
  const mesh = known === undefined ? ((await readMesh(meshValue, interpreter)) ?? null) : known
  meshes.set(meshValue, mesh)
  if (mesh === null) return undefined
  const { shape, dtypeName } = whole
  const placements = given.map((item) => placementOf(item, shape.length))
  const texts = given.map(placementText)
  const other = placements.findIndex((placement) => placement === undefined)
  if (other >= 0)
    return refused(
      `the placement is ${texts[other] ?? ''}, whose values no file has: they would have to be added up`,
    )
  if (placements.length !== mesh.shape.length) return undefined
  const split = placements.findIndex(
    (placement, dim) => placement?.kind !== 'replicate' && mesh.unsorted.has(dim),
  )
  if (split >= 0)
    return refused(
      `dimension ${split} of the mesh has its ranks in another order than process groups have them, and PyTorch puts ` +
        'such a tensor together in two ways (full_tensor and DCP)',
    )
  if (!isDefaultOrder(attribute(spec, 'shard_order'), given))
    return refused('the shards are in an order that the placements do not show (shard_order)')
  const facts = { by: 'DTensor', shape, dtypeName, all: null, mesh, placements: texts, world: null } as const
  const layout = `(${texts.join(', ')}) on [${mesh.shape.join(', ')}]`
  const rank = attribute(meshValue, '_rank')
  const pieces = { kind: 'pieces', ...facts, layout, rank: typeof rank === 'number' ? rank : null } as const
  // A rank outside of the mesh has an empty tensor in the place of one.
  if (mesh.coordinate === null) return { ...pieces, boxes: [] }
  const runs = runsOf(shape, mesh.shape, placements as readonly Placement[], mesh.coordinate)
  if (local.kind !== 'strided') return refused(`the local tensor is a ${local.type} (${local.kind})`)
  const sizes = runs.map(lengthOf)
  if (local.shape.join() !== sizes.join())
    return refused(
      `the local tensor has the shape [${local.shape.join(', ')}], and ${layout} gives [${sizes.join(', ')}]`,
    )
  if (local.dtypeName !== dtypeName) return refused(`the local tensor has ${local.dtypeName} elements`)
  return { ...pieces, boxes: boxesOf(local, runs) }
}

/** The boxes of a local tensor: one, where each dimension is one run. */
function boxesOf(local: StridedTensor, runs: readonly (readonly Run[])[]): readonly ShareBox[] {
  if (numelOf(local.shape) === 0) return []
  let boxes: ShareBox[] = [{ offsets: [], sizes: [], tensor: local }]
  for (const [dim, some] of runs.entries()) {
    const next: ShareBox[] = []
    for (const box of boxes) {
      let at = 0
      for (const { start, length } of some) {
        const storageOffset = box.tensor.storageOffset + at * (local.stride[dim] ?? 0)
        next.push({
          offsets: [...box.offsets, start],
          sizes: [...box.sizes, length],
          tensor: { ...box.tensor, storageOffset },
        })
        at += length
      }
    }
    boxes = next
  }
  return boxes.map((box) => ({ ...box, tensor: { ...box.tensor, shape: box.sizes } }))
}

/** Undefined for a placement whose values would have to be added up, and for unknown ones. */
function placementOf(value: PickleValue, dims: number): Placement | undefined {
  const name = classNameOf(value)
  if (name === 'Replicate') return { kind: 'replicate' }
  const dim = attribute(value, 'dim')
  if (typeof dim !== 'number' || dim < 0 || dim >= dims) return undefined
  if (name === 'Shard') return { kind: 'shard', dim }
  const factor = attribute(value, 'split_factor')
  if (name !== '_StridedShard' || typeof factor !== 'number' || factor < 1) return undefined
  return { kind: 'strided', dim, factor }
}

/** As torch prints it. */
function placementText(value: PickleValue): string {
  const name = classNameOf(value) ?? 'unknown'
  const dim = attribute(value, 'dim')
  const factor = attribute(value, 'split_factor')
  const reduce = attribute(value, 'reduce_op')
  if (typeof dim === 'number')
    return typeof factor === 'number' ? `${name}(dim=${dim}, sf=${factor})` : `${name}(dim=${dim})`
  return typeof reduce === 'string' ? `${name}(${reduce})` : `${name}()`
}

/** Whether each dimension of the tensor is split over the dimensions of the mesh from left to right. */
function isDefaultOrder(order: PickleValue | undefined, placements: readonly PickleValue[]): boolean {
  const entries = sequenceItems(order) ?? []
  // Where a placement is strided, it says the order itself.
  if (placements.some((placement) => classNameOf(placement) === '_StridedShard')) return true
  return entries.every((entry) => {
    const dims = isKind(entry, 'object') ? numbersOf(entry.args[1]) : undefined
    return dims?.every((dim, at) => at === 0 || dim > (dims[at - 1] ?? 0)) === true
  })
}

/** (local_shards, metadata, process group, sharding spec, init_rrefs) */
function shardedShare(subclass: Subclass, interpreter: Interpreter): Share | undefined {
  const whole = wholeOf(subclass)
  const [local, metadata, group] = sequenceItems(subclass.state) ?? []
  const listed = sequenceItems(attribute(metadata, 'shards_metadata'))?.map(boxOf)
  const size = numbersOf(attribute(metadata, 'size'))
  const shards = sequenceItems(local)
  if (whole === undefined || shards === undefined || listed === undefined || size === undefined)
    return undefined
  if (size.join() !== whole.shape.join()) return undefined
  const boxes: ShareBox[] = []
  for (const shard of shards) {
    const tensor = interpreter.tensorOf(attribute(shard, 'tensor'))
    const box = boxOf(attribute(shard, 'metadata') ?? null)
    if (tensor === undefined || box === undefined) return undefined
    if (tensor.kind !== 'strided') return refused(`the local tensor is a ${tensor.type} (${tensor.kind})`)
    if (tensor.shape.join() !== box.sizes.join() || tensor.dtypeName !== whole.dtypeName)
      return refused('the local tensor has another shape or element type than its metadata')
    boxes.push({ ...box, tensor })
  }
  const all: Box[] = []
  for (const box of listed) {
    if (box === undefined) return undefined
    all.push(box)
  }
  const rank = attribute(group, 'global_rank')
  const world = attribute(group, 'global_world_size')
  return {
    kind: 'pieces',
    by: 'ShardedTensor',
    ...whole,
    boxes,
    all,
    layout: `${all.length} shards`,
    mesh: null,
    placements: [],
    rank: typeof rank === 'number' ? rank : null,
    world: typeof world === 'number' ? world : null,
  }
}

function boxOf(value: PickleValue): Box | undefined {
  const offsets = numbersOf(attribute(value, 'shard_offsets'))
  const sizes = numbersOf(attribute(value, 'shard_sizes'))
  return offsets === undefined || sizes === undefined ? undefined : { offsets, sizes }
}
