/**
 * The journal of an edit: the old header and the new one, whole and durable beside the file before a byte of the file
 * is changed. It appears under its name at once, and only where there is none: it is the lock of the edit too.
 */
import { open, stat, unlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { isPthError, PthError } from '../errors.ts'
import { HEADER_BYTES } from '../safetensors/header.ts'
import { newSha256 } from './hash.ts'
import { createOutput, syncFolder } from './output.ts'

/** What a journal says. */
export interface EditJournal {
  readonly path: string
  /** Size of the edited file. */
  readonly fileBytes: number
  /** The headers without the length field, of one length. */
  readonly before: Uint8Array
  readonly after: Uint8Array
}

const KIND = 'pth.edit-journal'
/** Bytes of the line of facts. */
const FACTS_BYTES = 4096
/** Milliseconds after which nobody is still at an edit: it writes at most 100 MB. */
const LONGEST = 600_000

/** Where the journal of a file is. */
export function journalPath(target: string): string {
  return join(dirname(target), `.${basename(target)}.pth-journal`)
}

/** Write the journal of an edit. @throws PthError EDIT_INTERRUPTED where there is one, OUTPUT_UNWRITABLE */
export async function writeJournal(target: string, journal: Omit<EditJournal, 'path'>): Promise<void> {
  const { fileBytes, before, after } = journal
  const facts = {
    kind: KIND,
    version: 1,
    file: basename(target),
    bytes: fileBytes,
    header: before.length,
    before: digest(before),
    after: digest(after),
    process: process.pid,
    host: hostname(),
  }
  const output = await createOutput(journalPath(target), { force: false })
  try {
    await output.write(new TextEncoder().encode(`${JSON.stringify(facts)}\n`))
    await output.write(before)
    await output.write(after)
    await output.sync()
    await output.commit()
  } catch (error) {
    await output.abort()
    if (!isPthError(error, 'OUTPUT_EXISTS')) throw error
    throw interrupted(target, 'another edit of it has just begun', 'try again when it has ended')
  }
}

/** Take a journal away. */
export async function removeJournal(path: string): Promise<void> {
  await unlink(path)
  await syncFolder(dirname(path))
}

/**
 * The journal of a file; null when there is none.
 * @throws PthError EDIT_INTERRUPTED for one that is not whole or of another file, or whose edit is still going on
 */
export async function readJournal(target: string, fileBytes: number): Promise<EditJournal | null> {
  const path = journalPath(target)
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return null
  const foreign = (reason: string): PthError =>
    interrupted(
      target,
      `${path} is not the journal of this file: ${reason}`,
      'look at both; pth changes neither',
    )
  if (!found.isFile() || found.size > FACTS_BYTES + 2 * HEADER_BYTES)
    throw foreign('it is no file of pth edit')
  const bytes = await readAll(path, found.size)
  const end = bytes.subarray(0, FACTS_BYTES).indexOf(0x0a)
  const facts = parseFacts(bytes.subarray(0, Math.max(0, end)))
  if (facts === undefined) throw foreign('it does not begin as one')
  if (facts.process !== process.pid && Date.now() - found.mtimeMs < LONGEST && isAlive(facts))
    throw interrupted(
      target,
      `another pth edit of it is at work (process ${facts.process})`,
      'try again when it has ended',
    )
  const start = end + 1
  if (facts.header > HEADER_BYTES || bytes.length !== start + 2 * facts.header)
    throw foreign('it is not whole')
  const before = bytes.subarray(start, start + facts.header)
  const after = bytes.subarray(start + facts.header)
  if (digest(before) !== facts.before || digest(after) !== facts.after) throw foreign('its digests are wrong')
  if (facts.file !== basename(target) || facts.bytes !== fileBytes)
    throw foreign(`it was made for ${facts.file} of ${facts.bytes} bytes`)
  return { path, fileBytes, before, after }
}

/** @returns the error of a file whose edit was not ended */
export function interrupted(path: string, reason: string, hint: string): PthError<'EDIT_INTERRUPTED'> {
  return new PthError('EDIT_INTERRUPTED', { path, reason, hint })
}

interface Facts {
  readonly file: string
  readonly bytes: number
  readonly header: number
  readonly before: string
  readonly after: string
  readonly process: number
  readonly host: string
}

function parseFacts(line: Uint8Array): Facts | undefined {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(line))
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const facts = value as Partial<Record<keyof Facts | 'kind' | 'version', unknown>>
  const { kind, version, file, bytes, header, before, after, process: pid, host } = facts
  const sizes = [bytes, header, pid].every((size) => Number.isSafeInteger(size) && Number(size) >= 0)
  const texts = [file, before, after, host].every((text) => typeof text === 'string')
  return kind === KIND && version === 1 && sizes && texts ? (value as Facts) : undefined
}

function isAlive({ process: pid, host }: Facts): boolean {
  if (host !== hostname() || pid === 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Not permitted: it is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function readAll(path: string, length: number): Promise<Uint8Array> {
  const handle = await open(path, 'r')
  try {
    const bytes = new Uint8Array(length)
    let at = 0
    while (at < length) {
      const { bytesRead } = await handle.read(bytes, at, length - at, at)
      if (bytesRead === 0) break
      at += bytesRead
    }
    return bytes.subarray(0, at)
  } finally {
    await handle.close()
  }
}

function digest(bytes: Uint8Array): string {
  const hasher = newSha256()
  hasher.update(bytes)
  return hasher.hex()
}
