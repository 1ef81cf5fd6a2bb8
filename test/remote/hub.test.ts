/** A hub: files, repositories, tokens and refusals, by the program. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { planJobs } from '../../src/cli/commands/convert-jobs.ts'
import { pth } from '../cli/harness.ts'
import { documentErrors } from '../support/documents.ts'
import type { Outcome } from '../cli/harness.ts'
import { COMMIT, TOKEN, withHub } from '../support/fake-hub.ts'
import type { FakeHub, FakeRepository } from '../support/fake-hub.ts'

const RESNET = new Uint8Array(readFileSync(join(FIXTURES, 'resnet18.pth')))
const sharded = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(FIXTURES, 'kinds/sharded-bin', name)))
const TEXT = new TextEncoder().encode('{"model_type": "x"}')

const REPOSITORIES: Readonly<Record<string, FakeRepository>> = {
  'new/name': { files: { 'config.json': TEXT, 'README.md': TEXT, 'pytorch_model.bin': RESNET } },
  'my/private': { files: { 'model.pth': RESNET }, access: 'private' },
  'my/gated': { files: { 'model.pth': RESNET }, access: 'gated' },
  'my/two': {
    files: { 'a.pth': RESNET, 'b.pth': RESNET, 'c.txt': TEXT, 'd.txt': TEXT, 'sub/e f.pth': RESNET },
  },
  'my/shards': {
    files: Object.fromEntries(
      [
        'pytorch_model.bin.index.json',
        ...[1, 2, 3].map((part) => `pytorch_model-0000${part}-of-00003.bin`),
      ].map((name) => [name, sharded(name)]),
    ),
  },
}

function onHub(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ outcome: Outcome; hub: FakeHub }> {
  return withHub(REPOSITORIES, async (hub) => ({
    outcome: await pth(words, { env: { HF_ENDPOINT: hub.endpoint, ...env } }),
    hub,
  }))
}

function namesOf({ stdout }: Outcome): string[] {
  return (JSON.parse(stdout) as { tensors: { name: string }[] }).tensors.map(({ name }) => name)
}

test('a file is read through signed addresses, each for its own range, at the commit of the first answer', async () => {
  const { outcome, hub } = await onHub(['verify', 'hf://new/name/pytorch_model.bin'])
  expect(outcome).toMatchObject({ code: 0 })
  expect(hub.cdn.length).toBeGreaterThanOrEqual(1)
  expect(hub.cdn.every(({ headers }) => headers.authorization === undefined)).toBe(true)
  const revisions = hub.seen.map(({ path }) => path.split('/')[4])
  expect(revisions[0]).toBe('main')
  expect(new Set(revisions.slice(1))).toEqual(revisions.length > 1 ? new Set([COMMIT]) : new Set())
})

test('the report is that of the local file', async () => {
  const { outcome } = await onHub(['inspect', '--json', 'hf://new/name/pytorch_model.bin'])
  const local = await pth(['inspect', '--json', join(FIXTURES, 'resnet18.pth')])
  const [there, here] = [outcome, local].map(({ stdout }) => JSON.parse(stdout) as Record<string, unknown>)
  expect(there?.['transfer']).toEqual({ requests: 2, bytes: RESNET.length })
  expect({ ...there, file: '', transfer: '' }).toEqual({ ...here, file: '', transfer: '' })
})

test('a repository stands for its only checkpoint', async () => {
  const { outcome } = await onHub(['inspect', 'hf://new/name'])
  expect(outcome).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('hf://new/name/pytorch_model.bin'),
  })
})

test('a repository stands for its index, whose shards are beside it', async () => {
  const { outcome } = await onHub(['inspect', '--json', 'hf://my/shards'])
  expect(outcome.code).toBe(0)
  const local = await pth(['inspect', '--json', join(FIXTURES, 'kinds/sharded-bin')])
  expect(namesOf(outcome)).toEqual(namesOf(local))
  expect(namesOf(outcome).length).toBeGreaterThan(0)
})

test('a repository with several checkpoints lists them', async () => {
  const { outcome } = await onHub(['inspect', 'hf://my/two'])
  expect(outcome.code).toBe(2)
  for (const name of ['a.pth', 'b.pth', 'sub/e f.pth']) expect(outcome.stderr).toContain(name)
})

test('scan looks at every file of a repository', async () => {
  const { outcome } = await onHub(['scan', '--format', 'json', 'hf://my/two'])
  expect(outcome.code).toBe(0)
  expect(outcome.stdout.match(/"file": "hf:[^"]*\.pth"/g)?.length ?? 0).toBeGreaterThanOrEqual(3)
})

test.each([
  ['https://huggingface.co/new/name/blob/main/pytorch_model.bin', 2],
  ['https://hf.co/new/name/resolve/main/pytorch_model.bin?download=true', 2],
  [`hf://models/new/name@${COMMIT}/pytorch_model.bin`, 2],
  ['hf://old/name/pytorch_model.bin', 3],
])('%s is the same file, and its %i hops are counted', async (address, requests) => {
  const { outcome } = await onHub(['inspect', address])
  expect(outcome).toMatchObject({ code: 0, stdout: expect.stringContaining('ResNet-18') })
  expect(outcome.stdout).toMatch(/source +38\.3 KiB of 38\.3 KiB over the network in /)
  expect(outcome.stdout).toContain(`in ${requests} requests`)
})

test.each([
  ['hf://my/nothing', 'REMOTE_NOT_FOUND', 'private or gated'],
  ['hf://my/private/model.pth', 'REMOTE_NOT_FOUND', 'HF_TOKEN'],
  ['hf://my/gated/model.pth', 'REMOTE_DENIED', 'gated'],
  ['hf://new/name/nope.bin', 'REMOTE_NOT_FOUND', 'no such file'],
  ['hf://new/name@v9/pytorch_model.bin', 'REMOTE_NOT_FOUND', 'no such revision'],
  ['hf://gpt2', 'USAGE', 'hf://NAMESPACE/NAME'],
  ['hf://new/name/../../etc/passwd', 'USAGE', 'hf://NAMESPACE/NAME'],
])('%s: %s, and what to do', async (address, code, words) => {
  const { outcome } = await onHub(['inspect', address])
  expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining(code) })
  expect(outcome.stderr).toContain(words)
})

test('a token opens what is private, and goes to the hub only', async () => {
  const { outcome, hub } = await onHub(['inspect', 'hf://my/private/model.pth'], { HF_TOKEN: ` ${TOKEN}\n` })
  expect(outcome.code).toBe(0)
  expect(hub.seen[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`)
  expect(hub.cdn[0]?.headers.authorization).toBeUndefined()
})

test.each([
  ['hf_other', 'hf://my/gated/model.pth', 'not on the list'],
  ['hf_wrong', 'hf://new/name/pytorch_model.bin', 'does not know the token'],
])('the token %s: %s is refused with the reason', async (token, address, words) => {
  const { outcome } = await onHub(['inspect', address], { HF_TOKEN: token })
  expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining(words) })
  expect(outcome.stderr).not.toContain(token)
})

test('HF_HUB_OFFLINE and --offline ask nothing', async () => {
  for (const [words, env] of [
    [['inspect', 'hf://new/name'], { HF_HUB_OFFLINE: '1' }],
    [['inspect', '--offline', 'hf://new/name'], {}],
  ] as const) {
    const { outcome, hub } = await onHub(words, env)
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining('needs the network') })
    expect(hub.seen).toEqual([])
  }
})

test('a hub that takes no more requests is waited for as long as it says, or told', async () => {
  const before = Date.now()
  const outcome = await withHub(
    REPOSITORIES,
    (hub) => pth(['inspect', 'hf://new/name/pytorch_model.bin'], { env: { HF_ENDPOINT: hub.endpoint } }),
    ({ before: count, response }) => {
      if (count > 0) return false
      response.writeHead(429, { ratelimit: '"resolvers";r=0;t=0' }).end()
      return true
    },
  )
  expect(outcome.code).toBe(0)
  expect(Date.now() - before).toBeGreaterThan(900)
})

test('ls lists the checkpoints with their sizes, over all pages, and the rest with --all', async () => {
  const { outcome } = await onHub(['ls', 'hf://my/two'])
  expect(outcome.stdout.split('\n')).toEqual([
    '38.3 KiB  a.pth',
    '38.3 KiB  b.pth',
    '38.3 KiB  sub/e f.pth',
    'and 2 other files: --all lists them',
    '',
  ])
  const { outcome: all } = await onHub(['ls', '--all', '--json', 'hf://my/two'])
  expect(documentErrors(JSON.parse(all.stdout))).toEqual([])
  expect(JSON.parse(all.stdout)).toMatchObject({ others: 0, files: { length: 5 } })
  const { outcome: path } = await onHub(['ls', 'some folder'])
  expect(path).toMatchObject({ code: 2, stderr: expect.stringContaining("ls -l 'some folder'") })
})

test.each([
  ['hf://new/name', 'name.safetensors'],
  ['hf://my/two/sub/e f.pth', 'e f.safetensors'],
  ['https://host.example/a/model.pt', 'model.safetensors'],
  ['s3://bucket/a/model.safetensors.index.json', 'model.safetensors'],
  ['https://host.example/a.zip!inner/policy.pth', 'policy.safetensors'],
])('what is made of %s is written here, as %s', async (address, output) => {
  expect(await planJobs([address], { scalars: 'metadata', shared: 'error' })).toMatchObject([{ output }])
})

test.each(['gs://bucket/out.safetensors', 'hf://a/b/out.safetensors'])('%s is no output', async (output) => {
  const { outcome, hub } = await onHub(['convert', 'hf://new/name', '-o', output])
  expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining('read only') })
  expect(hub.seen).toEqual([])
})

test.each([
  ['a repository', 'hf://new/name', 'model_type x is not one'],
  ['a file', 'hf://new/name/pytorch_model.bin', 'model_type x is not one'],
  ['shards without a configuration', 'hf://my/shards', 'no config.json is beside'],
])('the memory of %s is counted by the configuration beside it', async (_, address, message) => {
  const { outcome } = await onHub(['inspect', '--json', '--fit', '--context', '8', address])
  expect(outcome).toMatchObject({ code: 0, stderr: '' })
  const { fit } = JSON.parse(outcome.stdout) as {
    fit: { weights: { bytes: number; complete: boolean }; notes: { code: string; message: string }[] }
  }
  expect(fit.weights.complete).toBe(true)
  expect(fit.notes.map(({ code }) => code)).toEqual(['FIT_CACHE_UNKNOWN'])
  expect(fit.notes[0]?.message).toContain(message)
})
