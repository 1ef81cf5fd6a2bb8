/** A header written over another of its length. A kill at any moment leaves the old file, the new one, or a journal. */
import type { FileHandle } from 'node:fs/promises'
import { EDIT_MARK } from '../safetensors/edit-mark.ts'
import { LENGTH_BYTES } from '../safetensors/header.ts'
import { interrupted, removeJournal, writeJournal } from './edit-journal.ts'
import type { EditJournal } from './edit-journal.ts'

/** What became of an edit that was interrupted. */
export type Recovered = 'finished' | 'rolled-back' | 'was-finished' | 'was-not-begun'

/**
 * Replace `before` by `after`, the headers without their length field. The data does not move, so that a program that
 * has the file open, or mapped into its memory, reads the same tensors.
 * @throws PthError EDIT_INTERRUPTED, OUTPUT_UNWRITABLE; errors of the system
 */
export async function editInPlace(
  handle: FileHandle,
  target: string,
  journal: Omit<EditJournal, 'path'>,
  path: string,
): Promise<void> {
  await writeJournal(target, journal)
  // The journal is the lock: what was planned from must still be there.
  const now = await readHeader(handle, journal.before.length)
  if (!isEqual(now, journal.before) || (await handle.stat()).size !== journal.fileBytes) {
    await removeJournal(path)
    throw interrupted(target, 'it was changed by another program meanwhile', 'try again')
  }
  await overwrite(handle, journal.after)
  await removeJournal(path)
}

/**
 * Finish an edit that was interrupted, or take it back. Bytes of the header that neither header has were written by
 * somebody else: then nothing is changed.
 * @throws PthError EDIT_INTERRUPTED
 */
export async function recoverEdit(
  handle: FileHandle,
  target: string,
  { path, before, after }: EditJournal,
  rollBack: boolean,
): Promise<Recovered> {
  const now = await readHeader(handle, before.length)
  const [begun, done] = [!isEqual(now, before), isEqual(now, after)]
  const wanted = rollBack ? before : after
  if (!begun || done) {
    if (rollBack && done && !isEqual(before, after)) await overwrite(handle, before)
    await removeJournal(path)
    if (!begun) return 'was-not-begun'
    return rollBack ? 'rolled-back' : 'was-finished'
  }
  for (let at = now[0] === EDIT_MARK ? 1 : 0; at < now.length; at += 1)
    if (now[at] !== before[at] && now[at] !== after[at])
      throw interrupted(
        target,
        `byte ${LENGTH_BYTES + at} is of neither header in ${path}: another program wrote it`,
        'restore the file from a copy; pth changes nothing',
      )
  await overwrite(handle, wanted)
  await removeJournal(path)
  return rollBack ? 'rolled-back' : 'finished'
}

/** Mark the file, write all but the first byte, then put that in place of the mark: each durable before the next. */
async function overwrite(handle: FileHandle, header: Uint8Array): Promise<void> {
  await writeAt(handle, Uint8Array.of(EDIT_MARK), LENGTH_BYTES)
  await handle.datasync()
  await writeAt(handle, header.subarray(1), LENGTH_BYTES + 1)
  await handle.datasync()
  await writeAt(handle, header.subarray(0, 1), LENGTH_BYTES)
  await handle.sync()
}

async function writeAt(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, position + at)
    at += bytesWritten
  }
}

/** The header without its length field. */
export async function readHeader(handle: FileHandle, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length;) {
    const { bytesRead } = await handle.read(bytes, at, length - at, LENGTH_BYTES + at)
    if (bytesRead === 0) break
    at += bytesRead
  }
  return bytes
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
