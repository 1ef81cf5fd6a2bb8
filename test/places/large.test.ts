/** The other ways of docs/large.md: GNU parallel is run, the manifest for Kubernetes is judged by its schemas. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../cli/harness.ts'
import { writeVectors } from '../support/plain-safetensors.ts'
import { output, plainEnvironment, ran } from './tools.ts'

const PROJECT = join(import.meta.dirname, '..', '..')
const HOME = process.env['PTH_PLACES_HOME'] ?? join(PROJECT, '.places')
const MANIFEST = readFileSync(join(PROJECT, 'deploy', 'k8s-indexed-job.yaml'), 'utf8')

function judge(text: string, version: string): ReturnType<typeof ran> {
  const file = join(temporaryFolder(), 'manifest.yaml')
  writeFileSync(file, text)
  const program = join(HOME, 'venv', 'bin', 'kubernetes-validate')
  return ran(program, ['--strict', '-k', version, file], { cwd: PROJECT })
}

describe('the manifest', () => {
  test.each(['1.28', '1.33', '1.37'])('is valid for Kubernetes %s', (version) => {
    const { stdout, stderr } = judge(MANIFEST, version)
    expect(`${stdout}${stderr}`.match(/passed for resource job\/pth-(?:convert|join)/g)).toHaveLength(2)
    expect(`${stdout}${stderr}`).not.toContain('ERROR')
  })

  test('would be refused with a key that is none', () => {
    const { stdout, stderr } = judge(MANIFEST.replace('completionMode', 'completionModus'), '1.33')
    expect(`${stdout}${stderr}`).toContain('completionModus')
  })

  test('has as many parts as pods, and lines that pth accepts', () => {
    const script = 'import json, sys, yaml; print(json.dumps(list(yaml.safe_load_all(sys.stdin))))'
    const documents = JSON.parse(
      output(join(HOME, 'venv', 'bin', 'python'), ['-c', script], { cwd: PROJECT, input: MANIFEST }),
    ) as {
      spec: {
        completions?: number
        template: { spec: { containers: { command: string[]; args: string[] }[] } }
      }
    }[]
    const [convert, joined] = documents.map(({ spec }) => spec)
    const line = convert?.template.spec.containers[0]
    expect(line?.args).toContain(`--part=k8s/${convert?.completions}`)
    expect([line?.command, joined?.template.spec.containers[0]?.command]).toEqual([
      ['pth', 'convert'],
      ['pth', 'join'],
    ])
  })
})

test('GNU parallel: the line of the page gives the files of one run', () => {
  const folder = temporaryFolder()
  for (const name of ['one', 'out']) mkdirSync(join(folder, name))
  writeVectors(join(folder, 'model.ckpt'), ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'], 4096)
  const [line = ''] =
    /^seq 8 \| parallel .*$/m.exec(readFileSync(join(PROJECT, 'docs', 'large.md'), 'utf8')) ?? []
  expect(line).toContain('pth join')
  const place = { cwd: folder, env: plainEnvironment() }
  output('bash', ['-c', line.replace('5GB', '40KB')], place)
  const one = ['convert', 'model.ckpt', '-o', 'one/model.safetensors', '--shard-size', '40KB']
  output('pth', one, place)
  const files = (name: string): unknown =>
    readdirSync(join(folder, name)).map((file) => [file, readFileSync(join(folder, name, file), 'hex')])
  expect(files('out')).toEqual(files('one'))
  // Five shards of two vectors at most, and the index.
  expect(readdirSync(join(folder, 'one'))).toHaveLength(6)
})
