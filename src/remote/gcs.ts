/** Objects of Google Cloud Storage by its XML API. @see cloud.google.com/storage/docs/xml-api/overview */
import { PthError } from '../errors.ts'
import { fetchText } from '../io/http/fetch-text.ts'
import { denied } from '../io/http/refused.ts'
import type { HttpSession, HttpTarget, Refusal } from '../io/http/target.ts'
import { nameOfAddress } from './address.ts'
import type { BucketAddress } from './address.ts'
import { bucketList, PAGE_BYTES } from './bucket-list.ts'
import type { RemoteFile } from './listing.ts'
import { firstText } from './xml.ts'

/** How to reach the store. */
export interface GcsAccess {
  /** An OAuth access token; null asks as anybody, for public buckets. */
  readonly token: string | null
  /** `https://storage.googleapis.com`, or that of an emulator. */
  readonly endpoint: string
}

export function gcsTarget(address: BucketAddress, access: GcsAccess): HttpTarget {
  const name = nameOfAddress(address)
  const url = `${access.endpoint}/${address.bucket}/${address.key.split('/').map(encodeURIComponent).join('/')}`
  return targetOf(name, url, access)
}

/** The objects whose names begin with that of the address. @throws PthError as {@link bucketList} */
export function gcsList(
  address: BucketAddress,
  access: GcsAccess,
  session: HttpSession,
): Promise<readonly RemoteFile[]> {
  const name = nameOfAddress(address)
  return bucketList(address, session, async (query) => {
    const url = `${access.endpoint}/${address.bucket}?${query.toString()}`
    return (await fetchText(targetOf(name, url, access), PAGE_BYTES, session)).text
  })
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
