/** Would torch's zip loader accept this archive under weights_only? */
import { lowerAscii, readUncheckedDirectory } from '../../container/zip/zip-directory.ts'
import type { ZipDirectory, ZipEntry } from '../../container/zip/zip-directory.ts'
import { openEntryAsTorch, REFUSED_FLAGS } from '../../container/zip/zip-entry.ts'
import { dtype } from '../../dtype.ts'
import { isPthError, PthError } from '../../errors.ts'
import type { ByteSource } from '../../io/source.ts'
import { checkLimit } from '../../limits.ts'
import type { Limits } from '../../limits.ts'
import { refusal } from './answer.ts'
import type { WoAnswer } from './answer.ts'
import { findAsTorch } from './miniz-lookup.ts'
import { runWeightsOnly } from './machine.ts'
import { storageDtype, wantStorage } from './storages.ts'
import type { WantedStorage } from './storages.ts'
import { unsafeGlobals } from './unsafe-globals.ts'

const LOCAL_HEADER = 30

interface Archive {
  readonly source: ByteSource
  readonly directory: ZipDirectory
  /** The first entry's folder, with its slash: where torch looks for every record. */
  readonly root: string
}

/** @throws PthError of the zip directory; the caller takes it as a refusal */
export async function zipAnswer(source: ByteSource, limits: Limits): Promise<WoAnswer> {
  const directory = await readUncheckedDirectory(source)
  const problem = await endProblem(source, directory)
  if (problem !== null) return refusal(problem)
  const first = directory.entries[0]?.name ?? ''
  const slash = first.indexOf('/')
  if (slash < 0) return refusal(`file in archive is not in a subdirectory: ${first}`)
  const archive = { source, directory, root: first.slice(0, slash + 1) }
  const version = (await smallText(archive, '.data/version')) ?? (await smallText(archive, 'version'))
  if (version === null) return refusal('the archive has no version record')
  const number = Number(/^\s*\+?(\d{1,9})/.exec(version)?.[1] ?? Number.NaN)
  if (!(number >= 1 && number <= 10)) return refusal(`the version record holds ${JSON.stringify(version)}`)
  const stranger = directory.entries.find(({ name }) => !name.startsWith(archive.root))
  if (stranger !== undefined) {
    return refusal(`file in archive is not in a subdirectory ${archive.root.slice(0, -1)}/: ${stranger.name}`)
  }
  if (directory.entries.some(({ name }) => name === `${archive.root}constants.pkl`)) {
    return refusal('Cannot use weights_only=True with TorchScript archives')
  }
  const pickle = record(archive, 'data.pkl')
  if (pickle === undefined) return refusal('failed locating file data.pkl')
  return pickleAnswer(archive, pickle, await smallRecordProblem(archive), limits)
}

/** torch takes the last end record of the file, whatever it says, and checks the sizes of every entry. */
async function endProblem(source: ByteSource, { end, entries }: ZipDirectory): Promise<string | null> {
  if (end.shift > 0) return 'the offsets of the archive are not those of the file'
  const tail = await source.read(end.offset + 1, source.byteLength - end.offset - 1)
  for (let at = 0; at + 22 <= tail.length; at += 1) {
    if (tail[at] === 0x50 && tail[at + 1] === 0x4b && tail[at + 2] === 5 && tail[at + 3] === 6) {
      return 'an end record in the comment of the archive is taken for the real one'
    }
  }
  for (const { method, size, compressedSize, headerOffset, name } of entries) {
    const last = headerOffset + LOCAL_HEADER + compressedSize
    if ((method === 0 && size !== compressedSize) || last > source.byteLength) return `invalid header or archive is corrupted: ${name}`
  }
  return null
}

/** What torch dislikes about the records beside the pickle, or null. */
async function smallRecordProblem(archive: Archive): Promise<string | null> {
  const byteOrder = await smallText(archive, 'byteorder')
  if (byteOrder !== null && byteOrder !== 'little' && byteOrder !== 'big') return `Unknown endianness type: ${byteOrder}`
  const alignment = await smallText(archive, '.storage_alignment')
  if (alignment !== null && !/^\s*[+-]?\d+(_\d+)*\s*$/.test(alignment)) {
    return `invalid literal for int() with base 10: ${JSON.stringify(alignment)}`
  }
  return null
}

async function pickleAnswer(
  archive: Archive,
  entry: ZipEntry,
  recordProblem: string | null,
  limits: Limits,
): Promise<WoAnswer> {
  checkLimit(limits, 'pickleBytes', entry.name, entry.size)
  const bytes = await (await openAsTorch(archive.source, entry)).read(0, entry.size)
  const unsafe = unsafeGlobals(bytes)
  if (recordProblem !== null) return { ...refusal(recordProblem), unsafe }
  const wanted = new Map<string | number, WantedStorage>()
  const run = runWeightsOnly(
    bytes,
    (id, stop) => {
      if (id.length !== 5) throw stop.refuse(`a storage id of ${id.length} items, not 5`)
      const [, cls, key, location, numel] = id
      if (typeof location !== 'string') throw stop.refuse('the location is no text')
      return wantStorage(wanted, key, numel, storageDtype(cls, dtype('uint8'), stop), stop)
    },
    0,
    limits,
  )
  const place = { member: entry.name, offset: run.at, unsafe }
  if (run.answer === 'refuses') return { answer: run.answer, reason: run.reason, ...place }
  for (const { key, byteLength } of wanted.values()) {
    const problem = await storageProblem(archive, key, byteLength)
    if (problem !== null) return { ...problem, unsafe }
  }
  return run.answer === 'accepts' ? { answer: 'accepts', reason: null, unsafe } : { answer: run.answer, reason: run.reason, ...place }
}

/** Why torch cannot read a storage, or null. */
async function storageProblem(archive: Archive, key: string | number, byteLength: number): Promise<WoAnswer | null> {
  const entry = record(archive, `data/${key}`)
  if (entry === undefined) return refusal(`failed locating file data/${key}`)
  if (entry.size !== byteLength) {
    return refusal(`record size (${entry.size} bytes) does not match expected size (${byteLength} bytes)`)
  }
  const problem = await openProblem(archive.source, entry)
  return problem === null ? null : refusal(problem)
}

async function openProblem(source: ByteSource, entry: ZipEntry): Promise<string | null> {
  try {
    await openAsTorch(source, entry)
    return null
  } catch (error) {
    if (!isPthError(error) || isPthError(error, 'SOURCE_UNREADABLE')) throw error
    return error.message
  }
}

/** @throws PthError FORMAT_UNSUPPORTED where torch refuses the flags of the central directory */
async function openAsTorch(source: ByteSource, entry: ZipEntry): Promise<ByteSource> {
  if ((entry.flags & REFUSED_FLAGS) !== 0) {
    throw new PthError('FORMAT_UNSUPPORTED', { path: entry.name, found: 'unsupported encryption', hint: 'torch.load refuses it' })
  }
  return openEntryAsTorch(source, entry)
}

function record({ directory, root }: Archive, name: string): ZipEntry | undefined {
  return findAsTorch(directory, root + name, directory.byName.get(lowerAscii(root + name)) ?? [])
}

const SMALL = 64

async function smallText(archive: Archive, name: string): Promise<string | null> {
  const entry = record(archive, name)
  if (entry === undefined) return null
  const bytes = await (await openAsTorch(archive.source, entry)).read(0, Math.min(SMALL, entry.size))
  return new TextDecoder('latin1').decode(bytes)
}
