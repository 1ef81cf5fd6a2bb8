/** The files that the page is given, by what was typed. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import { DEFAULT_LIMITS } from '../../../src/limits.ts'
import { servedFolder, servedFolderFiles } from '../../../src/node/view/served-file.ts'
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
      parts: null,
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
      parts: null,
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

  test('of a distributed checkpoint are all files of its folder', async () => {
    const folder = 'fixtures/distributed/ds-z1-bf16-2/ckpt'
    const { files, parts } = await viewedInput(folder, DEFAULT_LIMITS)
    expect(parts).toBe(folder)
    const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => statSync(join(folder, name)).isFile())
    expect(files.map(({ name }) => name).toSorted()).toEqual(all.toSorted())
    for (const { name, place } of files) expect(place).toBe(join(folder, name))
  })

  test('of a distributed checkpoint are served from inside of its folder only', async () => {
    const root = temporaryFolder()
    const folder = join(root, 'ckpt')
    mkdirSync(join(folder, 'inside'), { recursive: true })
    mkdirSync(join(root, 'blobs'))
    const blob = join(root, 'blobs', 'a'.repeat(64))
    for (const path of [blob, join(root, 'secret'), join(folder, 'inside', 'file')])
      writeFileSync(path, 'text')
    symlinkSync('../secret', join(folder, 'out'))
    symlinkSync('inside/file', join(folder, 'in'))
    symlinkSync(blob, join(folder, 'hub'))
    const file = servedFolderFiles(folder)
    for (const name of ['in', 'inside/file', 'hub']) {
      const now = await file(name).open()
      expect(new TextDecoder().decode(await now.read(0, 4))).toBe('text')
      await now.close()
    }
    for (const name of ['out', '../secret'])
      await expect(file(name).open(), name).rejects.toMatchObject({ code: 'PIECES_INVALID' })
    // A name that becomes a link later is looked at again.
    rmSync(join(folder, 'inside', 'file'))
    symlinkSync('../../secret', join(folder, 'inside', 'file'))
    await expect(file('inside/file').open()).rejects.toMatchObject({ code: 'PIECES_INVALID' })
  })
})
