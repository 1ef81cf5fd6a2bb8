/** Requests of Node: its own fetch, proxies of the environment, redirects that stay outside of private networks. */
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { DEFAULT_LIMITS } from '../../limits.ts'
import { newAhead } from '../../io/http/expected.ts'
import { LEAST_RATE } from '../../io/http/stall.ts'
import { turns } from '../../io/http/target.ts'
import type { HttpSession } from '../../io/http/target.ts'
import { environmentOf } from './access.ts'
import type { RemoteAccess } from './access.ts'
import { fetchThrough } from './proxy.ts'

const AT_ONCE = 16
const RETRIES = 4
const STALL_SECONDS = 30
/** Hubs count in windows of five minutes. */
const LONGEST_PAUSE = 310

/** Addresses that no public file is at. @see IANA special-purpose address registries */
const PRIVATE = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['192.0.2.0', 24],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['240.0.0.0', 4],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of [
  // The last 32 bits of these are an address of IPv4, which may be a private one.
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fec0::', 10],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv6')

/** The session of an access; one for all its addresses. */
export async function sessionOf(access: RemoteAccess): Promise<HttpSession> {
  return (access.session ??= newSession(access))
}

async function newSession({ options, transfer }: RemoteAccess): Promise<HttpSession> {
  return {
    fetch: await fetchThrough(environmentOf(options)),
    redirects: 'checked',
    refusesRedirect,
    limits: options.limits ?? DEFAULT_LIMITS,
    transfer,
    kept: { bytes: 0 },
    ahead: newAhead(),
    given: new Map(),
    stallSeconds: options.timeout ?? STALL_SECONDS,
    leastRate: options.minRate ?? LEAST_RATE,
    retries: RETRIES,
    longestPause: LONGEST_PAUSE,
    pause: (seconds) => sleep(seconds * 1000),
    turn: turns(AT_ONCE),
  }
}

/** A public server must not lead to what only this machine reaches; a private one may lead to another private one. */
async function refusesRedirect(from: URL, to: URL): Promise<string | null> {
  if (from.host === to.host || !(await isPrivate(to.hostname))) return null
  if (await isPrivate(from.hostname)) return null
  return `one to a private address (${to.host})`
}

async function isPrivate(hostname: string): Promise<boolean> {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0) return isPrivateAddress(host)
  if (/(?:^|\.)localhost\.?$/i.test(host)) return true
  // What cannot be looked up here may be known to the proxy; a request to it fails by itself.
  const found = await lookup(host, { all: true }).catch(() => [])
  return found.some(({ address }) => isPrivateAddress(address))
}

function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const plain = mapped ?? address
  return PRIVATE.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
}
