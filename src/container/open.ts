/** Open whatever container a file is, or the one that is inside it. */
import { PthError } from '../errors.ts'
import { prefetch } from '../io/source.ts'
import type { ByteSource } from '../io/source.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { readZipDirectory } from '../zip/directory.ts'
import { explainDamage } from './damage.ts'
import { newNestedBudget, openEmbedded } from './embedded.ts'
import type { NestedBudget } from './embedded.ts'
import { markNote, unmarkedSource } from './marked-zip.ts'
import type { Archive } from './members/archive.ts'
import { enterArchive, enterMember, isOldTorch, notEntered } from './members/enter.ts'
import type { Entered } from './members/enter.ts'
import { insideArchive } from './members/inside.ts'
import { gzipArchive, tarArchive } from './members/tar-members.ts'
import { newUnpacking } from './members/unpack.ts'
import type { Unpack, Unpacking } from './members/unpack.ts'
import { zipArchive } from './members/zip-members.ts'
import { openPickleStream } from './pickle-stream.ts'
import type { Container } from './record.ts'
import { openSafetensors } from './safetensors.ts'
import { sniff } from './sniff.ts'
import { openTorchTar } from './torch-tar.ts'
import { holdsFiles, openZip } from './zip-archive.ts'

/** How a file is entered that is an archive of files. */
export interface EnterOptions {
  /** The member that is meant, as after the mark of `FILE!MEMBER`; the only checkpoint inside when absent. */
  readonly member?: string
  /** Where packed members are unpacked to; memory when absent. */
  readonly unpack?: Unpack
}

/** Opens what is inside an archive of files; absent where none is entered. */
type EnterFiles = (archive: Archive) => Promise<Container>

/**
 * Open a container: its directory and its pickles are read, no storage is. An archive of files is entered, and so is
 * one inside it.
 * @throws PthError FORMAT_UNKNOWN, FORMAT_UNSUPPORTED, MEMBER_MISSING, MEMBER_UNCLEAR and those of each container
 */
export async function openContainer(
  source: ByteSource,
  limits: Limits = DEFAULT_LIMITS,
  { member, unpack }: EnterOptions = {},
): Promise<Container> {
  const unpacking = newUnpacking(limits, unpack)
  const from = notEntered(source)
  const entered = member === undefined ? from : await enterMember(from, member, unpacking)
  const container = await openEntered(entered, unpacking)
  // Directory and pickles were taken apart: their bytes need no place any more.
  await prefetch(source, [])
  return container
}

async function openEntered(entered: Entered, unpacking: Unpacking): Promise<Container> {
  const { limits } = unpacking
  const enter: EnterFiles = async (archive) =>
    openEntered(await enterArchive(entered, archive, unpacking), unpacking)
  const budget = newNestedBudget(entered.source, limits)
  return insideArchive(await openNested(entered.source, limits, budget, 0, unpacking, enter), entered)
}

async function openNested(
  source: ByteSource,
  limits: Limits,
  budget: NestedBudget,
  depth: number,
  unpacking?: Unpacking,
  enter?: EnterFiles,
): Promise<Container> {
  const container = await openByKind(source, limits, unpacking, enter)
  return openEmbedded(container, depth, limits, budget, (inside, level) =>
    openNested(inside, limits, budget, level),
  )
}

/** @throws PthError FILE_DAMAGED in place of what the reader says, where the bytes show what happened to the file */
async function openByKind(
  source: ByteSource,
  limits: Limits,
  unpacking: Unpacking | undefined,
  enter: EnterFiles | undefined,
): Promise<Container> {
  let archive: Archive
  try {
    const opened = await openSniffed(source, limits, unpacking)
    if (!('members' in opened)) return opened
    archive = opened
  } catch (error) {
    throw await explainDamage(source, error)
  }
  if (enter !== undefined) return enter(archive)
  // torch.load, which reads the files inside a pickle, enters no archive.
  const hint = 'torch.load also refuses it; unpack it first and open the file inside'
  throw new PthError('FORMAT_UNSUPPORTED', { path: source.name, found: `a ${archive.title} of files`, hint })
}

/** The container, or the archive of files that the source is. */
async function openSniffed(
  source: ByteSource,
  limits: Limits,
  unpacking = newUnpacking(limits),
): Promise<Container | Archive> {
  switch (await sniff(source)) {
    case 'zip': {
      const directory = await readZipDirectory(source, limits)
      return holdsFiles(directory)
        ? zipArchive(source, directory, unpacking)
        : openZip(source, directory, limits)
    }
    case 'marked-zip': {
      const archive = unmarkedSource(source)
      const container = await openZip(archive, await readZipDirectory(archive, limits), limits)
      return { ...container, notes: [...container.notes, await markNote(source)] }
    }
    case 'safetensors':
      return openSafetensors(source, { limits })
    case 'gguf': {
      // Loaded for such a file only.
      const { openGguf } = await import('./gguf.ts')
      return openGguf(source, limits)
    }
    case 'legacy':
    case 'pickle':
      return openPickleStream(source, limits)
    case 'tar': {
      const archive = await tarArchive(source, unpacking)
      return isOldTorch(archive) ? openTorchTar(source, limits) : archive
    }
    case 'gzip':
      return gzipArchive(source, unpacking)
  }
}
