/** The server of `pth view`: whom it answers, what it sends, and how it ends. */
import { mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPlace } from '../../../src/node/place.ts'
import { newAccess, withAccess } from '../../../src/node/remote/access.ts'
import { servedFile } from '../../../src/node/view/served-file.ts'
import { startServer } from '../../../src/node/view/server.ts'
import type { RunningServer } from '../../../src/node/view/server.ts'

const BYTES = Uint8Array.from({ length: 5_000_000 }, (_, at) => (at * 31 + (at >> 8)) % 251)

let folder = ''
let server: RunningServer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pth-view-'))
  for (const name of ['one.bin', 'other.bin', 'changing.bin', 'short.bin'])
    writeFileSync(join(folder, name), BYTES)
  writeFileSync(join(folder, 'empty.bin'), '')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  const file = (name: string): ReturnType<typeof servedFile> => servedFile(join(folder, name))
  const text = new TextEncoder()
  server = await startServer(
    {
      pages: new Map([
        ['', { type: 'text/html; charset=utf-8', bytes: text.encode('<p>page</p>') }],
        ['app.js', { type: 'text/javascript', bytes: text.encode('1') }],
        ['worker-core.js', { type: 'text/javascript', bytes: text.encode('2') }],
        ['hash.js', { type: 'text/javascript', bytes: text.encode('3') }],
        ['write.js', { type: 'text/javascript', bytes: text.encode('4') }],
      ]),
      files: new Map([
        ['files/0', file('one.bin')],
        ['files/1', file('other.bin')],
        ['files/2', file('changing.bin')],
        ['files/3', file('empty.bin')],
        ['files/4', file('gone.bin')],
        ['files/5', servedFile(folder)],
        ['files/6', file('short.bin')],
      ]),
    },
    0,
  )
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Lines as they are sent, with the empty one at their end. */
function lines(...all: string[]): string {
  return `${all.join('\r\n')}\r\n\r\n`
}

/** A request exactly as it is written: nothing makes the path simpler. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {} } = options
    const sent = request(
      { host: '127.0.0.1', port: server.port, path, method, headers, agent: false },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        )
      },
    )
    sent.on('error', reject)
    sent.end()
  })
}

/** The first line of an answer to bytes that are sent as they are; empty when the connection ends without one. */
function askRaw(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(text))
    let got = ''
    socket.on('data', (chunk) => {
      got += chunk.toString('latin1')
      socket.end()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(got.split('\r\n', 1)[0] ?? ''))
  })
}

const inside = (path: string): string => `/${server.token}/${path}`

describe('who is answered', () => {
  test('who knows the token', async () => {
    const { status, body, headers } = await ask(inside(''))
    expect([status, String(body), headers['content-type']]).toEqual([
      200,
      '<p>page</p>',
      'text/html; charset=utf-8',
    ])
    expect(server.token).toMatch(/^[\w-]{22}$/)
  })

  test('nobody without it, or with another, whatever is asked for', async () => {
    const { token } = server
    const wrong = [
      '/',
      '/files/0',
      '/app.js',
      '//',
      `/${token.slice(0, -1)}/files/0`,
      `/${token}x/files/0`,
      `/${token.toLowerCase()}/`,
      `/x/${token}/files/0`,
      `/x/../${token}/files/0`,
      `//${token}/files/0`,
      `/?token=${token}`,
      `/%${token.charCodeAt(0).toString(16)}${token.slice(1)}/`,
      '/no-such-thing',
      '/favicon.ico',
    ]
    for (const path of wrong) {
      const { status, body } = await ask(path)
      expect([path, status, body.length]).toEqual([path, 403, 0])
    }
  })

  test('no name of another host: DNS rebinding', async () => {
    const hosts = [
      'evil.example',
      `evil.example:${server.port}`,
      '127.0.0.1.evil.example',
      'localhost.evil.example',
    ]
    for (const host of [
      ...hosts,
      '192.168.0.1',
      '0.0.0.0',
      '127.0.0.1:',
      '[::]',
      'localhost@evil',
      '127.0.0.1 evil',
    ]) {
      const { status } = await ask(inside(''), { headers: { host } })
      expect([host, status >= 400]).toEqual([host, true])
    }
    // A tunnel begins at another port.
    for (const host of ['127.0.0.1:8700', 'localhost', 'LOCALHOST:1', '[::1]:8700'])
      expect([host, (await ask(inside(''), { headers: { host } })).status]).toEqual([host, 200])
  })

  test('no page of another site', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://127.0.0.1:${server.port + 1}` },
    ])
      expect([headers, (await ask(inside('files/0'), { headers })).status]).toEqual([headers, 403])
    for (const headers of [
      { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' },
      { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
      { origin: `http://127.0.0.1:${server.port}` },
    ])
      expect([headers, (await ask(inside(''), { headers })).status]).toEqual([headers, 200])
  })

  test('no method that changes something, and not before the token', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']) {
      expect((await ask('/files/0', { method })).status).toBe(403)
      const { status, headers } = await ask(inside('files/0'), { method })
      expect([method, status, headers.allow]).toEqual([method, 405, 'GET, HEAD'])
    }
  })

  test('no second host, no whole address, no line that is no HTTP', async () => {
    const { token, port } = server
    const host = `Host: 127.0.0.1:${port}`
    expect(await askRaw(lines(`GET /${token}/ HTTP/1.1`, host))).toBe('HTTP/1.1 200 OK')
    const refused = [
      lines(`GET /${token}/ HTTP/1.1`, host, 'Host: evil.example'),
      lines(`GET /${token}/ HTTP/1.1`),
      lines(`GET /${token}/ HTTP/1.0`),
      lines(`GET http://127.0.0.1:${port}/${token}/ HTTP/1.1`, host),
      lines(`GET /${token}/ HTTP/1.1`, host, `X: ${'x'.repeat(1 << 16)}`),
      lines(`GET /${token}/${'x'.repeat(2000)} HTTP/1.1`, host),
      lines(`CONNECT 127.0.0.1:${port} HTTP/1.1`, host),
      lines('hello'),
    ]
    for (const text of refused) expect(await askRaw(text)).toMatch(/^(HTTP\/1\.1 4\d\d .*)?$/)
  })

  test('every answer keeps the browser from doing more', async () => {
    for (const path of [inside(''), inside('files/0'), inside('none'), '/']) {
      const { headers } = await ask(path, { method: 'HEAD' })
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
      })
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers).not.toHaveProperty('access-control-allow-origin')
    }
  })
})

test('scripts of workers may compile WebAssembly, and reach nothing but scripts of the page', async () => {
  for (const path of ['worker-core.js', 'hash.js', 'write.js']) {
    const { headers } = await ask(inside(path), { method: 'HEAD' })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("connect-src 'none'; script-src-elem 'self'; worker-src 'self'")
    // Either of these would forbid WebAssembly, or need a word that permits more.
    expect(policy).not.toMatch(/script-src |default-src|unsafe/)
  }
})

describe('what is sent', () => {
  test('nothing but what is listed: a path of a request is no path of the disk', async () => {
    const paths = [
      'files',
      'files/',
      'files/00',
      'files/-1',
      'files/7',
      'files/0/',
      'files/0/..',
      'files/../secret.txt',
      '../secret.txt',
      '..%2fsecret.txt',
      '%2e%2e/secret.txt',
      '....//secret.txt',
      'files/%30',
      'files/0%00',
      '..\\secret.txt',
      'secret.txt',
      '/etc/passwd',
      '__proto__',
      'constructor',
      `${folder}/secret.txt`,
    ]
    for (const path of paths) {
      const { status, body } = await ask(inside(path))
      expect([path, status, body.length]).toEqual([path, 404, 0])
    }
    // What is behind a question mark is not of the path.
    expect((await ask(inside('app.js?files/0'))).status).toBe(200)
  })

  test('a part, and what part it is', async () => {
    const { status, headers, body } = await ask(inside('files/0'), { headers: { range: 'bytes=100-299' } })
    expect([status, headers['content-range'], headers['content-length']]).toEqual([
      206,
      'bytes 100-299/5000000',
      '200',
    ])
    expect(body.equals(BYTES.subarray(100, 300))).toBe(true)
    expect(headers['accept-ranges']).toBe('bytes')
    const end = await ask(inside('files/0'), { headers: { range: 'bytes=-7' } })
    expect(end.body.equals(BYTES.subarray(-7))).toBe(true)
  })

  test('the whole, which is longer than what is read at once', async () => {
    const { status, body } = await ask(inside('files/1'))
    expect([status, body.equals(BYTES)]).toEqual([200, true])
    const across = await ask(inside('files/1'), { headers: { range: 'bytes=4194000-4999999' } })
    expect(across.body.equals(BYTES.subarray(4_194_000))).toBe(true)
  })

  test('no content to HEAD, and the same headers', async () => {
    const whole = await ask(inside('files/0'), { method: 'HEAD' })
    expect([whole.status, whole.headers['content-length'], whole.body.length]).toEqual([200, '5000000', 0])
    const part = await ask(inside('files/0'), { method: 'HEAD', headers: { range: 'bytes=0-9' } })
    expect([part.status, part.headers['content-length'], part.body.length]).toEqual([206, '10', 0])
    expect((await ask(inside(''), { method: 'HEAD' })).headers['content-length']).toBe('11')
  })

  test('416 for a range that is not in the file, and for several', async () => {
    for (const range of ['bytes=5000000-', 'bytes=9-8', 'bytes=-0', 'bytes=0-1,4-5', 'bytes=x']) {
      const { status, headers, body } = await ask(inside('files/0'), { headers: { range } })
      expect([status, headers['content-range'], body.length]).toEqual([416, 'bytes */5000000', 0])
    }
    const empty = await ask(inside('files/3'), { headers: { range: 'bytes=0-0' } })
    expect([empty.status, empty.headers['content-range']]).toEqual([416, 'bytes */0'])
    expect((await ask(inside('files/3'))).status).toBe(200)
  })

  test('404 for a file that is gone, and for what is no file', async () => {
    expect((await ask(inside('files/4'))).status).toBe(404)
    expect((await ask(inside('files/5'))).status).toBe(404)
  })

  test('a changed file under another tag, and nothing to who wants the old one', async () => {
    const before = (await ask(inside('files/2'), { method: 'HEAD' })).headers.etag ?? ''
    expect(before).toMatch(/^"[\w-]+"$/)
    const headers = { range: 'bytes=0-9', 'if-match': before, 'if-range': before }
    expect((await ask(inside('files/2'), { headers })).status).toBe(206)
    writeFileSync(
      join(folder, 'new.bin'),
      BYTES.map((byte) => byte ^ 1),
    )
    renameSync(join(folder, 'new.bin'), join(folder, 'changing.bin'))
    const matched = await ask(inside('files/2'), { headers })
    expect([matched.status, matched.body.length]).toEqual([412, 0])
    const { 'if-range': _, ...without } = { ...headers, 'if-match': '*' }
    expect((await ask(inside('files/2'), { headers: without })).headers.etag).not.toBe(before)
    // RFC 9110, 13.1.5: a range of another content is the whole of this one.
    const ranged = await ask(inside('files/2'), { headers: { range: 'bytes=0-9', 'if-range': before } })
    expect([ranged.status, ranged.body.length]).toEqual([200, BYTES.length])
  })

  test('to the reader of the core, which says that the file changed', async () => {
    const address = `http://127.0.0.1:${server.port}${inside('files/6')}`
    const source = await withAccess(newAccess({ env: {} }), () => openPlace(address))
    expect(source.byteLength).toBe(BYTES.length)
    expect(Buffer.from(await source.read(4_500_000, 100)).equals(BYTES.subarray(4_500_000, 4_500_100))).toBe(
      true,
    )
    truncateSync(join(folder, 'short.bin'), 4_900_000)
    await expect(source.read(4_000_000, 100)).rejects.toMatchObject({ code: 'REMOTE_CHANGED' })
  })
})

describe('the end', () => {
  test('comes at once, whatever connection is open', async () => {
    const own = await startServer(
      { pages: new Map(), files: new Map([['f', servedFile(join(folder, 'one.bin'))]]) },
      0,
    )
    const sockets = await Promise.all(
      [0, 1, 2].map(
        () =>
          new Promise<ReturnType<typeof connect>>((resolve) => {
            const socket = connect(own.port, '127.0.0.1', () => resolve(socket))
            socket.on('error', () => undefined)
          }),
      ),
    )
    // One is in the middle of an answer that nobody reads, one in the middle of a request.
    sockets[0]?.write(`GET /${own.token}/f HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    sockets[0]?.pause()
    sockets[1]?.write('GET /')
    const start = performance.now()
    await own.close()
    expect(performance.now() - start).toBeLessThan(500)
    for (const socket of sockets) socket.destroy()
  })

  test('a port that is taken is said so', async () => {
    await expect(startServer({ pages: new Map(), files: new Map() }, server.port)).rejects.toMatchObject({
      code: 'USAGE',
      details: { reason: expect.stringContaining(`--port ${server.port}: another program uses it`) },
    })
  })
})
