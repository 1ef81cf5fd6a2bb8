/** `convert` of several files: one output each, one output for the shards of one model, and one for `--merge`. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { documentErrors } from '../support/documents.ts'
import { runCli, temporaryFolder } from './harness.ts'

const SHARDED = join(FIXTURES, 'kinds', 'sharded-hub-safetensors')
const SHARDS = readdirSync(SHARDED)
  .filter((name) => name.endsWith('.safetensors'))
  .map((name) => join(SHARDED, name))

/** Two checkpoints, and files with these names that are none. */
function mixed(...broken: readonly string[]): string {
  const folder = temporaryFolder()
  copyFileSync(join(FIXTURES, 'state_dict.pth'), join(folder, 'b.pth'))
  copyFileSync(join(FIXTURES, 'data-parallel.pth'), join(folder, 'c.pth'))
  for (const name of broken) writeFileSync(join(folder, name), 'this is text')
  return folder
}

function outputs(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.safetensors'))
}

test('a quoted glob gives one output next to each input', async () => {
  const folder = mixed()
  expect((await runCli('convert', join(folder, '*.pth'))).code).toBe(0)
  expect(outputs(folder)).toEqual(['b.safetensors', 'c.safetensors'])
})

test('a quoted glob and a folder give one output each in it', async () => {
  const [folder, out] = [mixed(), temporaryFolder()]
  expect((await runCli('convert', join(folder, '*.pth'), '-o', `${out}/`)).code).toBe(0)
  expect([outputs(folder), outputs(out)]).toEqual([[], ['b.safetensors', 'c.safetensors']])
})

test('a broken file does not stop the rest, and the exit code is the worst', async () => {
  const folder = mixed('a.pth')
  const { code, stderr } = await runCli('convert', join(folder, '*.pth'))
  expect([code, stderr.includes('a.pth'), outputs(folder)]).toEqual([
    2,
    true,
    ['b.safetensors', 'c.safetensors'],
  ])
})

test('several files become one output only with --merge', async () => {
  const folder = mixed()
  const run = ['convert', join(folder, '*.pth'), '-o', join(folder, 'all.safetensors')]
  const { code, stderr } = await runCli(...run)
  expect([code, stderr.includes('--merge'), outputs(folder)]).toEqual([2, true, []])
  expect((await runCli(...run, '--merge')).code).toBe(0)
  expect(outputs(folder)).toEqual(['all.safetensors'])
})

test('--merge needs the file that it writes', async () => {
  const folder = mixed()
  const { code } = await runCli('convert', join(folder, '*.pth'), '--merge')
  expect([code, outputs(folder)]).toEqual([2, []])
})

test.each([
  ['by a glob', [join(SHARDED, 'model-*.safetensors')]],
  ['one by one', SHARDS],
])('every shard of one model, %s, becomes one output', async (_, paths) => {
  const out = temporaryFolder()
  expect(
    (await runCli('convert', join(SHARDED, 'model.safetensors.index.json'), '-o', join(out, 'whole.npz')))
      .code,
  ).toBe(0)
  expect((await runCli('convert', ...paths, '-o', join(out, 'one.npz'))).code).toBe(0)
  expect(readFileSync(join(out, 'one.npz')).length).toBe(readFileSync(join(out, 'whole.npz')).length)
})

test('shards of one model have the name of their set in a folder', async () => {
  const out = temporaryFolder()
  expect((await runCli('convert', ...SHARDS, '-o', out)).code).toBe(0)
  expect(outputs(out)).toEqual(['model.safetensors'])
})

test('a set without all of its shards is not joined', async () => {
  const [folder, out] = [temporaryFolder(), temporaryFolder()]
  const paths = SHARDS.map((path, at) => {
    const renamed = join(folder, `model-0000${at + 1}-of-00003.safetensors`)
    copyFileSync(path, renamed)
    return renamed
  })
  const { code, stderr } = await runCli('convert', ...paths, '-o', join(out, 'one.safetensors'))
  expect([code, stderr.includes('shards are missing'), outputs(out)]).toEqual([2, true, []])
})

test('two inputs that would become one output are refused before anything is written', async () => {
  const folder = mixed()
  mkdirSync(join(folder, 'deep'))
  copyFileSync(join(folder, 'b.pth'), join(folder, 'deep', 'B.pth'))
  const out = temporaryFolder()
  const { code, stderr } = await runCli('convert', join(folder, '**', '*.pth'), '-o', out)
  expect([code, stderr.includes('would both become'), outputs(out)]).toEqual([2, true, []])
})

describe('--json of several outputs', () => {
  test('is one document: every output, the failures, the worst exit code', async () => {
    const folder = mixed('a.pth')
    const { code, stdout, stderr } = await runCli('convert', join(folder, '*.pth'), '--json', '--verify')
    const document = JSON.parse(stdout)
    expect(documentErrors(document)).toEqual([])
    expect(document).toMatchObject({
      kind: 'pth.convert-files',
      summary: { outputs: 2, failed: 1 },
      failures: [{ file: join(folder, 'a.pth'), code: 'FORMAT_UNSUPPORTED' }],
      exit_code: 2,
    })
    expect([code, stderr.includes('a.pth')]).toEqual([2, true])
    const names: string[] = document.files.map((file: { output: string }) => file.output)
    expect(names).toEqual(['b', 'c'].map((name) => join(folder, `${name}.safetensors`)))
    // Each is what the conversion prints alone.
    const alone = await runCli('convert', join(folder, 'b.pth'), '--json', '--dry-run', '--force')
    const { written: _, dry_run: __, ...one } = JSON.parse(alone.stdout)
    const { tensors, inputs, files } = document.files[0]
    expect({ tensors, inputs, files }).toEqual({ tensors: one.tensors, inputs: one.inputs, files: one.files })
    expect(one.kind).toBe('pth.convert')
  })

  test('also when every input fails, and when all are written', async () => {
    const broken = temporaryFolder()
    for (const name of ['a.pth', 'b.pth']) writeFileSync(join(broken, name), 'this is text')
    for (const [folder, outputs, failed, wanted] of [
      [broken, 0, 2, 2],
      [mixed(), 2, 0, 0],
    ] as const) {
      const { code, stdout } = await runCli('convert', join(folder, '*.pth'), '--json')
      const document = JSON.parse(stdout)
      expect([code, document.exit_code, documentErrors(document)]).toEqual([wanted, wanted, []])
      expect(document.summary).toEqual({ outputs, failed })
    }
  })

  test('a preset that makes several outputs', async () => {
    const folder = temporaryFolder()
    copyFileSync(join(FIXTURES, 'presets', 'sd.ckpt'), join(folder, 'sd.ckpt'))
    const run = ['convert', join(folder, 'sd.ckpt'), '--preset', 'sd', '--ema', 'drop', '--json']
    const { code, stdout } = await runCli(...run)
    const document = JSON.parse(stdout)
    expect([code, documentErrors(document), document.summary.failed]).toEqual([0, [], 0])
    expect(document.files.map((file: { output: string }) => file.output).toSorted()).toEqual(
      outputs(folder).map((name) => join(folder, name)),
    )
  })
})
