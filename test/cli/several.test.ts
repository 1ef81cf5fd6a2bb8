/** A glob is many files: only names that say so make shards of one model. */
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { groupShards } from '../../src/checkpoint/several/shard-names.ts'
import { FIXTURES } from '../fixtures.ts'
import { runCli, temporaryFolder } from './harness.ts'

const SHARDED = join(FIXTURES, 'kinds', 'sharded-hub-safetensors')

/** Two checkpoints and a file that is none, with these names. */
function mixed(first: string, second: string, broken: string): string {
  const folder = temporaryFolder()
  copyFileSync(join(FIXTURES, 'state_dict.pth'), join(folder, first))
  copyFileSync(join(FIXTURES, 'data-parallel.pth'), join(folder, second))
  writeFileSync(join(folder, broken), 'this is text')
  return folder
}

describe('inspect of several files', () => {
  test('a glob that the shell did not expand shows each file', async () => {
    const { stdout } = await runCli('inspect', join(mixed('a.pth', 'b.pth', 'c.txt'), '*.pth'))
    expect(stdout).toMatch(/a\.pth {3}PyTorch archive[^]*b\.pth {3}PyTorch archive/)
  })

  test('a path that the shell did expand shows each file', async () => {
    const folder = mixed('a.pth', 'b.pth', 'c.txt')
    const { stdout } = await runCli('inspect', join(folder, 'a.pth'), join(folder, 'b.pth'))
    expect(stdout).toMatch(/a\.pth {3}PyTorch archive[^]*b\.pth {3}PyTorch archive/)
  })

  test('a broken file does not stop the rest, and the exit code is the worst', async () => {
    const { code, stdout, stderr } = await runCli('inspect', join(mixed('b.pth', 'c.pth', 'a.pth'), '*.pth'))
    expect({ code, shown: stdout.match(/\.pth {3}PyTorch archive/g)?.length }).toEqual({ code: 2, shown: 2 })
    expect(stderr).toContain('a.pth')
  })

  test('JSON is one document with the reports of those that opened', async () => {
    const { stdout } = await runCli('inspect', '--json', join(mixed('b.pth', 'c.pth', 'a.pth'), '*.pth'))
    const document = JSON.parse(stdout) as { kind: string; files: unknown[]; failures: unknown[] }
    expect([document.kind, document.files.length, document.failures.length]).toEqual([
      'pth.inspect-files',
      2,
      1,
    ])
  })

  test('JSON of one file that a glob matches is the document of that file', async () => {
    const folder = mixed('a.pth', 'b.pt', 'c.txt')
    const whole = await runCli('inspect', '--json', join(folder, 'a.pth'))
    expect((await runCli('inspect', '--json', join(folder, '*.pth'))).stdout).toBe(whole.stdout)
  })

  test('rows that do not name their file are refused', async () => {
    const { code, stderr } = await runCli('inspect', '--csv', join(mixed('a.pth', 'b.pth', 'c'), '*.pth'))
    expect([code, stderr.includes('accept one file')]).toEqual([2, true])
  })
})

describe('shards', () => {
  test('a glob of one set of shards is one model', async () => {
    const { stdout } = await runCli('inspect', '--json', join(SHARDED, 'model-*.safetensors'))
    expect((JSON.parse(stdout) as { kind: string }).kind).toBe('pth.inspect')
  })

  test('files that only look alike are not joined by diff', async () => {
    const glob = join(mixed('a.pth', 'b.pth', 'c'), '*.pth')
    const { code, stderr } = await runCli('diff', glob, join(FIXTURES, 'state_dict.pth'))
    expect([code, stderr.includes('do not say that they are shards')]).toEqual([2, true])
  })

  test.each(['lock', 'schema'])(
    '%s refuses several models, by a glob and by their paths',
    async (command) => {
      const folder = mixed('a.pth', 'b.pth', 'c')
      for (const paths of [['*.pth'], ['a.pth', 'b.pth']]) {
        const { code, stdout, stderr } = await runCli(command, ...paths.map((path) => join(folder, path)))
        expect([code, stdout, stderr.includes('once for each')]).toEqual([2, '', true])
      }
    },
  )

  test.each(['lock', 'schema'])('%s accepts every shard of one model', async (command) => {
    const shards = readdirSync(SHARDED).filter((name) => name.endsWith('.safetensors'))
    const whole = await runCli(command, join(SHARDED, 'model-*.safetensors'))
    const { code, stdout } = await runCli(command, ...shards.map((name) => join(SHARDED, name)))
    expect({ code, stdout }).toEqual({ code: 0, stdout: whole.stdout })
  })

  test('a set of which a shard is missing is refused', async () => {
    const { code, stderr } = await runCli('lock', join(SHARDED, 'model-00001*.safetensors'))
    expect([code, stderr.includes('shards are missing')]).toEqual([2, true])
  })

  test('two sets in one folder stay two', () => {
    const names = ['a-00001-of-00002.bin', 'a-00002-of-00002.bin', 'b-00001-of-00002.bin', 'c.bin']
    expect(groupShards(names).map(({ names: members, missing }) => [members.length, missing])).toEqual([
      [2, 0],
      [1, 1],
      [1, 0],
    ])
  })
})
