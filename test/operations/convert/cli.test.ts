import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readTensor } from '../../../src/checkpoint/read/read.ts'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import type { CliIo } from '../../../src/cli/io.ts'
import { processIo } from '../../../src/cli/process.ts'
import { run } from '../../../src/cli/run.ts'
import { openFile } from '../../../src/node/file.ts'
import { crc32 } from '../../../src/io/crc32.ts'
import { prepareOutput, runConvert } from '../../../src/node/write-converted.ts'
import { newStreamContext } from '../../../src/operations/convert/stream.ts'
import { expectCode } from '../../support/errors.ts'
import { inFolder, runCli } from '../../cli/harness.ts'
import { fixture, FIXTURES, planFixture } from './helpers.ts'

const TIED = join(FIXTURES, 'convert', 'tied.pth')

test('a file beside the input when no output is named', async () => {
  await inFolder(async (folder) => {
    await writeFile(join(folder, 'model.v1.pth'), fixture('convert/names.pth'))
    const { code } = await runCli('convert', join(folder, 'model.v1.pth'))
    expect(code).toBe(0)
    expect(await readFile(join(folder, 'model.v1.safetensors'))).toEqual(
      Buffer.from(fixture('convert/names.safetensors')),
    )
  })
})

test('a file of many buffers is byte for byte what save_file writes', async () => {
  const { state_dict: state }: { state_dict: { safetensors: { nbytes: number; sha256: string } } } =
    JSON.parse(new TextDecoder().decode(fixture('resnet18.pth.expected.json')))
  await inFolder(async (folder) => {
    const out = join(folder, 'resnet18.safetensors')
    expect((await runCli('convert', join(FIXTURES, 'resnet18.pth'), '-o', out, '--verify')).code).toBe(0)
    const bytes = await readFile(out)
    expect(bytes.length).toBe(state.safetensors.nbytes)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(state.safetensors.sha256)
  })
})

describe('an existing target', () => {
  test('needs --force, and stays as it is otherwise', async () => {
    await inFolder(async (folder) => {
      const out = join(folder, 'x.safetensors')
      await writeFile(out, 'old')
      expect((await runCli('convert', TIED, '-o', out)).code).toBe(2)
      expect(await readFile(out, 'utf8')).toBe('old')
      expect((await runCli('convert', TIED, '-o', out, '--force')).code).toBe(0)
      expect(await readdir(folder)).toEqual(['x.safetensors'])
    })
  })

  test('is never an input, not even through a link or as one shard of a folder', async () => {
    await inFolder(async (folder) => {
      await runCli(
        'convert',
        TIED,
        '-o',
        join(folder, 'model.safetensors'),
        '--shared',
        'copy',
        '--shard-size',
        '40B',
      )
      const index = join(folder, 'model.safetensors.index.json')
      const shards = (await readdir(folder)).filter((name) => name.endsWith('.safetensors'))
      expect(shards).toHaveLength(3)
      await symlink(join(folder, shards[0] ?? ''), join(folder, 'link.safetensors'))
      for (const target of [shards[0] ?? '', 'link.safetensors']) {
        const { code, stdout } = await runCli(
          'convert',
          index,
          '-o',
          join(folder, target),
          '--force',
          '--json',
        )
        expect(code).toBe(2)
        expect(JSON.parse(stdout)).toMatchObject({ code: 'OUTPUT_IS_INPUT' })
      }
    })
  })
})

test('a dry run writes nothing and says what it would', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'x.safetensors')
    const { code, stdout } = await runCli(
      'convert',
      TIED,
      '-o',
      out,
      '--shared',
      'keep-first',
      '--dry-run',
      '--json',
    )
    expect(code).toBe(0)
    expect(await readdir(folder)).toEqual([])
    const report: unknown = JSON.parse(stdout)
    expect(report).toMatchObject({
      kind: 'pth.convert',
      version: 1,
      dry_run: true,
      written: null,
      aliases: [
        { name: 'middle.weight', kept: 'alpha.weight' },
        { name: 'zeta.weight', kept: 'alpha.weight' },
      ],
    })
    await runCli('convert', TIED, '-o', out, '--shared', 'keep-first')
    expect(report).toMatchObject({ files: [{ path: out, byte_length: (await readFile(out)).length }] })
  })
})

test('several inputs become one output, or one each in a folder', async () => {
  await inFolder(async (folder) => {
    const names = join(FIXTURES, 'convert', 'names.pth')
    const into = ['-o', join(folder, 'all.safetensors'), '--merge', '--json']
    const one = await runCli('convert', TIED, names, ...into)
    expect(one.code).toBe(0)
    expect(JSON.parse(one.stdout)).toMatchObject({ inputs: [{ file: TIED }, { file: names }] })
    const each = await runCli(
      'convert',
      TIED,
      names,
      join(FIXTURES, 'truncated.pth'),
      '-o',
      `${folder}/each/`,
    )
    expect(each.code).toBe(2)
    await mkdir(join(folder, 'each'))
    const again = await runCli(
      'convert',
      TIED,
      join(FIXTURES, 'truncated.pth'),
      names,
      '-o',
      join(folder, 'each'),
    )
    expect(again.code).toBe(2)
    expect(again.stderr).toContain('truncated.pth')
    expect((await readdir(join(folder, 'each'))).toSorted()).toEqual([
      'names.safetensors',
      'tied.safetensors',
    ])
  })
})

test('two inputs never become one file of a folder, not even with --force', async () => {
  await inFolder(async (folder) => {
    for (const name of ['a', 'b', 'out']) await mkdir(join(folder, name))
    await copyFile(TIED, join(folder, 'a', 'm.pth'))
    await copyFile(join(FIXTURES, 'convert', 'names.pth'), join(folder, 'b', 'm.bin'))
    const { code, stderr } = await runCli(
      'convert',
      join(folder, 'a', 'm.pth'),
      join(folder, 'b', 'm.bin'),
      '-o',
      join(folder, 'out'),
      '--force',
    )
    expect(code).toBe(2)
    expect(stderr).toContain('USAGE')
    expect(await readdir(join(folder, 'out'))).toEqual([])
  })
})

test('an input without a name of its own needs --output, and a folder keeps its whole name', async () => {
  await inFolder(async (folder) => {
    await mkdir(join(folder, 'v1.5'))
    await copyFile(TIED, join(folder, 'v1.5', 'pytorch_model.bin'))
    expect((await runCli('convert', '-')).stderr).toContain('--output')
    expect((await runCli('convert', join(folder, 'v1.5/'))).code).toBe(0)
    expect((await readdir(folder)).toSorted()).toEqual(['v1.5', 'v1.5.safetensors'])
    expect(await readdir(join(folder, 'v1.5'))).toEqual(['pytorch_model.bin'])
  })
})

test('a signal between two files of a folder ends the run there', async () => {
  await inFolder(async (folder) => {
    const interrupt = new AbortController()
    const said: string[] = []
    const io: CliIo = {
      // Somebody stops the run when the plan of the first file is told.
      stdout: { write: async () => interrupt.abort('SIGTERM'), isTTY: false, columns: undefined },
      stderr: { write: async (text) => void said.push(text), isTTY: false, columns: undefined },
      env: {},
      interruptSignal: () => interrupt.signal,
    }
    expect(
      await run(['convert', TIED, join(FIXTURES, 'convert', 'names.pth'), '-o', folder, '--dry-run'], io),
    ).toBe(2)
    expect(said.join('')).toContain('INTERRUPTED')
    expect(await readdir(folder)).toEqual([])
  })
})

test('a shard of another run that appears meanwhile stops the run without --force, and stays', async () => {
  await inFolder(async (folder) => {
    const other = join(folder, 'x-00001-of-00009.safetensors')
    const plan = await planFixture('convert/tied.pth', { shared: 'copy' })
    for (const [force, left] of [
      [false, ['x-00001-of-00009.safetensors']],
      [
        true,
        [
          'x-00001-of-00003.safetensors',
          'x-00002-of-00003.safetensors',
          'x-00003-of-00003.safetensors',
          'x.safetensors.index.json',
        ],
      ],
    ] as const) {
      const options = {
        output: join(folder, 'x.safetensors'),
        inputs: [],
        force,
        shardBytes: 40,
        verify: false,
      }
      const context = { ...newStreamContext(crc32, false), progress: () => writeFileSync(other, 'theirs') }
      const work = runConvert(plan, await prepareOutput(plan, options), options, context)
      if (force) await work
      else await expectCode(work, 'OUTPUT_EXISTS')
      expect((await readdir(folder)).toSorted()).toEqual(left)
    }
  })
})

test('every run of a process shares one handler of signals', () => {
  const { interruptSignal } = processIo()
  const before = process.listenerCount('SIGHUP')
  const first = interruptSignal?.()
  for (let file = 0; file < 20; file += 1) expect(interruptSignal?.()).toBe(first)
  expect(process.listenerCount('SIGHUP')).toBe(before + 1)
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.removeListener(name, process.listeners(name).at(-1) ?? (() => undefined))
})

test('.pth and .npz are told by the name, and --verify reads them back', async () => {
  await inFolder(async (folder) => {
    for (const [name, format] of [
      ['x.pth', 'pth'],
      ['x.npz', 'npz'],
      ['x.ckpt', 'pth'],
    ] as const) {
      const { code, stdout } = await runCli('convert', TIED, '-o', join(folder, name), '--verify', '--json')
      expect(code).toBe(0)
      const { size } = await stat(join(folder, name))
      expect(JSON.parse(stdout)).toMatchObject({
        format,
        files: [{ byte_length: size }],
        written: { verified: 3, differences: [], byte_length: size },
      })
    }
    expect((await runCli('convert', TIED, '-o', join(folder, 'x.unknown'))).code).toBe(2)
    expect((await runCli('convert', TIED, '-o', join(folder, 'y.pth'), '--shard-size', '1KB')).code).toBe(2)
    expect((await runCli('convert', TIED, '-o', join(folder, 'y.npz'), '--metadata', 'a=b')).code).toBe(2)
    expect((await readdir(folder)).toSorted()).toEqual(['x.ckpt', 'x.npz', 'x.pth'])
  })
})

test('a pickle with another checksum is noted and stops the run, as its names may be wrong; --ignore-crc takes it', async () => {
  await inFolder(async (folder) => {
    const [input, out] = [join(folder, 'm.pth'), join(folder, 'm.safetensors')]
    const file = await readFile(join(FIXTURES, 'resnet18.pth'))
    // PyTorch does not look at checksums: it loads this file with a bn2.weight of layer1.0 that is called bo2.weight.
    file.writeUInt8('o'.charCodeAt(0), file.indexOf('layer1.0.bn2.weight') + 'layer1.0.b'.length)
    await writeFile(input, file)
    const looked = JSON.parse((await runCli('inspect', input, '--json')).stdout) as {
      notes: { code: string }[]
    }
    expect(looked.notes.map(({ code }) => code)).toEqual(['PICKLE_CRC_WRONG'])
    const first = await runCli('convert', input, '-o', out)
    expect([first.code, first.stderr]).toEqual([
      2,
      expect.stringMatching(/STORAGE_CORRUPT  resnet18\/data\.pkl does not match its recorded CRC-32 \(0x/),
    ])
    expect(await readdir(folder)).toEqual(['m.pth'])
    const second = await runCli('convert', input, '-o', out, '--ignore-crc')
    expect(second.code).toBe(0)
    expect((await readFile(out)).includes('layer1.0.bo2.weight')).toBe(true)
  })
})

test('a wrong checksum stops the run; --ignore-crc takes the bytes', async () => {
  await inFolder(async (folder) => {
    const input = join(FIXTURES, 'wrong-crc.pth')
    const out = join(folder, 'x.safetensors')
    const { code, stdout } = await runCli('convert', input, '-o', out, '--json')
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ code: 'STORAGE_CORRUPT' })
    expect(await readdir(folder)).toEqual([])
    const second = await runCli('convert', input, '-o', out, '--ignore-crc', '--json')
    expect(second.code).toBe(0)
    const report: { crc: { wrong: string[] } } = JSON.parse(second.stdout)
    expect(report.crc.wrong).toContain('archive/data/1')
  })
})

test('metadata of a safetensors input is carried, and what is set replaces it', async () => {
  await inFolder(async (folder) => {
    const first = join(folder, 'a.safetensors')
    const second = join(folder, 'b.safetensors')
    await runCli(
      'convert',
      TIED,
      '-o',
      first,
      '--shared',
      'keep-first',
      '--metadata',
      'made=here',
      '--metadata',
      'format=other',
    )
    await runCli('convert', first, '-o', second, '--metadata', 'made=there')
    const source = await openFile(second)
    const checkpoint = await openCheckpoint(source)
    expect([...(checkpoint.metadata ?? [])]).toEqual([
      ['format', 'other'],
      ['made', 'there'],
      ['middle.weight', 'alpha.weight'],
      ['zeta.weight', 'alpha.weight'],
    ])
    expect((await readTensor(checkpoint, 'alpha.weight')).length).toBe(36)
    await source.close()
  })
})

test('names from a file reach the terminal escaped', async () => {
  await inFolder(async (folder) => {
    const { stdout } = await runCli(
      'convert',
      join(FIXTURES, 'convert', 'names.pth'),
      '-o',
      join(folder, 'x.safetensors'),
      '--exclude',
      '*',
      '--include',
      '*',
    )
    expect(stdout).not.toContain('\u001b')
    const { stderr } = await runCli(
      'convert',
      join(FIXTURES, 'convert', 'names.pth'),
      '-o',
      join(folder, 'x.safetensors'),
      '--rename',
      '*=\u001b[31mx',
    )
    expect(stderr).toContain('NAME_COLLISION')
    expect(stderr).not.toContain('\u001b[31mx')
  })
})
