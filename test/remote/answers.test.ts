/** Every way in which a server can answer wrongly: a typed error that says what to do, or the right bytes. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { newAhead } from '../../src/io/http/expected.ts'
import { fetchRange } from '../../src/io/http/fetch-range.ts'
import { openHttp } from '../../src/io/http/http-source.ts'
import { turns } from '../../src/io/http/target.ts'
import type { HttpSession, HttpTarget } from '../../src/io/http/target.ts'
import { DEFAULT_LIMITS } from '../../src/limits.ts'
import { parseAddress } from '../../src/remote/address.ts'
import { webTarget } from '../../src/remote/web.ts'
import { answer, withServer } from '../support/web-server.ts'
import type { Behaviour, WebServer } from '../support/web-server.ts'

const FILE = new Uint8Array(300_000).map((_, at) => (at * 7 + (at >> 8)) % 251)
const FIXTURE = new Uint8Array(readFileSync(join(import.meta.dirname, '../../fixtures/resnet18.pth')))

const pauses: number[] = []
afterEach(() => pauses.splice(0))

function session(more: Partial<HttpSession> = {}): HttpSession {
  return {
    fetch: (url, init) => fetch(url, init),
    redirects: 'checked',
    refusesRedirect: async () => null,
    limits: DEFAULT_LIMITS,
    transfer: { requests: 0, bytes: 0 },
    kept: { bytes: 0 },
    ahead: newAhead(),
    given: new Map(),
    stallSeconds: 5,
    leastRate: 64,
    retries: 3,
    longestPause: 60,
    pause: async (seconds) => {
      pauses.push(seconds)
    },
    turn: turns(4),
    ...more,
  }
}

function targetAt(server: WebServer, path = '/file'): HttpTarget {
  const address = parseAddress(`${server.origin}${path}`)
  if (address.kind !== 'web') throw new Error('not a web address')
  return webTarget(address, {})
}

/** Opens the file and reads two pieces of it. */
async function readTwo(
  behaviour: Behaviour,
  more: Partial<HttpSession> = {},
  path = '/file',
): Promise<WebServer['seen']> {
  return withServer({ '/file': FILE, '/empty': new Uint8Array(0) }, behaviour, async (server) => {
    const source = await openHttp(targetAt(server, path), session(more))
    expect(source.byteLength).toBe(FILE.length)
    expect(await source.read(10, 500)).toEqual(FILE.subarray(10, 510))
    expect(await source.read(200_000, 70_000)).toEqual(FILE.subarray(200_000, 270_000))
    return server.seen
  })
}

/** What `readTwo` fails with, in this world. */
function failure(behaviour: Behaviour, more: Partial<HttpSession> = {}): Promise<unknown> {
  return readTwo(behaviour, more).then(
    () => new Error('it was read'),
    (error: unknown) => error,
  )
}

/** Answers as a server without a strong ETag does. */
const dated =
  (date: string): Behaviour =>
  (exchange) => {
    answer(exchange, { etag: 'W/"weak"', 'last-modified': date })
    return true
  }

/** Breaks the answers from the `from`-th on. */
function after(from: number, broken: Behaviour): Behaviour {
  return (exchange) => exchange.before >= from && broken(exchange)
}

test('ranges as they should be: two requests, whole and in order', async () => {
  const seen = await readTwo(() => false)
  expect(seen.map(({ range }) => range)).toEqual(['bytes=0-131071', 'bytes=200000-269999'])
  expect(seen[1]?.headers['if-match']).toBe('"first"')
  expect(seen[0]?.headers['accept-encoding']).toBe('identity')
})

test('a server without ranges is refused by name, with the size, and its body is not read', async () => {
  const transfer = { requests: 0, bytes: 0 }
  const error = await failure(
    ({ response, file }) => {
      response.writeHead(200, { 'content-length': String(file?.length) }).end(file)
      return true
    },
    { transfer },
  )
  expect(error).toMatchObject({ code: 'REMOTE_NO_RANGES', details: { size: 300_000 } })
  expect(transfer.bytes).toBe(0)
})

test('a small file of a server without ranges is what was asked for', async () => {
  const small = FILE.subarray(0, 1000)
  await withServer(
    { '/file': small },
    ({ response, file }) => {
      response.writeHead(200, { 'content-length': '1000' }).end(file)
      return true
    },
    async (server) => {
      const source = await openHttp(targetAt(server), session())
      expect(await source.read(0, 1000)).toEqual(small)
      expect(server.seen).toHaveLength(1)
    },
  )
})

test.each([
  ['SSH-2.0-OpenSSH_9\r\n', 'http', 'does not speak HTTP', 'check the port'],
  ['HTTP/1.1 400 Bad Request\r\n\r\n', 'https', 'does not speak TLS', 'write http://'],
])(
  'a server that says %j to %s is told by what it speaks, and asked once',
  async (words, scheme, ...told) => {
    let connections = 0
    const server = createServer((socket) => {
      connections += 1
      socket.on('error', () => socket.destroy())
      socket.on('data', () => socket.end(words))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const target = {
      name: 'it',
      request: async () => ({ url: `${scheme}://127.0.0.1:${port}/x`, headers: {} }),
    }
    const error: unknown = await openHttp(target, session()).catch((failed: unknown) => failed)
    server.close()
    for (const text of told) expect(error).toMatchObject({ message: expect.stringContaining(text) })
    expect([connections, pauses.length]).toEqual([1, 0])
  },
)

test('what a page for people says of a refusal is its title', async () => {
  const error = await failure(({ response }) => {
    response.writeHead(400).end('<html>\r\n<head><title>400 sent to an HTTPS port</title></head>')
    return true
  })
  expect(error).toMatchObject({ message: expect.stringContaining('answers 400: 400 sent to an HTTPS port') })
})

test('without ranges and without a size the words do not lead to --download, which would refuse it', async () => {
  const error = await failure(({ response, file }) => {
    response.writeHead(200)
    response.write(file?.subarray(0, 100))
    response.end(file?.subarray(100))
    return true
  })
  expect(error).toMatchObject({ code: 'REMOTE_NO_RANGES', message: expect.stringContaining('curl -fo FILE') })
  expect(error).not.toMatchObject({ message: expect.stringContaining('--download') })
})

test('an endless body on a 200 is not read', async () => {
  const error = await failure(({ response }) => {
    response.writeHead(200)
    const timer = setInterval(() => response.write(new Uint8Array(65_536)), 1)
    response.on('close', () => clearInterval(timer))
    return true
  })
  expect(error).toMatchObject({ code: 'REMOTE_NO_RANGES', details: { size: null } })
})

test('a compressed whole file is refused: its size is not that of the file', async () => {
  const error = await failure(({ response }) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(new Uint8Array(10))
    return true
  })
  expect(error).toMatchObject({ code: 'REMOTE_NO_RANGES', message: expect.stringContaining('compresses') })
})

test('a compressed part is refused', async () => {
  const error = await failure((exchange) => {
    answer(exchange, { 'content-encoding': 'br' })
    return true
  })
  expect(error).toMatchObject({ code: 'REMOTE_INVALID', message: expect.stringContaining('br') })
})

test.each([
  ['another part', 'bytes 1-131072/300000'],
  ['a shorter part than there is', 'bytes 0-9/300000'],
  ['a part past the end', 'bytes 0-131071/1000'],
  ['no size', 'bytes 0-131071/*'],
  ['another unit', 'items 0-131071/300000'],
  ['nonsense', 'bytes banana'],
])('Content-Range with %s is refused', async (_, text) => {
  const error = await failure((exchange) => {
    answer(exchange, { 'content-range': text })
    return true
  })
  expect(error).toMatchObject({ code: 'REMOTE_INVALID' })
})

test('a 206 without Content-Range, as several parts have it, is refused', async () => {
  const error = await failure(({ response }) => {
    response.writeHead(206, { 'content-type': 'multipart/byteranges; boundary=x' }).end('--x')
    return true
  })
  expect(error).toMatchObject({ code: 'REMOTE_INVALID', message: expect.stringContaining('several parts') })
})

test('a body that is longer than its range is refused', async () => {
  const error = await failure(({ response, file }) => {
    response.writeHead(206, { 'content-range': 'bytes 0-131071/300000' })
    response.end(file?.subarray(0, 140_000))
    return true
  })
  expect(error).toMatchObject({ code: 'REMOTE_INVALID', message: expect.stringContaining('more of them') })
})

test('a short body without a length is cut off, and goes on where it ended', async () => {
  const seen = await readTwo((exchange) => {
    if (exchange.before !== 1) return false
    exchange.response.writeHead(206, { 'content-range': 'bytes 200000-269999/300000', etag: '"first"' })
    exchange.response.end(FILE.subarray(200_000, 230_000))
    return true
  })
  expect(seen.map(({ range }) => range)).toEqual([
    'bytes=0-131071',
    'bytes=200000-269999',
    'bytes=230000-269999',
  ])
})

test('a connection that is cut off goes on where it ended', async () => {
  const seen = await readTwo((exchange) => {
    if (exchange.before > 1) return false
    const [, first = '', last = ''] = /(\d+)-(\d+)/.exec(exchange.request.headers.range ?? '') ?? []
    const end = Math.min(Number(last), FILE.length - 1)
    exchange.response.writeHead(206, {
      'content-range': `bytes ${first}-${end}/300000`,
      'content-length': String(end - Number(first) + 1),
      etag: '"first"',
    })
    exchange.response.write(FILE.subarray(Number(first), Number(first) + 1000), () =>
      exchange.response.destroy(),
    )
    return true
  })
  expect(seen.length).toBeGreaterThanOrEqual(4)
})

test('a connection that is always cut off is given up after the last try', async () => {
  const error = await failure(({ request }) => {
    request.socket.destroy()
    return true
  })
  expect(error).toMatchObject({ code: 'REMOTE_UNREACHABLE' })
  expect(pauses).toHaveLength(3)
})

test('a server that stalls is given up', async () => {
  const error = await failure(
    (exchange) => {
      exchange.response.writeHead(206, {
        'content-range': 'bytes 0-131071/300000',
        'content-length': '131072',
      })
      exchange.response.write(FILE.subarray(0, 10))
      return true
    },
    { stallSeconds: 0.1, retries: 0 },
  )
  expect(error).toMatchObject({
    code: 'REMOTE_UNREACHABLE',
    message: expect.stringContaining('nothing came for 0.1 s'),
  })
})

/** Answers rightly, so many bytes at a time. */
function dripping(bytes: number, every: number): Behaviour {
  return ({ request, response, file }) => {
    const [, first = '0', last = '0'] = /(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? []
    const size = file?.length ?? 0
    const end = Math.min(Number(last), size - 1)
    let at = Number(first)
    response.writeHead(206, {
      'content-range': `bytes ${at}-${end}/${size}`,
      'content-length': String(end - at + 1),
      etag: '"first"',
    })
    const timer = setInterval(() => {
      response.write(file?.subarray(at, Math.min(at + bytes, end + 1)))
      at += bytes
      if (at <= end) return
      clearInterval(timer)
      response.end()
    }, every)
    response.on('close', () => clearInterval(timer))
    return true
  }
}

test('a server that drips is never silent, and is given up all the same', async () => {
  const began = Date.now()
  const error = await failure(dripping(1, 20), { stallSeconds: 0.3, leastRate: 1000, retries: 1 })
  expect(error).toMatchObject({
    code: 'REMOTE_UNREACHABLE',
    message: expect.stringMatching(
      /only \d+ bytes came in 0\.6 s, where at least 600 must \(1000 a second\).*--min-rate 0/s,
    ),
  })
  expect(pauses).toHaveLength(1)
  expect(Date.now() - began).toBeLessThan(5000)
})

test('a slow line is waited for: above the rate, or where none is asked for', async () => {
  // 1,200 bytes take 2.4 s at 500 bytes a second, which is twice as long as the rate is taken over.
  const small = FILE.subarray(0, 1200)
  for (const leastRate of [100, 0])
    await withServer(
      { '/file': small },
      dripping(leastRate === 0 ? 1 : 10, leastRate === 0 ? 2 : 20),
      async (server) => {
        const one = session({ stallSeconds: 0.6, leastRate, retries: 0 })
        const source = await openHttp(targetAt(server), one)
        expect(await source.read(0, 1200)).toEqual(small)
        expect(one.transfer.requests).toBe(1)
      },
    )
})

test.each([
  ['its ETag', { etag: '"second"' }],
  ['its size', { 'content-range': 'bytes 200000-269999/300001' }],
])('a file that changed between two answers is told by %s', async (_, headers) => {
  const error = await failure(
    after(1, (exchange) => {
      delete exchange.request.headers['if-match']
      answer(exchange, headers)
      return true
    }),
  )
  expect(error).toMatchObject({ code: 'REMOTE_CHANGED' })
})

test('a file that changed is told by its date where there is no strong ETag', async () => {
  const [first, second] = [dated('Wed, 01 Jul 2026 00:00:00 GMT'), dated('Thu, 02 Jul 2026 00:00:00 GMT')]
  const seen = await readTwo(first)
  expect(seen[1]?.headers['if-match']).toBeUndefined()
  const error = await failure((exchange) => (exchange.before === 0 ? first(exchange) : second(exchange)))
  expect(error).toMatchObject({ code: 'REMOTE_CHANGED' })
})

test('412 says that the file changed', async () => {
  const error = await failure(
    after(1, ({ response }) => {
      response.writeHead(412).end()
      return true
    }),
  )
  expect(error).toMatchObject({ code: 'REMOTE_CHANGED' })
})

test('416 in the middle says that the file became shorter', async () => {
  const error = await failure(
    after(1, ({ response }) => {
      response.writeHead(416, { 'content-range': 'bytes */100' }).end()
      return true
    }),
  )
  expect(error).toMatchObject({ code: 'REMOTE_CHANGED', message: expect.stringContaining('100') })
})

test('an empty file has no range, and is empty', async () => {
  await withServer(
    { '/empty': new Uint8Array(0) },
    () => false,
    async (server) => {
      const source = await openHttp(targetAt(server, '/empty'), session())
      expect(source.byteLength).toBe(0)
    },
  )
})

test.each([
  [401, 'REMOTE_DENIED'],
  [403, 'REMOTE_DENIED'],
  [404, 'REMOTE_NOT_FOUND'],
  [410, 'REMOTE_NOT_FOUND'],
  [400, 'REMOTE_UNREACHABLE'],
  [418, 'REMOTE_UNREACHABLE'],
])('%s is %s, asked once', async (status, code) => {
  const error = await failure(({ response }) => {
    response.writeHead(status).end('Because.')
    return true
  })
  expect(error).toMatchObject({ code })
  expect(pauses).toEqual([])
})

test('503 twice, then good: it is read', async () => {
  const seen = await readTwo(({ response, before }) => {
    if (before > 1) return false
    response.writeHead(503).end()
    return true
  })
  expect(seen).toHaveLength(4)
  expect(pauses).toHaveLength(2)
})

test.each([
  ['seconds', '7', 7],
  ['a date', new Date(Date.now() + 50_000).toUTCString(), 50],
])('429 with Retry-After in %s waits so long', async (_, value, seconds) => {
  await readTwo(({ response, before }) => {
    if (before > 0) return false
    response.writeHead(429, { 'retry-after': value }).end()
    return true
  })
  expect(pauses[0]).toBeGreaterThan(seconds - 30)
  expect(pauses[0]).toBeLessThanOrEqual(seconds)
})

test('429 that asks for a day is told at once', async () => {
  const error = await failure(({ response }) => {
    response.writeHead(429, { 'retry-after': '86400' }).end()
    return true
  })
  expect(error).toMatchObject({ code: 'REMOTE_RATE_LIMITED', message: expect.stringContaining('86400 s') })
  expect(pauses).toEqual([])
})

test('429 with RateLimit waits until its window ends', async () => {
  await readTwo(({ response, before }) => {
    if (before > 0) return false
    response.writeHead(429, { ratelimit: '"api";r=0;t=55' }).end()
    return true
  })
  expect(pauses).toEqual([56])
})

test('headers that never end are refused', async () => {
  const error = await failure(({ response }) => {
    response.writeHead(206, { 'x-long': 'x'.repeat(1 << 20) }).end()
    return true
  })
  expect(error).toMatchObject({ code: 'REMOTE_UNREACHABLE', message: expect.stringContaining('too long') })
})

test('a relative redirect is followed, for each range anew, and each hop is counted', async () => {
  const transfer = { requests: 0, bytes: 0 }
  const seen = await readTwo(
    ({ response, path }) => {
      if (path !== '/here') return false
      response.writeHead(302, { location: 'file' }).end()
      return true
    },
    { transfer },
    '/here',
  )
  expect(seen.map(({ path }) => path)).toEqual(['/here', '/file', '/here', '/file'])
  expect(transfer.requests).toBe(4)
})

test('redirects use up the budget of requests, so that a circle cannot exceed it', async () => {
  const transfer = { requests: 0, bytes: 0 }
  const error = await failure(
    ({ response }) => {
      response.writeHead(302, { location: '/file' }).end()
      return true
    },
    { transfer, limits: { ...DEFAULT_LIMITS, requests: 3 } },
  )
  expect(error).toMatchObject({ code: 'LIMIT_EXCEEDED', message: expect.stringContaining('--max-requests') })
  expect(transfer.requests).toBe(3)
})

test('a circle of redirects ends', async () => {
  const error = await failure(({ response }) => {
    response.writeHead(302, { location: '/file' }).end()
    return true
  })
  expect(error).toMatchObject({ code: 'REMOTE_INVALID', message: expect.stringContaining('redirects') })
})

test.each([
  'file:///etc/passwd',
  'data:,x',
  'ftp://example.org/x',
  'http://u:p@127.0.0.1/x',
  'javascript:1',
  'http://',
])('a redirect to %s is not followed', async (location) => {
  const error = await failure(({ response }) => {
    response.writeHead(302, { location }).end()
    return true
  })
  expect(error).toMatchObject({ code: 'REMOTE_INVALID' })
})

test('credentials and headers of the user stay with the host of the address', async () => {
  await withServer(
    { '/file': FILE },
    () => false,
    async (other) => {
      await withServer(
        {},
        ({ response }) => {
          response.writeHead(302, { location: `${other.origin}/file` }).end()
          return true
        },
        async (server) => {
          const text = server.origin.replace('http://', 'http://me:secret@')
          const address = parseAddress(`${text}/file`)
          if (address.kind !== 'web') throw new Error('not a web address')
          const source = await openHttp(webTarget(address, { 'x-key': 'mine' }), session())
          expect(source.name).not.toContain('secret')
          expect(server.seen[0]?.headers).toMatchObject({
            authorization: 'Basic bWU6c2VjcmV0',
            'x-key': 'mine',
          })
          expect(other.seen[0]?.headers['authorization']).toBeUndefined()
          expect(other.seen[0]?.headers['x-key']).toBeUndefined()
          expect(other.seen[0]?.range).toBe('bytes=0-131071')
        },
      )
    },
  )
})

test('budgets of requests and bytes are held', async () => {
  const few = { ...DEFAULT_LIMITS, requests: 1 }
  expect(await failure(() => false, { limits: few })).toMatchObject({
    code: 'LIMIT_EXCEEDED',
    message: expect.stringContaining('--max-requests'),
  })
  const small = { ...DEFAULT_LIMITS, transferBytes: 150_000 }
  expect(await failure(() => false, { limits: small })).toMatchObject({
    code: 'LIMIT_EXCEEDED',
    message: expect.stringContaining('--max-transfer'),
  })
})

test('at most so many requests run at once', async () => {
  let running = 0
  let most = 0
  await withServer(
    { '/file': FILE },
    (exchange) => {
      running += 1
      most = Math.max(most, running)
      setTimeout(() => {
        running -= 1
        answer(exchange)
      }, 10)
      return true
    },
    async (server) => {
      const one = session()
      const target = targetAt(server)
      const { identity } = await fetchRange(target, { offset: 0, length: 10 }, null, one)
      await Promise.all(
        Array.from({ length: 20 }, (_, at) => fetchRange(target, { offset: at, length: 10 }, identity, one)),
      )
    },
  )
  expect(most).toBe(4)
})

test('ranges that are asked for together are joined where they are close, and read from what was kept', async () => {
  await withServer(
    { '/file': FILE },
    () => false,
    async (server) => {
      const source = await openHttp(targetAt(server), session())
      await source.prefetch([
        { offset: 140_000, length: 10 },
        { offset: 150_000, length: 10 },
        { offset: 290_000, length: 10_000 },
        { offset: 299_999, length: 100 },
        { offset: 5, length: 5 },
      ])
      expect(server.seen.map(({ range }) => range)).toEqual([
        'bytes=0-131071',
        'bytes=140000-150009',
        'bytes=290000-299999',
      ])
      expect(await source.read(150_003, 5)).toEqual(FILE.subarray(150_003, 150_008))
      expect(await source.read(299_990, 10)).toEqual(FILE.subarray(299_990))
      expect(server.seen).toHaveLength(3)
    },
  )
})

test('a checkpoint is cut off at every answer in turn: the right report, or a typed error', async () => {
  const { openCheckpoint } = await import('../../src/checkpoint/open.ts')
  for (let broken = 0; broken < 4; broken += 1) {
    const names = await withServer(
      { '/file': FIXTURE },
      ({ before, request }) => {
        if (before !== broken) return false
        request.socket.destroy()
        return true
      },
      async (server) => {
        const source = await openHttp(targetAt(server), session())
        return (await openCheckpoint(source)).stateDict.tensors.length
      },
    )
    expect(names).toBe(122)
  }
})
