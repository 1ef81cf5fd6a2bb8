/** Every name with its verdict, place and call, however the pickle hides it. */
import { describe, expect, test } from 'vitest'
import { isPthError } from '../../../src/errors.ts'
import { memorySource } from '../../../src/io/source.ts'
import { NO_POLICY, parsePolicy, withAllowed } from '../../../src/operations/scan/policy.ts'
import type { ScanReport } from '../../../src/operations/scan/report.ts'
import { scanOutcome } from '../../../src/operations/scan/report.ts'
import { exitCodeFor } from '../../../src/report/exit-code.ts'
import { scanFile } from '../../../src/operations/scan/scan.ts'
import type { ScanOptions } from '../../../src/operations/scan/scan.ts'
import { judgeGlobal, judgePath } from '../../../src/operations/scan/verdict.ts'
import { fixtureBytes as fixture } from '../../fixtures.ts'
import { plainParts } from '../../support/archive.ts'
import { BUILD, bytes, dict, name, NEWOBJ, program, tuple } from '../../support/assembler.ts'
import { buildZip } from '../../support/zip.ts'

const SYSTEM = 'cposix\nsystem\n'
const TEXT = [0x58, 2, 0, 0, 0, 0x68, 0x69]

function scan(data: Uint8Array, options?: ScanOptions): Promise<ScanReport> {
  return scanFile(memorySource(data, 'test.pth'), options)
}

/** An object of a class that no table has. */
const UNKNOWN = buildZip(plainParts(program(name('plugin', 'Settings'), tuple(), NEWOBJ, dict(), BUILD)))

function report(options?: ScanOptions): Promise<ScanReport> {
  return scan(UNKNOWN, options)
}

function names(scanned: ScanReport, verdict: string): string[] {
  return scanned.globals
    .filter((global) => global.verdict === verdict)
    .map(({ module, name }) => `${module}.${name}`)
}

function rules(scanned: ScanReport): string[] {
  return scanned.findings.map(({ rule }) => rule)
}

describe('names', () => {
  test('a state_dict is clean, and every name known', async () => {
    const found = await scan(fixture('resnet18.pth'))
    expect(found.verdict).toBe('clean')
    expect(new Set(found.globals.map(({ verdict }) => verdict))).toEqual(
      new Set(['tensor_data', 'container']),
    )
    expect(found.weights_only?.answer).toBe('accepts')
  })

  test.each(['wild/compiled-module.pth', 'wild/typing.pth'])(
    '%s, as PyTorch writes it, is no alarm, and not called safe',
    async (file) => {
      const found = await scan(fixture(file))
      expect(found.verdict).toBe('unknown')
      expect(found.weights_only?.answer).toBe('refuses')
    },
  )

  test.each([
    ['of anything but typing', 'c_operator\ngetitem\nc__main__\nsettings\nV0\n\x86R'],
    [
      'of an attribute of typing',
      '\x80\x04\x8c\x09_operator\x8c\x07getitem\x93\x8c\x06typing\x8c\x03re.\x93K\x00\x86R',
    ],
    [
      'once of typing, once not',
      'c_operator\ngetitem\nq\x00ctyping\nUnion\nN\x86R0h\x00c__main__\nsettings\nN\x86R',
    ],
    ['handed on', 'cbuiltins\nlist\nc_operator\ngetitem\n\x85R'],
  ])('getitem %s is dangerous', async (_, text) => {
    expect(names(await scan(bytes(text, '.')), 'dangerous')).toContain('_operator.getitem')
  })

  test('argparse.Namespace is harmless, and torch would need it allowed', async () => {
    const found = await scan(fixture('state_dict.pth'))
    expect(found.verdict).toBe('clean')
    expect(names(found, 'known_call')).toContain('argparse.Namespace')
    expect(found.weights_only).toMatchObject({
      answer: 'refuses',
      unsafe_globals: ['argparse.Namespace'],
      add_safe_globals: 'from argparse import Namespace; torch.serialization.add_safe_globals([Namespace])',
    })
  })

  test('a call is told with its place, opcode and arguments', async () => {
    const found = await scan(program(SYSTEM, '(', TEXT, 't', 'R'))
    expect(found.verdict).toBe('dangerous')
    expect(found.globals[0]).toMatchObject({
      module: 'posix',
      name: 'system',
      reason: 'runs programs',
      places: [{ offset: 2, opcode: 'GLOBAL' }],
      call_count: 1,
      calls: [{ offset: 25, opcode: 'REDUCE', arguments: "('hi')" }],
    })
  })

  test('what stands before an error is told, and the error too', async () => {
    const found = await scan(program(SYSTEM, '(', TEXT, 't', 'R', [0xff]))
    expect(found.verdict).toBe('dangerous')
    expect(rules(found)).toEqual(['GLOBAL_DANGEROUS', 'PICKLE_BROKEN'])
  })

  test('a broken pickle without dangerous names is unreadable, never clean', async () => {
    expect((await scan(program('N', [0xff]))).verdict).toBe('unreadable')
  })

  test.each([
    ['torch.distributed.checkpoint.metadata', 'Metadata', 'known_class'],
    ['torch.distributed.checkpoint.metadata', 'io', 'dangerous'],
    ['torch.distributed.checkpoint.state_dict_loader', 'load', 'dangerous'],
    ['joblib.numpy_pickle', 'NumpyArrayWrapper', 'known_class'],
    ['joblib', 'load', 'dangerous'],
    ['os', 'system', 'dangerous'],
    ['os.path', 'join', 'dangerous'],
    ['osprey', 'system', 'unknown'],
    ['torch._utils', '_rebuild_tensor_v2', 'tensor_data'],
    ['torch._utils', 'os.system', 'dangerous'],
    ['torch.serialization', 'os', 'dangerous'],
    ['torch', 'FloatStorage', 'tensor_data'],
    ['torch', 'Size', 'allowed_by_weights_only'],
    ['builtins', 'eval', 'dangerous'],
    ['__builtin__', 'eval', 'dangerous'],
    ['builtins', 'set', 'container'],
    ['builtins', 'len', 'unknown'],
    ['builtins', 'run', 'dangerous'],
    ['__builtins__', 'run', 'dangerous'],
    ['builtins', 'ValueError', 'unknown'],
    ['functools', 'run', 'dangerous'],
    ['types', 'run', 'dangerous'],
    ['types', 'MappingProxyType', 'unknown'],
    ['random', '_os.system', 'dangerous'],
    ['torch._utils', '_import_dotted_name', 'dangerous'],
    ['torch.fx.graph_module', 'reduce_graph_module', 'dangerous'],
    ['transformers.trainer_utils', 'IntervalStrategy', 'known_call'],
    ['__main__', 'Net', 'unknown'],
    ['uuid', 'UUID', 'container'],
    ['uuid', '_get_command_stdout', 'dangerous'],
    ['collections.OrderedDict', '__init__.__globals__', 'dangerous'],
    ['', '', 'unknown'],
    ['__proto__', 'constructor', 'unknown'],
  ])('%s.%s is %s', (module, name, verdict) => {
    expect(judgeGlobal(module, name).verdict).toBe(verdict)
  })

  describe.each([
    ['__builtin__', 2],
    ['__builtin__', 4],
    ['builtins', 2],
    ['builtins', 4],
  ])('getattr of %s at protocol %i', (module, protocol) => {
    const getattr = `c${module}\ngetattr\n`
    const run = async (...parts: readonly (string | readonly number[])[]): Promise<string> =>
      (await scan(bytes([0x80, protocol], ...parts, '.'))).verdict

    test('of a nested class is unknown, another attribute may be code', async () => {
      expect(await run(getattr, '(cmy.mod\nOuter\nVInner\ntR')).toBe('unknown')
      expect(await run(getattr, '(cmy.mod\nOuter\n', TEXT, 'tR')).toBe('unknown_call')
      expect(await run(getattr, '(cmy.mod\nOuter\n)\x81VInner\ntR')).toBe('unknown_call')
    })

    test('of data, of a way out, or handed on is dangerous', async () => {
      expect(await run(getattr, '(', TEXT, TEXT, 'tR')).toBe('dangerous')
      expect(await run(getattr, '(cmy.mod\nf\nV__globals__\ntR')).toBe('dangerous')
      expect(await run(getattr)).toBe('dangerous')
    })
  })

  test('a path put together by calls is judged by all of its parts', () => {
    expect(judgePath('os.popen().read').verdict).toBe('dangerous')
    expect(judgePath('my.module.Class.method').verdict).toBe('unknown')
    expect(judgePath('random._os.system').verdict).toBe('dangerous')
    expect(judgePath('my.io.Reader.read').verdict).toBe('unknown')
  })
})

describe('places to look', () => {
  const evil = program(SYSTEM, '(', TEXT, 't', 'R')

  test('tensor bytes raise no alarm, whatever they look like', async () => {
    const parts = plainParts().map((part) =>
      part.name.endsWith('data/0') ? { ...part, data: bytes(evil, new Uint8Array(24)).slice(0, 24) } : part,
    )
    expect((await scan(buildZip(parts))).verdict).toBe('clean')
  })

  test.each(['.data/notes', 'data/notes', 'folder/', 'array.npy', 'notes.pkl\0.txt'])(
    'an old pickle under the name %s',
    async (name) => {
      const old = bytes('cposix\nsystem\n(V', 'hi', '\ntR.')
      expect((await scan(buildZip([...plainParts(), { name: `archive/${name}`, data: old }]))).verdict).toBe(
        'dangerous',
      )
    },
  )

  test('a list of words is no old pickle', async () => {
    const words = bytes('collections\ntorch\nnumpy\n')
    expect(
      (await scan(buildZip([...plainParts(), { name: 'archive/.data/words', data: words }]))).verdict,
    ).toBe('clean')
  })

  test('a call inside _rebuild_from_type_v2, with the bytes it would load', async () => {
    const rebuild = 'ctorch._tensor\n_rebuild_from_type_v2\n'
    const loaded = await scan(
      program(rebuild, '(ctorch.storage\n_load_from_bytes\nctorch\nTensor\n(C', [evil.length], evil, 't}tR'),
    )
    expect(names(loaded, 'dangerous')).toEqual(['posix.system'])
    const called = await scan(
      program(rebuild, '(cbuiltins\ngetattr\n(ctorch\nserialization\nVos\ntRctorch\nTensor\n(t}tR'),
    )
    expect(called.verdict).toBe('dangerous')
  })

  test('bytes for _load_from_bytes that another call makes', async () => {
    const found = await scan(
      program('ctorch.storage\n_load_from_bytes\n(czlib\ndecompress\n(C', [2], 'xx', 'tRtR'),
    )
    expect(found.verdict).toBe('dangerous')
  })

  test('TorchScript that opens files, and Python in a torch.package', async () => {
    const code = bytes('def forward(x: Tensor) -> Tensor:\n  torch.save(x, "a")\n  return x\n')
    const script = await scan(buildZip([...plainParts(), { name: 'archive/code/__torch__.py', data: code }]))
    expect(script.verdict).toBe('dangerous')
    expect(script.findings.find(({ rule }) => rule === 'SCRIPT_OPENS_FILE')).toMatchObject({
      member: 'archive/code/__torch__.py',
      offset: 36,
    })
    const packaged = await scan(
      buildZip([
        ...plainParts(),
        { name: 'archive/.data/extern_modules', data: bytes('') },
        { name: 'archive/net.py', data: bytes('import os\n') },
      ]),
    )
    expect(packaged.verdict).toBe('unknown')
    expect(packaged.findings).toMatchObject([{ rule: 'PACKAGE_CODE', severity: 'warning' }])
  })

  test.each(['net.py', 'net/__init__.py'])(
    '%s of a torch.package whose pickle names its class',
    async (name) => {
      const packaged = await scan(
        buildZip([
          { name: 'archive/model/model.pkl', data: bytes('\x80\x02cnet\nNet\n)\x81}b.') },
          { name: 'archive/.data/extern_modules', data: bytes('torch\nnumpy\n') },
          { name: `archive/${name}`, data: bytes('\nimport os\nos.getpid()\n') },
        ]),
      )
      expect(packaged.verdict).toBe('dangerous')
      expect(packaged.findings.filter(({ rule }) => rule === 'PACKAGE_CODE')).toMatchObject([
        { severity: 'note', detail: 'imports from the environment it is loaded in: torch, numpy' },
        {
          severity: 'error',
          member: `archive/${name}`,
          detail:
            'Python source that torch.package runs when it loads archive/model/model.pkl, for net.Net: ' +
            'import os\nos.getpid()',
        },
      ])
    },
  )

  test.each(['torch.\\\nsave(x, "a")', 'torch . save (x, "a")', '(torch # a\n  .save(x, "a"))'])(
    'TorchScript that spells %j',
    async (call) => {
      const code = bytes(`def forward(x: Tensor) -> Tensor:\n  ${call}\n  return x\n`)
      const script = await scan(
        buildZip([...plainParts(), { name: 'archive/code/__torch__.py', data: code }]),
      )
      const details = script.findings.map(({ detail }) => detail)
      expect(details.every((detail) => detail.includes('line 2, in forward: torch'))).toBe(true)
      expect(details.some((detail) => detail.includes('save opens a file'))).toBe(true)
    },
  )

  test('a second pickle, another .pkl, a misnamed member, an archive in the archive', async () => {
    const inner = buildZip(plainParts(evil))
    for (const extra of [
      [{ name: 'archive/other.pkl', data: evil }],
      [{ name: 'archive/readme.bin', data: evil }],
      [{ name: 'archive/inner.pth', data: inner }],
    ]) {
      const found = await scan(buildZip([...plainParts(), ...extra]))
      expect(names(found, 'dangerous')).toEqual(['posix.system'])
    }
    const second = await scan(buildZip(plainParts(bytes(program('}'), evil))))
    expect(names(second, 'dangerous')).toEqual(['posix.system'])
    expect(rules(second)).toContain('PICKLE_FOLLOWS')
  })

  test('bytes after the last pickle are told', async () => {
    const found = await scan(bytes(program('}'), [0, 1, 2]))
    expect(found.verdict).toBe('clean')
    expect(rules(found)).toEqual(['TRAILING_DATA'])
  })

  test('a plain pickle with a zip archive behind it is two files', async () => {
    const found = await scan(bytes(program('}'), buildZip(plainParts(evil))))
    expect(rules(found)).toContain('POLYGLOT')
    expect(names(found, 'dangerous')).toEqual(['posix.system'])
  })
})

describe('policy', () => {
  test('an allowed name is allowed, nothing else of its module', async () => {
    const policy = withAllowed(NO_POLICY, ['plugin.Settings'])
    expect((await report({ policy })).verdict).toBe('clean')
    expect((await report({ policy: withAllowed(NO_POLICY, ['plugin.Setting']) })).verdict).toBe('unknown')
  })

  test('a denied module is dangerous', async () => {
    expect((await report({ policy: parsePolicy('{"deny": ["plugin"]}', 'p.json') })).verdict).toBe(
      'dangerous',
    )
  })

  test.each([
    '{"alow": []}',
    '[]',
    'x',
    '{"allow": "a.b"}',
    '{"strict": 1}',
    '{"ignore": ["GLOBAL_DANGEROUS"]}',
  ])('%s is refused', (text) => {
    try {
      parsePolicy(text, 'p.json')
      expect.unreachable()
    } catch (error) {
      expect(isPthError(error, 'USAGE')).toBe(true)
    }
  })

  test('exit codes: 1 for danger, 2 for what could not be followed, unknown only when strict', async () => {
    const [unknown, dangerous, unreadable] = [
      await report(),
      await scan(program(SYSTEM)),
      await scan(program([0xff])),
    ]
    expect(exitCodeFor(scanOutcome([unknown], false))).toBe(0)
    expect(exitCodeFor(scanOutcome([unknown], true))).toBe(1)
    expect(exitCodeFor(scanOutcome([unknown, unreadable], false))).toBe(2)
    expect(exitCodeFor({ ...scanOutcome([unknown], false), incomplete: true })).toBe(2)
    expect(exitCodeFor(scanOutcome([unreadable, dangerous], false))).toBe(1)
  })
})

/** An archive of one .npy member with a pickle for data. */
function npz(descr: string, padding = 0): Uint8Array {
  const header = `{${' '.repeat(padding)}'descr': ${descr}, 'fortran_order': False, 'shape': (1,), }\n`
  const npy = bytes(
    [0x93],
    'NUMPY',
    [1, 0, header.length & 0xff, header.length >> 8],
    header,
    program(SYSTEM, '(', TEXT, 't', 'R'),
  )
  return buildZip([{ name: 'a.npy', data: npy }])
}

describe('object arrays in .npy members', () => {
  // All of these are objects to numpy.dtype, by way of numpy's header reader.
  test.each([
    "'|O'",
    "'O'",
    "'O8'",
    "'object'",
    "'i4,O'",
    "'2O'",
    "[('a', '<f4'), ('b', '|O')]",
    "'\\x4f'",
    "'ob' 'ject'",
  ])('%s', async (descr) => {
    expect((await scan(npz(descr))).verdict).toBe('dangerous')
  })

  test('behind a long header', async () => {
    expect((await scan(npz("'|O'", 20_000))).verdict).toBe('dangerous')
  })

  test.each(["'<f4'", "[('Offset', '<f4'), ('object_id', '<i8')]", "[('', '|V4'), ('x', '<f4')]"])(
    'plain %s is not one',
    async (descr) => {
      expect((await scan(npz(descr))).globals).toEqual([])
    },
  )
})
