/** From an address to bytes or to a listing. Loaded only when there is an address. */
import { PthError, isPthError } from '../../errors.ts'
import { openHttp } from '../../io/http/http-source.ts'
import type { ByteSource } from '../../io/source.ts'
import type { HttpSession, HttpTarget } from '../../io/http/target.ts'
import { nameOfAddress, parseAddress } from '../../remote/address.ts'
import type { Address, BucketAddress, HubAddress, WebAddress } from '../../remote/address.ts'
import { gcsList, gcsTarget } from '../../remote/gcs.ts'
import { hubRepository } from '../../remote/hub.ts'
import type { HubRepository } from '../../remote/hub.ts'
import type { RemoteFile } from '../../remote/listing.ts'
import { s3List, s3Target } from '../../remote/s3.ts'
import type { S3Access } from '../../remote/s3.ts'
import { webTarget } from '../../remote/web.ts'
import type { FileSource } from '../file.ts'
import { currentAccess, environmentOf } from './access.ts'
import type { RemoteAccess } from './access.ts'
import { downloaded } from './download.ts'
import { gcsAccess, hubAccess, hubOffline, s3Access } from './keys.ts'
import { listedOnce } from './listings.ts'
import { sessionOf } from './session.ts'

/**
 * Open the file at an address by its first range.
 * @throws PthError USAGE for a wrong address, and as `fetchRange`
 */
export async function openRemote(text: string): Promise<FileSource> {
  const access = currentAccess()
  const target = await targetOf(allowed(text, access), access)
  const session = await sessionOf(access)
  try {
    return { ...(await openOnce(text, target, session, access)), close: async () => undefined }
  } catch (error) {
    if (!isPthError(error, 'REMOTE_NO_RANGES') || access.options.download !== true) throw error
    return downloaded(target, session)
  }
}

/** What is open is read from again: a folder that was looked into, the other side of a comparison. */
function openOnce(
  text: string,
  target: HttpTarget,
  session: HttpSession,
  { files }: RemoteAccess,
): Promise<ByteSource> {
  const kept = files.get(text)
  if (kept !== undefined) return kept
  const source = openHttp(target, session)
  files.set(text, source)
  // What failed is tried again by whoever asks next.
  source.catch(() => files.delete(text))
  return source
}

/** The files below an address, with slashes in their names. @throws PthError as {@link openRemote} */
export async function listRemote(text: string): Promise<readonly RemoteFile[]> {
  const access = currentAccess()
  const address = allowed(text, access)
  const folder = address.kind === 'hub' || text.endsWith('/')
  const key = `${nameOfAddress(address).replace(/\/$/, '')}${folder ? '/' : ''}`
  return listedOnce(access.listings, key, () => listNow(address, access))
}

async function listNow(address: Address, access: RemoteAccess): Promise<readonly RemoteFile[]> {
  const session = await sessionOf(access)
  switch (address.kind) {
    case 'hub':
      return (await repositoryOf(address, access)).list(address.path, session)
    case 's3':
      return s3List(address, await s3Access(environmentOf(access.options)), session)
    case 'gs':
      return gcsList(address, gcsAccess(environmentOf(access.options)), session)
    case 'web':
      throw new PthError('USAGE', {
        reason: `${nameOfAddress(address)} is a file: HTTP has no listing of folders`,
      })
  }
}

/** The bucket of an address that is written to. @throws PthError USAGE for one of another service */
export async function s3Bucket(
  text: string,
): Promise<{ readonly address: BucketAddress; readonly access: S3Access; readonly session: HttpSession }> {
  const access = currentAccess()
  const address = allowed(text, access)
  if (address.kind !== 's3' || address.key === '' || address.key.endsWith('/'))
    throw new PthError('USAGE', {
      reason: `${nameOfAddress(address)} is read only: pth writes to paths and to s3://BUCKET/KEY`,
    })
  return { address, access: await s3Access(environmentOf(access.options)), session: await sessionOf(access) }
}

function allowed(text: string, { options, hidden }: RemoteAccess): Address {
  const address = withCredentials(parseAddress(hidden.get(text) ?? text), hidden)
  const env = environmentOf(options)
  const offline =
    options.offline === true
      ? '--offline'
      : address.kind === 'hub' && hubOffline(env)
        ? 'HF_HUB_OFFLINE'
        : null
  if (offline === null) return address
  throw new PthError('USAGE', {
    reason: `${nameOfAddress(address)} needs the network, which ${offline} forbids`,
  })
}

/** What is beside or in a file of a server is asked for as the file was. */
function withCredentials(address: Address, hidden: ReadonlyMap<string, string>): Address {
  if (address.kind !== 'web' || address.authorization !== null) return address
  const { origin } = new URL(address.url)
  for (const given of hidden.values()) {
    const known = parseAddress(given)
    if (known.kind === 'web' && known.authorization !== null && new URL(known.url).origin === origin)
      return { ...address, authorization: known.authorization }
  }
  return address
}

async function targetOf(address: Address, access: RemoteAccess): Promise<HttpTarget> {
  switch (address.kind) {
    case 'hub':
      return (await repositoryOf(address, access)).target(address.path)
    case 's3':
      return s3Target(address, await s3Access(environmentOf(access.options)))
    case 'gs':
      return gcsTarget(address, gcsAccess(environmentOf(access.options)))
    case 'web':
      return webTarget(address, headersFor(address, access))
  }
}

/** One repository for all its files: they are read at one commit. */
async function repositoryOf(address: HubAddress, access: RemoteAccess): Promise<HubRepository> {
  const key = `${address.type}${address.id}@${address.revision}`
  const repository =
    access.repositories.get(key) ??
    hubAccess(environmentOf(access.options)).then((found) => hubRepository(address, found))
  access.repositories.set(key, repository)
  return repository
}

/** The headers of the user: for one server, that of the first web address. @throws PthError USAGE for a second one */
function headersFor({ url }: WebAddress, access: RemoteAccess): Record<string, string> {
  const lines = access.options.headers ?? []
  const { origin } = new URL(url)
  const first = (access.headersFor ??= origin)
  if (lines.length > 0 && first !== origin)
    throw new PthError('USAGE', {
      reason: `--header is for one server, and the line names ${first} and ${origin}`,
    })
  return headersOf(lines)
}

/** @throws PthError USAGE for what is no header */
function headersOf(lines: readonly string[]): Record<string, string> {
  const headers = new Headers()
  for (const line of lines) {
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+)\s*:\s*(.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      throw new PthError('USAGE', {
        reason: `--header takes "Name: value", not a line that begins with ${JSON.stringify(firstWord(line))}`,
      })
    if (['range', 'if-match', 'if-range', 'accept-encoding', 'host'].includes(name.toLowerCase()))
      throw new PthError('USAGE', { reason: `--header ${name}: pth sets it itself` })
    headers.append(name, value)
  }
  return Object.fromEntries(headers)
}

/** What is safe to repeat of a line that may have a secret. */
function firstWord(line: string): string | undefined {
  return line.split(/[:\s]/, 1)[0]
}
