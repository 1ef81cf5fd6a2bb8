/** A configuration of check that names addresses: judged as files are, with the network of the run. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inFolder, pth } from '../cli/harness.ts'
import type { Outcome } from '../cli/harness.ts'
import { FIXTURES } from '../fixtures.ts'
import { TOKEN, withHub } from '../support/fake-hub.ts'
import type { FakeHub } from '../support/fake-hub.ts'
import { withServer } from '../support/web-server.ts'

const RESNET = new Uint8Array(readFileSync(join(FIXTURES, 'resnet18.pth')))
const shard = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(FIXTURES, 'kinds/sharded-bin', name)))
const REPOSITORIES = {
  'my/one': { files: { 'm.pth': RESNET } },
  'my/private': { files: { 'm.pth': RESNET }, access: 'private' as const },
  'my/two': { files: { 'a.pth': RESNET, 'sub/b.pth': RESNET, 'words.txt': new TextEncoder().encode('x') } },
  'my/shards': {
    files: Object.fromEntries(
      [
        'pytorch_model.bin.index.json',
        ...[1, 2, 3].map((part) => `pytorch_model-0000${part}-of-00003.bin`),
      ].map((name) => [name, shard(name)]),
    ),
  },
}

interface Result {
  readonly rule: string
  readonly file: string
  readonly status: string
  readonly detail: string
}

interface Judged extends Outcome {
  readonly results: readonly Result[]
  readonly folder: string
  readonly hub: FakeHub
}

/** Run check in a folder with these entries, once for each of the lines. */
function checked(
  checkpoints: unknown,
  lines: readonly (readonly string[])[] = [[]],
  env: Readonly<Record<string, string>> = {},
): Promise<Judged> {
  return inFolder((folder) =>
    withHub(REPOSITORIES, async (hub) => {
      mkdirSync(join(folder, '.git'))
      const config = join(folder, 'pth.config.json')
      writeFileSync(config, JSON.stringify({ checkpoints }))
      let outcome: Outcome = { code: -1, stdout: '', stderr: '' }
      for (const line of lines)
        outcome = await pth(['check', '--config', config, ...line], {
          env: { HF_ENDPOINT: hub.endpoint, ...env },
        })
      const json = lines.at(-1)?.includes('--json') === true
      const { results = [] } = json ? (JSON.parse(outcome.stdout) as { results?: readonly Result[] }) : {}
      return { ...outcome, results, folder, hub }
    }),
  )
}

function statuses({ results }: Judged): string[] {
  return results.map(({ file, rule, status }) => `${file} ${rule} ${status}`)
}

test('a file, a repository and an index at addresses are judged, and what was moved is told', async () => {
  const rules = { scan: 'error', finite: 'error' }
  const run = await checked([{ files: ['hf://my/one/m.pth', 'hf://my/two', 'hf://my/shards'], rules }])
  expect(run.code, run.stdout + run.stderr).toBe(0)
  for (const file of [
    'hf://my/one/m.pth',
    'hf://my/two/a.pth',
    'hf://my/two/sub/b.pth',
    'hf://my/shards/pytorch_model.bin.index.json',
  ])
    expect(run.stdout).toContain(file)
  expect(run.stdout).not.toContain('00001-of-00003')
  expect(run.stderr).toMatch(/read over the network: .* in \d+ requests/)
})

test('a schema at an address, beside the file: another one fails', async () => {
  const entry = { files: 'hf://my/one/m.pth', schema: 'hf://my/two/a.pth', rules: { schema: 'error' } }
  expect(statuses(await checked([entry], [['--json']]))).toContain('hf://my/one/m.pth schema PASS')
  const other = { ...entry, schema: 'hf://my/shards/pytorch_model.bin.index.json' }
  const failed = await checked([other], [['--json']])
  expect(failed.code).toBe(1)
  expect(statuses(failed)).toContain('hf://my/one/m.pth schema FAIL')
  const itself = await checked([{ ...entry, schema: 'hf://my/one/m.pth' }], [['--json']])
  expect([itself.code, itself.stdout]).toEqual([2, expect.stringContaining('is the checkpoint itself')])
})

test('what a server does not have, or does not give, is no verdict', async () => {
  const gone = await checked([{ files: 'hf://my/one/n.pth', rules: { scan: 'error' } }])
  expect([gone.code, gone.stdout]).toEqual([2, expect.stringContaining('REMOTE_NOT_FOUND')])
  const entry = [{ files: 'hf://my/private/m.pth', rules: { scan: 'error' } }]
  const closed = await checked(entry)
  expect([closed.code, closed.stdout]).toEqual([2, expect.stringContaining('HF_TOKEN')])
  expect((await checked(entry, [[]], { HF_TOKEN: TOKEN })).code).toBe(0)
})

test('a lock of what is at an address is a path, which the field names', async () => {
  const lock = { files: 'hf://my/one/m.pth', rules: { lock: 'error' } }
  const unnamed = await checked([lock], [['--update-lock']])
  expect([unnamed.code, unnamed.stderr]).toEqual([
    2,
    expect.stringContaining('the path of a lock for what is at an address, such as "locks/{base}.lock.json"'),
  ])
  const away = await checked([{ ...lock, lock: '{path}.lock.json' }], [['--update-lock']])
  expect([away.code, away.stderr]).toEqual([2, expect.stringContaining('a path inside of')])
  const named = [{ ...lock, lock: '{base}.lock.json' }]
  const compared = await checked(named, [['--update-lock'], ['--json']])
  expect(compared.code, compared.stdout).toBe(0)
  expect(statuses(compared)).toContain('hf://my/one/m.pth lock PASS')
})

test.each([
  ['https://me:secret@example.org/m.pth', 'without a password'],
  ['hf://my/two/*.pth', 'globs are for paths'],
  ['hf://gpt2', 'hf://NAMESPACE/NAME'],
])('%s in a configuration is refused with the reason', async (files, words) => {
  const run = await checked([{ files, rules: { scan: 'error' } }])
  expect([run.code, run.stderr]).toEqual([2, expect.stringContaining(words)])
  expect(run.stderr).not.toContain('secret')
  expect(run.hub.seen).toEqual([])
})

test('--offline refuses them, and --explain and named addresses find their entry', async () => {
  const entry = [{ files: ['hf://my/one/m.pth', 'hf://my/two/'], rules: { scan: 'error' } }]
  const offline = await checked(entry, [['--offline']])
  expect([offline.code, offline.stdout]).toEqual([2, expect.stringContaining('--offline')])
  const explained = await checked(entry, [['--explain', 'hf://my/one/m.pth']])
  expect([explained.code, explained.stdout]).toEqual([0, expect.stringContaining('hf://my/one/m.pth')])
  // The line has no address; the configuration has, and its repository is listed.
  const path = await checked(entry, [['--explain', 'm.pth']])
  expect([path.code, path.stderr]).toEqual([2, expect.stringContaining('read over the network')])
  const one = await checked(entry, [['hf://my/two/a.pth', '--json']])
  expect(statuses(one)).toEqual(['hf://my/two/a.pth structure PASS', 'hf://my/two/a.pth scan PASS'])
  const other = await checked(entry, [['hf://my/shards/none.pth']])
  expect([other.code, other.stdout]).toEqual([2, expect.stringContaining('hf://my/shards/none.pth')])
})

test('the query of an address is sent and not printed, and --header goes to its server', async () => {
  await withServer(
    { '/m.pth': RESNET },
    ({ request, response }) => {
      if (request.url?.includes('signature=right') === true && request.headers['x-key'] === 'mine')
        return false
      response.writeHead(403).end()
      return true
    },
    async ({ origin }) => {
      const files = `${origin}/m.pth?signature=right`
      const run = await checked([{ files, rules: { scan: 'error' } }], [['--header', 'X-Key: mine']])
      expect(run.code, run.stdout + run.stderr).toBe(0)
      expect(run.stdout).toContain(`${origin}/m.pth`)
      expect(run.stdout + run.stderr).not.toContain('right')
    },
  )
})

test('a configuration without addresses asks nothing', async () => {
  const run = await checked([{ files: '*.pth', rules: { scan: 'error' } }])
  expect([run.code, run.hub.seen.length]).toEqual([2, 0])
  expect(run.stderr).not.toContain('network')
})
