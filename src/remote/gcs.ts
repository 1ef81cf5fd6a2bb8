/** Objects of Google Cloud Storage by its XML API. @see cloud.google.com/storage/docs/xml-api/overview */
import { PthError } from '../errors.ts'
import { fetchText } from '../io/http/fetch-text.ts'
import { denied } from '../io/http/refused.ts'
import type { HttpSession, HttpTarget, Refusal } from '../io/http/target.ts'
import { nameOfAddress } from './address.ts'
import type { BucketAddress } from './address.ts'
import type { RemoteFile } from './listing.ts'
import { firstText, textsIn } from './xml.ts'

/** How to reach the store. */
export interface GcsAccess {
  /** An OAuth access token; null asks as anybody, for public buckets. */
  readonly token: string | null
  /** `https://storage.googleapis.com`, or that of an emulator. */
  readonly endpoint: string
}

/** Bytes of one page of a listing: at most 1,000 names of 1,024 bytes. */
const PAGE_BYTES = 1 << 23

export function gcsTarget(address: BucketAddress, access: GcsAccess): HttpTarget {
  const name = nameOfAddress(address)
  const url = `${access.endpoint}/${address.bucket}/${address.key.split('/').map(encodeURIComponent).join('/')}`
  return targetOf(name, url, access)
}

/** The objects whose names begin with that of the address. @throws PthError as requests */
export async function gcsList(
  address: BucketAddress,
  access: GcsAccess,
  session: HttpSession,
): Promise<readonly RemoteFile[]> {
  const name = nameOfAddress(address)
  const files: RemoteFile[] = []
  let token: string | null = null
  do {
    const query = new URLSearchParams({ 'list-type': '2', prefix: address.key })
    if (token !== null) query.set('continuation-token', token)
    const { text } = await fetchText(
      targetOf(name, `${access.endpoint}/${address.bucket}?${query.toString()}`, access),
      PAGE_BYTES,
      session,
    )
    for (const item of textsIn(text, 'Contents')) {
      const key = firstText(item, 'Key')
      const size = Number(firstText(item, 'Size') ?? 'NaN')
      if (key === null || !key.startsWith(address.key) || key.endsWith('/')) continue
      files.push({
        name: key.slice(address.key.length),
        byteLength: Number.isSafeInteger(size) ? size : null,
      })
    }
    token = firstText(text, 'IsTruncated') === 'true' ? firstText(text, 'NextContinuationToken') : null
  } while (token !== null)
  return files
}

function targetOf(name: string, url: string, { token }: GcsAccess): HttpTarget {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` }
  return {
    name,
    request: async () => ({ url, headers }),
    refusal: (answer) => gcsRefusal(name, answer, token !== null),
  }
}

function gcsRefusal(name: string, { status, text }: Refusal, withToken: boolean): PthError | null {
  const code = firstText(text, 'Code') ?? ''
  if (code === 'NoSuchKey' || code === 'NoSuchBucket')
    return new PthError('REMOTE_NOT_FOUND', {
      path: name,
      reason:
        code === 'NoSuchKey'
          ? 'the bucket has no such object (NoSuchKey)'
          : 'there is no such bucket (NoSuchBucket)',
      hint: 'check the address',
    })
  if (status !== 401 && status !== 403) return null
  return denied(
    name,
    status,
    code === '' ? 'the store does not permit it' : `the store does not permit it (${code})`,
    withToken
      ? 'the token may have expired: gcloud auth print-access-token'
      : 'export GOOGLE_OAUTH_ACCESS_TOKEN="$(gcloud auth print-access-token)"',
  )
}
