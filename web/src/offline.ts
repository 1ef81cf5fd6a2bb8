/** The page without a network: what it is made of is kept, under the digest of its content. Nothing else is. */

/** Filled in by the build: the digest of the files, and their names. */
declare const PAGE_DIGEST: string
declare const PAGE_FILES: readonly string[]

const PREFIX = 'pth-'
const CACHE = PREFIX + PAGE_DIGEST

/** The part of a service worker's scope that is used. */
interface Scope {
  readonly location: Location
  readonly caches: CacheStorage
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void
}

interface Extendable {
  waitUntil(work: Promise<unknown>): void
}

interface Fetching {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}

const scope = globalThis as unknown as Scope
const base = new URL('./', scope.location.href)
const kept = new Set(PAGE_FILES.map((name) => new URL(name, base).href))

scope.addEventListener('install', (event) => {
  event.waitUntil(keep())
})
scope.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => scope.clients.claim()))
})
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  const file = `${url.origin}${url.pathname}`
  const wanted = file === base.href ? new URL('index.html', base).href : file
  // Files that are read by ranges are nobody's shell.
  if (request.method === 'GET' && kept.has(wanted) && !request.headers.has('range'))
    event.respondWith(shellFile(wanted, request))
})

async function keep(): Promise<void> {
  const cache = await scope.caches.open(CACHE)
  await cache.addAll([...kept].map((url) => new Request(url, { cache: 'reload' })))
  await scope.skipWaiting()
}

async function forgetOthers(): Promise<void> {
  for (const name of await scope.caches.keys())
    if (name.startsWith(PREFIX) && name !== CACHE) await scope.caches.delete(name)
}

async function shellFile(url: string, request: Request): Promise<Response> {
  const cache = await scope.caches.open(CACHE)
  return (await cache.match(url)) ?? fetch(request)
}
