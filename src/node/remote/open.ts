/** From an address to bytes or to a listing. Loaded only when there is an address. */
import { PthError, isPthError } from '../../errors.ts'
import { openHttp } from '../../io/http/http-source.ts'
import type { HttpTarget } from '../../io/http/target.ts'
import { nameOfAddress, parseAddress } from '../../remote/address.ts'
import type { Address, HubAddress } from '../../remote/address.ts'
import { gcsList, gcsTarget } from '../../remote/gcs.ts'
import { hubRepository } from '../../remote/hub.ts'
import type { HubRepository } from '../../remote/hub.ts'
import type { RemoteFile } from '../../remote/listing.ts'
import { s3List, s3Target } from '../../remote/s3.ts'
import { webTarget } from '../../remote/web.ts'
import type { FileSource } from '../file.ts'
import { currentAccess, environmentOf } from './access.ts'
import type { RemoteAccess } from './access.ts'
import { downloaded } from './download.ts'
import { gcsAccess, hubAccess, hubOffline, s3Access } from './keys.ts'
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
    return { ...(await openHttp(target, session)), close: async () => undefined }
  } catch (error) {
    const whole = isPthError(error) && error.code === 'REMOTE_NO_RANGES' && access.options.download === true
    if (!whole) throw error
    return downloaded(target, session)
  }
}

/** The files below an address, with slashes in their names. @throws PthError as {@link openRemote} */
export async function listRemote(text: string): Promise<readonly RemoteFile[]> {
  const access = currentAccess()
  const address = allowed(text, access)
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

function allowed(text: string, { options, hidden }: RemoteAccess): Address {
  const address = parseAddress(hidden.get(text) ?? text)
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

async function targetOf(address: Address, access: RemoteAccess): Promise<HttpTarget> {
  switch (address.kind) {
    case 'hub':
      return (await repositoryOf(address, access)).target(address.path)
    case 's3':
      return s3Target(address, await s3Access(environmentOf(access.options)))
    case 'gs':
      return gcsTarget(address, gcsAccess(environmentOf(access.options)))
    case 'web':
      return webTarget(address, headersOf(access.options.headers ?? []))
  }
}

/** One repository for all its files: they are read at one commit. */
async function repositoryOf(address: HubAddress, access: RemoteAccess): Promise<HubRepository> {
  const key = `${address.type}${address.id}@${address.revision}`
  const kept = access.kept.get(key) as Promise<HubRepository> | undefined
  const repository =
    kept ?? hubAccess(environmentOf(access.options)).then((found) => hubRepository(address, found))
  access.kept.set(key, repository)
  return repository
}

/** @throws PthError USAGE for what is no header */
function headersOf(lines: readonly string[]): Record<string, string> {
  const headers = new Headers()
  for (const line of lines) {
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+)\s*:\s*(.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined || /[\r\n\0]/.test(value))
      throw new PthError('USAGE', {
        reason: `--header takes "Name: value", not ${JSON.stringify(line.split(':', 1)[0])}`,
      })
    if (['range', 'if-match', 'if-range', 'accept-encoding', 'host'].includes(name.toLowerCase()))
      throw new PthError('USAGE', { reason: `--header ${name}: pth sets it itself` })
    headers.append(name, value)
  }
  return Object.fromEntries(headers)
}
