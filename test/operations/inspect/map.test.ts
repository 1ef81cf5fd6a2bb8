/** `--map`, and the values that `--all` lists with `--filter` and `--root`. */
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import { openFile } from '../../../src/node/file.ts'
import { inspectCheckpoint } from '../../../src/operations/inspect/inspect.ts'
import type { InspectOptions } from '../../../src/operations/inspect/inspect.ts'
import type { InspectReport } from '../../../src/operations/inspect/inspect-report.ts'
import { pth, runCli } from '../../cli/harness.ts'
import { FIXTURES } from '../../fixtures.ts'

async function report(name: string, options: InspectOptions, root?: string): Promise<InspectReport> {
  const source = await openFile(join(FIXTURES, name))
  try {
    return inspectCheckpoint(await openCheckpoint(source, root === undefined ? {} : { root }), options)
  } finally {
    await source.close()
  }
}

describe('what fills the file', () => {
  test('is what PyTorch counts: untyped_storage().nbytes() of each storage once, by the first component', async () => {
    const { map = [] } = await report('resnet18.pth', { map: true })
    expect(Object.fromEntries(map.map(({ group, bytes }) => [group, bytes]))).toEqual({
      conv1: 4,
      bn1: 24,
      layer1: 112,
      layer2: 140,
      layer3: 140,
      layer4: 140,
      fc: 8,
    })
    expect(map.map(({ part }) => part)).toEqual(Array.from({ length: 7 }, () => 'model'))
  })

  test.each([
    'resnet18.pth',
    'presets/lightning.ckpt',
    'optimizer-adam.pth',
    'tied.pth',
    'empty.pth',
    'presets/timm.pth',
  ])('of %s adds up to its shares', async (name) => {
    const { map = [], shares } = await report(name, { map: true })
    const sums = new Map<string, number>()
    for (const { part, bytes } of map) sums.set(part, (sums.get(part) ?? 0) + bytes)
    expect([...sums].filter(([, bytes]) => bytes > 0).toSorted()).toEqual(
      shares.map(({ part, bytes }): [string, number] => [part, bytes]).toSorted(),
    )
  })

  test.each([40, 80, 200])('fits %i columns', async (columns) => {
    const { stdout } = await pth(['inspect', join(FIXTURES, 'resnet18.pth'), '--map'], { columns })
    const text = stripVTControlCharacters(stdout)
    const block = text.slice(text.indexOf('  what fills the file'))
    const lines = block.slice(0, block.indexOf('\n\n')).split('\n')
    expect(lines.length).toBe(8)
    for (const line of lines) expect([line, line.length <= columns]).toEqual([line, true])
  })
})

const paths = ({ values }: InspectReport): string[] => values.items.map(({ path }) => path)

describe('--all', () => {
  test('obeys --filter: paths, paths without $, and names below the state_dict', async () => {
    const name = 'presets/lightning.ckpt'
    const all = paths(await report(name, { allValues: true }))
    const epochs = all.filter((path) => path.endsWith('epoch'))
    expect(epochs.length).toBeGreaterThan(0)
    expect(paths(await report(name, { allValues: true, filters: ['*epoch'] }))).toEqual(epochs)
    expect(paths(await report(name, { allValues: true, filters: ['epoch'] }))).toEqual(['$.epoch'])
    expect(paths(await report(name, { allValues: true, filters: ['no such*'] }))).toEqual([])
    const below = paths(await report(name, { allValues: true, filters: ['_metadata*'] }))
    expect(below.length).toBeGreaterThan(0)
    expect(below.every((path) => path.startsWith('$.state_dict._metadata'))).toBe(true)
  })

  test('obeys --root', async () => {
    const path = join(FIXTURES, 'presets/lightning.ckpt')
    const { stdout } = await runCli('inspect', path, '--all', '--root', 'state_dict', '--json')
    const { values } = JSON.parse(stdout) as InspectReport
    expect(values.items.length).toBeGreaterThan(0)
    expect(values.items.every((item) => item.path.startsWith('$.state_dict'))).toBe(true)
    const whole = await runCli('inspect', path, '--all', '--root', '$', '--json')
    expect((JSON.parse(whole.stdout) as InspectReport).values.items.length).toBeGreaterThan(
      values.items.length,
    )
  })
})
