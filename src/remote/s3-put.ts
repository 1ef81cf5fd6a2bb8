/** Objects that are put into S3 and services that speak as it does, in parts that appear together or not at all. */
import { PthError } from '../errors.ts'
import type { NewHasher } from '../io/hash.ts'
import { invalid } from '../io/http/refused.ts'
import { send } from '../io/http/send.ts'
import type { Answer, Sending } from '../io/http/send.ts'
import type { HttpSession } from '../io/http/target.ts'
import { nameOfAddress } from './address.ts'
import type { S3Access } from './s3.ts'
import { s3Refusal, s3Url, signed } from './s3.ts'
import { firstText, textsIn } from './xml.ts'

/** A bucket that is written, and with what. */
export interface S3Writer {
  readonly bucket: string
  readonly access: S3Access
  readonly session: HttpSession
  /** SHA-256. */
  readonly newHasher: NewHasher
}

/** A part that the service has. */
export interface UploadedPart {
  readonly number: number
  readonly etag: string
  /** SHA-256, as the service writes it. */
  readonly sha256: string
}

/** An upload that was begun and not ended. */
export interface Upload {
  readonly key: string
  readonly id: string
  /** Milliseconds since 1970. */
  readonly initiated: number
}

/** @see docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const S3_LIMITS = { objectBytes: 5 * 2 ** 40, parts: 10_000, leastPartBytes: 5 * 2 ** 20 }

/** Begin an object in parts. Returns the id of the upload. */
export async function beginUpload(writer: S3Writer, key: string): Promise<string> {
  const { text } = await ask(writer, key, {
    method: 'POST',
    query: { uploads: '' },
    headers: { 'x-amz-checksum-algorithm': 'SHA256' },
  })
  const id = firstText(text, 'UploadId')
  if (id === null || id === '') throw invalid(nameOf(writer, key), 'the id of an upload', 'none')
  return id
}

/** The service compares what came with the digest that was signed, and keeps it. */
export async function putPart(
  writer: S3Writer,
  key: string,
  id: string,
  number: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<UploadedPart> {
  const hasher = writer.newHasher()
  hasher.update(bytes)
  const hex = hasher.hex()
  const sha256 = base64OfHex(hex)
  const { headers } = await ask(writer, key, {
    method: 'PUT',
    query: { partNumber: String(number), uploadId: id },
    headers: { 'x-amz-content-sha256': hex, 'x-amz-checksum-sha256': sha256 },
    body: bytes,
  })
  const etag = headers.get('etag')
  if (etag === null) throw invalid(nameOf(writer, key), 'the ETag of a part', 'none')
  return { number, etag, sha256 }
}

/** The checksum of an object of these parts, in order: the digest of their digests, and how many there are. */
export function checksumOf(writer: S3Writer, parts: readonly UploadedPart[]): string {
  const hasher = writer.newHasher()
  for (const { sha256 } of parts) hasher.update(Uint8Array.from(atob(sha256), (sign) => sign.charCodeAt(0)))
  return `${base64OfHex(hasher.hex())}-${parts.length}`
}

/**
 * Make an object of the parts. `taken`: there is one under the key, which `replace` would have replaced. `lost`: the
 * service does not know the upload any more.
 */
export async function completeUpload(
  writer: S3Writer,
  key: string,
  id: string,
  parts: readonly UploadedPart[],
  replace: boolean,
): Promise<'put' | 'taken' | 'lost'> {
  const items = parts.map(
    ({ number, etag, sha256 }) =>
      `<Part><PartNumber>${number}</PartNumber><ETag>${etag.replaceAll('"', '&quot;')}</ETag>` +
      `<ChecksumSHA256>${sha256}</ChecksumSHA256></Part>`,
  )
  const xmlns = 'http://s3.amazonaws.com/doc/2006-03-01/'
  const document = `<CompleteMultipartUpload xmlns="${xmlns}">${items.join('')}</CompleteMultipartUpload>`
  const complete = (headers: Readonly<Record<string, string>>): Promise<Answer> =>
    ask(writer, key, {
      method: 'POST',
      query: { uploadId: id },
      headers: { 'content-type': 'application/xml', ...headers },
      body: new TextEncoder().encode(document),
      expected: [404, 409, 412, 501],
    })
  let { status } = await complete(replace ? {} : { 'if-none-match': '*' })
  // A service that knows no condition: the look before is all that can be had.
  if (status === 501 && !replace)
    status = (await headObject(writer, key)) === null ? (await complete({})).status : 412
  if (status === 412) return 'taken'
  if (status === 409) return 'lost'
  if (status !== 404) return 'put'
  // An answer that was lost on its way: the object may be there.
  const found = await headObject(writer, key)
  if (found === null) return 'lost'
  return found.checksum === checksumOf(writer, parts) ? 'put' : 'taken'
}

/** Forget the parts. An upload that is not known is forgotten already. */
export async function abortUpload(writer: S3Writer, key: string, id: string): Promise<void> {
  await ask(writer, key, { method: 'DELETE', query: { uploadId: id }, expected: [404] })
}

/** Uploads of keys that begin so, at most 1,000. */
export async function listUploads(writer: S3Writer, prefix: string): Promise<readonly Upload[]> {
  const { text } = await ask(writer, null, { method: 'GET', query: { uploads: '', prefix } })
  return textsIn(text, 'Upload').flatMap((item) => {
    const [key, id] = [firstText(item, 'Key'), firstText(item, 'UploadId')]
    const initiated = Date.parse(firstText(item, 'Initiated') ?? '')
    return key === null || id === null || !key.startsWith(prefix) ? [] : [{ key, id, initiated }]
  })
}

/** Put a small object at once; false when it may not be replaced and there is one. */
export async function putObject(
  writer: S3Writer,
  key: string,
  bytes: Uint8Array<ArrayBuffer>,
  replace: boolean,
): Promise<boolean> {
  const hasher = writer.newHasher()
  hasher.update(bytes)
  const hex = hasher.hex()
  const put = (headers: Readonly<Record<string, string>>): Promise<Answer> =>
    ask(writer, key, {
      method: 'PUT',
      query: {},
      headers: { 'x-amz-content-sha256': hex, 'x-amz-checksum-sha256': base64OfHex(hex), ...headers },
      body: bytes,
      expected: [409, 412, 501],
    })
  let { status } = await put(replace ? {} : { 'if-none-match': '*' })
  if (status === 501 && !replace)
    status = (await headObject(writer, key)) === null ? (await put({})).status : 412
  return status !== 412 && status !== 409
}

export async function deleteObject(writer: S3Writer, key: string): Promise<void> {
  await ask(writer, key, { method: 'DELETE', query: {}, expected: [404] })
}

/** Size and checksum of an object; null where there is none. A service may know no checksum. */
export async function headObject(
  writer: S3Writer,
  key: string,
): Promise<{ readonly byteLength: number; readonly checksum: string | null } | null> {
  const { status, headers } = await ask(writer, key, {
    method: 'HEAD',
    query: {},
    headers: { 'x-amz-checksum-mode': 'ENABLED' },
    expected: [404],
  })
  if (status === 404) return null
  const length = headers.get('content-length') ?? ''
  if (!/^\d{1,15}$/.test(length)) throw invalid(nameOf(writer, key), 'the size of the object', 'none')
  return { byteLength: Number(length), checksum: headers.get('x-amz-checksum-sha256') }
}

interface Asked {
  readonly method: Sending['method']
  readonly query: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer>
  readonly expected?: readonly number[]
}

function ask(writer: S3Writer, key: string | null, asked: Asked): Promise<Answer> {
  const { bucket, access, session } = writer
  const { method, query, headers = {}, body = null, expected = [] } = asked
  const name = nameOf(writer, key ?? '')
  const search = new URLSearchParams(query).toString().replaceAll('+', '%20')
  const url = `${s3Url(bucket, key, access)}${search === '' ? '' : `?${search}`}`
  const target = {
    name,
    request: async () => ({ ...(await signed(url, access, method, headers)), method, body }),
    expected,
    refusal: (answer: Answer): PthError | null => s3Refusal(name, answer, access, ACTIONS[method]),
  }
  return send(target, session)
}

/** What the keys must be allowed to do. */
const ACTIONS = {
  GET: 's3:ListBucketMultipartUploads',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
  POST: 's3:PutObject',
  DELETE: 's3:DeleteObject and s3:AbortMultipartUpload',
}

function nameOf({ bucket }: S3Writer, key: string): string {
  return nameOfAddress({ kind: 's3', bucket, key })
}

function base64OfHex(hex: string): string {
  return btoa(hex.replaceAll(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))))
}
