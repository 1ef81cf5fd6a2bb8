/** Real servers on loopback: nginx and caddy with files, moto as S3. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../cli/harness.ts'
import { FIXTURES } from '../fixtures.ts'
import { output, plainEnvironment, ran } from './tools.ts'

const HOME = process.env['PTH_PLACES_HOME'] ?? join(import.meta.dirname, '..', '..', '.places')
const RESNET = join(FIXTURES, 'resnet18.pth')
const KEYS = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' }

const folder = temporaryFolder()
const site = join(folder, 'site')
const running: ChildProcess[] = []
afterAll(() => {
  for (const server of running) server.kill()
})

/** A port that nobody listens at. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Start a server, and wait until it answers. */
async function start(program: string, args: readonly string[], address: string): Promise<void> {
  const server = spawn(program, args, { stdio: 'ignore' })
  let failed: Error | undefined
  server.on('error', (error) => {
    failed = new Error(`${program} did not run: bash test/places/setup.sh installs it`, { cause: error })
  })
  running.push(server)
  for (let tries = 0; tries < 300; tries += 1) {
    if (failed !== undefined) throw failed
    if (
      await fetch(address).then(
        async (answer) => answer.arrayBuffer().then(() => true),
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${program} does not answer at ${address}`)
}

function pth(words: readonly string[], env: Readonly<Record<string, string>> = {}): ReturnType<typeof ran> {
  return ran('pth', words, { cwd: folder, env: plainEnvironment(env) })
}

/** The sha256 of every tensor at an address. */
function digests(address: string, env: Readonly<Record<string, string>> = {}): unknown {
  const lock = JSON.parse(output('pth', ['lock', address], { cwd: folder, env: plainEnvironment(env) })) as {
    tensors: unknown
  }
  return lock.tensors
}

beforeAll(() => {
  mkdirSync(site)
  copyFileSync(RESNET, join(site, 'resnet18.pth'))
  // Larger than one request, so that parts are asked for.
  const header = Buffer.from(
    JSON.stringify({ w: { dtype: 'F32', shape: [65_536], data_offsets: [0, 262_144] } }),
  )
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  const body = Buffer.from(new Float32Array(65_536).map((_, at) => at).buffer)
  writeFileSync(join(site, 'large.safetensors'), Buffer.concat([length, header, body]))
  writeFileSync(join(site, 'empty.pth'), '')
})

/** A server of nginx's configuration. */
function serverBlock(port: number | undefined, more: string): string {
  return `server { listen 127.0.0.1:${port}; root ${site}; ${more} }`
}

describe('nginx', () => {
  const at = { ranges: '', none: '', one: '', gzip: '' }
  beforeAll(async () => {
    const ports = [await freePort(), await freePort(), await freePort(), await freePort()]
    const config = join(folder, 'nginx.conf')
    writeFileSync(
      config,
      `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; user root;
events {}
http { access_log off; client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p;
fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
${serverBlock(ports[0], '')} ${serverBlock(ports[1], 'max_ranges 0;')} ${serverBlock(ports[2], 'max_ranges 1;')}
${serverBlock(ports[3], 'gzip on; gzip_types *; gzip_min_length 1;')} }`,
    )
    const [ranges, none, one, gzip] = ports.map((port) => `http://127.0.0.1:${port}`)
    Object.assign(at, { ranges, none, one, gzip })
    await start('nginx', ['-c', config], `${at.ranges}/resnet18.pth`)
  })

  test('with ranges: the same digests as the file', () => {
    expect(digests(`${at.ranges}/resnet18.pth`)).toEqual(digests(RESNET))
    expect(digests(`${at.one}/large.safetensors`)).toEqual(digests(join(site, 'large.safetensors')))
    expect(digests(`${at.gzip}/large.safetensors`)).toEqual(digests(join(site, 'large.safetensors')))
  })

  test('without ranges: refused by name with the size, and taken whole on request', () => {
    const refused = pth(['inspect', `${at.none}/large.safetensors`])
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('REMOTE_NO_RANGES')
    expect(refused.stderr).toContain('--download')
    expect(pth(['inspect', '--download', `${at.none}/large.safetensors`])).toMatchObject({ code: 0 })
  })

  test('an empty file and one that is not there', () => {
    expect(pth(['inspect', `${at.ranges}/empty.pth`]).stderr).toMatch(/empty|0 bytes/)
    expect(pth(['inspect', `${at.ranges}/no.pth`]).stderr).toContain('REMOTE_NOT_FOUND')
  })

  test('convert writes the bytes that it writes of the file', () => {
    for (const [input, name] of [
      [RESNET, 'here'],
      [`${at.ranges}/resnet18.pth`, 'there'],
    ] as const)
      output('pth', ['convert', input, '-o', `${name}.safetensors`], { cwd: folder })
    const [here, there] = ['here', 'there'].map((name) => readFileSync(join(folder, `${name}.safetensors`)))
    expect(there?.equals(here ?? Buffer.alloc(0))).toBe(true)
  })
})

test('caddy: the same digests as the file', async () => {
  const address = `127.0.0.1:${await freePort()}`
  await start('caddy', ['file-server', '--listen', address, '--root', site], `http://${address}/resnet18.pth`)
  for (const name of ['resnet18.pth', 'large.safetensors'])
    expect(digests(`http://${address}/${name}`)).toEqual(digests(join(site, name)))
})

describe('S3', () => {
  let endpoint = ''
  beforeAll(async () => {
    const port = await freePort()
    endpoint = `http://127.0.0.1:${port}`
    await start(join(HOME, 'venv/bin/moto_server'), ['-H', '127.0.0.1', '-p', String(port)], endpoint)
    const script = `
import boto3, sys
s3 = boto3.client("s3", endpoint_url=sys.argv[1], aws_access_key_id="key", aws_secret_access_key="secret", region_name="us-east-1")
s3.create_bucket(Bucket="weights")
for at in range(1001):
    s3.put_object(Bucket="weights", Key=f"many/{at:04}.txt", Body=b"x")
for name in ("resnet18.pth", "large.safetensors"):
    s3.upload_file(f"{sys.argv[2]}/{name}", "weights", f"runs/a b+c (1)/{name}")
s3.upload_file(f"{sys.argv[2]}/resnet18.pth", "weights", "one/model.pth")
print(s3.generate_presigned_url("get_object", Params={"Bucket": "weights", "Key": "one/model.pth"}))
`
    const signed = output(join(HOME, 'venv/bin/python'), ['-c', script, endpoint, site], { cwd: folder })
    writeFileSync(join(folder, 'signed'), signed.trim())
  })
  const s3 = (
    words: readonly string[],
    more: Readonly<Record<string, string>> = {},
  ): ReturnType<typeof ran> => pth(words, { AWS_ENDPOINT_URL: endpoint, ...KEYS, ...more })

  test('an object: the same digests as the file, whatever is in its key', () => {
    for (const name of ['resnet18.pth', 'large.safetensors'])
      expect(digests(`s3://weights/runs/a b+c (1)/${name}`, { AWS_ENDPOINT_URL: endpoint, ...KEYS })).toEqual(
        digests(join(site, name)),
      )
  })

  test('a presigned address: the same digests, and the signature is not shown', () => {
    const address = readFileSync(join(folder, 'signed'), 'utf8')
    expect(digests(address)).toEqual(digests(RESNET))
    const { stdout, stderr } = pth(['inspect', address])
    expect(`${stdout}${stderr}`).not.toContain('Signature')
  })

  test('a listing of more than one page, and the only checkpoint below a key', () => {
    expect(s3(['ls', 's3://weights/many/']).stdout).toContain('1,001 other files')
    expect(s3(['inspect', 's3://weights/one/'])).toMatchObject({ code: 0 })
  })

  test('what is not there, and a profile that only the tool of the service can open', () => {
    expect(s3(['inspect', 's3://weights/no.pth']).stderr).toContain('NoSuchKey')
    expect(s3(['inspect', 's3://nobody/no.pth']).stderr).toContain('NoSuchBucket')
    const config = join(folder, 'config')
    writeFileSync(config, '[profile mine]\nsso_session = x\nregion = us-east-1\n')
    const { code, stderr } = pth(['inspect', 's3://weights/one/model.pth'], {
      AWS_ENDPOINT_URL: endpoint,
      AWS_PROFILE: 'mine',
      AWS_CONFIG_FILE: config,
    })
    expect([code, stderr]).toEqual([2, expect.stringContaining('export-credentials --profile mine')])
  })
})
