/** Proxies of the environment: followed, and passed by where NO_PROXY says so. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pth } from '../cli/harness.ts'
import { FIXTURES } from '../fixtures.ts'
import { withServer } from '../support/web-server.ts'

const RESNET = new Uint8Array(readFileSync(join(FIXTURES, 'resnet18.pth')))

interface Proxy {
  readonly address: string
  /** What it was asked to connect to, and with which credentials. */
  readonly asked: readonly (readonly [target: string, authorization: string | undefined])[]
}

/** Give `use` a proxy that makes tunnels, and end it. */
async function withProxy<Result>(use: (proxy: Proxy) => Promise<Result>): Promise<Result> {
  const asked: (readonly [string, string | undefined])[] = []
  const server = createServer((_, response) => response.writeHead(405).end())
  server.on('connect', ({ url = '', headers }, socket, head) => {
    asked.push([url, headers['proxy-authorization']])
    const [host = '', port = ''] = url.split(':')
    const there = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      there.write(head)
      there.pipe(socket).pipe(there)
    })
    there.on('error', () => socket.destroy())
    socket.on('error', () => there.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  try {
    const port = typeof address === 'object' && address !== null ? address.port : 0
    return await use({ address: `127.0.0.1:${port}`, asked })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

test.each(['HTTP_PROXY', 'http_proxy'])('%s is followed, with its credentials', async (name) => {
  await withServer(
    { '/m.pth': RESNET },
    () => false,
    ({ origin, seen }) =>
      withProxy(async ({ address, asked }) => {
        const { code, stderr } = await pth(['inspect', `${origin}/m.pth`], {
          env: { [name]: `http://me:secret@${address}` },
        })
        expect([code, stderr]).toEqual([0, ''])
        expect(asked).toEqual([[new URL(origin).host, 'Basic bWU6c2VjcmV0']])
        expect(seen[0]?.headers['proxy-authorization']).toBeUndefined()
      }),
  )
})

test('NO_PROXY passes it by', async () => {
  await withServer(
    { '/m.pth': RESNET },
    () => false,
    ({ origin }) =>
      withProxy(async ({ address, asked }) => {
        const env = { HTTP_PROXY: `http://${address}`, NO_PROXY: '127.0.0.1' }
        expect((await pth(['inspect', `${origin}/m.pth`], { env })).code).toBe(0)
        expect(asked).toEqual([])
      }),
  )
})

test('a proxy that is not there is an error in words', async () => {
  await withServer(
    { '/m.pth': RESNET },
    () => false,
    async ({ origin }) => {
      const env = { HTTP_PROXY: 'http://127.0.0.1:1' }
      const { code, stderr } = await pth(['inspect', '--timeout', '2', `${origin}/m.pth`], { env })
      expect(code).toBe(2)
      expect(stderr).toContain('REMOTE_UNREACHABLE')
    },
  )
}, 30_000)
