/** The files to copy of docs/ci.md and ci/: parsed by a YAML reader, and run where they are lines of a shell. */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../cli/harness.ts'
import { FIXTURES } from '../fixtures.ts'
import { output, plainEnvironment, ran } from './tools.ts'

const PROJECT = join(import.meta.dirname, '..', '..')
const HOME = process.env['PTH_PLACES_HOME'] ?? join(PROJECT, '.places')
const PYTHON = join(HOME, 'venv', 'bin', 'python')

/** YAML as data, by PyYAML, which came with pre-commit. */
function yaml(text: string): unknown {
  const script = 'import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))'
  return JSON.parse(output(PYTHON, ['-c', script], { cwd: PROJECT, input: text }))
}

function blocks(language: string): string[] {
  const text = readFileSync(join(PROJECT, 'docs', 'ci.md'), 'utf8')
  return [...text.matchAll(new RegExp('^```' + language + '\\n(.*?)^```$', 'gms'))].map(
    ([, block = '']) => block,
  )
}

/** A workspace of models. */
function workspace(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'models'))
  for (const [name, fixture] of Object.entries(files))
    copyFileSync(join(FIXTURES, fixture), join(folder, name))
  return folder
}

/** A clean environment where `npm install --global` goes to a folder of its own. */
function installing(folder: string): Record<string, string> {
  const env = plainEnvironment({
    npm_config_prefix: join(folder, 'prefix'),
    npm_config_cache: join(folder, 'cache'),
    npm_config_offline: 'true',
  })
  return { ...env, PATH: `${join(folder, 'prefix', 'bin')}:${process.env['PATH'] ?? ''}` }
}

describe('every block of YAML', () => {
  test('is YAML, and those of workflows have the inputs of the action', () => {
    const parsed = blocks('yaml').map(yaml)
    expect(parsed.length).toBeGreaterThan(4)
    const action = yaml(readFileSync(join(PROJECT, 'action.yml'), 'utf8')) as {
      inputs: Record<string, { description: string; default: string }>
      outputs: Record<string, unknown>
      runs: { main: string }
    }
    const text = readFileSync(join(PROJECT, 'docs', 'ci.md'), 'utf8')
    for (const [name, { description, default: value }] of Object.entries(action.inputs)) {
      expect(text, name).toContain(`\`${name}\``)
      expect([description.length > 9, typeof value]).toEqual([true, 'string'])
    }
    for (const name of Object.keys(action.outputs)) expect(text, name).toContain(`\`${name}\``)
    expect(existsSync(join(PROJECT, action.runs.main))).toBe(true)
    const [workflow] = parsed as [
      { jobs: { pth: { steps: { uses: string; with?: Record<string, string> }[] } } },
    ]
    const step = workflow.jobs.pth.steps.find(({ uses }) => uses.startsWith('OWNER/pth@'))
    for (const name of Object.keys(step?.with ?? { none: '' }))
      expect(Object.keys(action.inputs)).toContain(name)
  })
})

describe('the workflows of this repository', () => {
  interface Workflow {
    readonly permissions: Record<string, string>
    readonly jobs: Record<
      string,
      { permissions?: Record<string, string>; steps?: { uses?: string; run?: string }[] }
    >
  }
  const read = (name: string): Workflow =>
    yaml(readFileSync(join(PROJECT, '.github', 'workflows', name), 'utf8')) as Workflow

  test('may only read, but for the jobs that publish, and use actions of GitHub only', () => {
    for (const name of readdirSync(join(PROJECT, '.github', 'workflows'))) {
      const { permissions, jobs } = read(name)
      expect(permissions, name).toEqual({ contents: 'read' })
      const uses = Object.values(jobs).flatMap(({ steps = [] }) => steps.flatMap((step) => step.uses ?? []))
      for (const action of uses) expect(action).toMatch(/^actions\/[\w-]+@v\d+$/)
    }
  })

  test('publish with provenance, from the repository that runs them', () => {
    const { npm } = read('release.yml').jobs
    expect(npm?.permissions).toEqual({ contents: 'read', 'id-token': 'write' })
    const lines = npm?.steps?.map(({ run }) => run ?? '') ?? []
    expect(lines).toContain('npm publish --provenance --access public')
    const address = lines.find((line) => line.includes('repository.url')) ?? ''
    const folder = temporaryFolder()
    copyFileSync(join(PROJECT, 'package.json'), join(folder, 'package.json'))
    const env = plainEnvironment({ GITHUB_SERVER_URL: 'https://example.org', GITHUB_REPOSITORY: 'a/b' })
    output('sh', ['-e', '-c', address], { cwd: folder, env })
    const { repository, homepage, bugs } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    ) as Record<string, unknown>
    expect([repository, homepage, bugs]).toEqual([
      { type: 'git', url: 'git+https://example.org/a/b.git' },
      'https://example.org/a/b#readme',
      { url: 'https://example.org/a/b/issues' },
    ])
    const tag = lines.find((line) => line.startsWith('test ')) ?? ''
    const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { version: string }
    const names = [`v${version}`, 'v9.9.9', '']
    const codes = names.map(
      (name) => ran('sh', ['-c', tag], { cwd: PROJECT, env: { ...env, GITHUB_REF_NAME: name } }).code,
    )
    expect(codes).toEqual([0, 1, 1])
  })
})

describe('the job of GitLab', () => {
  const { pth: job } = yaml(readFileSync(join(PROJECT, 'ci', 'gitlab.yml'), 'utf8')) as {
    pth: {
      script: string[]
      variables: Record<string, string>
      artifacts: { paths: string[]; reports: { junit: string[] } }
    }
  }

  /** As the runner does it: one script, which stops at the first line that fails. */
  function runJob(files: Readonly<Record<string, string>>): { code: number; folder: string } {
    const folder = workspace(files)
    output(
      'npm',
      ['pack', '--ignore-scripts', '--pack-destination', folder, '--cache', join(folder, 'cache')],
      { cwd: PROJECT },
    )
    const env = { ...installing(folder), ...job.variables, PTH_FILES: 'models/' }
    const { code } = ran('sh', ['-e', '-c', job.script.join('\n')], { cwd: folder, env })
    return { code, folder }
  }

  test('passes clean models and leaves every report that it names', () => {
    const { code, folder } = runJob({ 'models/a.pth': 'resnet18.pth' })
    expect(code).toBe(0)
    for (const path of [...job.artifacts.paths, ...job.artifacts.reports.junit])
      expect(readFileSync(join(folder, path), 'utf8'), path).not.toBe('')
  })

  test('fails on a finding of the first command, and still runs the second', () => {
    const { code, folder } = runJob({ 'models/a.pth': 'hostile/runs-a-command.pth' })
    expect(code).toBe(1)
    expect(readFileSync(join(folder, 'pth-scan.xml'), 'utf8')).toContain('posix.system')
    expect(existsSync(join(folder, 'pth-verify.xml'))).toBe(true)
  })
})

test('the job of GitLab for a configuration leaves a Code Quality report', () => {
  const { 'pth-check': job } = yaml(readFileSync(join(PROJECT, 'ci', 'gitlab.yml'), 'utf8')) as {
    'pth-check': { script: string[]; artifacts: { reports: { codequality: string; junit: string[] } } }
  }
  const folder = temporaryFolder()
  cpSync(join(FIXTURES, 'check-repo'), folder, { recursive: true })
  const lines = job.script.filter((line) => !line.startsWith('npm install'))
  expect(lines).toHaveLength(1)
  const { code } = ran('sh', ['-e', '-c', lines.join('\n')], { cwd: folder, env: plainEnvironment() })
  expect(code).toBe(1)
  const report = JSON.parse(readFileSync(join(folder, job.artifacts.reports.codequality), 'utf8')) as {
    location: { path: string }
    severity: string
  }[]
  expect(report.some(({ location }) => location.path === 'models/nan.pth')).toBe(true)
  for (const { severity } of report)
    expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(severity)
  for (const path of job.artifacts.reports.junit) expect(existsSync(join(folder, path))).toBe(true)
})

describe('the Makefile', () => {
  const [makefile = ''] = blocks('make')

  test('converts, locks and checks', () => {
    const folder = workspace({ 'models/a.pth': 'resnet18.pth' })
    writeFileSync(join(folder, 'Makefile'), makefile)
    const place = { cwd: folder, env: plainEnvironment() }
    output('make', ['models/a.lock.json', 'check'], place)
    const lock = JSON.parse(readFileSync(join(folder, 'models/a.lock.json'), 'utf8')) as {
      tensors: unknown[]
    }
    expect(lock.tensors).toHaveLength(122)
  })

  test('stops before it writes what a scan refuses', () => {
    const folder = workspace({ 'models/a.pth': 'hostile/runs-a-command.pth' })
    writeFileSync(join(folder, 'Makefile'), makefile)
    const { code } = ran('make', ['models/a.safetensors'], { cwd: folder, env: plainEnvironment() })
    expect([code, existsSync(join(folder, 'models/a.safetensors'))]).toEqual([2, false])
  })
})

test('the gate of DVC writes its outputs for a clean model, and fails for another', () => {
  const stages = blocks('yaml').map(yaml) as { stages?: { gate: { cmd: string; outs: string[] } } }[]
  const gate = stages.find((one) => one.stages !== undefined)?.stages?.gate
  const run = (fixture: string): [code: number, written: boolean] => {
    const folder = workspace({ 'model.pth': fixture })
    const { code } = ran('sh', ['-c', gate?.cmd ?? ''], { cwd: folder, env: plainEnvironment() })
    return [code, existsSync(join(folder, gate?.outs[0] ?? ''))]
  }
  expect(run('resnet18.pth')).toEqual([0, true])
  expect(run('hostile/runs-a-command.pth')).toEqual([1, false])
})
