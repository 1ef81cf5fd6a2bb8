/** Servers that fail or lie in the middle, and lines that hold secrets: found by attack, each mended by rule. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { withoutSecrets } from '../../src/remote/address.ts'
import { inFolder, pth } from '../cli/harness.ts'
import { FIXTURES } from '../fixtures.ts'
import { COMMIT, withHub } from '../support/fake-hub.ts'
import { named, storage, tensor } from '../support/assembler.ts'
import { buildZip } from '../support/zip.ts'
import { answer, withServer } from '../support/web-server.ts'
import type { Behaviour } from '../support/web-server.ts'

const RESNET = new Uint8Array(readFileSync(join(FIXTURES, 'resnet18.pth')))
/** Tensors that are each a request of their own. */
const LARGE = safetensors(6, 300_000)

function safetensors(tensors: number, bytes: number): Uint8Array {
  const header = JSON.stringify(
    Object.fromEntries(
      Array.from({ length: tensors }, (_, at) => [
        `w${at}`,
        { dtype: 'U8', shape: [bytes], data_offsets: [at * bytes, (at + 1) * bytes] },
      ]),
    ),
  )
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  return Buffer.concat([length, Buffer.from(header), Buffer.alloc(tensors * bytes, 7)])
}

/** A torch.save archive with storages far apart. */
function torchZip(storages: number): Uint8Array {
  const numel = 25_000
  const names = Array.from({ length: storages }, (_, at) => `w${at}`)
  const pickle = named(
    Object.fromEntries(names.map((name, at) => [name, tensor(storage(String(at), numel), [numel], [1])])),
  )
  return buildZip([
    { name: 'archive/data.pkl', data: pickle },
    ...names.map((_, at) => ({ name: `archive/data/${at}`, data: new Uint8Array(numel * 4) })),
    { name: 'archive/version', data: Buffer.from('3\n') },
  ])
}

function dyingAfter(good: number): Behaviour {
  return ({ before, request }) => {
    if (before < good) return false
    request.socket.destroy()
    return true
  }
}

test('a server that dies is no broken file, and is given up once for all tensors', async () => {
  await withServer({ '/m.safetensors': LARGE }, dyingAfter(1), async ({ origin, seen }) => {
    const { code, stdout } = await pth(['verify', '--json', '--finite', `${origin}/m.safetensors`])
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { failed: 1 },
      failures: [{ code: 'REMOTE_UNREACHABLE' }],
    })
    expect(seen.length).toBeLessThan(40)
  })
}, 60_000)

test('a scan that a server breaks off has no verdict, and no statistics are made of it', async () => {
  const zip = torchZip(40)
  for (const command of [
    ['scan', '--json'],
    ['verify', '--json'],
    ['inspect', '--stats', '--json'],
    ['lock'],
  ])
    for (const good of [1, 2, 3])
      await withServer({ '/m.pth': zip }, dyingAfter(good), async ({ origin, seen }) => {
        const { code, stdout } = await pth([...command, `${origin}/m.pth`])
        if (seen.length > good)
          expect([command, good, code, stdout.includes('REMOTE_UNREACHABLE') || stdout === '']).toEqual([
            command,
            good,
            2,
            true,
          ])
      })
}, 120_000)

test('a budget of the network is no broken file either', async () => {
  await withServer(
    { '/m.safetensors': LARGE },
    () => false,
    async ({ origin }) => {
      const address = `${origin}/m.safetensors`
      for (const flags of [
        ['--max-transfer', '500KB'],
        ['--max-requests', '1'],
      ])
        expect((await pth(['verify', '--finite', ...flags, address])).code).toBe(2)
    },
  )
})

test.each([
  ['an ETag that is gone', { etag: '"a"' }, {}],
  ['a date that is gone', { 'last-modified': 'Wed, 01 Jul 2026 00:00:00 GMT', etag: '' }, { etag: '' }],
  ['a strong tag that became weak', { etag: '"a"' }, { etag: 'W/"a"' }],
  ['another weak tag', { etag: 'W/"a"' }, { etag: 'W/"b"' }],
])('%s is a change', async (_, first, later) => {
  const behaviour: Behaviour = (exchange) => {
    delete exchange.request.headers['if-match']
    const headers: Record<string, string> = { etag: '', ...(exchange.before === 0 ? first : later) }
    answer(exchange, headers)
    return true
  }
  await withServer({ '/m.safetensors': LARGE }, behaviour, async ({ origin }) => {
    const { code, stdout, stderr } = await pth(['lock', `${origin}/m.safetensors`])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('changed while it was read')
  })
})

test.each([
  ['--lock=', 'verify'],
  ['--policy=', 'scan'],
  ['--schema=', 'convert'],
])('%sADDRESS is an address too: --offline refuses it', async (flag, command) => {
  await withServer(
    { '/x.json': new Uint8Array(2) },
    () => false,
    async ({ origin, seen }) => {
      const { code, stderr } = await pth([
        command,
        join(FIXTURES, 'tied.pth'),
        `${flag}${origin}/x.json`,
        '--offline',
      ])
      expect([code, stderr]).toEqual([2, expect.stringContaining('--offline')])
      expect(seen).toEqual([])
    },
  )
})

test('nothing that is printed or written has a secret of the line or of the environment in it', async () => {
  const secret = 's3cr3t'
  const lines: [string[], Record<string, string>][] = [
    [['inspect', `http://u:${secret}@127.0.0.1:99999/f?sig=${secret}`], {}],
    [['inspect', `https://u:${secret}/RET@h/f`], {}],
    [['inspect', `hf://user:${secret}@a/b`], {}],
    [['inspect', `s3://KEY:${secret}@bucket/key`], {}],
    [['inspect', `http:///u:${secret}@127.0.0.1:1/f`], {}],
    [['inspect', 'hf://a/b/c', '--header', `Authorization ${secret}`], {}],
    [['inspect', 'http://127.0.0.1:1/f', '--header', `Authorization ${secret}`], {}],
    [['inspect', 'hf://a/b/c'], { HF_TOKEN: `hf_one\n${secret}` }],
    [['inspect', 'hf://a/b/c'], { HF_ENDPOINT: `http://u:${secret}@127.0.0.1:1` }],
    [['inspect', 's3://bucket/key'], { AWS_ENDPOINT_URL: `u:${secret}@x` }],
    [['inspect', 'gs://bucket/key'], { GOOGLE_OAUTH_ACCESS_TOKEN: `a\n${secret}` }],
    [['inspect', 'http://127.0.0.1:1/f'], { HTTP_PROXY: `http://u:${secret}@[` }],
    [['inspect', `ftp://u:${secret}@h/f?k=${secret}`, '--no-such-flag'], {}],
    [['convert', 'a.pth', '-o', `s3://u:${secret}@b/c`], {}],
  ]
  for (const [words, env] of lines) {
    const { code, stdout, stderr } = await pth([...words, '--timeout', '1'], { env })
    expect([words, code]).toEqual([words, 2])
    expect(`${stdout}${stderr}`, words.join(' ')).not.toContain(secret)
    expect(stderr, words.join(' ')).not.toContain('INTERNAL')
  }
}, 60_000)

test('a server that sends the token back does not get it printed', async () => {
  const outcome = await withHub(
    {},
    ({ endpoint }) =>
      pth(['inspect', 'hf://a/b/c.pth'], { env: { HF_ENDPOINT: endpoint, HF_TOKEN: 'hf_topsecret' } }),
    ({ request, response }) => {
      response.writeHead(403, { 'x-error-message': `you sent ${request.headers.authorization}` }).end()
      return true
    },
  )
  expect(outcome.stderr).toContain('you sent')
  expect(outcome.stderr).not.toContain('topsecret')
})

/** Lets in who has the right password. */
const guarded: Behaviour = ({ request, response }) => {
  if (request.headers.authorization === 'Basic bWU6c2VjcmV0') return false
  response.writeHead(401).end()
  return true
}

test('credentials of an address go along to its shards and its members', async () => {
  const name = 'model-00001-of-00001.safetensors'
  const index = Buffer.from(JSON.stringify({ metadata: {}, weight_map: { w0: name } }))
  const files = { '/model.safetensors.index.json': index, [`/${name}`]: safetensors(1, 10) }
  await withServer(files, guarded, async ({ origin }) => {
    const address = `${origin.replace('//', '//me:secret@')}/model.safetensors.index.json?sig=1`
    expect(await pth(['inspect', address])).toMatchObject({ code: 0 })
    expect(await pth(['verify', address])).toMatchObject({ code: 0 })
  })
})

test('--header is for one server', async () => {
  await withServer(
    { '/m.pth': RESNET },
    () => false,
    (one) =>
      withServer(
        { '/m.pth': RESNET },
        () => false,
        async (other) => {
          const { code, stderr } = await pth([
            'diff',
            '--header',
            'X-Key: k',
            `${one.origin}/m.pth`,
            `${other.origin}/m.pth`,
          ])
          expect([code, stderr]).toEqual([2, expect.stringContaining('for one server')])
          expect([one, other].filter(({ seen }) => seen.length > 0)).toHaveLength(1)
        },
      ),
  )
})

test('a list without an end is refused, and so is one that goes on elsewhere', async () => {
  for (const link of ['', '&again=1', 'https://elsewhere.example/x']) {
    const { code, stderr } = await withHub(
      {},
      ({ endpoint }) => pth(['ls', 'hf://a/b', '--max-files', '50'], { env: { HF_ENDPOINT: endpoint } }),
      ({ request, response, before }) => {
        const next = link.startsWith('https')
          ? link
          : `${request.url}${link === '' ? '' : `${link}${before}`}`
        response.writeHead(200, { link: `<${next}>; rel="next"` })
        response.end('[{"type": "file", "path": "a.pth", "size": -5}]')
        return true
      },
    )
    expect([code, stderr]).toEqual([2, expect.stringMatching(/REMOTE_INVALID|--max-files/)])
  }
})

test('a name in a list that leads out is refused', async () => {
  const { code, stderr } = await withHub(
    {},
    ({ endpoint }) => pth(['ls', 'hf://a/b'], { env: { HF_ENDPOINT: endpoint } }),
    ({ response }) => {
      response.writeHead(200).end('[{"type": "file", "path": "../../x.pth", "size": 1}]')
      return true
    },
  )
  expect([code, stderr]).toEqual([2, expect.stringContaining('REMOTE_INVALID')])
})

test('a file of a repository whose name has the mark of members is that file', async () => {
  await withHub({ 'e/bang': { files: { 'resnet!18.pth': RESNET } } }, async ({ endpoint, cdn }) => {
    const env = { HF_ENDPOINT: endpoint }
    for (const words of [
      ['scan', 'hf://e/bang'],
      ['verify', 'hf://e/bang'],
      ['inspect', 'hf://e/bang/resnet%2118.pth'],
    ])
      expect(await pth(words, { env })).toMatchObject({ code: 0 })
    expect(cdn.length).toBeGreaterThan(2)
  })
})

test('a file is fetched once: after a look into its folder, and as both sides of a comparison', async () => {
  await withHub({ 'a/b': { files: { 'model.pth': RESNET } } }, async ({ endpoint, cdn }) => {
    const env = { HF_ENDPOINT: endpoint }
    await pth(['inspect', 'hf://a/b'], { env })
    expect(cdn).toHaveLength(1)
    await pth(['diff', 'hf://a/b/model.pth', 'hf://a/b/model.pth'], { env })
    expect(cdn).toHaveLength(2)
  })
  expect(COMMIT).toHaveLength(40)
})

test.each(['hf://a/b@%zz', 'https://huggingface.co/a/b/blob/main/%zz', 'http://u:x%zz@h/'])(
  '%s is a wrong line, and no fault of pth',
  async (address) => {
    const { code, stderr } = await pth(['inspect', address])
    expect([code, stderr]).toEqual([2, expect.stringContaining('USAGE')])
  },
)

test('a shard that a server does not have is a missing shard', async () => {
  const index = Buffer.from(
    JSON.stringify({ metadata: {}, weight_map: { w: 'model-00001-of-00001.safetensors' } }),
  )
  await withServer(
    { '/model.safetensors.index.json': index },
    () => false,
    ({ origin }) =>
      inFolder(async () => {
        const { code, stdout } = await pth(['verify', `${origin}/model.safetensors.index.json`])
        expect([code, stdout]).toEqual([1, expect.stringContaining('SHARD_MISSING')])
      }),
  )
})

test('a header is sent as it was given, and no line to type repeats its value', async () => {
  await withServer(
    { '/m.pth': RESNET },
    () => false,
    async ({ origin, seen }) => {
      const header = 'Referer: https://me:s3cr3t@host.example/a?b=s3cr3t#c'
      await pth(['inspect', '--header', header, `${origin}/m.pth`])
      expect(seen[0]?.headers.referer).toBe(header.slice('Referer: '.length))
      for (const flag of [
        ['--header', 'Authorization: Bearer s3cr3t'],
        ['--header=Authorization: Bearer s3cr3t'],
      ])
        for (const format of [[], ['--json']]) {
          const { stdout, stderr } = await pth(['inspect', ...flag, '--ful', ...format, `${origin}/m.pth`])
          expect(`${stdout}${stderr}`).toContain('--full')
          expect(`${stdout}${stderr}`).not.toContain('s3cr3t')
        }
    },
  )
})

/** Cannot give one file. */
const busyWithOne: Behaviour = ({ path, response }) => {
  if (path !== '/a.pth') return false
  response.writeHead(503, { 'retry-after': '0' }).end()
  return true
}

test('a fault of the server for one file is not one for its neighbours', async () => {
  await withServer({ '/a.pth': RESNET, '/b.pth': RESNET }, busyWithOne, async ({ origin }) => {
    const { code, stdout } = await pth(['verify', '--json', `${origin}/a.pth`, `${origin}/b.pth`])
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ summary: { files: 2, failed: 1, findings: 0 } })
  })
})

test('a server that is given up is told of each file by its own name', async () => {
  await withServer({}, dyingAfter(0), async ({ origin }) => {
    const { stdout } = await pth(['verify', '--json', `${origin}/a.pth`, `${origin}/b.pth`])
    const { failures } = JSON.parse(stdout) as { failures: { file: string; message: string }[] }
    expect(failures).toHaveLength(2)
    for (const { file, message } of failures) expect(message).toContain(file)
  })
}, 60_000)

/** Half a file, and no word of its size. */
const halfWithoutSize: Behaviour = ({ response, file }) => {
  response.writeHead(200)
  response.end(file?.subarray(0, 20_000))
  return true
}

test('a whole file without its size is refused: it may be a part', async () => {
  await withServer({ '/m.pth': RESNET }, halfWithoutSize, async ({ origin }) => {
    const { code, stderr } = await pth(['inspect', '--download', `${origin}/m.pth`])
    expect([code, stderr]).toEqual([2, expect.stringContaining('Content-Length')])
  })
})

test.each([
  ['hf://gpt2@main', 'hf://gpt2@main'],
  ['hf://user:pass@a/b', 'hf://a/b'],
  ['s3://KEY:pass@bucket/a@b', 's3://bucket/a@b'],
  ['https://u:pa/ss@h/f?sig=1#x', 'https://h/f'],
  ['--lock=https://u:p@h/f?s', '--lock=https://h/f'],
  ['Referer: https://u:p@h/f?s', 'Referer: https://u:p@h/f?s'],
  ['layers.*=x://a@b?', 'layers.*=x://a@b?'],
])('%s is told as %s', (word, told) => {
  expect(withoutSecrets(word)).toBe(told)
})

/** A list without its end. */
const cutList: Behaviour = ({ response }) => {
  response.writeHead(200).end('<ListBucketResult><Contents><Key>a.pth</Key></Contents>')
  return true
}

test('a list with an item that says no path, or of XML that is cut off, is refused', async () => {
  const { stderr } = await withHub(
    {},
    ({ endpoint }) => pth(['ls', 'hf://a/b'], { env: { HF_ENDPOINT: endpoint } }),
    ({ response }) => {
      response.writeHead(200).end('[{"type": "file", "path": "a.pth"}, {"type": "file"}]')
      return true
    },
  )
  expect(stderr).toContain('REMOTE_INVALID')
  await withServer({}, cutList, async ({ origin }) => {
    const outcome = await pth(['ls', 's3://bucket/'], { env: { AWS_ENDPOINT_URL: origin, HOME: '/nowhere' } })
    expect([outcome.code, outcome.stderr]).toEqual([2, expect.stringContaining('REMOTE_INVALID')])
  })
})

/** Answers rightly, a byte at a time. */
const dripping: Behaviour = ({ request, response }) => {
  const first = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1])
  response.writeHead(206, { 'content-range': `bytes ${first}-999/1000`, 'content-length': 1000 - first })
  const timer = setInterval(() => response.write('x'), 30)
  response.on('close', () => clearInterval(timer))
  return true
}

test('a server that drips is given up with the line that waits for it', async () => {
  await withServer({}, dripping, async ({ origin, seen }) => {
    const line = ['inspect', `${origin}/m.pth`, '--timeout', '1', '--min-rate', '5KB']
    const { code, stderr } = await pth(line)
    expect(code).toBe(2)
    expect(stderr).toMatch(/REMOTE_UNREACHABLE/)
    expect(stderr).toMatch(/bytes? came in 2 s, where at least 10000 must \(5000 a second\)/)
    expect(stderr).toContain('--min-rate 0')
    // What came is not asked for again.
    expect(seen.length).toBeGreaterThan(1)
    expect(Number(/bytes=(\d+)-/.exec(seen.at(-1)?.range ?? '')?.[1])).toBeGreaterThan(0)
  })
}, 30_000)

/** Lets nobody in without the signature. */
const presigned: Behaviour = ({ request, response }) => {
  if (new URL(request.url ?? '', 'http://x').searchParams.get('X-Amz-Signature') === 'abc123') return false
  response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>')
  return true
}

test('the query of an archive is sent for its member, and one behind the member is told where it belongs', async () => {
  const outer = buildZip([{ name: 'in/model.pth', data: RESNET }])
  await withServer({ '/x.zip': outer }, presigned, async ({ origin, seen }) => {
    for (const command of ['inspect', 'scan', 'verify', 'lock']) {
      const { code, stdout, stderr } = await pth([
        command,
        `${origin}/x.zip?X-Amz-Date=1&X-Amz-Signature=abc123!in/model.pth`,
      ])
      expect([command, code], stderr).toEqual([command, 0])
      expect(stdout + stderr).not.toContain('abc123')
    }
    const before = seen.length
    const { code, stdout, stderr } = await pth([
      'inspect',
      `${origin}/x.zip!in/model.pth?X-Amz-Signature=abc123`,
    ])
    expect([code, stderr]).toEqual([2, expect.stringContaining(`'${origin}/x.zip?…!in/model.pth'`)])
    expect(stdout + stderr).not.toContain('abc123')
    expect(seen).toHaveLength(before)
  })
})

/** Sends half of the file and no more. */
const endless: Behaviour = ({ response, file }) => {
  response.writeHead(200, { 'content-length': String(file?.length) }).write(file?.subarray(0, 900_000))
  return true
}

test('a download that is killed leaves nothing behind', async () => {
  const program = resolve('dist', 'cli.js')
  await inFolder((folder) =>
    withServer({ '/m.safetensors': LARGE }, endless, async ({ origin, seen }) => {
      const run = spawn(process.execPath, [program, 'inspect', '--download', `${origin}/m.safetensors`], {
        env: { ...process.env, TMPDIR: folder },
        stdio: 'ignore',
      })
      const ended = new Promise((done) => run.on('exit', (_, signal) => done(signal)))
      // Two requests: a part, and the whole file. Then it waits for a server that is silent.
      while (seen.length < 2) await new Promise((done) => setTimeout(done, 50))
      await new Promise((done) => setTimeout(done, 1000))
      expect(run.exitCode).toBeNull()
      run.kill('SIGKILL')
      expect(await ended).toBe('SIGKILL')
      expect(readdirSync(folder)).toEqual([])
    }),
  )
}, 30_000)
