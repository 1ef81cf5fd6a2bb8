/** The files that the page is given, by what was typed. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import { DEFAULT_LIMITS } from '../../../src/limits.ts'
import { servedFolder } from '../../../src/node/view/served-file.ts'
import { viewedInput } from '../../../src/node/view/viewed-input.ts'
import { temporaryFolder } from '../../cli/harness.ts'

async function names(path: string): Promise<readonly string[]> {
  return (await viewedInput(path, DEFAULT_LIMITS)).files.map(({ name }) => name)
}

const SHARDED = 'fixtures/kinds/sharded-bin'

describe('the files of an input', () => {
  test('are the file itself', async () => {
    expect(await viewedInput('fixtures/resnet18.pth', DEFAULT_LIMITS)).toEqual({
      files: [{ name: 'resnet18.pth', place: 'fixtures/resnet18.pth' }],
      member: null,
    })
  })

  test('are an index and its shards, by its name and by that of its folder', async () => {
    const index = JSON.parse(readFileSync(join(SHARDED, 'pytorch_model.bin.index.json'), 'utf8')) as {
      weight_map: Record<string, string>
    }
    const wanted = ['pytorch_model.bin.index.json', ...new Set(Object.values(index.weight_map))]
    expect(await names(join(SHARDED, 'pytorch_model.bin.index.json'))).toEqual(wanted)
    expect(await names(SHARDED)).toEqual(wanted)
  })

  test('are the shards of a glob', async () => {
    expect(await names(join(SHARDED, 'pytorch_model-*.bin'))).toEqual(
      [...(await names(SHARDED))].slice(1).toSorted(),
    )
  })

  test('are an archive and the member that was named', async () => {
    const folder = temporaryFolder()
    const archive = join(folder, 'all.tar')
    execFileSync('tar', ['-cf', archive, '-C', 'fixtures', 'resnet18.pth'])
    expect(await viewedInput(`${archive}!resnet18.pth`, DEFAULT_LIMITS)).toEqual({
      files: [{ name: 'all.tar', place: archive }],
      member: 'resnet18.pth',
    })
  })

  test('of an unpacked archive are the archive again', async () => {
    const { files } = await viewedInput('fixtures/members/unpacked', DEFAULT_LIMITS)
    expect(files).toMatchObject([{ folder: true }])
    const served = servedFolder(files[0]?.place ?? '', DEFAULT_LIMITS)
    const now = await served.open()
    const checkpoint = await openCheckpoint({
      name: 'unpacked',
      byteLength: now.byteLength,
      read: (offset, length) => now.read(offset, length),
    })
    const answer = JSON.parse(readFileSync('fixtures/members/unpacked.json', 'utf8')) as object
    expect(checkpoint.stateDict.tensors.map(({ name }) => name).toSorted()).toEqual(
      Object.keys(answer).toSorted(),
    )
    await served.close()
  })

  test('of a distributed checkpoint are not put together by the page, and what does is said', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, '.metadata'), 'x')
    writeFileSync(join(folder, '__0_0.distcp'), 'x')
    await expect(viewedInput(folder, DEFAULT_LIMITS)).rejects.toMatchObject({
      code: 'FORMAT_UNSUPPORTED',
      details: { hint: expect.stringContaining('pth report FOLDER') },
    })
  })
})
