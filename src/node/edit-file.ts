/** Edit the header of a safetensors file: in its room where the new one fits, else as a new file of the same name. */
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import type { Stats } from 'node:fs'
import { basename } from 'node:path'
import { PthError } from '../errors.ts'
import { changesNothing, planEdit } from '../operations/edit/plan.ts'
import type { EditOptions, EditPlan } from '../operations/edit/plan.ts'
import type { EditReport, EditWay } from '../operations/edit/report.ts'
import { LENGTH_BYTES, parseHeaderLength } from '../safetensors/header.ts'
import { headerBlock, headerLength } from '../safetensors/layout.ts'
import { editInPlace, readHeader, recoverEdit } from './edit-in-place.ts'
import { journalPath, readJournal } from './edit-journal.ts'
import { checkSpace, createOutput } from './output.ts'
import { realTarget } from './real-target.ts'

/** How a file is edited. */
export interface EditFileOptions extends EditOptions {
  readonly dryRun: boolean
  /** Write a new file in any case. */
  readonly rewrite: boolean
  /** Take back an edit that was interrupted, and finish none. */
  readonly rollBack: boolean
  /** Bytes of a new file's header that stay free for later edits. */
  readonly reserve: number
}

/** Bytes that are copied at a time. */
const CHUNK = 1 << 23

/**
 * Edit a file.
 * @throws PthError EDIT_REFUSED, EDIT_INTERRUPTED, OUTPUT_UNWRITABLE, OUTPUT_NO_SPACE, and those of the header
 */
export async function editFile(path: string, options: EditFileOptions): Promise<EditReport> {
  const target = await realTarget(path)
  const handle = await open(target, options.dryRun ? 'r' : 'r+').catch((cause: unknown) => {
    throw unwritable(path, cause)
  })
  try {
    const facts = await handle.stat()
    refuseTarget(path, target, facts)
    const recovered = await recover(handle, target, facts.size, options)
    const before = await headerOf(handle, path, facts.size)
    const dataStart = LENGTH_BYTES + before.length
    const plan = planEdit(before, facts.size - dataStart, path, options)
    const how = wayOf(plan, before.length, options)
    if (how === 'in-place') refuseLinks(path, facts)
    const length = how === 'rewrite' ? headerLength(plan.json, options.reserve) : before.length
    const block = headerBlock(plan.json, length)
    const work = { handle, path, target, facts, before, block, dataStart }
    let written = 0
    if (how === 'in-place') written = await inPlace(work, options)
    else if (how === 'rewrite') written = await rewrite(work, options)
    return {
      file: path,
      target,
      dry_run: options.dryRun,
      how,
      recovered,
      changes: plan.changes,
      header: {
        before: before.length,
        after: length,
        free: how === 'unchanged' ? freeOf(before) : length - plan.json.length,
      },
      written,
    }
  } finally {
    await handle.close()
  }
}

interface Work {
  readonly handle: FileHandle
  readonly path: string
  readonly target: string
  readonly facts: Stats
  readonly before: Uint8Array
  /** The new header with its length field. */
  readonly block: Uint8Array
  readonly dataStart: number
}

function wayOf({ changes, json }: EditPlan, room: number, options: EditFileOptions): EditWay {
  if (options.rewrite) return 'rewrite'
  if (changesNothing(changes)) return 'unchanged'
  return json.length <= room ? 'in-place' : 'rewrite'
}

async function inPlace(
  { handle, target, facts, before, block }: Work,
  { dryRun }: EditFileOptions,
): Promise<number> {
  const after = block.subarray(LENGTH_BYTES)
  if (!dryRun)
    await editInPlace(handle, target, { fileBytes: facts.size, before, after }, journalPath(target)).catch(
      (cause: unknown) => {
        throw unwritable(target, cause)
      },
    )
  return after.length
}

/** The new file has its name when all of it is there and durable: readers of the old one keep that. */
async function rewrite(work: Work, { dryRun }: EditFileOptions): Promise<number> {
  const { handle, path, target, facts, block, dataStart } = work
  const whole = block.length + facts.size - dataStart
  await checkSpace(target, whole)
  if (dryRun) return whole
  const output = await createOutput(target, { force: true })
  try {
    await output.write(block)
    for (let at = dataStart; at < facts.size;) {
      const chunk = new Uint8Array(Math.min(CHUNK, facts.size - at))
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, at)
      if (bytesRead === 0) throw changed(path)
      await output.write(chunk.subarray(0, bytesRead))
      at += bytesRead
    }
    await output.sync()
    const now = await handle.stat()
    if (now.size !== facts.size || now.mtimeMs !== facts.mtimeMs) throw changed(path)
    await output.commit()
  } catch (error) {
    await output.abort()
    throw error
  }
  return whole
}

function changed(path: string): PthError {
  return new PthError('SOURCE_UNREADABLE', {
    path,
    reason: 'it was changed by another program while it was read',
  })
}

async function recover(
  handle: FileHandle,
  target: string,
  fileBytes: number,
  { dryRun, rollBack }: EditFileOptions,
): Promise<EditReport['recovered']> {
  const journal = await readJournal(target, fileBytes)
  if (journal === null) return null
  if (dryRun)
    throw new PthError('EDIT_INTERRUPTED', {
      path: target,
      reason: `an edit of it was interrupted, and its journal is ${journal.path}`,
      hint: 'without --dry-run it is finished first',
    })
  return recoverEdit(handle, target, journal, rollBack)
}

async function headerOf(handle: FileHandle, path: string, fileBytes: number): Promise<Uint8Array> {
  const word = new Uint8Array(LENGTH_BYTES)
  const { bytesRead } = await handle.read(word, 0, LENGTH_BYTES, 0)
  return readHeader(handle, parseHeaderLength(word.subarray(0, bytesRead), fileBytes, path))
}

/** Names that are digests: the file is one of a cache that finds it by its content. */
const DIGEST_NAME = /^[0-9a-f]{30,}$/i

function refuseTarget(path: string, target: string, facts: Stats): void {
  const refuse = (reason: string, hint: string): PthError =>
    new PthError('EDIT_REFUSED', { path, reason, hint })
  if (!facts.isFile()) throw refuse('it is not a regular file', 'name the safetensors file')
  if (DIGEST_NAME.test(basename(target)) || /[/\\]\.git[/\\]annex[/\\]/.test(target))
    throw refuse(
      `it leads to ${target}, which a cache finds by the digest of its content`,
      'copy it to a file of its own first: cp -L',
    )
  // Root may write it all the same; who took the permission away meant something.
  if ((facts.mode & 0o222) === 0) throw refuse('it is read-only', 'allow it first: chmod u+w')
}

/** A cache that links its files (DVC, rsync --link-dest) would be changed with it. */
function refuseLinks(path: string, { nlink }: Stats): void {
  if (nlink > 1)
    throw new PthError('EDIT_REFUSED', {
      path,
      reason: `the file has ${nlink} names (hard links), and all of them would change`,
      hint: '--rewrite gives this name a file of its own',
    })
}

/** Blanks at the end of a header. */
function freeOf(header: Uint8Array): number {
  let end = header.length
  while (end > 0 && header[end - 1] === 0x20) end -= 1
  return header.length - end
}

const REASONS = new Map([
  ['ENOENT', 'there is no such file'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
  ['EISDIR', 'it is a folder'],
  ['ETXTBSY', 'it is in use'],
  ['EIO', 'the disk reports an error'],
  ['ENAMETOOLONG', 'the name is too long for a journal beside it: --rewrite needs none'],
])

function unwritable(path: string, cause: unknown): Error {
  if (cause instanceof PthError) return cause
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
  return new PthError('OUTPUT_UNWRITABLE', { path, reason: REASONS.get(code) ?? code }, { cause })
}
