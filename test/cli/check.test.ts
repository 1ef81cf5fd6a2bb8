/** `pth check` on the sample repository: it finds the planted faults and nothing else, and passes without them. */
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { documentErrors } from '../support/documents.ts'
import { gitlabErrors, junitErrors, sarifErrors } from '../support/report-schemas.ts'
import { inFolder, pth } from './harness.ts'

const REPO = join('fixtures', 'check-repo')

interface Result {
  readonly file: string
  readonly rule: string
  readonly status: string
  readonly judged: boolean
  readonly skipped: string | null
  readonly detail: string
  readonly findings: readonly {
    readonly rule: string
    readonly line: number | null
    readonly message: string
  }[]
}

interface Run {
  readonly code: number
  readonly results: readonly Result[]
  readonly summary: Readonly<Record<string, number>>
}

/** A run of the configuration of a folder, with its document judged by the schema. */
async function check(folder: string, ...words: readonly string[]): Promise<Run> {
  const argv = ['check', '--config', join(folder, 'pth.config.json'), '--json', ...words]
  const { code, stdout } = await pth(argv, {}, new Date('2026-11-27T12:00:00Z'))
  const document = JSON.parse(stdout)
  expect(documentErrors(document)).toEqual([])
  expect(document.exit_code ?? code).toBe(code)
  return { code, results: document.results ?? [], summary: document.summary ?? {} }
}

/** `status rule file` of every result that does not pass. */
function bad({ results }: Run, folder: string): string[] {
  return results
    .filter(({ status }) => status !== 'PASS')
    .map(({ status, rule, file }) => `${status} ${rule} ${file.replace(`${folder}/`, '')}`)
}

/** A copy of the sample repository, with the faults or without. */
function inRepo<Value>(mended: boolean, use: (folder: string) => Promise<Value>): Promise<Value> {
  return inFolder(async (folder) => {
    const repo = join(folder, 'repo')
    cpSync(REPO, repo, { recursive: true })
    if (mended) cpSync(join(REPO, 'mended'), repo, { recursive: true })
    rmSync(join(repo, 'mended'), { recursive: true })
    return use(repo)
  })
}

/** As much of a configuration as the tests change. */
interface Config {
  readonly checkpoints: readonly [Entry, Entry, Entry]
}
interface Entry {
  readonly files: unknown
  readonly schema?: string
  readonly strict?: boolean
}

/** The configuration of a folder with some fields changed. Of what else is there other tests ask. */
function configure(folder: string, change: (config: Config) => object): void {
  const path = join(folder, 'pth.config.json')
  const config: Config = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify({ ...change(config), uncovered: 'off' }, null, 2))
}

describe('the sample repository', () => {
  const FAULTS = [
    ['an adapter that was never trained', 'nonzero', 'adapters/style.safetensors', 'PTH-V108'],
    ['another dtype', 'dtypes', 'models/half.pth', 'PTH-C201'],
    ['a head of another size', 'schema', 'models/head.pth', 'PTH-D003'],
    ['a global that runs a program', 'scan', 'models/hook.pth', 'PTH-G101'],
    ['a file over its budget', 'bytes', 'models/large.pth', 'PTH-C206'],
    ['NaN', 'finite', 'models/nan.pth', 'PTH-V107'],
    ['weights that are not those of the lock', 'lock', 'models/stale.pth', 'PTH-V112'],
    ['a view of a larger tensor', 'unused', 'models/views.pth', 'PTH-C205'],
  ] as const

  test.each(FAULTS)('%s is found by the rule %s', async (_, rule, file, id) => {
    const { results } = await check(REPO)
    const found = results.filter((result) => result.file === join(REPO, file) && result.status !== 'PASS')
    expect(found.map((result) => [result.rule, result.status, result.judged])).toEqual([[rule, 'FAIL', true]])
    expect(found[0]?.findings[0]?.rule).toBe(id)
  })

  test('nothing else is found', async () => {
    const run = await check(REPO)
    expect(run.code).toBe(1)
    expect(bad(run, REPO)).toEqual(FAULTS.map(([, rule, file]) => `FAIL ${rule} ${file}`))
    expect(run.summary).toEqual({
      files: 8,
      of: 8,
      rules: 69,
      passed: 61,
      warned: 0,
      failed: 8,
      skipped: 0,
      not_judged: 0,
    })
  })

  test('with the faults mended it passes', () =>
    inRepo(true, async (repo) => {
      const run = await check(repo)
      expect(bad(run, repo)).toEqual([])
      expect([run.code, run.summary['passed']]).toEqual([0, 69])
    }))

  test('with a typo in a glob it fails, though every file that is left passes', () =>
    inRepo(true, async (repo) => {
      configure(repo, ({ checkpoints: [first, ...rest] }) => ({
        checkpoints: [{ ...first, files: ['model/*.pth', 'adapters/*.safetensors'] }, ...rest],
      }))
      const run = await check(repo)
      expect([run.code, bad(run, repo)]).toEqual([2, ['FAIL files pth.config.json']])
      expect(run.results[0]?.detail).toBe(
        'checkpoints[0].files[0]: "model/*.pth" matches no file; did you mean models/?',
      )
      expect(run.results[0]?.findings[0]?.line).toBe(5)
    }))

  test('a broken file does not stop the others', () =>
    inRepo(true, async (repo) => {
      const path = join(repo, 'models', 'nan.pth')
      writeFileSync(path, readFileSync(path).subarray(0, 3000))
      writeFileSync(join(repo, 'models', 'half.pth'), 'not a checkpoint at all')
      const run = await check(repo)
      expect(run.code).toBe(1)
      const of = (name: string): string[] =>
        run.results
          .filter(({ file }) => file === join(repo, 'models', name))
          .map(({ rule, status, judged }) => `${rule} ${judged ? status : `${status} not judged`}`)
      expect(of('nan.pth')).toEqual([
        'structure FAIL',
        'scan FAIL not judged',
        'schema FAIL not judged',
        'dtypes FAIL not judged',
        'finite FAIL not judged',
        'nonzero FAIL not judged',
        'unused FAIL not judged',
        'bytes PASS',
        'lock FAIL not judged',
      ])
      expect(of('half.pth').every((line) => line === 'bytes PASS' || line.endsWith('FAIL not judged'))).toBe(
        true,
      )
      expect(of('views.pth').every((line) => line.endsWith('PASS'))).toBe(true)
    }))

  test('only a file that could not be judged ends with 2', () =>
    inRepo(true, async (repo) => {
      writeFileSync(join(repo, 'models', 'half.pth'), 'not a checkpoint at all')
      expect((await check(repo)).code).toBe(2)
    }))

  test('as text: a line per rule and file, and the verdict last', async () => {
    const { code, stdout } = await pth(['check', '--config', join(REPO, 'pth.config.json')], {
      columns: 400,
      env: { NO_COLOR: '1' },
    })
    const lines = stdout.trimEnd().split('\n')
    expect([code, lines.length]).toEqual([1, 71])
    expect(lines[0]).toBe('pth check   fixtures/check-repo/pth.config.json   8 checkpoints')
    expect(lines.at(-1)).toBe('FAILED   8 checkpoints · 69 rules: 61 passed, 8 failed')
    expect(stdout).toMatch(
      /^FAIL {2}finite +fixtures\/check-repo\/models\/nan\.pth +body\.weight: 1 NaN, 0 infinite$/m,
    )
    const quiet = await pth(['check', '--config', join(REPO, 'pth.config.json'), '--quiet'])
    expect(quiet.stdout).not.toContain('PASS ')
  })

  test('in every format at once, each by the schema of who reads it', () =>
    inFolder(async (folder) => {
      const formats = ['junit', 'sarif', 'gitlab', 'markdown', 'github', 'json'] as const
      const path = (format: string): string => join(folder, `report.${format}`)
      const reports = formats.flatMap((format) => ['--report', `${format}=${path(format)}`])
      const { code } = await pth(['check', '--config', join(REPO, 'pth.config.json'), ...reports])
      const [junit = '', sarif = '', gitlab = '', markdown = '', github = '', json = ''] = formats.map(
        (format) => readFileSync(path(format), 'utf8'),
      )
      expect(code).toBe(1)
      expect(await junitErrors(junit)).toEqual([])
      expect(junit).toContain('<testsuites name="pth check" tests="69" failures="8" errors="0">')
      expect(sarifErrors(sarif)).toEqual([])
      expect(gitlabErrors(gitlab)).toEqual([])
      expect(documentErrors(JSON.parse(json))).toEqual([])
      for (const [, rule, file, id] of FAULTS) {
        expect(sarif).toContain(`"ruleId": "${id}"`)
        expect(gitlab).toContain(`"path": "${REPO}/${file}"`)
        expect(github).toContain(`::error file=${REPO}/${file},title=${id} `)
        expect(markdown).toContain(id)
        expect(junit).toMatch(
          new RegExp(
            `<testcase classname="pth check ${REPO}/${file}" name="${rule}" time="0">\\s*<failure type="${id}"`,
          ),
        )
      }
    }))

  test('a rule that could not be judged is an error in JUnit, and skipped ones are skipped', () =>
    inRepo(true, async (repo) => {
      configure(repo, ({ checkpoints: [first, second, third] }) => ({
        checkpoints: [{ ...first, safetensors: 'valid' }, { ...second, lock: 'no/{name}.json' }, third],
      }))
      const { code, stdout } = await pth([
        'check',
        '--config',
        join(repo, 'pth.config.json'),
        '--format',
        'junit',
      ])
      expect(code).toBe(2)
      expect(await junitErrors(stdout)).toEqual([])
      expect(stdout.match(/<error type="PTH-C102"/g)).toHaveLength(7)
      expect(stdout.match(/<skipped message="the content is torch-zip, not safetensors"/g)).toHaveLength(7)
    }))
})

/** A safetensors file of one header and its bytes. */
function safetensors(header: object, bytes = 0): Uint8Array {
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  return Buffer.concat([length, text, Buffer.alloc(bytes)])
}

describe('nothing is compared', () => {
  test.each<[string, (entry: Entry) => unknown, string]>([
    ['every rule is off', ({ files }) => ({ files, rules: { scan: 'off' } }), 'config'],
    ['no rule is named', ({ files }) => ({ files }), 'config'],
    [
      'the schema of a schema rule is missing',
      ({ files }) => ({ files, rules: { schema: 'error' } }),
      'schema',
    ],
    ['a budget without a number', ({ files }) => ({ files, rules: { bytes: 'error' } }), 'bytes'],
    ['only rules that are for other files', ({ files }) => ({ files, safetensors: 'valid' }), 'config'],
  ])('%s: the run is not green', (_, change, rule) =>
    inRepo(true, async (repo) => {
      configure(repo, ({ checkpoints: [, second] }) => ({ checkpoints: [change(second)] }))
      const { code, results } = await check(repo)
      expect(code).toBe(2)
      const failed = results.filter(({ status }) => status === 'FAIL')
      expect(failed.map((result) => [result.rule, result.judged])).toEqual(
        Array.from({ length: 7 }, () => [rule, false]),
      )
    }),
  )

  test('every file of a glob is left out: said so, and not that nothing matches', () =>
    inRepo(true, async (repo) => {
      configure(repo, () => ({
        checkpoints: [{ files: ['models/*.pth', '!models/*.pth'], rules: { scan: 'error' } }],
      }))
      const { code, results } = await check(repo)
      expect([code, results.map(({ detail }) => detail)]).toEqual([
        2,
        [expect.stringContaining('all 7 files that "models/*.pth" matches are left out by a !glob')],
      ])
    }))

  test('a rule that is for other files: the line says which, and that structure was judged', () =>
    inRepo(true, async (repo) => {
      configure(repo, () => ({ checkpoints: [{ files: 'models/half.pth', safetensors: 'valid' }] }))
      const { results } = await check(repo)
      expect(results.at(-1)?.detail).toBe(
        'nothing is compared besides structure: safetensors is not for such a file',
      )
    }))

  test('a named file that no entry covers', () =>
    inRepo(true, async (repo) => {
      cpSync(join(repo, 'models', 'half.pth'), join(repo, 'other.pth'))
      const one = await check(repo, join(repo, 'other.pth'))
      expect([one.code, bad(one, repo)]).toEqual([2, ['FAIL config other.pth']])
      const two = await check(repo, join(repo, 'models', 'half.pth'))
      expect([two.code, two.summary['files']]).toEqual([0, 1])
    }))

  test('an empty state_dict', () =>
    inRepo(true, async (repo) => {
      // An empty dictionary, of protocol 2.
      writeFileSync(join(repo, 'empty.pth'), Uint8Array.of(0x80, 2, 0x7d, 0x2e))
      configure(repo, () => ({
        checkpoints: [
          { files: 'empty.pth', dtypes: 'float32', names: { allow: ['*'] }, shared: {}, unused: 0 },
        ],
      }))
      const run = await check(repo)
      expect([run.code, bad(run, repo)]).toEqual([
        1,
        ['structure', 'dtypes', 'names', 'shared', 'unused'].map((rule) => `FAIL ${rule} empty.pth`),
      ])
    }))

  test.each<[string, string, Uint8Array]>([
    ['a dictionary', 'empty.pth', Uint8Array.of(0x80, 2, 0x7d, 0x2e)],
    ['safetensors', 'empty.safetensors', safetensors({})],
  ])('no tensor in %s: neither a budget, nor a lock, nor the structure is green', (_, name, bytes) =>
    inRepo(true, async (repo) => {
      writeFileSync(join(repo, name), bytes)
      const digest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
      const lock = { kind: 'pth.lock', version: 1, digest, tensors: [] }
      writeFileSync(join(repo, 'lock.json'), JSON.stringify(lock))
      const budgets = { parameters: 1000 }
      configure(repo, () => ({
        checkpoints: [{ files: name, lock: 'lock.json', budgets, rules: { scan: 'error' } }],
      }))
      for (const words of [[], ['--update-lock']]) {
        const run = await check(repo, ...words)
        expect([run.code, bad(run, repo)]).toEqual([
          2,
          ['structure', 'parameters', 'lock'].map((rule) => `FAIL ${rule} ${name}`),
        ])
        expect(run.results.every(({ status, detail }) => status === 'PASS' || /no tensor/.test(detail))).toBe(
          true,
        )
      }
    }),
  )

  test('tensors without elements are neither finite nor nonzero', () =>
    inRepo(true, async (repo) => {
      const header = { a: { dtype: 'F32', shape: [0, 4], data_offsets: [0, 0] } }
      writeFileSync(join(repo, 'none.safetensors'), safetensors(header))
      const rules = { finite: 'error', nonzero: 'error' }
      configure(repo, () => ({ checkpoints: [{ files: 'none.safetensors', rules }] }))
      const run = await check(repo)
      expect(bad(run, repo)).toEqual(['FAIL finite none.safetensors', 'FAIL nonzero none.safetensors'])
      expect(run.results.at(-1)?.detail).toContain('none of 1 tensors has an element')
    }))

  test('a schema that is the checkpoint itself', () =>
    inRepo(true, async (repo) => {
      symlinkSync('models', join(repo, 'linked'))
      for (const schema of ['{path}', 'linked/{base}']) {
        configure(repo, () => ({ checkpoints: [{ files: 'models/half.pth', schema }] }))
        const run = await check(repo)
        expect([run.code, bad(run, repo)]).toEqual([2, ['FAIL schema models/half.pth']])
        expect(run.results.at(-1)?.detail).toContain('is the checkpoint itself')
      }
    }))

  test('checkDtype with a schema that says no dtype', () =>
    inRepo(true, async (repo) => {
      writeFileSync(
        join(repo, 'a.safetensors'),
        safetensors({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }, 4),
      )
      writeFileSync(join(repo, 'shapes.json'), JSON.stringify({ a: [1] }))
      const entry = { files: 'a.safetensors', schema: 'shapes.json', strict: true }
      configure(repo, () => ({ checkpoints: [entry] }))
      expect((await check(repo)).code).toBe(0)
      configure(repo, () => ({ checkpoints: [{ ...entry, checkDtype: true }] }))
      const run = await check(repo)
      expect([run.code, bad(run, repo)]).toEqual([1, ['FAIL schema a.safetensors']])
      expect(run.results.at(-1)?.detail).toContain('says no dtype')
    }))
})

/** An ignore of the rule finite. */
function ignore(more: object): object {
  return { rule: 'finite', reason: 'known, see #12', expires: '2026-12-31', ...more }
}

test('what a rule on the state_dict does not hold is said in its line', () =>
  inRepo(true, async (repo) => {
    // Beside the 9 tensors of its model there are 3: a random state, a loss and a score.
    cpSync(join('fixtures', 'numbers-beside.pth'), join(repo, 'more.pth'))
    const entry = {
      files: 'more.pth',
      lock: 'lock.json',
      dtypes: { '*': ['float32', 'int64'] },
      names: { allow: ['*'] },
    }
    configure(repo, () => ({ checkpoints: [{ ...entry, shared: {} }] }))
    await check(repo, '--update-lock')
    const { code, results } = await check(repo)
    const details = new Map(results.map(({ rule, detail }) => [rule, detail]))
    expect([code, details.get('lock')]).toEqual([
      0,
      '9 tensors as they were locked; 3 more outside of the state_dict are not locked',
    ])
    for (const rule of ['dtypes', 'names', 'shared'])
      expect(details.get(rule)).toContain('; 3 more outside of the state_dict are not judged')
  }))

describe('levels and ignores', () => {
  test('a schema is strict, as load_state_dict is; strict: false lets keys pass and counts them', () =>
    inRepo(true, async (repo) => {
      const one = { dtype: 'F32', shape: [1], data_offsets: [0, 4] }
      const files = 'part.safetensors'
      writeFileSync(join(repo, files), safetensors({ a: one }, 4))
      writeFileSync(join(repo, 'three.json'), JSON.stringify({ a: [1], b: [1], c: [1] }))
      configure(repo, () => ({ checkpoints: [{ files, schema: 'three.json' }] }))
      const strict = await check(repo)
      expect([strict.code, bad(strict, repo)]).toEqual([1, [`FAIL schema ${files}`]])
      configure(repo, () => ({ checkpoints: [{ files, schema: 'three.json', strict: false }] }))
      const loose = await check(repo)
      expect([loose.code, bad(loose, repo)]).toEqual([0, [`WARN schema ${files}`]])
      expect(loose.results.at(-1)?.detail).toContain('strict is false, keys pass: 2 missing and 0 unexpected')
    }))

  test('warn reports and does not fail', () =>
    inRepo(false, async (repo) => {
      configure(repo, ({ checkpoints: [first, ...rest] }) => ({
        checkpoints: [{ ...first, rules: { finite: 'warn' } }, ...rest],
      }))
      const run = await check(repo, join(repo, 'models', 'nan.pth'))
      expect([run.code, bad(run, repo)]).toEqual([0, ['WARN finite models/nan.pth']])
    }))

  test('what scan only warns of is a WARN, and with strict a FAIL', () =>
    inRepo(true, async (repo) => {
      cpSync(join('fixtures', 'collections.pth'), join(repo, 'named.pth'))
      const at = async (strict: boolean): Promise<unknown[]> => {
        configure(repo, () => ({ checkpoints: [{ files: 'named.pth', scan: { strict } }] }))
        const run = await check(repo)
        return [run.code, bad(run, repo)]
      }
      expect(await at(false)).toEqual([0, ['WARN scan named.pth']])
      expect(await at(true)).toEqual([1, ['FAIL scan named.pth']])
    }))

  test('a rule that cannot be judged fails at any level', () =>
    inRepo(true, async (repo) => {
      configure(repo, ({ checkpoints: [first] }) => ({
        checkpoints: [{ ...first, rules: { lock: 'warn', finite: 'error' } }],
      }))
      const run = await check(repo, join(repo, 'models', 'nan.pth'))
      expect([run.code, bad(run, repo)]).toEqual([2, ['FAIL lock models/nan.pth']])
    }))

  test('an ignore with a reason and a day skips the rule, and says both', () =>
    inRepo(false, async (repo) => {
      configure(repo, (config) => ({
        ...config,
        ignore: [ignore({ names: 'body.*', files: 'models/nan.pth' })],
      }))
      const run = await check(repo)
      expect(run.results.find(({ skipped }) => skipped === 'ignored')).toMatchObject({
        rule: 'finite',
        status: 'SKIP',
        detail: '1 finding ignored until 2026-12-31: known, see #12',
      })
      expect(run.summary).toMatchObject({ failed: 7, warned: 0 })
    }))

  test('on its last day it holds, on the next it fails and says so', () =>
    inRepo(false, async (repo) => {
      const at = async (expires: string): Promise<string[]> => {
        configure(repo, (config) => ({ ...config, ignore: [ignore({ expires })] }))
        return bad(await check(repo), repo).filter((line) => /finite|ignore/.test(line))
      }
      expect(await at('2026-11-27')).toEqual(['SKIP finite models/nan.pth'])
      expect(await at('2026-11-26')).toEqual(['FAIL ignore pth.config.json', 'FAIL finite models/nan.pth'])
    }))

  test('an expired one fails where all passes, too; one without an effect is a warning', () =>
    inRepo(true, async (repo) => {
      configure(repo, (config) => ({ ...config, ignore: [ignore({ expires: '2026-01-01' })] }))
      const old = await check(repo)
      expect([old.code, bad(old, repo)]).toEqual([1, ['FAIL ignore pth.config.json']])
      expect(old.results[0]?.detail).toBe(
        'ignore[0]: the ignore of finite expired on 2026-01-01 and has no effect; it was: known, see #12',
      )
      configure(repo, (config) => ({ ...config, ignore: [ignore({})] }))
      const idle = await check(repo)
      expect([idle.code, bad(idle, repo)]).toEqual([0, ['WARN ignore pth.config.json']])
    }))

  test('an ignore of other tensors does not hide one', () =>
    inRepo(false, async (repo) => {
      configure(repo, (config) => ({ ...config, ignore: [ignore({ names: 'head.*' })] }))
      expect(bad(await check(repo), repo)).toContain('FAIL finite models/nan.pth')
    }))
})

test('a lock, a schema or a policy that is broken is said by the rules that need it', () =>
  inRepo(true, async (repo) => {
    writeFileSync(join(repo, 'net.schema.json'), '{"kind": "pth.model"')
    writeFileSync(join(repo, 'locks', 'nan.lock.json'), '[]')
    configure(repo, ({ checkpoints: [first, ...rest] }) => ({
      checkpoints: [{ ...first, scan: { policy: 'policy.json' } }, ...rest],
    }))
    const run = await check(repo, join(repo, 'models', 'nan.pth'))
    expect([run.code, bad(run, repo)]).toEqual([
      2,
      ['FAIL scan models/nan.pth', 'FAIL schema models/nan.pth', 'FAIL lock models/nan.pth'],
    ])
  }))

test('an index is judged as one model, and its shards are not judged again', () =>
  inRepo(true, async (repo) => {
    mkdirSync(join(repo, 'sharded'))
    await pth([
      'convert',
      join(repo, 'models', 'half.pth'),
      '-o',
      join(repo, 'sharded', 'net.safetensors'),
      '--shard-size',
      '600B',
    ])
    configure(repo, ({ checkpoints: [first, { schema, strict }] }) => ({
      checkpoints: [
        { ...first, files: 'sharded/*', schema, strict, safetensors: 'required', budgets: { bytes: '1MB' } },
      ],
    }))
    const run = await check(repo)
    expect([run.code, bad(run, repo), run.summary['files']]).toEqual([0, [], 1])
    renameSync(join(repo, 'sharded', 'net-00001-of-00002.safetensors'), join(repo, 'gone.safetensors'))
    const gone = await check(repo)
    expect(gone.code).toBe(1)
    const structure = gone.results.find(({ rule }) => rule === 'structure')
    expect(structure?.findings.map(({ rule }) => rule)).toContain('PTH-V103')
  }))
