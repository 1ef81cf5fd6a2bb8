/** Conversions into a bucket of moto, through a proxy that fails as services do: whole objects or none, nothing left. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { pth, temporaryFolder } from '../cli/harness.ts'
import type { Outcome } from '../cli/harness.ts'
import { writeVectors } from '../support/plain-safetensors.ts'
import { output, plainEnvironment } from './tools.ts'

const PROJECT = join(import.meta.dirname, '..', '..')
const HOME = process.env['PTH_PLACES_HOME'] ?? join(PROJECT, '.places')
const CLI = join(PROJECT, 'dist', 'cli.js')
const KEYS = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' }
/** Shards of three parts of 8 MiB. */
const SIZE = ['--shard-size', '20MB']

const folder = temporaryFolder()
const input = join(folder, 'input.safetensors')
let moto: ChildProcess | undefined
let proxy: Server
let behind = 0
let env: Record<string, string> = {}
/** What the proxy does with a request instead of handing it on: a status, or `cut` after the request was handed on. */
let fault: (seen: IncomingMessage) => number | 'cut' | null = () => null
/** What the proxy says of the checksum of an object, by path; moto says nothing for objects of parts. */
const checksums = new Map<string, string>()
let lie = false
/** Say that every upload was begun just now; moto has one date of 2010 for all. */
let fresh = false
let moved = 0

beforeAll(async () => {
  writeVectors(
    input,
    Array.from({ length: 12 }, (_, at) => `layer.${at}`),
    1 << 20,
  )
  mkdirSync(join(folder, 'one'))
  output('pth', ['convert', input, '-o', 'one/model.safetensors', ...SIZE], { cwd: folder })
  behind = await freePort()
  moto = spawn(join(HOME, 'venv/bin/moto_server'), ['-H', '127.0.0.1', '-p', String(behind)], {
    stdio: 'ignore',
  })
  await answers(`http://127.0.0.1:${behind}/`)
  boto('s3.create_bucket(Bucket="weights")')
  proxy = createServer((asked, answer) => forward(asked, answer))
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  env = { AWS_ENDPOINT_URL: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, ...KEYS }
})
afterAll(() => {
  moto?.kill()
  proxy.close()
})
afterEach(() => {
  fault = () => null
  lie = false
  fresh = false
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function answers(address: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (
      await fetch(address).then(
        async (answer) => (await answer.text()) !== null,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('moto does not answer: bash test/places/setup.sh installs it')
}

function forward(asked: IncomingMessage, answer: import('node:http').ServerResponse): void {
  const wrong = fault(asked)
  const chunks: Buffer[] = []
  asked.on('data', (chunk: Buffer) => chunks.push(chunk))
  asked.on('end', () => {
    const body = Buffer.concat(chunks)
    if (typeof wrong === 'number') {
      answer.writeHead(wrong).end('<Error><Code>SlowDown</Code><Message>slow down</Message></Error>')
      return
    }
    const { method = '', url = '' } = asked
    const path = url.split('?')[0] ?? ''
    noteChecksum(method, path, body)
    const to = request(
      { port: behind, host: '127.0.0.1', method, path: url, headers: asked.headers },
      (got) => {
        if (wrong === 'cut') {
          got.resume().on('end', () => answer.destroy())
          return
        }
        if (fresh && method === 'GET' && url.includes('uploads=')) {
          let text = ''
          const now = `<Initiated>${new Date().toISOString()}</Initiated>`
          got.on('data', (chunk: Buffer) => (text += chunk.toString()))
          got.on('end', () => answer.end(text.replaceAll(/<Initiated>[^<]*<\/Initiated>/g, now)))
          return
        }
        const known = checksums.get(path)
        const headers = { ...got.headers }
        if (method === 'HEAD' && known !== undefined)
          headers['x-amz-checksum-sha256'] = lie ? `x${known}` : known
        answer.writeHead(got.statusCode ?? 500, headers)
        got.on('data', (chunk: Buffer) => (moved += method === 'GET' ? chunk.length : 0))
        got.pipe(answer)
      },
    )
    to.end(body)
  })
}

/** The checksum of an object of parts, as the documents of S3 define it: of the digests of its parts. */
function noteChecksum(method: string, path: string, body: Buffer): void {
  if (method !== 'POST' || !body.includes('<ChecksumSHA256>')) return
  const parts = [...body.toString().matchAll(/<ChecksumSHA256>([^<]*)</g)].map(([, text = '']) => text)
  const hash = createHash('sha256')
  for (const part of parts) hash.update(Buffer.from(part, 'base64'))
  checksums.set(path, `${hash.digest('base64')}-${parts.length}`)
}

/** boto3, past the proxy: what is in the bucket is its word. */
function boto(script: string): unknown {
  const start = `
import boto3, hashlib, json, sys
s3 = boto3.client("s3", endpoint_url=sys.argv[1], aws_access_key_id="k", aws_secret_access_key="s", region_name="us-east-1")
`
  const text = output(join(HOME, 'venv/bin/python'), ['-c', start + script, `http://127.0.0.1:${behind}`], {
    cwd: folder,
  })
  return text.trim() === '' ? null : JSON.parse(text)
}

function uploads(): unknown {
  return boto(
    'print(json.dumps([u["Key"] for u in s3.list_multipart_uploads(Bucket="weights").get("Uploads", [])]))',
  )
}

function objects(prefix: string): readonly (readonly string[])[] {
  return boto(`
found = s3.list_objects_v2(Bucket="weights", Prefix="${prefix}/").get("Contents", [])
print(json.dumps([[o["Key"].split("/")[-1], hashlib.sha256(s3.get_object(Bucket="weights", Key=o["Key"])["Body"].read()).hexdigest()] for o in found]))`) as string[][]
}

function oneRun(): unknown {
  return readdirSync(join(folder, 'one'))
    .toSorted()
    .map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, 'one', name)))
        .digest('hex'),
    ])
}

const to = (prefix: string): string => `s3://weights/${prefix}/model.safetensors`
const convert = (prefix: string, ...flags: readonly string[]): Promise<Outcome> =>
  pth(['convert', input, '-o', to(prefix), ...SIZE, ...flags], { env })
const joined = (prefix: string): Promise<Outcome> => pth(['join', to(prefix)], { env })

/** In a process of its own, and a signal when it has begun to send parts. */
function interrupted(
  signal: NodeJS.Signals,
  prefix: string,
  ...flags: readonly string[]
): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [CLI, 'convert', input, '-o', to(prefix), ...SIZE, ...flags], {
      env: plainEnvironment(env),
      stdio: 'ignore',
    })
    let parts = 0
    fault = ({ url = '' }) => {
      if (url.includes('partNumber') && (parts += 1) === 3) child.kill(signal)
      return null
    }
    child.on('close', (code) => resolve(code))
  })
}

describe('one run', () => {
  test('puts the files of a folder into the bucket, and nothing else', async () => {
    expect(await convert('whole', '--verify')).toMatchObject({ code: 0 })
    expect([objects('whole'), uploads()]).toEqual([oneRun(), []])
  })

  test('is not taken in by an answer of 200 that says what went wrong', async () => {
    fault = ({ method, url = '' }) => (method === 'POST' && url.includes('uploadId=') ? 200 : null)
    const { code, stderr } = await convert('refused')
    expect(code).toBe(2)
    expect(stderr).toMatch(/REMOTE_UNREACHABLE.*SlowDown/s)
    fault = () => null
    // Whether such a service has made the object is not known: the record of it stays for the next run.
    expect(objects('refused').filter(([name = '']) => !name.endsWith('.pth-shard'))).toEqual([])
    expect(uploads()).toEqual([])
    expect((await convert('refused')).code).toBe(0)
    expect(objects('refused')).toEqual(oneRun())
  })

  test('puts one file, and replaces none unless it is told to', async () => {
    const one = ['convert', input, '-o', 's3://weights/single/', '--include', 'layer.1']
    expect((await pth(one, { env })).code).toBe(0)
    const before = objects('single')
    expect(before).toEqual([['input.safetensors', expect.any(String)]])
    expect((await pth(one, { env })).stderr).toContain('OUTPUT_EXISTS')
    expect(objects('single')).toEqual(before)
    expect((await pth([...one, '--dtype', 'f16', '--force'], { env })).code).toBe(0)
    expect(objects('single')).not.toEqual(before)
    const dry = await pth(['convert', input, '-o', to('dry'), ...SIZE, '--dry-run'], { env })
    expect([dry.code, objects('dry')]).toEqual([0, []])
  })

  test('from a bucket into a bucket', async () => {
    boto(`s3.upload_file("${input}", "weights", "in/input.safetensors")`)
    const line = ['convert', 's3://weights/in/input.safetensors', '-o', to('copied'), ...SIZE]
    expect((await pth(line, { env })).code).toBe(0)
    expect(objects('copied')).toEqual(oneRun())
    const itself = ['convert', 's3://weights/in/input.safetensors', '-o', 's3://weights/in/input.safetensors']
    expect((await pth([...itself, '--force'], { env })).stderr).toMatch(/OUTPUT_IS_INPUT|OUTPUT_EXISTS/)
  })

  test('a bucket that is not there, keys of another service', async () => {
    expect((await pth(['convert', input, '-o', 's3://nobody/x.safetensors'], { env })).stderr).toContain(
      'NoSuchBucket',
    )
    expect((await pth(['convert', input, '-o', 'gs://weights/x.safetensors'], { env })).stderr).toContain(
      'read only',
    )
  })

  test('a service that is busy, fails or cuts connections: the same objects', async () => {
    let seen = 0
    fault = () => {
      seen += 1
      return seen % 5 === 0 ? 503 : seen % 7 === 0 ? 500 : seen % 11 === 0 ? 'cut' : null
    }
    expect((await convert('faults')).stderr).not.toContain('error')
    fault = () => null
    expect([objects('faults'), seen > 30]).toEqual([oneRun(), true])
    // An answer to the begin of an upload that was cut leaves one that nobody knows: the next run or join removes it.
    boto(
      '[s3.abort_multipart_upload(Bucket="weights", Key=u["Key"], UploadId=u["UploadId"]) for u in s3.list_multipart_uploads(Bucket="weights").get("Uploads", [])]',
    )
  })

  test('a part that is refused for good, and SIGTERM: no object is half there, no upload is left', async () => {
    fault = ({ url = '' }) => (url.includes('partNumber=2') ? 403 : null)
    const { code, stderr } = await convert('denied')
    expect([code, stderr]).toEqual([2, expect.stringContaining('s3:PutObject')])
    expect([objects('denied'), uploads()]).toEqual([[], []])
    expect(await interrupted('SIGTERM', 'stopped')).toBe(2)
    fault = () => null
    expect(uploads()).toEqual([])
    expect((await convert('stopped')).code).toBe(0)
    expect(objects('stopped')).toEqual(oneRun())
  })
})

describe('parts', () => {
  test('in any order, one killed and begun again: the objects of one run, no upload is left', async () => {
    expect(await interrupted('SIGKILL', 'parts', '--part', '2/3')).toBe(null)
    fault = () => null
    expect(uploads()).toHaveLength(1)
    // It may be of a run that is alive: a part names it, and the join, which has every shard, removes it.
    fresh = true
    const { stdout: told } = await convert('parts', '--part', '2/3')
    expect(told.replace(/\s+/g, ' ')).toContain('may be writing it')
    expect(uploads()).toHaveLength(1)
    for (const part of ['3/3', '2/3', '1/3']) expect((await convert('parts', '--part', part)).code).toBe(0)
    expect((await convert('parts', '--part', '1/3')).stdout).toContain('proven by')
    const { code, stdout } = await joined('parts')
    expect([code, stdout]).toEqual([0, expect.stringContaining('upload')])
    expect([objects('parts'), uploads()]).toEqual([oneRun(), []])
  })

  test('are proven by the checksum that the service keeps, without moving them', async () => {
    expect((await convert('proven', '--part', '1/1')).code).toBe(0)
    moved = 0
    expect((await convert('proven', '--part', '1/1')).code).toBe(0)
    lie = true
    expect((await joined('proven')).stderr).toContain('its checksum is')
    lie = false
    expect((await joined('proven')).code).toBe(0)
    // Records and listings only.
    expect(moved).toBeLessThan(200_000)
    expect(objects('proven')).toEqual(oneRun())
  })

  test('of two runs at once, and of another plan', async () => {
    const runs = await Promise.all([convert('twins', '--part', '1/2'), convert('twins', '--part', '1/2')])
    expect(runs.map(({ code }) => code)).toEqual([0, 0])
    expect((await convert('twins', '--part', '2/2', '--dtype', 'f16')).stderr).toContain('PART_CONFLICT')
    expect((await joined('twins')).stderr).toContain('PARTS_MISSING')
    expect((await convert('twins', '--part', '2/2')).code).toBe(0)
    expect((await joined('twins')).code).toBe(0)
    expect([objects('twins'), uploads()]).toEqual([oneRun(), []])
  })
})
