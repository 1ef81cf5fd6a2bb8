/** What well-known services answer where they do not send the file: the person reads why, and what to type next. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pageHintOf } from '../../src/remote/viewer-pages.ts'
import { pth } from '../cli/harness.ts'
import { FIXTURES } from '../fixtures.ts'
import { answer, withServer } from '../support/web-server.ts'
import type { Behaviour } from '../support/web-server.ts'

const RESNET = new Uint8Array(readFileSync(join(FIXTURES, 'resnet18.pth')))

/** Error in XML, as object stores have it; Azure begins with a byte order mark. */
function xml(code: string, message: string, more = ''): string {
  return (
    '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<Error><Code>${code}</Code><Message>${message}</Message>${more}<RequestId>1</RequestId></Error>`
  )
}

type Answer = readonly [status: number, body: string, headers?: Record<string, string>]

/** Answers so, whatever is asked for. */
function always([status, body, headers = {}]: Answer): Behaviour {
  return ({ response }) => {
    response.writeHead(status, headers).end(body)
    return true
  }
}

async function told(behaviour: Behaviour, path = '/model.pth'): Promise<string> {
  return withServer({}, behaviour, async ({ origin }) => {
    const { code, stdout, stderr } = await pth(['inspect', `${origin}${path}`, '--timeout', '5'])
    expect([code, stdout]).toEqual([2, ''])
    return stderr
  })
}

const HTML = { 'content-type': 'text/html; charset=utf-8' }
const page = (title: string): string =>
  `\n<!DOCTYPE html>\n<html lang="en"><head><title>${title}</title></head><body>${'x'.repeat(200_000)}</body></html>`

test.each<[string, Answer, string, ...string[]]>([
  [
    'a login page, without its size',
    [200, page('Sign in · GitLab'), HTML],
    'REMOTE_INVALID',
    'Sign in',
    '--header',
  ],
  [
    'a short login page',
    [200, page('Login').slice(0, 900), { ...HTML, 'content-length': '900' }],
    'REMOTE_INVALID',
    'a web page, "Login"',
  ],
  [
    'the list of a folder',
    [200, page('Index of /models/'), HTML],
    'REMOTE_INVALID',
    'add the name of one of its files',
  ],
  [
    'an address of S3 that has expired',
    [403, xml('AccessDenied', 'Request has expired', '<Expires>2026-01-01T00:00:00Z</Expires>')],
    'REMOTE_DENIED',
    'has expired',
    'get a new signed address',
  ],
  [
    'keys of S3 that have expired',
    [400, xml('ExpiredToken', 'The provided token has expired.')],
    'REMOTE_DENIED',
    'has expired',
  ],
  [
    'an address of S3 that a shell cut off',
    [403, xml('SignatureDoesNotMatch', 'The request signature we calculated does not match')],
    'REMOTE_DENIED',
    'put it into quotes',
  ],
  [
    'an object of S3 that nobody may read',
    [403, xml('AccessDenied', 'Access Denied')],
    'REMOTE_DENIED',
    'AccessDenied: Access Denied',
    's3://',
  ],
  [
    'an object that S3 does not have',
    [404, xml('NoSuchKey', 'The specified key does not exist.')],
    'REMOTE_NOT_FOUND',
    'NoSuchKey',
  ],
  [
    'an address of Azure that has expired',
    [
      403,
      xml(
        'AuthenticationFailed',
        'Server failed to authenticate the request.\nRequestId:1',
        '<AuthenticationErrorDetail>Signature not valid in the specified time frame: Start [a] - Expiry [b]</AuthenticationErrorDetail>',
      ),
      { 'x-ms-error-code': 'AuthenticationFailed' },
    ],
    'REMOTE_DENIED',
    'has expired',
  ],
  [
    'an address of Azure with half of its signature',
    [
      403,
      xml('AuthenticationFailed', 'Server failed to authenticate the request.'),
      { 'x-ms-error-code': 'AuthenticationFailed' },
    ],
    'REMOTE_DENIED',
    'put it into quotes',
  ],
  [
    'a store of Azure that is not public',
    [
      409,
      xml('PublicAccessNotPermitted', 'Public access is not permitted on this storage account.'),
      { 'x-ms-error-code': 'PublicAccessNotPermitted' },
    ],
    'REMOTE_DENIED',
    'Public access is not permitted',
  ],
  [
    'a blob that Azure does not have',
    [404, '', { 'x-ms-error-code': 'BlobNotFound' }],
    'REMOTE_NOT_FOUND',
    'BlobNotFound',
  ],
  [
    'an address of Google that has expired',
    [
      400,
      xml('ExpiredToken', 'Invalid argument.', '<Details>Request signature expired at: 2026-01-01</Details>'),
    ],
    'REMOTE_DENIED',
    'has expired',
  ],
  [
    'Artifactory without a password',
    [401, '{"errors":[{"status":401}]}', { 'www-authenticate': 'Basic realm="Artifactory Realm"' }],
    'REMOTE_DENIED',
    'for "Artifactory Realm"',
    'https://USER:PASSWORD@HOST/PATH',
  ],
  [
    'a server that wants a token',
    [401, 'no', { 'www-authenticate': 'Bearer realm="x"' }],
    'REMOTE_DENIED',
    'Bearer TOKEN',
  ],
  ['202', [202, 'being prepared'], 'REMOTE_UNREACHABLE', 'no file yet', 'try again later'],
  ['204', [204, ''], 'REMOTE_UNREACHABLE', 'sends nothing'],
  ['416 without a size', [416, 'no'], 'REMOTE_INVALID', 'curl -fo FILE'],
])('%s', async (_, given, code, ...words) => {
  const text = (await told(always(given))).replaceAll(/\s+/g, ' ')
  expect(text).toContain(`error ${code} `)
  for (const word of words) expect(text).toContain(word)
  // A page that was saved is no model: nothing leads there.
  if (given[1].includes('<html')) expect(text).not.toContain('curl')
})

test('a password that a server does not take is not asked for again, and not printed', async () => {
  await withServer(
    {},
    always([401, 'no', { 'www-authenticate': 'Basic realm="x"' }]),
    async ({ origin, seen }) => {
      const { code, stderr } = await pth(['inspect', `${origin.replace('//', '//me:s3cr3t@')}/model.pth`])
      expect([code, seen.length]).toEqual([2, 1])
      expect(stderr).toContain('does not take these credentials')
      expect(stderr).not.toContain('s3cr3t')
    },
  )
})

test('servers behind one address that disagree are told of, with what reads the file all the same', async () => {
  const large = new Uint8Array(400_000)
  const replicas: Behaviour = (exchange) => {
    delete exchange.request.headers['if-match']
    answer({ ...exchange, file: large }, { etag: `"${exchange.before % 2}"` })
    return true
  }
  expect(await told(replicas)).toMatch(
    /REMOTE_CHANGED[^]*several servers behind the address disagree[^]*curl -fo/,
  )
})

test('a pointer of Git LFS at an address leads to the file, and not to a clone that is not there', async () => {
  const pointer = Buffer.from(
    `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d'.repeat(32)}\nsize 12345678\n`,
  )
  const text = await told((exchange) => {
    answer({ ...exchange, file: pointer })
    return true
  })
  expect(text).toContain('12,345,678 bytes')
  expect(text).toContain('media.githubusercontent.com')
})

test.each([
  ['https://github.com/o/r/blob/main/a%20b/m.pth?x=1', 'https://github.com/o/r/raw/main/a%20b/m.pth'],
  ['https://git.example/g/p/-/blob/main/m.pth', 'https://git.example/g/p/-/raw/main/m.pth'],
  ['https://www.dropbox.com/scl/fi/x/m.pth?rlkey=y&dl=0', 'dl=1'],
  ['https://drive.google.com/uc?id=1', 'download it in a browser'],
  ['https://zenodo.org/records/123', 'https://zenodo.org/records/NUMBER/files/NAME'],
  ['https://figshare.com/articles/dataset/x/1', 'ndownloader.figshare.com'],
])('a page at %s is told with %s', (address, words) => {
  const hint = pageHintOf(address, 'a page')
  expect(hint).toContain(words)
  expect(hint).not.toContain('?x=1')
})

test('a page of another server has no such hint, whatever stands in its address', () => {
  expect(pageHintOf('https://example.org/github.com/o/r/blob/main/m.pth', 'Sign in')).toBeNull()
})

/** Says of a file that it is a page. */
const called: Behaviour = ({ response, file }) => {
  response.writeHead(200, { ...HTML, 'content-length': String(file?.length) }).end(file)
  return true
}

test('a model that its server calls a page is read as a model', async () => {
  await withServer({ '/m.pth': RESNET }, called, async ({ origin }) => {
    expect(await pth(['inspect', `${origin}/m.pth`])).toMatchObject({ code: 0 })
  })
})

test('names with spaces, plus signs and encoded slashes, a fragment and a long query reach the server as they are', async () => {
  const asked: (string | undefined)[] = []
  const all: Behaviour = (exchange) => {
    asked.push(exchange.request.url)
    answer({ ...exchange, file: RESNET })
    return true
  }
  await withServer({}, all, async ({ origin }) => {
    const long = `?X-Amz-Signature=${'a'.repeat(6000)}`
    for (const path of ['/a b+c%2Fd.pth', '/m.pth#part', `/m.pth${long}`])
      expect(await pth(['inspect', `${origin}${path}`])).toMatchObject({ code: 0 })
    expect(asked).toEqual(['/a%20b+c%2Fd.pth', '/m.pth', `/m.pth${long}`])
  })
})

test('an address of IPv6 is read', async () => {
  const server = createServer(
    (request, response) =>
      void answer({ request, response, path: request.url ?? '', file: RESNET, before: 0 }),
  )
  await new Promise<void>((done) => server.listen(0, '::1', done))
  const place = server.address()
  const port = typeof place === 'object' ? place?.port : 0
  const { code, stdout, stderr } = await pth(['inspect', `http://[::1]:${port}/m.pth`])
  server.closeAllConnections()
  server.close()
  expect(code, stderr).toBe(0)
  expect(stdout).toContain(`http://[::1]:${port}/m.pth`)
})

/** Answers with the part of a page that is asked for, as Apache and lighttpd send the lists of folders. */
const listInParts: Behaviour = ({ request, response }) => {
  const bytes = Buffer.from(page('Files within site&#47;sub&amp;more'))
  const last = Number(/bytes=0-(\d+)/.exec(request.headers.range ?? '')?.[1])
  const part = bytes.subarray(0, last + 1)
  response.writeHead(206, {
    ...HTML,
    'content-range': `bytes 0-${part.length - 1}/${bytes.length}`,
    'content-length': part.length,
  })
  response.end(part)
  return true
}

test('the list of a folder is told where a server sends parts of it, and whatever its title is', async () => {
  const text = await told(listInParts, '/sub/')
  expect(text).toContain('REMOTE_INVALID')
  expect(text).toContain('"Files within site/sub&more"')
  expect(text).toContain('add the name of one of its files')
  expect(await told(listInParts)).toContain('--header "Authorization')
})
