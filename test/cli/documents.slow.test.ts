/** Every document that a command prints of the fixtures, against its published schema. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { errorsBy } from '../support/documents.ts'
import { inFolder, pth } from './harness.ts'
import { FIXTURE_FILES as files, judgeAll, judged } from './judge-documents.ts'

// Seven billion elements in one small storage: their values take minutes, and no field of their own.
const checkpoints = files.filter((path) => !path.endsWith('.json') && !path.includes('llama-7b'))
const models = files.filter((path) => path.endsWith('.schema.json'))

describe('every fixture', () => {
  test('inspect, with and without every switch', async () => {
    const switches = ['--all', '--tree', '--where', '--stats', '--salvage']
    const kinds = await judgeAll(
      checkpoints.flatMap((path) => [
        ['inspect', path, '--json'],
        ['inspect', path, '--json', ...switches],
      ]),
    )
    expect([...kinds].toSorted()).toEqual(['pth.error', 'pth.inspect'])
    expect(await judged(['inspect', ...checkpoints, '--format', 'json'])).toEqual({
      kind: 'pth.inspect-files',
      problems: [],
    })
  })

  test('the lines of inspect --ndjson', async () => {
    for (const path of checkpoints) {
      const { stdout } = await pth(['inspect', path, '--format', 'ndjson', '--stats'])
      for (const line of stdout.split('\n').filter((text) => text !== '')) {
        const problems = errorsBy('pth.inspect.v1.schema.json#/$defs/tensor', JSON.parse(line))
        expect({ path, problems }).toEqual({ path, problems: [] })
      }
    }
  })

  test('scan and verify', async () => {
    for (const command of ['scan', 'verify']) {
      const kinds = await judgeAll([
        ...files.map((path) => [command, path, '--json']),
        [command, 'fixtures', '--report', 'json=-'],
      ])
      expect(kinds).toEqual(new Set([`pth.${command}`]))
    }
    expect(
      await judgeAll(checkpoints.map((path) => ['verify', path, '--json', '--finite', '--nonzero'])),
    ).toEqual(new Set(['pth.verify']))
  })

  test('lock and schema', async () => {
    const kinds = await judgeAll(
      checkpoints.flatMap((path) => [
        ['lock', path, '--json'],
        ['schema', path, '--json'],
        ['schema', path, '--json', '--infer'],
      ]),
    )
    expect([...kinds].toSorted()).toEqual(['pth.error', 'pth.lock', 'pth.model'])
  })

  test('diff of each with itself and with the next, with values', async () => {
    const pairs = checkpoints.map((path, at) => [path, checkpoints[at + 1] ?? path] as const)
    const kinds = await judgeAll(
      pairs.flatMap(([path, next]) => [
        ['diff', path, path, '--json', '--values'],
        ['diff', path, next, '--json', '--values', '--root', '$', '--expected-root', '$'],
        [
          'diff',
          path,
          next,
          '--json',
          '--strict',
          '--check-dtype',
          '--ignore',
          '*bias',
          '--add-prefix',
          'm.',
        ],
      ]),
    )
    expect([...kinds].toSorted()).toEqual(['pth.diff', 'pth.error'])
  })

  test('diff with model schemas', async () => {
    const own = checkpoints.filter((path) => path.startsWith(join('fixtures', 'diff')))
    const kinds = await judgeAll(
      own.flatMap((path) => models.map((model) => ['diff', path, model, '--json', '--strict'])),
    )
    expect([...kinds]).toEqual(['pth.diff'])
  })

  test('convert to each format, and what is planned', async () => {
    await inFolder(async (folder) => {
      const out = (at: number, format: string): string => join(folder, `${at}.${format}`)
      const kinds = await judgeAll(
        checkpoints.flatMap((path, at) => [
          ['convert', path, '-o', out(at, 'safetensors'), '--json', '--verify', '--unsupported', 'skip'],
          ['convert', path, '-o', out(at, 'pth'), '--json', '--unsupported', 'parts', '--scalars', 'tensors'],
          [
            'convert',
            path,
            '-o',
            out(at, 'npz'),
            '--json',
            '--dry-run',
            '--dtype',
            'f16',
            '--rename',
            'no=x',
          ],
        ]),
      )
      expect([...kinds].toSorted()).toEqual(['pth.convert', 'pth.error'])
      const [model = ''] = models
      const refused = ['convert', 'fixtures/tied.pth', '-o', out(0, 'x.pth'), '--schema', model, '--json']
      expect(await judged(refused)).toEqual({ kind: 'pth.diff', problems: [] })
    })
  })
})
