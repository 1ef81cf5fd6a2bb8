/** What a run was told about the network, for whatever it opens: one session, one count, one budget. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Limits } from '../../limits.ts'
import { isAddress, memberIn, nameOfAddress, parseAddress, withoutSecrets } from '../../remote/address.ts'
import type { HttpSession, Transfer } from '../../io/http/target.ts'
import type { ByteSource } from '../../io/source.ts'
import type { HubRepository } from '../../remote/hub.ts'
import type { Listings } from './listings.ts'

/** Options for addresses. */
export interface RemoteOptions {
  /** Headers for the host of a web address, as `Name: value`; never for another host. */
  readonly headers?: readonly string[]
  /** Refuse every address. */
  readonly offline?: boolean
  /** Take a file whole where its server sends no parts: into a temporary file. */
  readonly download?: boolean
  /** Seconds without a byte after which a request is given up: 30. */
  readonly timeout?: number
  /** Bytes a second below which an answer is given up, over twice `timeout`: 64; 0 for none. */
  readonly minRate?: number
  readonly limits?: Limits
  /** Variables for credentials, endpoints and proxies: none without them. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** The network as one run sees it. */
export interface RemoteAccess {
  /** Told before anything is opened. */
  options: RemoteOptions
  /** What was moved, over all addresses of the run. */
  readonly transfer: Transfer
  /** One session for all requests, once there was one. */
  session: Promise<HttpSession> | null
  /** Files that are open, by their addresses: they are read from again. */
  readonly files: Map<string, Promise<ByteSource>>
  /** What is in folders that were listed. */
  readonly listings: Listings
  /** Repositories at the commit of their first answer, by id and revision. */
  readonly repositories: Map<string, Promise<HubRepository>>
  /** The one server that gets the headers of the user, once one was asked. */
  headersFor: string | null
  /** Addresses with what must not be shown, by what is shown instead. */
  readonly hidden: Map<string, string>
}

const ambient = new AsyncLocalStorage<RemoteAccess>()

export function newAccess(options: RemoteOptions): RemoteAccess {
  return {
    options,
    transfer: { requests: 0, bytes: 0 },
    session: null,
    files: new Map(),
    listings: new Map(),
    repositories: new Map(),
    headersFor: null,
    hidden: new Map(),
  }
}

/**
 * What to call a word with an address in everything that is printed: without credentials, and without its query, which
 * may be a signature. {@link openRemote} takes it for the address itself.
 * @throws PthError USAGE for what is no address, and for a query behind a member
 */
export function hideSecrets({ hidden }: RemoteAccess, word: string): string {
  const [, flag = '', file = '', member = ''] = /^(--[\w-]+=)?([^!]*)(!.*)?$/s.exec(word) ?? []
  if (!isAddress(file)) return withoutSecrets(word)
  memberIn(`${file}${member}`)
  const address = parseAddress(file)
  const shown = nameOfAddress(address)
  // A page of the hub may have a query, which says nothing; keys of buckets have none.
  if (address.kind === 'hub') return `${flag}${shown}${member}`
  if (address.kind !== 'web') return word
  const { username, password, search } = new URL(file)
  if (`${username}${password}${search}` === '') return word
  // Two addresses that look alike are told apart.
  let name = shown
  for (let copy = 2; hidden.has(name) && hidden.get(name) !== file; copy += 1) name = `${shown} (${copy})`
  hidden.set(name, file)
  return `${flag}${name}${member}`
}

/** Run `work` with this access for every address that it opens. */
export function withAccess<Result>(access: RemoteAccess, work: () => Promise<Result>): Promise<Result> {
  return ambient.run(access, work)
}

/** What is moved from here on: requests and bytes of bodies, of the run around. */
export function transferFromHere(): () => Readonly<Transfer> {
  const { transfer } = currentAccess()
  const { requests, bytes } = transfer
  return () => ({ requests: transfer.requests - requests, bytes: transfer.bytes - bytes })
}

/** The access of the run around; one with the defaults outside of any. */
export function currentAccess(): RemoteAccess {
  return ambient.getStore() ?? newAccess({})
}

/** Whether the run around was told about the network. */
export function hasAccess(): boolean {
  return ambient.getStore() !== undefined
}

/** The variables that credentials, endpoints and proxies are read from: none that nobody handed over. */
export function environmentOf({ env }: RemoteOptions): Readonly<Record<string, string | undefined>> {
  return env ?? {}
}
