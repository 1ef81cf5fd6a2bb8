/** Shards in a bucket: each is put in parts, which become one object when all are there. Loaded only for an address. */
import { PthError } from '../../errors.ts'
import { chunksAhead } from '../../io/chunks-ahead.ts'
import { fetchText } from '../../io/http/fetch-text.ts'
import { openHttp } from '../../io/http/http-source.ts'
import type { HttpTarget } from '../../io/http/target.ts'
import type { ShardRecord } from '../../operations/convert/sharing/shard-record.ts'
import type { BucketAddress } from '../../remote/address.ts'
import {
  abortUpload,
  beginUpload,
  checksumOf,
  completeUpload,
  deleteObject,
  headObject,
  listUploads,
  putObject,
  putPart,
  S3_LIMITS,
} from '../../remote/s3-put.ts'
import type { S3Writer, UploadedPart } from '../../remote/s3-put.ts'
import { s3List, s3Target } from '../../remote/s3.ts'
import { newSha256 } from '../hash.ts'
import type { Leftover, ShardFile, ShardStore } from '../shard-store.ts'
import { s3Bucket } from './open.ts'

/** Bytes of a part at least, and of the parts that are on their way at one time. */
const PART_BYTES = 1 << 23
const FLYING_BYTES = 1 << 25
const CHUNK_BYTES = 1 << 22
/** An upload that was begun longer ago is taken for left over: nobody writes a shard for so long. */
const SILENT_MILLISECONDS = 3_600_000

/** The objects beside `output`. @throws PthError USAGE for an address that is not written to */
export async function bucketStore(output: string): Promise<ShardStore> {
  const { address, access, session } = await s3Bucket(output)
  const writer: S3Writer = { bucket: address.bucket, access, session, newHasher: newSha256 }
  const folder = address.key.slice(0, address.key.lastIndexOf('/') + 1)
  const base = address.key.slice(folder.length).replace(/\.[^.]*$/, '')
  const keyOf = (name: string): string => `${folder}${name}`
  const at = (name: string): string => `s3://${address.bucket}/${keyOf(name)}`

  const targetOf = (name: string): HttpTarget =>
    s3Target({ kind: 's3', bucket: address.bucket, key: keyOf(name) }, access)

  async function names(): Promise<ReadonlySet<string>> {
    const found = new Set<string>()
    for (const start of [base, `.${base}`]) {
      const prefix: BucketAddress = { kind: 's3', bucket: address.bucket, key: keyOf(start) }
      for (const { name } of await s3List(prefix, access, session))
        if (!name.includes('/')) found.add(`${start}${name}`)
    }
    return found
  }

  async function readText(name: string, mostBytes: number): Promise<string | null> {
    const head = await headObject(writer, keyOf(name))
    if (head === null) return null
    if (head.byteLength > mostBytes) {
      const reason = `it has ${head.byteLength} bytes, and no file of pth of this name is so long`
      throw new PthError('PART_CONFLICT', { path: at(name), reason, hint: 'remove it' })
    }
    return (await fetchText(targetOf(name), mostBytes, session)).text
  }

  async function leftovers(wanted: ReadonlySet<string>): Promise<readonly Leftover[]> {
    const uploads = await listUploads(writer, keyOf(base))
    return uploads
      .filter(({ key }) => wanted.has(key.slice(folder.length)))
      .map(({ key, id, initiated }) => ({
        at: `${at(key.slice(folder.length))} (upload ${id})`,
        live: Date.now() - initiated < SILENT_MILLISECONDS,
        remove: () => abortUpload(writer, key, id),
      }))
  }

  return {
    at,
    names,
    readText,
    writeText: (name, text, replace) =>
      putObject(writer, keyOf(name), new TextEncoder().encode(text), replace),
    remove: (name) => deleteObject(writer, keyOf(name)),
    create: (name, byteLength, replace) => uploading(writer, keyOf(name), byteLength, replace),
    difference: (name, record, told) => difference(writer, keyOf(name), targetOf(name), record, told),
    leftovers,
    checkSpace: async () => undefined,
  }
}

/** Bytes of each part but the last: as few as 10,000 parts allow. @throws PthError OUTPUT_UNWRITABLE */
function partBytes(path: string, byteLength: number): number {
  if (byteLength > S3_LIMITS.objectBytes)
    throw new PthError('OUTPUT_UNWRITABLE', {
      path,
      reason: `it would have ${byteLength} bytes, and an object of S3 has 5 TiB at most`,
      hint: 'write shards: --shard-size 5GB',
    })
  const least = Math.ceil(byteLength / S3_LIMITS.parts)
  return Math.max(PART_BYTES, Math.ceil(least / 2 ** 20) * 2 ** 20)
}

async function uploading(
  writer: S3Writer,
  key: string,
  byteLength: number,
  replace: boolean,
): Promise<ShardFile> {
  const size = partBytes(`s3://${writer.bucket}/${key}`, byteLength)
  const id = await beginUpload(writer, key)
  const parts: UploadedPart[] = []
  const flying = new Set<Promise<void>>()
  let failure: unknown
  let number = 0
  let part = new Uint8Array(Math.min(size, byteLength))
  let used = 0

  /** Send what is full; wait while too much is on its way. */
  async function handOn(): Promise<void> {
    const bytes = part.subarray(0, used)
    number += 1
    const sent = putPart(writer, key, id, number, bytes).then(
      (uploaded) => void parts.push(uploaded),
      (error: unknown) => void (failure ??= error),
    )
    flying.add(sent)
    void sent.then(() => flying.delete(sent))
    while (flying.size * size >= FLYING_BYTES) await Promise.race(flying)
    used = 0
    part = new Uint8Array(size)
    if (failure !== undefined) throw failure
  }

  return {
    temporary: null,
    write: async (bytes) => {
      for (let at = 0; at < bytes.length;) {
        const length = Math.min(part.length - used, bytes.length - at)
        part.set(bytes.subarray(at, at + length), used)
        used += length
        at += length
        if (used === part.length) await handOn()
      }
    },
    sync: async () => {
      if (used > 0) await handOn()
      await Promise.all(flying)
      if (failure !== undefined) throw failure
      parts.sort((a, b) => a.number - b.number)
    },
    checksum: () => checksumOf(writer, parts),
    commit: async () => {
      const ended = await completeUpload(writer, key, id, parts, replace)
      if (ended !== 'put') await abortUpload(writer, key, id).catch(() => undefined)
      return ended
    },
    abort: async () => {
      // A part that comes after the abort would be kept.
      await Promise.all(flying)
      await abortUpload(writer, key, id).catch(() => undefined)
    },
  }
}

/** By the checksum that the service keeps; where it keeps none, every byte is read. */
async function difference(
  writer: S3Writer,
  key: string,
  target: HttpTarget,
  record: ShardRecord,
  told: (bytes: number) => void,
): Promise<string | null> {
  const head = await headObject(writer, key)
  if (head === null) return 'it is not there any more'
  if (head.byteLength !== record.byteLength)
    return `it has ${head.byteLength} bytes, and ${record.byteLength} were written`
  if (head.checksum !== null && record.checksum !== null && head.checksum.includes('-')) {
    told(head.byteLength)
    if (head.checksum === record.checksum) return null
    return `its checksum is ${head.checksum}, and ${record.checksum} was written`
  }
  const source = await openHttp(target, writer.session)
  const hasher = newSha256()
  for await (const chunk of chunksAhead(source, 0, source.byteLength, CHUNK_BYTES)) {
    hasher.update(chunk)
    told(chunk.length)
  }
  const found = hasher.hex()
  return found === record.sha256 ? null : `its SHA-256 is ${found}, and ${record.sha256} was written`
}
