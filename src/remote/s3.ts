/** Objects of S3 and of services that speak as it does: MinIO, R2, GCS in part. The one file that imports aws4fetch. */
import { AwsV4Signer } from 'aws4fetch'
import { PthError } from '../errors.ts'
import { fetchText } from '../io/http/fetch-text.ts'
import { changed, denied, firstLine } from '../io/http/refused.ts'
import type { HttpSession, HttpTarget, Refusal } from '../io/http/target.ts'
import { nameOfAddress } from './address.ts'
import type { BucketAddress } from './address.ts'
import { bucketList, PAGE_BYTES } from './bucket-list.ts'
import type { RemoteFile } from './listing.ts'
import { firstText } from './xml.ts'

/** Keys of one account; a session token where they are temporary. */
export interface S3Keys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string | null
}

/** How to reach S3. */
export interface S3Access {
  /** null asks without a signature, for public buckets. */
  readonly keys: S3Keys | null
  readonly region: string
  /** Of another service, such as `http://127.0.0.1:9000`; its buckets are the first part of the path. */
  readonly endpoint: string | null
}

export function s3Target(address: BucketAddress, access: S3Access): HttpTarget {
  const name = nameOfAddress(address)
  const url = `${bucketUrl(address.bucket, access)}/${encodedKey(address.key)}`
  return { name, request: () => signed(url, access), refusal: (answer) => s3Refusal(name, answer, access) }
}

/** The objects whose keys begin with that of the address. @throws PthError as {@link bucketList} */
export function s3List(
  address: BucketAddress,
  access: S3Access,
  session: HttpSession,
): Promise<readonly RemoteFile[]> {
  const name = nameOfAddress(address)
  return bucketList(address, session, async (query) => {
    // A space as %20: the signature is over the address as S3 writes it.
    const url = `${bucketUrl(address.bucket, access)}/?${query.toString().replaceAll('+', '%20')}`
    const target = {
      name,
      request: () => signed(url, access),
      refusal: (answer: Refusal) => s3Refusal(name, answer, access),
    }
    return (await fetchText(target, PAGE_BYTES, session)).text
  })
}

/** @internal The address of an object, or of the whole bucket. */
export function s3Url(bucket: string, key: string | null, access: S3Access): string {
  return `${bucketUrl(bucket, access)}/${key === null ? '' : encodedKey(key)}`
}

function bucketUrl(bucket: string, { endpoint, region }: S3Access): string {
  if (endpoint !== null) return `${endpoint}/${bucket}`
  // A dot in the name breaks the certificate of the bucket's own host.
  return bucket.includes('.')
    ? `https://s3.${region}.amazonaws.com/${bucket}`
    : `https://${bucket}.s3.${region}.amazonaws.com`
}

/** Keys are bytes: every segment encoded as S3 does, which leaves fewer characters alone than encodeURIComponent. */
function encodedKey(key: string): string {
  return key
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replaceAll(
        /[!'()*]/g,
        (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/')
}

/** @internal A request with its signature. `headers` are signed, too, and the digest of the body among them. */
export async function signed(
  url: string,
  { keys, region }: S3Access,
  method = 'GET',
  more: Readonly<Record<string, string>> = {},
): Promise<{ url: string; headers: Record<string, string> }> {
  if (keys === null) return { url, headers: { ...more } }
  const signer = new AwsV4Signer({
    url,
    method,
    headers: more,
    service: 's3',
    region,
    accessKeyId: keys.accessKeyId,
    secretAccessKey: keys.secretAccessKey,
    ...(keys.sessionToken !== null && { sessionToken: keys.sessionToken }),
    // Already encoded above.
    singleEncode: true,
  })
  const { headers, url: signedUrl } = await signer.sign()
  return {
    url: signedUrl.href,
    headers: Object.fromEntries([...headers].filter(([header]) => header !== 'host')),
  }
}

/** S3 says why in XML. @see docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function s3Refusal(
  name: string,
  { status, headers, text }: Refusal,
  { keys, region }: S3Access,
  action = 's3:GetObject',
): PthError | null {
  const code = firstText(text, 'Code') ?? ''
  const message = firstLine(firstText(text, 'Message') ?? '')
  switch (code) {
    case 'NoSuchKey':
      return new PthError('REMOTE_NOT_FOUND', {
        path: name,
        reason: 'the bucket has no such object (NoSuchKey)',
        hint: `list it: pth ls ${name.slice(0, name.lastIndexOf('/') + 1)}`,
      })
    case 'NoSuchBucket':
      return new PthError('REMOTE_NOT_FOUND', {
        path: name,
        reason: 'there is no such bucket (NoSuchBucket)',
        hint: 'check the name, and AWS_ENDPOINT_URL where the service is not Amazon’s',
      })
    case 'PreconditionFailed':
      return changed(name, 'the service says that it is no longer the object of the first answer')
    case 'SignatureDoesNotMatch':
    case 'InvalidAccessKeyId':
    case 'ExpiredToken':
    case 'InvalidToken':
      return denied(
        name,
        status,
        `the service does not take the keys (${code}: ${message})`,
        'get new ones: eval "$(aws configure export-credentials --format env)"',
      )
    case 'RequestTimeTooSkewed':
      return denied(
        name,
        status,
        'the clock of this machine is wrong (RequestTimeTooSkewed)',
        'set it; a signature is good for 15 minutes',
      )
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed':
    case 'IllegalLocationConstraintException': {
      const right = headers.get('x-amz-bucket-region') ?? firstText(text, 'Region')
      return denied(
        name,
        status,
        `the bucket is not in ${region}`,
        right === null ? 'set AWS_REGION' : `AWS_REGION=${right}`,
      )
    }
    default:
  }
  const right = headers.get('x-amz-bucket-region')
  if (right !== null && right !== region && status >= 300 && status < 500)
    return denied(name, status, `the bucket is in ${right}, not in ${region}`, `AWS_REGION=${right}`)
  if (status !== 403) return null
  return denied(
    name,
    status,
    code === '' ? 'the service does not permit it' : `the service does not permit it (${code})`,
    keys === null
      ? 'no keys were given: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE'
      : `the keys need ${action} for it`,
  )
}
