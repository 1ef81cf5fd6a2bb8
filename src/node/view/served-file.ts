/** A file that a server sends parts of, as it is at that moment: one that was replaced or written gets another tag. */
import { open, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import type { BigIntStats } from 'node:fs'
import { isAddress } from '../../remote/address.ts'
import type { Limits } from '../../limits.ts'
import type { FileSource } from '../file.ts'
import { newFilePool } from '../file-pool.ts'
import { newInside } from '../inside-folder.ts'
import { openPlace, placeIn } from '../place.ts'
import { randomName } from '../output.ts'
import { openUnpackedFolder } from '../unpacked-folders.ts'

/** A file by where it is. */
export interface ServedFile {
  /** What is there now; `close` when the answer is sent. @throws what the system says, and errors of addresses */
  open(): Promise<FileNow>
  close(): Promise<void>
}

/** A file at one moment. */
export interface FileNow {
  readonly byteLength: number
  /** Another one for every content, in quotes. */
  readonly etag: string
  /** The bytes `[offset, offset + length)`; fewer when the file became shorter. */
  read(offset: number, length: number): Promise<Uint8Array>
  /** Whether the tag is still that of the file. */
  same(): Promise<boolean>
  close(): Promise<void>
}

/** A file at a path or an address. A path is opened for each answer: another file may have its name by then. */
export function servedFile(place: string): ServedFile {
  if (isAddress(place)) return servedAddress(place)
  return { open: () => openNow(place), close: async () => undefined }
}

/**
 * The files of one folder, each by its name in it. None outside of it is ever opened: what is opened is the path behind
 * the links that were looked at.
 */
export function servedFolderFiles(folder: string): (name: string) => ServedFile {
  if (isAddress(folder)) return (name) => servedAddress(placeIn(folder, name))
  const inside = newInside(folder)
  return (name) => ({ open: async () => openNow(await inside(name)), close: async () => undefined })
}

async function openNow(path: string): Promise<FileNow> {
  // stat before open: opening a pipe would wait for a writer.
  if (!(await stat(path)).isFile()) throw new Error('not a regular file')
  const handle = await open(path, 'r')
  const facts = await handle.stat({ bigint: true })
  const etag = tagOf(facts)
  return {
    byteLength: Number(facts.size),
    etag,
    read: (offset, length) => readPart(handle, offset, length),
    same: async () => tagOf(await handle.stat({ bigint: true })) === etag,
    close: () => handle.close(),
  }
}

function tagOf({ dev, ino, size, mtimeNs }: BigIntStats): string {
  return `"${[dev, ino, size, mtimeNs].map((fact) => fact.toString(36)).join('-')}"`
}

async function readPart(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, offset + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return bytes.subarray(0, done)
}

function servedAddress(address: string): ServedFile {
  return servedSource(() => openPlace(address))
}

/** A folder into which an archive was unpacked, as that archive. */
export function servedFolder(folder: string, limits: Limits): ServedFile {
  return servedSource(async () => {
    const pool = newFilePool()
    const { source } = await openUnpackedFolder(folder, pool, limits)
    return { ...source, close: pool.close }
  })
}

/** What stays open, and finds out by itself when its files change. */
function servedSource(openSource: () => Promise<FileSource>): ServedFile {
  let opened: Promise<FileSource> | undefined
  const etag = `"${randomName()}"`
  return {
    open: async () => {
      opened ??= openSource()
      const source = await opened.catch((error: unknown) => {
        opened = undefined
        throw error
      })
      return {
        byteLength: source.byteLength,
        etag,
        read: (offset, length) => source.read(offset, length),
        same: async () => true,
        close: async () => undefined,
      }
    },
    close: async () => {
      const source = await opened?.catch(() => undefined)
      await source?.close()
    },
  }
}
