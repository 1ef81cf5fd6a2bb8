/** The 0.1 tar under scan: three of its members hold pickles, two of them with numbers in between. */
import { listTar } from '../../container/tar.ts'
import type { TarMember } from '../../container/tar.ts'
import { dtypeByStorageClass } from '../../dtype/dtype.ts'
import { PthError } from '../../errors.ts'
import { newCursor, readI64, readU32 } from '../../io/cursor.ts'
import { sliceSource } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'
import { isKind } from '../../pickle/value.ts'
import type { PickleValue } from '../../pickle/value.ts'
import { find } from './context.ts'
import type { ScanContext, ScanInside } from './context.ts'
import { isArchive } from './members.ts'
import { scanOne, scanStream } from './stream.ts'
import { scanUnsigned } from './unsigned.ts'

/** Bytes between two pickles of a table, by the value of the first. @see torch/serialization.py `legacy_load` */
type Gap = (source: ByteSource, at: number, value: PickleValue) => Promise<number>

const PICKLES = /(^|\/)(pickle|sys_info)$|\.(pkl|pickle)$/i

/** Bytes of a member that are read to decide what it is. */
const HEAD = 4

const TABLES: ReadonlyMap<string, Gap> = new Map([
  ['storages', storageGap],
  ['tensors', tensorGap],
])

/** Whether an offset is in the bytes of a member, which was scanned as a file of its own. */
export type Covered = (offset: number) => boolean

/**
 * Scan every member. An archive that ends in one is what that member is, and does not make the tar two files.
 * @throws PthError of the tar, SOURCE_UNREADABLE
 */
export async function scanTar(
  context: ScanContext,
  source: ByteSource,
  prefix: string,
  depth: number,
  inside: ScanInside,
): Promise<Covered> {
  const members = await listTar(source, context.limits)
  /** Members that were scanned as files of their own, hidden archives included. */
  const files: TarMember[] = []
  for (const member of members) {
    if (member.odd !== null) {
      const detail = `${member.odd} in a tar has no content of its own here`
      find(context, 'MEMBER_UNREADABLE', 'warning', prefix + member.name, member.at, detail)
      continue
    }
    const content = sliceSource(source, member.offset, member.size)
    const gap = TABLES.get(member.name)
    if (member.size === 0) continue
    const name = prefix + member.name
    if (gap !== undefined) {
      await scanTable(context, content, member, gap, prefix, depth, inside)
      continue
    }
    const pickled = PICKLES.test(member.name)
    if (pickled && !isArchive(await content.read(0, Math.min(HEAD, member.size)))) {
      await scanStream(context, content, name, depth, inside)
      continue
    }
    // `PK` names a persistent id, so it is a pickle too, for a loader that has such ids.
    if (pickled) await scanUnsigned(context, content, name, depth, inside)
    files.push(member)
    await inside(context, content, name, depth + 1)
  }
  return (at) => files.some(({ offset, size }) => at >= offset && at < offset + size)
}

/** A count, then that many pickles with numbers after each, then perhaps one more pickle. */
async function scanTable(
  context: ScanContext,
  content: ByteSource,
  member: TarMember,
  gap: Gap,
  prefix: string,
  depth: number,
  inside: ScanInside,
): Promise<void> {
  const name = prefix + member.name
  const count = await scanOne(context, content, 0, name, depth, inside)
  if (count === undefined) return
  let at = count.end
  const rows = typeof count.value === 'number' ? count.value : 0
  for (let row = 0; row < rows; row += 1) {
    const scanned = await scanOne(context, content, at, `${name} [${row}]`, depth, inside)
    if (scanned === undefined) return
    const length = await gap(content, scanned.end, scanned.value)
    at = scanned.end + length
    if (length < 0 || at > content.byteLength) {
      find(
        context,
        'PICKLE_BROKEN',
        'error',
        name,
        scanned.end,
        `row ${row} cannot be followed: its numbers are inconsistent`,
      )
      return
    }
  }
  if (at < content.byteLength)
    await scanStream(
      context,
      sliceSource(content, at, content.byteLength - at),
      `${name} [views]`,
      depth,
      inside,
    )
}

/** i64 elements, then their bytes. */
async function storageGap(source: ByteSource, at: number, value: PickleValue): Promise<number> {
  const items = isKind(value, 'tuple') ? value.items : []
  const cls = items.at(-1)
  const dtype = isKind(cls, 'global') ? dtypeByStorageClass(cls.name) : undefined
  if (dtype === undefined || at + 8 > source.byteLength) return -1
  const numel = await readNumber(source, at)
  return numel < 0 ? -1 : 8 + numel * dtype.itemsize
}

/** i32 dimensions and four more bytes, sizes and strides, i64 offset. */
async function tensorGap(source: ByteSource, at: number): Promise<number> {
  if (at + 4 > source.byteLength) return -1
  const dimensions = readU32(newCursor(await source.read(at, 4), 'dimensions'))
  return 8 + dimensions * 16 + 8
}

async function readNumber(source: ByteSource, at: number): Promise<number> {
  try {
    return readI64(newCursor(await source.read(at, 8), 'elements'))
  } catch (error) {
    if (error instanceof PthError && error.code === 'LIMIT_EXCEEDED') return -1
    throw error
  }
}
