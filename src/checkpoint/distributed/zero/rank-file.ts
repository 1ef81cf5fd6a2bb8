/** One file of a rank: its pickle, and its tensors with the checksums of their storages. */
import { recordAs } from '../../../container/range-record.ts'
import type { Container, ExpectedPlace, StorageRecord } from '../../../container/record.ts'
import { PthError } from '../../../errors.ts'
import type { Crc32 } from '../../../io/crc32.ts'
import { sliceSource } from '../../../io/source.ts'
import type { ByteSource } from '../../../io/source.ts'
import type { Limits } from '../../../limits.ts'
import { isKind } from '../../../pickle/value.ts'
import type { PickleDict, PickleValue } from '../../../pickle/value.ts'
import type { DType } from '../../../dtype/dtype.ts'
import type { Interpreter } from '../../rebuild/context.ts'
import { rootValue } from '../../find/root.ts'
import { newInterpreter } from '../../interpreter.ts'
import { nbytesOf, numelOf } from '../../tensor.ts'
import type { StridedTensor } from '../../tensor.ts'
import type { Piece } from '../assembled.ts'
import { checkedSource } from '../checked-source.ts'
import { densePlaces, denseSource } from '../dense-source.ts'
import type { PartsFolder } from '../folder.ts'
import { openWithPickle } from '../with-pickle.ts'
import { statesName } from './names.ts'

/** What the files of one save are read with. */
export interface RankReader {
  readonly folder: PartsFolder
  readonly limits: Limits
  readonly crc32: Crc32
}

/** An opened file. */
export interface RankFile {
  readonly reader: RankReader
  readonly name: string
  readonly container: Container
  readonly interpreter: Interpreter
  readonly root: PickleDict
  /** Whether the file itself says of which rank it is: torch.save puts the name of a file into its archive. */
  readonly named: boolean
}

/**
 * Open a file: its directory and its pickle are read. @throws PthError PIECES_INVALID for the file of another rank
 * under this name, and as the container has them
 */
export async function openRankFile(reader: RankReader, name: string): Promise<RankFile> {
  const container = await openWithPickle(reader, name)
  const named = provenName(reader.folder, name, container.facts.root)
  const root = rootValue(container, null)
  if (!isKind(root, 'dict')) throw invalid(reader, name, 'is no dict, as DeepSpeed saves it')
  return { reader, name, container, interpreter: newInterpreter(container), root, named }
}

/** The same archive with storages that are compared with their checksums while they are read. */
export function checkedContainer(container: Container, name: string, crc32: Crc32): Container {
  const findStorage = (key: string): StorageRecord | undefined => {
    const record = container.findStorage(key)
    if (record === undefined || record.crc32 === null) return record
    const { crc32: expected } = record
    let opened: Promise<ByteSource> | undefined
    const open = (): Promise<ByteSource> =>
      (opened ??= record
        .open()
        .then((source) => checkedSource(source, expected, `${name} (${record.member})`, crc32)))
    return recordAs(record, { open })
  }
  return { ...container, findStorage }
}

/** torch.save calls the root folder of the archive as the file is called: a file that was renamed shows it. */
function provenName({ path }: PartsFolder, name: string, root: string | null): boolean {
  const written = root === null ? undefined : statesName(`${root}.pt`)
  const called = statesName(name)
  if (written === undefined || called === undefined) return false
  const same =
    written.kind === called.kind &&
    written.rank === called.rank &&
    written.modelRank === called.modelRank &&
    written.layer === called.layer &&
    written.expert === called.expert
  if (same) return true
  throw new PthError('PIECES_INVALID', {
    path,
    reason: `${name} is the file of another rank, renamed: it was written as`,
    names: [`${root ?? ''}.pt`],
    hint: 'give each file the name that it was written with, or take the folder again from the run that wrote it',
  })
}

/** The error of a file that is not what it has to be. */
export function invalid(
  { folder }: Pick<RankReader, 'folder'>,
  name: string,
  reason: string,
  names: readonly string[] = [],
): PthError {
  return new PthError('PIECES_INVALID', {
    path: folder.path,
    reason: `${name} ${reason}`,
    names: names.slice(0, LISTED),
    total: names.length,
  })
}

/** Names that an error lists. */
const LISTED = 10

/** A dense tensor of known elements at a value, or why there is none. @throws PthError PIECES_INVALID */
export function tensorAt(
  { reader, name, interpreter }: RankFile,
  value: PickleValue | undefined,
  what: string,
): StridedTensor & { readonly dtype: DType } {
  const tensor = value === undefined ? undefined : interpreter.tensorOf(value)
  if (tensor === undefined) throw invalid(reader, name, `has no tensor as ${what}`)
  if (tensor.kind !== 'strided' || tensor.dtype === null)
    throw invalid(reader, name, `has a ${tensor.type} of ${tensor.dtypeName} (${tensor.kind}) as ${what}`)
  if (tensor.problem !== null)
    throw invalid(reader, name, `has ${what}, which cannot be read: ${tensor.problem}`)
  return { ...tensor, dtype: tensor.dtype }
}

/** Elements of a file that are read in parts. */
export interface Part {
  readonly label: string
  readonly dtype: DType
  readonly numel: number
  open(): Promise<ByteSource>
  /** Where all elements are read from: parts of them are read in their order. */
  expect(): readonly ExpectedPlace[] | null
}

/**
 * The elements of a tensor, row-major. `used` are those that belong to a tensor of the checkpoint: when they were all
 * read, and are all there is in the storage but some padding, the checksum of the storage is compared.
 */
export function partOf(
  { reader, name }: RankFile,
  tensor: StridedTensor & { readonly dtype: DType },
  what: string,
  used = numelOf(tensor.shape),
): Part {
  const label = `${name} > ${what}`
  let opened: Promise<ByteSource> | undefined
  return {
    label,
    dtype: tensor.dtype,
    numel: numelOf(tensor.shape),
    open: () => (opened ??= denseSource(label, checked(reader, tensor, label, used))),
    expect: () => densePlaces(label, tensor),
  }
}

function checked(
  { crc32 }: RankReader,
  tensor: StridedTensor & { readonly dtype: DType },
  label: string,
  used: number,
): StridedTensor {
  const { record } = tensor.storage
  const bytes = nbytesOf(tensor)
  if (record === null || record.crc32 === null || bytes === null) return tensor
  const { crc32: expected } = record
  const unused = Math.max(0, record.byteLength - used * tensor.dtype.itemsize)
  const open = async (): Promise<ByteSource> =>
    checkedSource(await record.open(), expected, `${label} (${record.member})`, crc32, unused)
  return { ...tensor, storage: { ...tensor.storage, record: recordAs(record, { open }) } }
}

/** Elements `[from, from + length)` of a part as the piece of a whole that begins at `place`. */
export function pieceOf(part: Part, from: number, length: number, place: number): Piece {
  const { itemsize } = part.dtype
  return {
    offsets: [place],
    sizes: [length],
    label: part.label,
    open: async () => sliceSource(await part.open(), from * itemsize, length * itemsize),
    expect: part.expect,
  }
}
