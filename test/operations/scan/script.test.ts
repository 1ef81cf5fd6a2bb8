/**
 * TorchScript code: spellings of an operator, which PyTorch 2.13 was seen to run or to refuse (`\uFF53`, escapes in
 * getattr), and what it was seen to run at loading.
 */
import { describe, expect, test } from 'vitest'
import { memorySource } from '../../../src/io/source.ts'
import type { ScanReport } from '../../../src/operations/scan/report.ts'
import { scanFile } from '../../../src/operations/scan/scan.ts'
import { readCode } from '../../../src/operations/scan/script/operators.ts'
import { tokens } from '../../../src/operations/scan/script/tokens.ts'
import { bytes } from '../../support/assembler.ts'
import { buildZip } from '../../support/zip.ts'
import type { ZipPart } from '../../support/zip.ts'

const NAME = '__torch__.net.M'
const DATA = bytes('\x80\x02c__torch__.net\nM\n)\x81}b.')
const HEAD = 'class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n'
const FORWARD = `  def forward(self: ${NAME},\n    x: Tensor) -> Tensor:\n`

function archive(code: string, ...parts: readonly ZipPart[]): Promise<ScanReport> {
  const data = buildZip([
    { name: 'm/data.pkl', data: DATA },
    { name: 'm/code/__torch__/net.py', data: new TextEncoder().encode(code) },
    { name: 'm/constants.pkl', data: bytes('\x80\x02).') },
    ...parts,
  ])
  return scanFile(memorySource(data, 'm.pt'))
}

/** A model whose forward has these lines. */
function forward(...lines: readonly string[]): Promise<ScanReport> {
  return archive(
    `${HEAD}${FORWARD}${lines.map((line) => `    ${line}\n`).join('')}    return torch.add(x, 1)\n`,
  )
}

function rules({ findings }: ScanReport): string[] {
  return findings.map(({ rule }) => rule)
}

describe('an operator that opens files is found as', () => {
  test.each([
    ['torch.save([1], "f")'],
    ['ops.aten.save([1], "f")'],
    ['torch.\\\n  save([1], "f")'],
    ['(torch.\n  # a comment\n  save)([1], "f")'],
    ['torch.\u000bsave([1], "f")'],
    ['torch.autograd.save([1], "f")'],
    ['y = ops.aten.from_file("f", True, 4)'],
    ['y = ops.aten.from_file("f", True, 4, out=x)'],
    ['y = ops.debugprims.load_tensor("f", [1], [1])'],
    ['a = "#"\n    torch.save([1], "f")'],
    ["a = '''\n\"'''\n    torch.save([1], \"f\")"],
    ['torch.\uFF53ave([1], "f")'],
    ['y = ops.image.read_file("f")'],
  ])('%s', async (line) => {
    const report = await forward(line)
    expect([report.verdict, rules(report)]).toEqual(['dangerous', ['SCRIPT_OPENS_FILE']])
  })

  test.each([
    ['t = torch', 't.save([1], "f")'],
    ['o = ops', 'a = o.aten', 's = a.save', 's([1], "f")'],
    ['(torch).save([1], "f")'],
    ['getattr(torch, "save")([1], "f")'],
    ['getattr(torch, "sa" "ve")([1], "f")'],
    ['getattr(torch, "s\\141v\\x65")([1], "f")'],
    ['getattr(getattr(ops, "aten"), "save")([1], "f")'],
  ])('%s %s', async (...lines) => {
    const report = await forward(...lines)
    expect([report.verdict, [...new Set(rules(report))]]).toEqual([
      'dangerous',
      ['SCRIPT_OPERATOR_UNKNOWN', 'SCRIPT_OPENS_FILE'],
    ])
  })

  test('torch.save, with its line, its text and its place', async () => {
    const report = await forward('y = x', 'torch.save([1], "f")')
    expect(report.findings).toMatchObject([
      {
        member: 'm/code/__torch__/net.py',
        offset: `${HEAD}${FORWARD}    y = x\n    `.length,
        detail:
          'line 8, in M.forward: torch.save([1], "f") return torch.add(x, 1): aten::save opens a file; ' +
          'it runs when the model is called',
      },
    ])
  })
})

describe('no file is opened by', () => {
  test.each([
    ['self.save(x)'],
    ['y = (self.net).save(x, ops=1)'],
    ['print("torch.save(x, 1)")'],
    ["y = 'it''s torch.save'"],
    ['y = """torch.save(x)\n"""'],
    ['# torch.save(x, "f")'],
    ['y = torch.add(x, 1.e5, alpha=.5)'],
    ['y = ops.quantized.linear(x, self._packed_params, 1., 0)'],
    ['y = ops.torchvision.nms(x, x, 0.5)'],
    ['y = ops.image.decode_png(x, 0)'],
    ['y = getattr(self, "save")(x)'],
    ['y = torch.device("cpu")'],
  ])('%s', async (line) => {
    expect(await forward(line)).toMatchObject({ verdict: 'clean', findings: [] })
  })
})

describe('what runs programs or is unknown', () => {
  test.each(['ops.prim.rpc_sync("w", f, (x,))', 'ops.prim.PythonOp(x)', 'ops.prim.IgnoredPythonOp(x)'])(
    '%s is dangerous',
    async (line) => {
      expect((await forward(line)).verdict).toBe('dangerous')
    },
  )

  test('an operator of an unknown library is named, and fails the run when loading calls it', async () => {
    const called = await forward('y = ops.mylib.run(x, "a")')
    expect([called.verdict, rules(called), called.findings[0]?.severity]).toEqual([
      'unknown',
      ['SCRIPT_OPERATOR_UNKNOWN'],
      'warning',
    ])
    expect(called.findings[0]?.detail).toContain('mylib::run is of a library that pth does not know')
    const loaded = await archive(`${HEAD}  def __setstate__(self: ${NAME}, s: int) -> NoneType:
    ops.mylib.run(s)
    return None
`)
    expect([loaded.verdict, loaded.findings[0]?.severity]).toEqual(['unknown_call', 'error'])
  })

  test('a class of an unknown library is named', async () => {
    const report = await forward('y = __torch__.torch.classes.mylib.Engine(x)')
    expect([report.verdict, report.findings[0]?.detail]).toEqual([
      'unknown',
      expect.stringContaining('torch.classes.mylib.Engine'),
    ])
    expect((await forward('y : __torch__.torch.classes.quantized.LinearPackedParamsBase = x')).verdict).toBe(
      'clean',
    )
  })
})

const SETSTATE = `  def __setstate__(self: ${NAME}, s: int) -> NoneType:\n`

describe('torch.jit.load runs', () => {
  test.each([
    ['__setstate__', `${HEAD}${SETSTATE}    torch.save([1], "f")\n    return None\n`],
    [
      'a method that __setstate__ calls',
      `${HEAD}${SETSTATE}    self.helper()\n    return None\n` +
        `  def helper(self: ${NAME}) -> NoneType:\n    torch.save([1], "f")\n    return None\n`,
    ],
    [
      'a function that __setstate__ calls',
      `def helper() -> int:\n  torch.save([1], "f")\n  return 1\n${HEAD}${SETSTATE}    x = __torch__.net.helper()\n    return None\n`,
    ],
    [
      'the default of an argument',
      `${HEAD}  def forward(self: ${NAME}, x: Tensor,\n    y: Tensor=torch.from_file("f", True, 1)) -> Tensor:\n    return x\n`,
    ],
    ['a constant', `${HEAD}  Z : Final[Tensor] = torch.from_file("f", True, 1)\n`],
  ])('%s', async (_, code) => {
    const report = await archive(code)
    const told = report.findings.filter(({ rule }) => rule === 'SCRIPT_OPENS_FILE')
    expect(told.map(({ detail }) => detail)).toEqual([expect.stringMatching(/torch\.jit\.load may run it$/)])
    // The name in the pickle is judged by what it defines.
    expect(report.globals).toMatchObject([
      { module: '__torch__.net', name: 'M', verdict: 'dangerous', reason: expect.stringContaining('aten::') },
    ])
  })

  test('not a method that nothing calls, and no class that only computes', async () => {
    const report = await archive(
      `${HEAD}${SETSTATE}    self.training = True\n    return None\n` +
        `  def write(self: ${NAME}) -> NoneType:\n    torch.save([1], "f")\n    return None\n`,
    )
    expect(report.findings[0]?.detail).toMatch(/it runs when the model is called$/)
    expect(report.globals[0]?.verdict).toBe('container')
  })
})

describe('a name of TorchScript', () => {
  test('that the archive does not define is unknown', async () => {
    const report = await archive('class Other(Module):\n  __parameters__ = []\n')
    expect([report.verdict, report.globals[0]?.verdict]).toEqual(['unknown', 'unknown_class'])
  })

  test('in a pickle without an archive is unknown, and a call of it is an unknown call', async () => {
    const report = await scanFile(memorySource(bytes('\x80\x02c__torch__.net\nM\n)R.'), 'm.pt'))
    expect(report.verdict).toBe('unknown_call')
  })

  test('counts in capitals of folders too, as PyTorch compares them', async () => {
    const report = await archive('', {
      name: 'm/CODE/__torch__/net.PY',
      data: bytes(`${HEAD}${FORWARD}    torch.save([1], "f")\n`),
    })
    expect(rules(report)).toContain('SCRIPT_OPENS_FILE')
  })
})

/** An archive whose bytecode names an operator. */
function bytecode(name: string): Promise<ScanReport> {
  return archive('', {
    name: 'm/bytecode.pkl',
    data: bytes('\x80\x02(X', [name.length, 0, 0, 0], name, 'K\x02t.'),
  })
}

test('operators of bytecode for mobile devices', async () => {
  expect([(await bytecode('aten::save')).verdict, (await bytecode('aten::add')).verdict]).toEqual([
    'dangerous',
    'clean',
  ])
})

describe('tokens', () => {
  test('texts in every form, names after NFKC, lines and brackets', () => {
    const code = 'a = r"\\n" u\'\\x41\' """b\n""" \\\n  f(ﬁ,\n  2.5e-3) # c\nb'
    expect([...tokens(code)].map(({ kind, text }) => (kind === 'line' ? '|' : text))).toEqual([
      '|',
      'a',
      '=',
      '\\nAb\n',
      'f',
      '(',
      'fi',
      ',',
      '2.5e-3',
      ')',
      '|',
      'b',
    ])
  })

  test('a text without an end stops at its line', () => {
    expect(readCode('x = "abc\ntorch.save(x)').uses).toMatchObject([{ name: 'aten::save' }])
  })

  test('a million brackets or quotes are no matter of depth', () => {
    expect(readCode('('.repeat(1_000_000)).uses).toEqual([])
    expect(readCode('def f(x):\n'.repeat(100_000)).uses).toEqual([])
    expect([...tokens('"a" '.repeat(1000))].length).toBe(2)
  })
})

describe('code beyond the bounds is not called clean', () => {
  test('five million bytes that must be read token by token', async () => {
    const report = await archive(`${HEAD}# save\n${'# x\n'.repeat(1_250_000)}`)
    expect(report.findings.map(({ rule, severity }) => `${rule} ${severity}`)).toContain(
      'MEMBER_UNREADABLE error',
    )
  })

  test('of code as PyTorch writes it ten million bytes are read at once', async () => {
    const report = await archive(
      `${HEAD}${FORWARD}    return x\n${'    _0 = torch.add(x, 1)\n'.repeat(400_000)}`,
    )
    expect(report).toMatchObject({ verdict: 'clean', findings: [] })
  })
})
