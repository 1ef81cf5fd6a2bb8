/** The mesh of a DTensor: its shape, the coordinate of the rank that wrote it, and which rank is where. */
import { isKind, sequenceItems } from '../../../pickle/value.ts'
import type { PickleValue } from '../../../pickle/value.ts'
import { readEntry } from '../../read/read.ts'
import type { Interpreter } from '../../rebuild/context.ts'
import { numelOf } from '../../tensor.ts'
import { attribute, numbersOf } from './record.ts'

/** A mesh as one file has it. */
export interface Mesh {
  readonly shape: readonly number[]
  /** Names of its dimensions, such as `dp` and `tp`. */
  readonly names: readonly string[] | null
  /** Where the rank that wrote the file is; null when it is not in the mesh. */
  readonly coordinate: readonly number[] | null
  /** All ranks that the mesh is made of, also those of other parts of the mesh that it was cut out of. */
  readonly ranks: ReadonlySet<number>
  /** Whether the rank is at the coordinate. */
  has(rank: number): boolean
  /** The dimensions along which ranks do not ascend. A process group has its ranks sorted, so it has another order. */
  readonly unsorted: ReadonlySet<number>
}

/** Ranks of a mesh. Largest known job: 100,000. */
const RANKS = 1_000_000

/** Read a mesh; undefined for one that is not as PyTorch writes it. @throws PthError for its table of ranks */
export async function readMesh(value: PickleValue, interpreter: Interpreter): Promise<Mesh | undefined> {
  const given = attribute(value, '_coordinate_on_dim') ?? null
  const coordinate = given === null ? null : (numbersOf(given) ?? undefined)
  if (coordinate === undefined) return undefined
  const names = namesOf(attribute(value, 'mesh_dim_names') ?? attribute(value, '_mesh_dim_names') ?? null)
  const layout = attribute(value, '_layout')
  if (layout === undefined) return plainMesh(value, interpreter, names, coordinate)
  const axes = axesOf(layout)
  const map = await numbersIn(attribute(value, '_rank_map'), interpreter)
  if (axes === undefined || map === undefined) return undefined
  const shape = axes.map((axis) => numelOf(axis.map(({ size }) => size)))
  return checked({
    shape,
    names,
    coordinate,
    ranks: new Set(map.numbers),
    has: (rank) => coordinate !== null && isAt(map.numbers.indexOf(rank), axes, coordinate),
    unsorted: unsortedAlong(map.numbers, axes),
  })
}

/** Until 2.8: a tensor of ranks, of the shape of the mesh. */
async function plainMesh(
  value: PickleValue,
  interpreter: Interpreter,
  names: readonly string[] | null,
  coordinate: readonly number[] | null,
): Promise<Mesh | undefined> {
  const table = await numbersIn(attribute(value, 'mesh') ?? attribute(value, '_mesh'), interpreter)
  if (table === undefined) return undefined
  const { shape, numbers } = table
  let place = 0
  for (const [dim, size] of shape.entries()) place = place * size + (coordinate?.[dim] ?? 0)
  return checked({
    shape,
    names,
    coordinate,
    ranks: new Set(numbers),
    has: (rank) => coordinate !== null && numbers[place] === rank,
    unsorted: unsortedAlong(
      numbers,
      shape.map((size, dim) => [{ size, stride: numelOf(shape.slice(dim + 1)) }]),
    ),
  })
}

function checked(mesh: Mesh): Mesh | undefined {
  const { shape, coordinate } = mesh
  if (coordinate === null) return mesh
  const inside = coordinate.length === shape.length && coordinate.every((at, dim) => at < (shape[dim] ?? 0))
  return inside ? mesh : undefined
}

function namesOf(value: PickleValue): readonly string[] | null {
  const items = sequenceItems(value)
  return items?.every((item) => typeof item === 'string') === true ? items : null
}

/** Part of an axis: how many ranks, and how far from each other they are in the table of ranks. */
interface AxisPart {
  readonly size: number
  readonly stride: number
}

/** An axis may be flattened from several, and one of a single rank may have no size at all. */
function axesOf(layout: PickleValue): readonly (readonly AxisPart[])[] | undefined {
  const listed = sequenceItems(attribute(layout, 'axes'))
  // From 2.9 to 2.10 a layout has sizes and strides itself.
  const sizes = sequenceItems(attribute(layout, 'shape') ?? attribute(layout, '_shape'))
  const strides = sequenceItems(attribute(layout, 'stride') ?? attribute(layout, '_stride'))
  const pairs =
    listed?.map((axis) => [attribute(axis, 'shape'), attribute(axis, 'stride')] as const) ??
    sizes?.map((size, at) => [size, strides?.[at]] as const)
  const axes = pairs?.map(([size, stride]) => {
    const all = numbersOf(size)
    const steps = numbersOf(stride)
    return all === undefined || steps?.length !== all.length
      ? undefined
      : all.map((each, at) => ({ size: each, stride: steps[at] ?? 0 }))
  })
  return axes?.every((axis) => axis !== undefined) === true ? axes : undefined
}

/** Whether the place of a rank in the table is at the coordinate, in whichever of the equal parts of the table. */
function isAt(place: number, axes: readonly (readonly AxisPart[])[], coordinate: readonly number[]): boolean {
  if (place < 0) return false
  return axes.every((axis, dim) => {
    let at = 0
    for (const { size, stride } of axis)
      at = at * size + (size <= 1 || stride === 0 ? 0 : Math.floor(place / stride) % size)
    return at === coordinate[dim]
  })
}

/** The axes along which the ranks of a table descend somewhere. */
function unsortedAlong(
  ranks: readonly number[],
  axes: readonly (readonly AxisPart[])[],
): ReadonlySet<number> {
  const found = new Set<number>()
  for (const [dim, axis] of axes.entries()) {
    const steps = stepsOf(axis)
    for (let place = 0; place < ranks.length && !found.has(dim); place += 1) {
      if (!isFirst(place, axis)) continue
      let before = -1
      for (const step of steps) {
        const rank = ranks[place + step] ?? Infinity
        if (rank <= before) found.add(dim)
        before = rank
      }
    }
  }
  return found
}

/** How far each place of an axis is from its first one in the table. */
function stepsOf(axis: readonly AxisPart[]): readonly number[] {
  let steps = [0]
  for (const { size, stride } of axis) {
    // A size is what a file says.
    if (size <= 1 || steps.length * size > RANKS) continue
    steps = steps.flatMap((step) => Array.from({ length: size }, (_, at) => step + at * stride))
  }
  return steps
}

function isFirst(place: number, axis: readonly AxisPart[]): boolean {
  return axis.every(
    ({ size, stride }) => size <= 1 || stride === 0 || Math.floor(place / stride) % size === 0,
  )
}

async function numbersIn(
  value: PickleValue | undefined,
  interpreter: Interpreter,
): Promise<{ readonly shape: readonly number[]; readonly numbers: readonly number[] } | undefined> {
  const tensor = isKind(value, 'object') ? interpreter.tensorOf(value) : undefined
  if (tensor?.kind !== 'strided' || numelOf(tensor.shape) > RANKS) return undefined
  const { dtype, shape } = tensor
  const bytes = await readEntry({ name: 'mesh', tensor })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const numbers: number[] = []
  for (let at = 0; at < bytes.byteLength; at += dtype?.itemsize ?? 1) {
    if (dtype?.name === 'int32') numbers.push(view.getInt32(at, true))
    else if (dtype?.name === 'int64') numbers.push(Number(view.getBigInt64(at, true)))
    else return undefined
  }
  return { shape, numbers }
}
