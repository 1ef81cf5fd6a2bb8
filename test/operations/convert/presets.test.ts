/** What the export of each library makes of the same files is in fixtures/presets, by fixtures/generate_presets.py. */
import { copyFile, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import { memorySource } from '../../../src/io/source.ts'
import { textualInversion } from '../../../src/operations/convert/presets/embedding.ts'
import { inFolder, runCli } from '../../cli/harness.ts'
import { fixture, FIXTURES, openFixture } from './helpers.ts'

const PRESETS = join(FIXTURES, 'presets')

/** What `--preset` printed, in one line. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ')
}

describe('byte for byte as the export of the library', () => {
  test.each([
    ['lightning.ckpt', 'inference', [], 'lightning', '--root $.state_dict --strip-prefix model.'],
    ['lightning.ckpt', 'lightning', [], 'lightning', '--strip-prefix model.'],
    [
      'lightning-two.ckpt',
      'lightning',
      [],
      'lightning-two',
      `--include 'model.*' or --include 'loss.*' takes one alone`,
    ],
    ['lightning-two.ckpt', 'inference', [], 'lightning-two', 'model. stays, as other names lack it (1)'],
    ['timm.pth', 'inference', ['--ema', 'drop'], 'timm', '--strip-prefix module.'],
    ['timm.pth', 'inference', ['--ema', 'prefer'], 'timm-ema', null],
    ['timm.pth', 'inference', ['--ema', 'only'], 'timm-ema', null],
    [
      'timm-compiled.pth',
      'inference',
      [],
      'timm-compiled',
      '--strip-prefix _orig_mod. --strip-prefix module.',
    ],
    ['ddp.pth', 'inference', [], 'ddp', '--root $.model --strip-prefix module.'],
    [
      'fsdp.pth',
      'fsdp',
      [],
      'fsdp',
      '--rename-part _fsdp_wrapped_module= --rename-part _checkpoint_wrapped_module=',
    ],
    ['fsdp.pth', 'inference', [], 'fsdp', null],
    ['peft.ckpt', 'peft', [], 'peft', "--include '*.lora_A.default.*'"],
    ['embedding.pt', 'textual-inversion', [], 'embedding', "--root $.string_to_param --rename '*=my-cat'"],
    ['ddp.pth', 'fsdp', [], 'ddp', 'no name has a part that FSDP adds'],
  ])('%s --preset %s %j', async (file, preset, flags, expected, told) => {
    await inFolder(async (folder) => {
      const out = join(folder, 'out.safetensors')
      const done = await runCli(
        'convert',
        join(PRESETS, file),
        '-o',
        out,
        '--preset',
        preset,
        ...flags,
        '--verify',
      )
      expect(done.code, done.stderr).toBe(0)
      expect(
        plain(done.stderr)
          .replaceAll(`'$.`, '$.')
          .replaceAll(/(\$\.\w+)'/g, '$1'),
      ).toContain(told ?? '--preset')
      expect((await readFile(out)).equals(fixture(`presets/${expected}.safetensors`))).toBe(true)
    })
  })

  test('sd: each submodel in a file of its own', async () => {
    await inFolder(async (folder) => {
      const flags = ['--preset', 'sd', '--ema', 'drop']
      const done = await runCli('convert', join(PRESETS, 'sd.ckpt'), '-o', `${folder}/`, ...flags)
      expect(done.code, done.stderr).toBe(0)
      expect(plain(done.stderr)).toContain('1 tensors are in no submodel and are left out: betas')
      const names = [
        'sd.cond_stage_model.safetensors',
        'sd.diffusion_model.safetensors',
        'sd.first_stage_model.safetensors',
      ]
      expect(await readdir(folder)).toEqual(names)
      for (const name of names)
        expect((await readFile(join(folder, name))).equals(fixture(`presets/${name}`)), name).toBe(true)
    })
  })
})

test('the versions of the modules keep their places, as consume_prefix_in_state_dict_if_present leaves them', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'out.pth')
    expect((await runCli('convert', join(PRESETS, 'ddp.pth'), '-o', out, '--preset', 'inference')).code).toBe(
      0,
    )
    const { stateDict } = await openCheckpoint(memorySource(new Uint8Array(await readFile(out)), 'out.pth'))
    const expected: Record<string, { version?: number }> = JSON.parse(
      new TextDecoder().decode(fixture('presets/ddp.versions.json')),
    )
    expect(Object.fromEntries(stateDict.versions ?? [])).toEqual(
      Object.fromEntries(Object.entries(expected).map(([path, { version }]) => [path, version ?? null])),
    )
  })
})

test.each([
  ['timm.pth', ['--preset', 'inference'], 'averaged weights (EMA); choose: --ema prefer'],
  ['sd.ckpt', ['--preset', 'sd'], '--ema drop writes the plain weights'],
  ['ddp.pth', ['--preset', 'lightning'], 'has no pytorch-lightning_version'],
  ['fsdp-flat.pth', ['--preset', 'fsdp'], 'several tensors as one'],
  ['ddp.pth', ['--preset', 'peft'], 'has no LoRA tensors'],
  ['peft.safetensors', ['--preset', 'peft'], 'is an adapter already'],
  ['peft.ckpt', ['--preset', 'peft', '--include', '*'], 'leave out --include'],
  ['ddp.pth', ['--preset', 'sd'], 'has no submodel'],
  ['lightning.ckpt', ['--preset', 'textual-inversion', '--root', '$'], 'has no string_to_param'],
  ['ddp.pth', ['--preset', 'inference', '--include', 'nothing'], 'no tensor that the other flags leave'],
])('%s %j is refused with what to do', async (file, flags, told) => {
  await inFolder(async (folder) => {
    await copyFile(join(PRESETS, file), join(folder, file))
    const done = await runCli('convert', join(folder, file), ...flags)
    expect(done.code).toBe(2)
    expect(plain(done.stderr + done.stdout)).toContain(told)
    expect(await readdir(folder)).toEqual([file])
  })
})

// torch.load gives a tensor, and diffusers looks for a dictionary whose key is the token.
test('a tensor without a name is no embedding under its token', async () => {
  const checkpoint = await openFixture('convert/tied.pth')
  const [entry] = checkpoint.stateDict.tensors
  if (entry === undefined) throw new Error('the fixture has changed')
  const stateDict = { ...checkpoint.stateDict, tensors: [{ ...entry, name: '' }] }
  expect(() => textualInversion({ ...checkpoint, stateDict })).toThrow(
    '--add-prefix TOKEN in place of --preset',
  )
  expect(
    textualInversion({ ...checkpoint, stateDict: { ...stateDict, tensors: [entry] } }).outputs,
  ).toHaveLength(1)
})

test('several submodels do not go into one file', async () => {
  await inFolder(async (folder) => {
    const flags = ['--preset', 'sd', '--ema', 'drop', '-o', join(folder, 'one.safetensors')]
    const done = await runCli('convert', join(PRESETS, 'sd.ckpt'), ...flags)
    expect(done.code).toBe(2)
    expect(plain(done.stderr)).toContain('use --output FOLDER/')
  })
})

test('one module of several, by --include', async () => {
  await inFolder(async (folder) => {
    const flags = ['--preset', 'lightning', '--include', 'model.*', '--json', '-o', join(folder, 'out.pth')]
    const done = await runCli('convert', join(PRESETS, 'lightning-two.ckpt'), ...flags)
    expect(done.code, done.stderr).toBe(0)
    expect(JSON.parse(done.stdout)).toMatchObject({
      excluded: ['loss.weight'],
      tensors: [{ name: 'body.0.weight' }, {}, {}, {}, {}, {}, {}, {}, {}],
    })
  })
})

test('the state of an optimizer is no model', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'x.safetensors')
    const source = join(FIXTURES, 'optimizer-adam.pth')
    const { code, stderr } = await runCli('convert', source, '-o', out, '--preset', 'inference')
    expect([code, await readdir(folder)]).toEqual([2, []])
    expect(plain(stderr)).toContain('is the state of an optimizer')
  })
})
