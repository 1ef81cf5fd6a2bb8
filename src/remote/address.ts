/** Addresses that stand where a path may: `https://`, `http://`, `hf://`, `s3://` and `gs://`. */
import { PthError } from '../errors.ts'

/** A file or a repository of a hub of Hugging Face's kind. */
export interface HubAddress {
  readonly kind: 'hub'
  /** What stands before the id in addresses: nothing for models. */
  readonly type: '' | 'datasets/' | 'spaces/'
  /** NAMESPACE/NAME */
  readonly id: string
  /** A branch, a tag, a commit or refs/pr/N. */
  readonly revision: string
  /** Inside the repository; '' for the whole. */
  readonly path: string
}

/** An object, or a beginning of keys where `key` is empty or ends with a slash. */
export interface BucketAddress {
  readonly kind: 's3' | 'gs'
  readonly bucket: string
  readonly key: string
}

/** A file on any server. */
export interface WebAddress {
  readonly kind: 'web'
  /** Without credentials. */
  readonly url: string
  /** `Authorization` for USER:PASSWORD@ in the address; null without. */
  readonly authorization: string | null
}

export type Address = HubAddress | BucketAddress | WebAddress

/** Hosts whose web addresses are those of the hub. */
const HUB_HOSTS = new Set(['huggingface.co', 'www.huggingface.co', 'hf.co'])
const SEGMENT = /^[A-Za-z0-9][\w.-]*$/

/** Whether a word of a command line is an address and no path. */
export function isAddress(text: string): boolean {
  return /^(?:https?|hf|s3|gs):\/\//i.test(text)
}

/** Whether a word of a command line is an address, or a flag with one. */
export function hasAddress(word: string): boolean {
  return isAddress(word.replace(/^--[\w-]+=/, ''))
}

/** An address, or a flag with one: its beginning, and the rest. */
const WORD = /^(\s*(?:--[\w-]+=)?([a-z][a-z0-9+.-]*):\/\/)(.*)$/is
/** Where an @ marks a revision, or is a part of a key, unless a password is before it. */
const KEYED = /^(?:hf|s3|gs)$/i

/**
 * A word without what may be a secret in an address: the credentials, and the query. A word that is no address, such as
 * a header or a pattern with an address in it, is what it was.
 */
export function withoutSecrets(word: string): string {
  const [, start, scheme = '', rest = ''] = WORD.exec(word) ?? []
  if (start === undefined) return word
  if (KEYED.test(scheme)) return `${start}${rest.replace(/^[^/]*:[^/]*@/, '')}`
  return `${start}${rest.replace(/[?#].*$/s, '').replace(/^.*@/s, '')}`
}

/**
 * Read an address.
 * @throws PthError USAGE that shows the form which was expected
 */
export function parseAddress(text: string): Address {
  const [, scheme = '', rest = ''] = /^([a-z0-9]+):\/\/(.*)$/is.exec(text) ?? []
  switch (scheme.toLowerCase()) {
    case 'hf':
      return hubAddress(text, rest)
    case 's3':
    case 'gs':
      return bucketAddress(text, scheme.toLowerCase() === 's3' ? 's3' : 'gs', rest)
    default:
      return webAddress(text)
  }
}

/** A query that is a signature or the like: `?Name=` with more behind it. */
const QUERY = /\?[\w.~%-]+=/

/**
 * An address and the member of it that is meant; null without one. The first `!` begins the member.
 * @throws PthError USAGE for a query behind the member: it is of the address, and would not be sent
 */
export function memberIn(text: string): { readonly file: string; readonly member: string } | null {
  const at = text.indexOf('!')
  if (at < 0) return null
  const [file, member] = [text.slice(0, at), text.slice(at + 1)]
  if (!/^https?:/i.test(file) || file.includes('?') || !QUERY.test(member)) return { file, member }
  const [name = ''] = member.split(QUERY, 1)
  throw new PthError('USAGE', {
    reason:
      'the query is of the address of the archive and stands before the member: ' +
      `'${withoutSecrets(file)}?…!${name}'`,
  })
}

/** The address as people know it, without credentials and without the signature in a query. */
export function nameOfAddress(address: Address): string {
  switch (address.kind) {
    case 'hub': {
      const revision = address.revision === 'main' ? '' : `@${address.revision}`
      return `hf://${address.type}${address.id}${revision}${address.path === '' ? '' : `/${marked(address.path)}`}`
    }
    case 's3':
    case 'gs':
      return `${address.kind}://${address.bucket}/${marked(address.key)}`
    case 'web': {
      const { origin, pathname } = new URL(address.url)
      return `${origin}${pathname}`
    }
  }
}

/** A name as it stands in an address, where a `!` begins a member. */
function marked(name: string): string {
  return name.replaceAll('!', '%21')
}

function unmarked(name: string): string {
  return name.replaceAll('%21', '!')
}

/** The address of a file in a folder. `name` has slashes between its parts, and no way up. */
export function addressIn(folder: string, name: string): string {
  const address = parseAddress(folder)
  if (address.kind !== 'web') return `${nameOfAddress(address).replace(/\/$/, '')}/${marked(name)}`
  const url = new URL(folder)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${name
    .split('/')
    .map((part) => marked(encodeURIComponent(part)))
    .join('/')}`
  return url.href
}

/** The address of what a file is in. A query is of the file alone: a signature does not serve its neighbours. */
export function folderOfAddress(file: string): string {
  const address = parseAddress(file)
  if (address.kind !== 'web') return nameOfAddress(address).replace(/\/[^/]*$/, '')
  const url = new URL(file)
  url.pathname = url.pathname.replace(/\/[^/]*$/, '')
  url.search = ''
  url.hash = ''
  return url.href
}

/** `[models/|datasets/|spaces/]NAMESPACE/NAME[@REVISION][/PATH]` */
function hubAddress(text: string, rest: string): HubAddress {
  const wrong = (): PthError =>
    new PthError('USAGE', {
      reason: `not an address of a hub: ${withoutSecrets(text)}; it is hf://NAMESPACE/NAME[@REVISION][/PATH]`,
    })
  const typed = /^(models|datasets|spaces)\/(.+)$/.exec(rest)
  // `hf://models/x` without a third part is the repository x of the namespace models.
  const type = typed !== null && (typed[2] ?? '').includes('/') ? typed[1] : undefined
  const [namespace = '', named = '', ...inside] = (type === undefined ? rest : (typed?.[2] ?? '')).split('/')
  const [name = '', ...marked] = named.split('@')
  if (!SEGMENT.test(namespace) || !SEGMENT.test(name) || marked.length > 1) throw wrong()
  const [first] = marked
  const revision = first === undefined ? 'main' : revisionOf(first, inside)
  if (revision === '' || inside.some((part) => part === '..' || part === '.')) throw wrong()
  return {
    kind: 'hub',
    type: prefixOf(type),
    id: `${namespace}/${name}`,
    revision,
    path: unmarked(inside.join('/')),
  }
}

/** Only `refs/pr/N` and `refs/convert/NAME` have slashes; their parts are taken from `inside`. */
function revisionOf(first: string, inside: string[]): string {
  const name = decoded(first)
  if (name !== 'refs' || (inside[0] !== 'pr' && inside[0] !== 'convert')) return name
  return ['refs', ...inside.splice(0, 2)].join('/')
}

function prefixOf(type: string | undefined): HubAddress['type'] {
  if (type === 'datasets') return 'datasets/'
  return type === 'spaces' ? 'spaces/' : ''
}

function bucketAddress(text: string, kind: 's3' | 'gs', rest: string): BucketAddress {
  const [, bucket = '', key = ''] = /^([^/]+)\/?(.*)$/s.exec(rest) ?? []
  if (!/^[a-z0-9][a-z0-9._-]{1,221}[a-z0-9]$/.test(bucket))
    throw new PthError('USAGE', {
      reason: `not an address of a bucket: ${withoutSecrets(text)}; it is ${kind}://BUCKET/KEY`,
    })
  return { kind, bucket, key: unmarked(key) }
}

function webAddress(text: string): HubAddress | WebAddress {
  if (!URL.canParse(text)) throw new PthError('USAGE', { reason: `not an address: ${withoutSecrets(text)}` })
  const url = new URL(text)
  const hub = HUB_HOSTS.has(url.host) && url.username === '' ? hubPage(url) : null
  if (hub !== null) return hub
  const authorization =
    url.username === '' && url.password === ''
      ? null
      : `Basic ${base64(`${decoded(url.username)}:${decoded(url.password)}`)}`
  url.username = ''
  url.password = ''
  url.hash = ''
  return { kind: 'web', url: url.href, authorization }
}

/** `/[datasets/|spaces/]NAMESPACE/NAME[/(blob|raw|resolve|tree)/REVISION[/PATH]]`; null for other pages. */
function hubPage(url: URL): HubAddress | null {
  const parts = url.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decoded)
  const type = parts[0] === 'datasets' || parts[0] === 'spaces' ? parts.shift() : undefined
  const [namespace = '', name = '', view, ...rest] = parts
  if (!SEGMENT.test(namespace) || !SEGMENT.test(name) || namespace === 'api') return null
  const id = `${namespace}/${name}`
  if (view === undefined) return { kind: 'hub', type: prefixOf(type), id, revision: 'main', path: '' }
  const [first] = rest
  if (!['blob', 'raw', 'resolve', 'tree'].includes(view) || first === undefined || rest.includes('..'))
    return null
  const inside = rest.slice(1)
  return {
    kind: 'hub',
    type: prefixOf(type),
    id,
    revision: revisionOf(first, inside),
    path: inside.join('/'),
  }
}

/** @throws PthError USAGE for a percent sign that begins nothing */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (cause) {
    throw new PthError(
      'USAGE',
      { reason: 'the address has a % that is not followed by two digits; write it as %25' },
      { cause },
    )
  }
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
}
