/** In folders content decides what is a checkpoint, whatever its suffix. */
import { cpSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { buildZip } from '../support/zip.ts'
import { inFolder, pth, runCli, temporaryFolder } from './harness.ts'

const SHARDED = join(FIXTURES, 'kinds', 'sharded-hub-safetensors')

/** What stands beside a model. */
function withNotes(folder: string): string {
  writeFileSync(join(folder, 'config.json'), '{"model_type": "bert"}')
  writeFileSync(join(folder, 'README'), '(to be written)\n')
  writeFileSync(join(folder, 'train.py'), 'import torch\n')
  return folder
}

function folderOf(...names: readonly string[]): string {
  const folder = withNotes(temporaryFolder())
  for (const name of names) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    copyFileSync(join(FIXTURES, 'state_dict.pth'), join(folder, name))
  }
  return folder
}

async function verified(
  ...paths: readonly string[]
): Promise<{ code: number; files: string[]; failed: string[] }> {
  const { code, stdout } = await runCli('verify', '--json', ...paths)
  const { files, failures } = JSON.parse(stdout) as {
    files: { file: string }[]
    failures: { file: string }[]
  }
  return {
    code,
    files: files.map(({ file }) => basename(file)),
    failed: failures.map(({ file }) => basename(file)),
  }
}

describe('the only checkpoint of a folder', () => {
  test.each(['best.pth.tar', 'weights.th', 'rvc.model', 'net.jit', 'state.dat', 'checkpoint'])(
    'inspect opens %s',
    async (name) => {
      const folder = folderOf(name, 'optimizer.pt')
      const { code, stdout } = await runCli('inspect', '--json', folder)
      const { stdout: named } = await runCli('inspect', '--json', join(folder, name))
      expect({ code, stdout }).toEqual({ code: 0, stdout: named })
    },
  )

  test.each(['schema', 'lock'])('%s opens it', async (command) => {
    const folder = folderOf('checkpoint')
    const { stdout } = await runCli(command, folder)
    expect(stdout).toBe((await runCli(command, join(folder, 'checkpoint'))).stdout)
  })

  test('diff opens it', async () => {
    const { code } = await runCli('diff', folderOf('checkpoint'), join(FIXTURES, 'state_dict.pth'))
    expect(code).toBe(0)
  })

  test('convert opens it', async () => {
    const folder = folderOf('checkpoint')
    expect((await runCli('convert', folder, '-o', join(folder, 'out.safetensors'))).code).toBe(0)
  })
})

test('several checkpoints are listed with sizes and a line to type', async () => {
  const { code, stderr } = await runCli('inspect', folderOf('a', 'b.th'))
  const text = stderr.replaceAll(/\s+/g, ' ')
  expect([code, /a \([\d,]+ bytes\), b\.th \([\d,]+ bytes\)/.test(text)]).toEqual([2, true])
})

test('every shard of one set without an index is one model', async () => {
  const folder = withNotes(temporaryFolder())
  cpSync(SHARDED, folder, { recursive: true, filter: (path) => !path.endsWith('.index.json') })
  const { stdout } = await runCli('inspect', '--json', folder)
  expect((JSON.parse(stdout) as { kind: string }).kind).toBe('pth.inspect')
})

describe('verify of a folder', () => {
  test('looks at every file whose content is a checkpoint', async () => {
    const folder = folderOf('a.dat', 'optimizer.pt', 'runs/last')
    expect(await verified(folder)).toEqual({ code: 0, files: ['a.dat', 'optimizer.pt', 'last'], failed: [] })
  })

  test('a file that is called like a checkpoint and is none is a failure', async () => {
    const folder = folderOf('a.dat')
    writeFileSync(join(folder, 'b.pth'), 'version https://git-lfs.github.com/spec/v1\n')
    expect(await verified(folder)).toEqual({ code: 2, files: ['a.dat'], failed: ['b.pth'] })
  })

  test('an index takes its shards along', async () => {
    const folder = folderOf('optimizer.pt')
    cpSync(SHARDED, folder, { recursive: true })
    expect(await verified(folder)).toEqual({
      code: 0,
      files: ['model.safetensors.index.json', 'optimizer.pt'],
      failed: [],
    })
  })

  test('a folder without a checkpoint fails', async () => {
    const folder = withNotes(temporaryFolder())
    expect(await verified(folder)).toEqual({ code: 2, files: [], failed: [basename(folder)] })
  })

  test('a lock asks the only model of a folder', async () => {
    const folder = folderOf('model.dat', 'optimizer.pt')
    const { stdout } = await runCli('lock', folder)
    const lock = join(temporaryFolder(), 'model.lock.json')
    writeFileSync(lock, stdout)
    expect((await verified('--lock', lock, folder)).files).toEqual(['model.dat'])
  })
})

describe('a quoted glob', () => {
  test.each(['inspect', 'verify', 'scan'])('%s stays in one folder', async (command) => {
    const { stdout } = await runCli(command, join(folderOf('a.pth', 'deep/b.pth'), '*.pth'))
    expect([stdout.includes('a.pth'), stdout.includes('b.pth')]).toEqual([true, false])
  })

  test.each(['inspect', 'verify', 'scan'])('%s crosses folders with **', async (command) => {
    const { stdout } = await runCli(command, join(folderOf('a.pth', 'deep/b.pth'), '**', '*.pth'))
    expect([stdout.includes('a.pth'), stdout.includes('b.pth')]).toEqual([true, true])
  })
})

test('verify names the archives of a folder that it does not enter, and has one in JSON', async () => {
  await inFolder(async (folder) => {
    copyFileSync(join(FIXTURES, 'tied.pth'), join(folder, 'a.pth'))
    writeFileSync(join(folder, 'old.zip'), buildZip([{ name: 'inner/model.pth', data: new Uint8Array(3) }]))
    const { code, stdout } = await pth(['verify', folder], { columns: 200 })
    expect(code).toBe(0)
    expect(stdout).toContain(`1 archive not entered (${folder}/old.zip): verify each by its path`)
    const json = await pth(['verify', '--json', folder])
    expect(JSON.parse(json.stdout)).toMatchObject({ archives_not_entered: [`${folder}/old.zip`] })
  })
})

test('scan counts models of other frameworks beside one of PyTorch, and names one that is asked for', async () => {
  const folder = temporaryFolder()
  copyFileSync(join(FIXTURES, 'state_dict.pth'), join(folder, 'model.pth'))
  writeFileSync(join(folder, 'model.tflite'), '\u001C\0\0\0TFL3\u0014\0')
  const beside = await runCli('scan', folder)
  expect([beside.code, beside.stdout]).toEqual([0, expect.stringContaining('1 other file')])
  const asked = await runCli('scan', join(folder, 'model.tflite'))
  expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining('a TensorFlow Lite model')])
})
