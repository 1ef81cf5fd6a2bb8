/** The members of a tar archive, and of a gzip file: one that is packed, or a tar. */
import { sliceSource } from '../../io/source.ts'
import type { ByteSource } from '../../io/source.ts'
import { unpackedChunks } from '../../io/unpacked.ts'
import type { AnyTarMember } from '../tar.ts'
import { listTar } from '../tar.ts'
import { isTar } from '../sniff.ts'
import { called, lastPart, memberPath, TWICE, withoutDot } from './archive.ts'
import type { Archive, ArchiveMember } from './archive.ts'
import { unpacked } from './unpack.ts'
import type { Unpacking } from './unpack.ts'

/** Bytes at the beginning of a gzip file that show whether a tar is inside. */
const TAR_HEAD = 512

/** @throws PthError CONTAINER_INVALID, SOURCE_TRUNCATED, LIMIT_EXCEEDED */
export async function tarArchive(
  source: ByteSource,
  { limits }: Unpacking,
  title = 'tar archive',
): Promise<Archive> {
  const files = await listTar(source, limits)
  const counts = new Map<string, number>()
  for (const { name } of files) counts.set(withoutDot(name), (counts.get(withoutDot(name)) ?? 0) + 1)
  const members = files.map((file) => tarMember(source, file, (counts.get(withoutDot(file.name)) ?? 0) > 1))
  return { source, title, members }
}

function tarMember(source: ByteSource, file: AnyTarMember, twice: boolean): ArchiveMember {
  const name = withoutDot(file.name)
  const { offset, size } = file
  return {
    name,
    byteLength: size,
    refused: twice ? TWICE : file.odd,
    head: async (length) => source.read(offset, Math.min(length, size)),
    open: async () => called(sliceSource(source, offset, size), memberPath(source.name, name)),
  }
}

/**
 * What a gzip file contains: the members of a tar, which is unpacked as a whole, or one member, called like the file
 * less its `.gz`.
 * @throws PthError CONTAINER_INVALID for damaged data, LIMIT_EXCEEDED, and those of the tar
 */
export async function gzipArchive(source: ByteSource, unpacking: Unpacking): Promise<Archive> {
  if (isTar(await beginning(source, TAR_HEAD))) {
    const tar = await unpackGzip(source, source.name, unpacking)
    return { ...(await tarArchive(tar, unpacking, 'tar.gz archive')), source }
  }
  const base = lastPart(source.name).replace(/\.gz$/i, '')
  const name = base.split('!').at(-1) ?? base
  let content: Promise<ByteSource> | undefined
  const member: ArchiveMember = {
    name,
    byteLength: null,
    refused: null,
    head: (length) => beginning(source, length),
    open: () => (content ??= unpackGzip(source, memberPath(source.name, name), unpacking)),
  }
  return { source, title: 'gzip file', members: [member] }
}

/** All that a gzip file unpacks to. @throws PthError CONTAINER_INVALID for damaged data, LIMIT_EXCEEDED */
export function unpackGzip(source: ByteSource, name: string, unpacking: Unpacking): Promise<ByteSource> {
  return unpacked(unpacking, unpackedChunks(source, 'gzip'), name)
}

/** At most `length` bytes that a gzip file begins with. */
async function beginning(source: ByteSource, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  let at = 0
  for await (const chunk of unpackedChunks(source, 'gzip')) {
    const part = chunk.subarray(0, length - at)
    bytes.set(part, at)
    at += part.length
    if (at === length) break
  }
  return bytes.subarray(0, at)
}
