/** `pth inspect` as a user runs it: what it prints, where, and how it ends. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import stringWidth from 'string-width'
import { beforeAll, describe, expect, test } from 'vitest'
import { expectedOf, FIXTURES } from '../fixtures.ts'
import { pth } from './harness.ts'

const PROJECT = join(import.meta.dirname, '..', '..')
const manifest: { readonly files: Readonly<Record<string, unknown>> } = JSON.parse(
  readFileSync(join(FIXTURES, 'manifest.json'), 'utf8'),
)
const files = Object.keys(manifest.files).filter((name) => !name.endsWith('.json'))
const readable = files.filter((name) => expectedOf(name).answer === 'loads')

function schema(name: string): (document: unknown) => unknown {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true })
  const validate = ajv.compile(JSON.parse(readFileSync(join(PROJECT, 'schemas', name), 'utf8')))
  return (document) => (validate(document) ? [] : (validate.errors ?? []).slice(0, 5))
}

const fixture = (name: string): string => join('fixtures', name)
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pth-inspect-'))
})

describe('text', () => {
  test('the whole screen of a small checkpoint', async () => {
    expect(await pth(['inspect', fixture('state_dict.pth')])).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "fixtures/state_dict.pth   PyTorch archive (zip, torch.save)   3.1 KiB
        is         no family that its names prove · 8 parameters · float32
        from       epoch 12
        filled by  model 32 B (47 %) · optimizer 32 B (47 %) · other 4 B (6 %)
        layout     root "state_dict" · little-endian · pickle protocol 2, 279 opcodes · version 3
                   11 entries · 5 storages · aligned 64 B
        weights    $.state_dict · 2 tensors · 8 parameters · float32 2
        others     $ 1 tensor
        also in    $.epoch int 12 · $.arch str "linear" · $.best_acc1 torch.Tensor (1 tensor)
                   $.optimizer dict (2 tensors, optimizer) · $.args argparse.Namespace (3 items)
        objects    argparse.Namespace x1

        NAME    DTYPE    SHAPE   ELEMENTS  BYTES
        weight  float32  [2, 3]         6   24 B
        bias    float32  [2]            2    8 B

        by dtype   float32 8 elements 32 B
        storage    68 B held · 68 B used · 0 B unused · 0 shared groups
        notes      none
        scope      metadata only: no tensor was read (--stats reads and measures them)

      2 tensors, 8 parameters, 32 B
      ",
      }
    `)
  })

  test('a checkpoint with tied weights and views', async () => {
    expect((await pth(['inspect', fixture('tied.pth')])).stdout).toMatchInlineSnapshot(`
      "fixtures/tied.pth   PyTorch archive (zip, torch.save)   1.8 KiB
        is         no family that its names prove · 24 parameters · float32
        from       its keys and names do not say
        filled by  model 96 B (100 %)
        layout     root "tied" · little-endian · pickle protocol 2, 80 opcodes · version 3 · 8 entries
                   2 storages · aligned 64 B
        weights    $ (the root) · 3 tensors · 24 parameters · 12 tied · float32 3

        NAME          DTYPE    SHAPE   ELEMENTS  BYTES
        embed.weight  float32  [4, 3]        12   48 B
        copy.weight   float32  [4, 3]        12   48 B
        head.weight   float32  [4, 3]        12   48 B

        by dtype   float32 36 elements 144 B
        storage    96 B held · 96 B used · 0 B unused · 1 shared group
        shared     embed.weight = head.weight (same)
        notes      none
        scope      metadata only: no tensor was read (--stats reads and measures them)

      3 tensors, 24 parameters, 12 tied, 144 B
      "
    `)
  })

  test('a tree with subtotals', async () => {
    expect((await pth(['inspect', fixture('module-net.pth'), '--tree', '--depth', '2'])).stdout)
      .toMatchInlineSnapshot(`
        "fixtures/module-net.pth   PyTorch archive (zip, torch.save)   10.1 KiB
          is         no family that its names prove · 108 parameters · float32 and int64
          from       its keys and names do not say
          filled by  model 508 B (100 %)
          layout     root "module-net" · little-endian · pickle protocol 2, 1,936 opcodes · version 3
                     25 entries · 19 storages · aligned 64 B
          weights    $ (the root) · module training_script.Net · 17 tensors · 108 parameters
                     11 buffer elements · float32 14 · int64 3
          outside    2 more tensors outside the state_dict (--root '$' lists every tensor)
          objects    torch.nn.modules.linear.Linear x2 (module) · training_script.Block x2 (module)
                     torch.nn.modules.conv.Conv2d x2 (module)
                     torch.nn.modules.batchnorm.BatchNorm2d x2 (module) · training_script.Net x1 (module)
                     torch.nn.modules.container.ModuleList x1 (module)
                     torch.nn.modules.container.Sequential x1 (module)
                     torch.nn.modules.activation.ReLU x1 (module)

          NAME           DTYPE    SHAPE   TENSORS  ELEMENTS  BYTES
          scale          float32  [4]           1         4   16 B
          steps          int64    []            1         1    8 B
          stem                                  2        16   64 B
            weight       float32  [4, 3]        1        12   48 B
            bias         float32  [4]           1         4   16 B
          blocks                               12        90  368 B
            {0..1} (x2)                        12        90  368 B
          head                                  1         8   32 B
            fc                                  1         8   32 B

          by dtype   float32 116 elements 464 B · int64 3 elements 24 B
          storage    508 B held · 508 B used · 0 B unused · 0 shared groups
          notes      none
          scope      metadata only: no tensor was read (--stats reads and measures them)

        17 tensors, 108 parameters, 11 buffer elements, 488 B
        "
      `)
  })

  test('what cannot be read is told, with the reason, and the rest is listed', async () => {
    const { code, stdout } = await pth(['inspect', fixture('storage-missing.pth'), '--full'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/ {4}! its storage \S+ is missing from the file/)
    expect(stdout).toMatch(/1 cannot be read$/m)
  })

  test.each([80, 100, 200])(
    'no line of any fixture is wider than %i columns when names can give way',
    async (columns) => {
      for (const name of [
        'resnet18.pth',
        'lightning.ckpt',
        'lightning-callbacks.pth',
        'gan.pth',
        'state_dict.pth',
      ]) {
        const { stdout } = await pth(['inspect', fixture(name), '--color', 'never'], { columns })
        for (const line of stdout.split('\n'))
          expect([name, line, stringWidth(line) <= columns]).toEqual([name, line, true])
      }
    },
  )

  test('--full shortens nothing', async () => {
    const { stdout } = await pth(['inspect', fixture('resnet18.pth'), '--full'], { columns: 60 })
    for (const name of expectedOf('resnet18.pth').state_dict?.names ?? [])
      expect(stdout).toContain(`  ${name} `)
    expect(stdout).not.toContain('…')
  })

  test('a shortened name is marked and the mark is explained', async () => {
    const { stdout } = await pth(['inspect', fixture('resnet18.pth'), '--color', 'never'], { columns: 80 })
    expect(stdout).toContain('--full shows them whole')
  })

  test.each(files)('nothing in %s reaches the terminal unescaped', async (name) => {
    for (const flags of [
      [],
      ['--full', '--all'],
      ['--tree'],
      ['--csv'],
      ['--ndjson'],
      ['--json'],
      ['--where'],
    ]) {
      const { stdout, stderr } = await pth(['inspect', fixture(name), ...flags])
      // Everything but newline that is a control, a separator, a bidi mark or has no width of its own.
      expect(`${stdout}${stderr}`.replaceAll('\n', '')).not.toMatch(
        /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufeff]/u,
      )
    }
  })
})

describe('colour', () => {
  const escape = '\u001b['
  test.each([
    ['piped', {}, [], false],
    ['a terminal', { columns: 80 }, [], true],
    ['NO_COLOR', { columns: 80, env: { NO_COLOR: '1' } }, [], false],
    ['an empty NO_COLOR', { columns: 80, env: { NO_COLOR: '' } }, [], true],
    ['TERM=dumb', { columns: 80, env: { TERM: 'dumb' } }, [], false],
    ['--color always piped', {}, ['--color', 'always'], true],
    ['--color never', { columns: 80 }, ['--color', 'never'], false],
  ])('%s', async (_, world, flags, colored) => {
    const { stdout } = await pth(['inspect', fixture('tied.pth'), ...flags], world)
    expect(stdout.includes(escape)).toBe(colored)
  })
})

describe('json', () => {
  const valid = schema('pth.inspect.v1.schema.json')
  test.each(readable)('%s fits the schema, with every switch', async (name) => {
    const { code, stdout } = await pth([
      'inspect',
      fixture(name),
      '--json',
      '--all',
      '--tree',
      '--where',
      '--stats',
      '--salvage',
    ])
    expect(code).toBe(0)
    expect(valid(JSON.parse(stdout))).toEqual([])
  })

  test('histograms fit the schema', async () => {
    const args = ['inspect', fixture('histograms.pth'), '--json', '--histogram', '*', '--histogram', 'int*']
    const report: { histograms: { name: string }[] } = JSON.parse((await pth(args)).stdout)
    expect(valid(report)).toEqual([])
    expect(report.histograms.length).toBe(18)
  })

  test('the schema refuses what is no report', async () => {
    const { stdout } = await pth(['inspect', fixture('tied.pth'), '--json'])
    const report = JSON.parse(stdout)
    expect(valid({ ...report, version: 2 })).not.toEqual([])
    expect(valid({ ...report, tensors: [{ ...report.tensors[0], shape: ['2'] }] })).not.toEqual([])
    expect(valid({ ...report, storages: undefined })).not.toEqual([])
  })

  test.each(
    ['names.pth', 'lightning.ckpt', 'module-net.pth', 'integers.pth'].filter(
      (name) => expectedOf(name).state_dict,
    ),
  )('names, shapes, strides and offsets of %s are those of PyTorch, to the last character', async (name) => {
    const { stdout } = await pth(['inspect', fixture(name), '--json'])
    const report: {
      tensors: { name: string; dtype: string; shape: number[]; stride: number[]; storage_offset: number }[]
    } = JSON.parse(stdout)
    const { state_dict: dict, tensors } = expectedOf(name)
    expect(report.tensors.map((tensor) => tensor.name)).toEqual(dict?.names)
    const prefix = (dict?.path ?? []).join('.')
    for (const tensor of report.tensors) {
      const wanted = tensors?.find(
        (other) => other.name === (prefix === '' ? tensor.name : `${prefix}.${tensor.name}`),
      )
      if (wanted === undefined) continue
      const { dtype, shape, stride, storage_offset } = wanted
      expect(tensor).toMatchObject({ dtype, shape, stride, storage_offset })
    }
  })

  test('--where tells where the bytes stand in the file', async () => {
    const { stdout } = await pth(['inspect', fixture('state_dict.pth'), '--json', '--where', '--stats'])
    const report: { tensors: { file_offset: number; bytes: number; stats: { sha256: string } }[] } =
      JSON.parse(stdout)
    const bytes = readFileSync(fixture('state_dict.pth'))
    for (const { file_offset: at, bytes: length, stats } of report.tensors) {
      expect(
        createHash('sha256')
          .update(bytes.subarray(at, at + length))
          .digest('hex'),
      ).toBe(stats.sha256)
    }
    expect(report.tensors.length).toBeGreaterThan(1)
  })

  test('an error is one document, too', async () => {
    const broken = schema('pth.error.v1.schema.json')
    const cases: [string[], string][] = [
      [['inspect', fixture('truncated.pth'), '--json'], 'ZIP_INVALID'],
      [['inspect', fixture('missing.pth'), '--json'], 'SOURCE_UNREADABLE'],
      [['inspect', 'fixtures', '--json'], 'FORMAT_UNSUPPORTED'],
      [['inspect', fixture('tied.pth'), '--json', '--filter', ''], 'USAGE'],
      [['inspect', fixture('tied.pth'), '--json', '--csv'], 'USAGE'],
      [['inspect', '--json'], 'USAGE'],
    ]
    for (const [argv, wanted] of cases) {
      const { code, stdout } = await pth(argv)
      const document = JSON.parse(stdout)
      expect([argv, code, document.code, broken(document)]).toEqual([argv, 2, wanted, []])
    }
  })
})

describe('csv and ndjson', () => {
  test('csv', async () => {
    expect((await pth(['inspect', fixture('shared-views.pth'), '--csv'])).stdout).toMatchInlineSnapshot(`
      "name,kind,dtype,shape,numel,bytes,stride,storage_offset,storage_key,member,file_offset,requires_grad,parameter,path,problem
      view,strided,float32,4x6,24,96,6x1,0,0,shared-views/data/0,,false,false,$.view,
      transposed,strided,float32,6x4,24,96,1x6,0,0,shared-views/data/0,,false,false,$.transposed,
      tail,strided,float32,4,4,16,1,20,0,shared-views/data/0,,false,false,$.tail,
      base,strided,float32,24,24,96,1,0,0,shared-views/data/0,,false,false,$.base,
      "
    `)
  })

  test('ndjson has a line for each tensor, the same objects as --json', async () => {
    const lines = (await pth(['inspect', fixture('names.pth'), '--ndjson'])).stdout.trimEnd().split('\n')
    const { tensors } = JSON.parse((await pth(['inspect', fixture('names.pth'), '--json'])).stdout)
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(tensors)
  })
})

/** The names that `inspect` lists of ResNet-18, with these flags. */
async function names(...flags: string[]): Promise<string[]> {
  const { stdout } = await pth(['inspect', fixture('resnet18.pth'), '--ndjson', ...flags])
  return stdout
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => String(JSON.parse(line).name))
}

describe('selection', () => {
  test('--filter, several times', async () => {
    expect(await names('--filter', 'fc.*', '--filter', 'conv1.weight')).toEqual([
      'conv1.weight',
      'fc.weight',
      'fc.bias',
    ])
    expect((await names('--filter', 'layer{1..2}.*.conv?.weight')).length).toBe(8)
  })

  test('a filter that fits nothing says so', async () => {
    const { code, stdout } = await pth(['inspect', fixture('resnet18.pth'), '--filter', 'nothing*'])
    expect(code).toBe(0)
    expect(stdout).toContain('no tensor matches nothing*')
  })

  test('--sort', async () => {
    expect((await names('--sort', 'size'))[0]).toBe('layer4.0.conv2.weight')
    expect((await names('--sort', 'name')).slice(0, 2)).toEqual(['bn1.bias', 'bn1.num_batches_tracked'])
    expect((await names('--sort', 'offset')).length).toBe(122)
  })

  test('--root takes another part, and names the candidates when it is not there', async () => {
    const { stdout } = await pth(['inspect', fixture('gan.pth'), '--root', 'G_ema', '--ndjson'])
    expect(stdout.split('\n').length - 1).toBe(9)
    const { code, stderr } = await pth(['inspect', fixture('gan.pth'), '--root', 'X'])
    expect([code, stderr.includes('$.G_ema')]).toEqual([2, true])
  })
})

describe('wrong files', () => {
  test.each([
    [
      'lfs',
      'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 102530333\n',
      /Git LFS pointer.*102,530,333 bytes.*git lfs pull/,
    ],
    ['html', '<!DOCTYPE html><html>', /web page/],
    ['gzip', '\u001f\u008b\u0008', /gzip/],
    ['gguf', 'GGUF\u0003', /GGUF/],
    ['hdf5', '\u0089HDF\r\n\u001a\n', /HDF5/],
    ['npy', '\u0093NUMPY\u0001', /npy/],
    ['7z', '7z\u00bc\u00af\u0027\u001c', /7-zip/],
    ['zstd', '\u0028\u00b5\u002f\u00fd', /zstd/],
    ['empty', '', /empty file \(0 bytes\)/],
  ])('%s', async (name, content, wanted) => {
    const path = join(folder, `${name}.pth`)
    writeFileSync(path, Buffer.from(content, 'latin1'))
    const { code, stdout, stderr } = await pth(['inspect', path])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(wanted)
    expect(stderr.trimEnd().split('\n').length).toBe(1)
  })

  test('a misspelled path is answered with near names', async () => {
    const { code, stderr } = await pth(['inspect', fixture('resnet81.pth')])
    expect([code, stderr.includes(`did you mean ${fixture('resnet18.pth')}`)]).toEqual([2, true])
  })
})

describe('progress', () => {
  test('is drawn on a terminal and wiped, and nowhere else', async () => {
    const watched = await pth(['inspect', fixture('resnet18.pth'), '--stats', '--ndjson'], { watched: true })
    expect(watched.stderr).toContain('reading [')
    expect(watched.stderr.endsWith('\r\u001b[K')).toBe(true)
    expect((await pth(['inspect', fixture('resnet18.pth'), '--stats'])).stderr).toBe('')
  })
})

describe('the binary', () => {
  const bin = join(PROJECT, 'bin', 'pth.js')
  test('prints what run prints', async () => {
    const spawned = spawnSync(process.execPath, [bin, 'inspect', fixture('tied.pth')], {
      encoding: 'utf8',
      env: { ...process.env, COLUMNS: '100' },
    })
    const { stdout, code } = await pth(['inspect', fixture('tied.pth')])
    expect({ code: spawned.status, stdout: spawned.stdout, stderr: spawned.stderr }).toEqual({
      code,
      stdout,
      stderr: '',
    })
  })

  test('a reader that goes away is no error', () => {
    const command = `"${process.execPath}" "${bin}" inspect fixtures/resnet18.pth --json | head -c 10 >/dev/null; echo "\${PIPESTATUS[0]}"`
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8', cwd: PROJECT })
    expect([stdout, stderr]).toEqual(['0\n', ''])
  })
})

describe('--histogram', () => {
  test('shows bars, and what is not finite apart', async () => {
    const { stdout, code } = await pth([
      'inspect',
      fixture('histograms.pth'),
      '--histogram',
      'strange',
      '--bins',
      '4',
    ])
    expect(code).toBe(0)
    expect(stdout).toContain(
      'histogram  strange · float32 · 994 finite values · zeros 5 · NaN 3 · +inf 2 · -inf 1',
    )
    expect(stdout).toContain('█')
    expect(stdout).not.toContain('no tensor was read')
  })

  test('a glob that matches nothing, rows without bins, and --bins alone are refused', async () => {
    const nothing = await pth(['inspect', fixture('histograms.pth'), '--histogram', 'no.such'])
    expect(nothing.code).toBe(2)
    expect(nothing.stderr).toContain('--histogram no.such matches no tensor')
    const rows = await pth(['inspect', fixture('histograms.pth'), '--histogram', '*', '--csv'])
    expect(rows.stderr).toContain('--csv and --ndjson have no histograms; --json has them')
    const alone = await pth(['inspect', fixture('histograms.pth'), '--bins', '5'])
    expect(alone.stderr).toContain('--bins needs --histogram GLOB')
    const many = await pth(['inspect', fixture('histograms.pth'), '--histogram', '*', '--bins', '1001'])
    expect(many.stderr).toContain('--bins is between 1 and 1000')
  })
})
