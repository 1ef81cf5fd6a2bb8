/** A tensor that lies in pieces, each a box of it: read as if it lay in one, row-major and little-endian. */
import type { ExpectedPlace, StorageRecord } from '../../container/record.ts'
import { PthError } from '../../errors.ts'
import { allocate, filledSource, readInto } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'
import { numelOf } from '../tensor.ts'

/** A box of a tensor, and where its elements are. Offsets and sizes in elements, one for each dimension. */
export interface Piece {
  /** First index of the box in each dimension. */
  readonly offsets: readonly number[]
  readonly sizes: readonly number[]
  /** What to call it in messages: the file and the place in it. */
  readonly label: string
  /** The elements of the box: row-major, little-endian, all of them and nothing else. @throws PthError */
  open(): Promise<ByteSource>
  /** Where all of it is read from, as of {@link StorageRecord}. */
  expect?(): readonly ExpectedPlace[] | null
  /** Other places that have the same box, which must have the same bytes. */
  readonly copies?: readonly Piece[]
}

/** A whole of pieces. They must not overlap and must fill the shape: `tilingProblem` says whether they do. */
export interface Assembly {
  /** What to call the whole in messages. */
  readonly name: string
  readonly shape: readonly number[]
  /** Bytes of an element. */
  readonly itemsize: number
  readonly pieces: readonly Piece[]
}

/** Pieces that are read at one time. */
const AT_ONCE = 16

/** A whole whose pieces may be made when they are asked for. */
interface Made extends Omit<Assembly, 'pieces'> {
  readonly pieces: Assembly['pieces'] | (() => Assembly['pieces'])
  /** Whether a file of it may be far away. Where none is, no piece is made to find that out. */
  readonly far?: boolean
}

/** The bytes of an assembly as a storage that no file has in one place. */
export function assembledRecord({ pieces, far, ...whole }: Made): StorageRecord {
  const byteLength = numelOf(whole.shape) * whole.itemsize
  const made = (): Assembly['pieces'] => (typeof pieces === 'function' ? pieces() : pieces)
  return {
    member: whole.name,
    byteLength,
    crc32: null,
    packing: 'pieces',
    open: async () => assembledSource({ ...whole, pieces: made() }),
    locate: async () => null,
    ...(far === true && {
      // Of a part, the parts of the pieces are not worked out.
      expect: (offset, length) => (offset === 0 && length === byteLength ? placesOf(made()) : null),
    }),
  }
}

function placesOf(pieces: readonly Piece[]): readonly ExpectedPlace[] {
  return pieces.flatMap((piece) => [piece, ...(piece.copies ?? [])].flatMap((one) => one.expect?.() ?? []))
}

/** An assembly as a source. A piece is opened when it is first read, and stays open as long as the source. */
function assembledSource(assembly: Assembly): ByteSource {
  const { name, shape, itemsize } = assembly
  const byteLength = numelOf(shape) * itemsize
  const opened = new Map<Piece, Promise<ByteSource>>()
  const open = (piece: Piece): Promise<ByteSource> => {
    const known = opened.get(piece)
    if (known !== undefined) return known
    const source = openPiece(piece, itemsize)
    opened.set(piece, source)
    // One that could not be opened is tried again by who reads it next.
    source.catch(() => opened.delete(piece))
    return source
  }
  const fill = async (offset: number, target: Uint8Array): Promise<void> => {
    const skipped = offset % itemsize
    const end = offset + target.length
    if (skipped === 0 && end % itemsize === 0) {
      await fillElements(assembly, open, offset / itemsize, target)
      return
    }
    // Nothing of pth reads parts of elements but what compares headers and ends.
    const first = (offset - skipped) / itemsize
    const around = allocate(name, (Math.ceil(end / itemsize) - first) * itemsize)
    await fillElements(assembly, open, first, around)
    target.set(around.subarray(skipped, skipped + target.length))
  }
  return filledSource(name, byteLength, fill)
}

async function openPiece(piece: Piece, itemsize: number): Promise<ByteSource> {
  const source = await piece.open()
  const expected = numelOf(piece.sizes) * itemsize
  if (source.byteLength === expected) return source
  throw new PthError('SOURCE_TRUNCATED', {
    what: piece.label,
    offset: 0,
    expected,
    found: source.byteLength,
  })
}

/** The part of a piece that is in a range of the whole: its own elements `[from, to)`, row-major. */
interface Share {
  readonly piece: Piece
  readonly from: number
  readonly to: number
}

/** Fill `target` with the elements from `first` on. */
async function fillElements(
  { name, shape, itemsize, pieces }: Assembly,
  open: (piece: Piece) => Promise<ByteSource>,
  first: number,
  target: Uint8Array,
): Promise<void> {
  const end = first + target.length / itemsize
  const shares: Share[] = []
  let found = 0
  for (const piece of pieces) {
    const from = elementsBefore(piece, shape, first)
    const to = elementsBefore(piece, shape, end)
    if (to === from) continue
    found += to - from
    shares.push({ piece, from, to })
  }
  // Proven before anything is read; a hole is never filled with zeros.
  if (found !== end - first)
    throw new PthError('SOURCE_TRUNCATED', { what: name, offset: first, expected: end - first, found })
  for (let at = 0; at < shares.length; at += AT_ONCE) {
    const some = shares.slice(at, at + AT_ONCE)
    await Promise.all(some.map((share) => fillShare(share, { shape, itemsize, open, first, target })))
  }
}

interface Fill {
  readonly shape: readonly number[]
  readonly itemsize: number
  readonly open: (piece: Piece) => Promise<ByteSource>
  /** The element of the whole that is first in `target`. */
  readonly first: number
  readonly target: Uint8Array
}

async function fillShare({ piece, from, to }: Share, fill: Fill): Promise<void> {
  const { shape, itemsize, open, first, target } = fill
  const start = placeInWhole(piece, shape, from)
  const last = placeInWhole(piece, shape, to - 1)
  const begin = (start - first) * itemsize
  const direct = last - start === to - from - 1
  const bytes = direct
    ? target.subarray(begin, begin + (to - from) * itemsize)
    : allocate(piece.label, (to - from) * itemsize)
  await readInto(await open(piece), from * itemsize, bytes)
  for (const copy of piece.copies ?? []) await compare(piece, copy, bytes, from * itemsize, open)
  if (!direct) scatter({ piece, from, to }, bytes, fill)
}

/** Two places for one box must say the same: which of two is right, no file can tell. */
async function compare(
  piece: Piece,
  copy: Piece,
  bytes: Uint8Array,
  offset: number,
  open: (piece: Piece) => Promise<ByteSource>,
): Promise<void> {
  const other = await (await open(copy)).read(offset, bytes.length)
  for (let at = 0; at < bytes.length; at += 1)
    if (bytes[at] !== other[at])
      throw new PthError('PIECES_INVALID', {
        path: piece.label,
        reason: `has other bytes than ${copy.label} has for the same elements`,
        names: [],
      })
}

/** Copy the elements of a share to where they are in the target, run by run. */
function scatter({ piece, from, to }: Share, bytes: Uint8Array, fill: Fill): void {
  const { shape, itemsize, first, target } = fill
  const run = runOf(piece, shape)
  for (let at = from; at < to;) {
    const length = Math.min(run - (at % run), to - at)
    const place = (placeInWhole(piece, shape, at) - first) * itemsize
    const begin = (at - from) * itemsize
    const size = length * itemsize
    // A short run costs less byte by byte than as an array of its own.
    if (size <= 32) for (let byte = 0; byte < size; byte += 1) target[place + byte] = bytes[begin + byte] ?? 0
    else target.set(bytes.subarray(begin, begin + size), place)
    at += length
  }
}

/** Elements of a piece that follow each other in the whole, from each multiple of their number on. */
function runOf({ sizes }: Piece, shape: readonly number[]): number {
  let run = 1
  for (let dim = shape.length - 1; dim >= 0; dim -= 1) {
    run *= sizes[dim] ?? 1
    if (sizes[dim] !== shape[dim]) break
  }
  return run
}

/**
 * Elements of the piece that come before the element `index` of the whole. Both are in row-major order, so the elements
 * of a piece in any range of the whole follow each other in the piece.
 */
function elementsBefore({ offsets, sizes }: Piece, shape: readonly number[], index: number): number {
  let inner = numelOf(sizes)
  if (inner === 0) return 0
  let around = numelOf(shape)
  let rest = index
  if (rest >= around) return inner
  let before = 0
  for (let dim = 0; dim < shape.length; dim += 1) {
    around /= shape[dim] as number
    const size = sizes[dim] as number
    inner /= size
    const at = Math.floor(rest / around) - (offsets[dim] as number)
    if (at < 0) return before
    if (at >= size) return before + size * inner
    before += at * inner
    rest %= around
  }
  return before
}

/** The element of the whole that is the element `index` of a piece. */
function placeInWhole({ offsets, sizes }: Piece, shape: readonly number[], index: number): number {
  let rest = index
  let place = 0
  let step = 1
  for (let dim = shape.length - 1; dim >= 0; dim -= 1) {
    const size = sizes[dim] as number
    place += ((rest % size) + (offsets[dim] as number)) * step
    rest = Math.floor(rest / size)
    step *= shape[dim] as number
  }
  return place
}
