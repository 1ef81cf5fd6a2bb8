/** TorchScript whose code reaches files, in the spellings that PyTorch reads, and where loading itself runs it. */
import { bytes } from '../../support/assembler.ts'
import { buildZip } from '../../support/zip.ts'
import type { ZipPart } from '../../support/zip.ts'
import { files } from './parts.ts'
import type { Attack } from './parts.ts'

const DATA = bytes('\x80\x02c__torch__.net\nM\n)\x81}b.')
const CLASS = 'class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n'

function script(code: string, name = 'm/code/__torch__/net.py', ...more: readonly ZipPart[]): Uint8Array {
  return buildZip([
    { name: 'm/data.pkl', data: DATA },
    { name, data: new TextEncoder().encode(code) },
    { name: 'm/constants.pkl', data: bytes('\x80\x02).') },
    ...more,
  ])
}

function method(name: string, ...lines: readonly string[]): string {
  const body = [...lines, 'return x'].map((line) => `    ${line}\n`).join('')
  return `${CLASS}  def ${name}(self: __torch__.net.M,\n    x: Tensor) -> Tensor:\n${body}`
}

const SAVE = 'torch.save([1], "f")'
const SPELLED: Readonly<Record<string, string>> = {
  plain: SAVE,
  continued: 'torch.\\\n  save([1], "f")',
  'continued-in-name': 'torch\\\n.save([1], "f")',
  commented: '(torch.\n  # a comment\n  save)([1], "f")',
  tabs: 'torch\t.\tsave([1], "f")',
  'vertical-tab': 'torch.\u000Bsave([1], "f")',
  'form-feed': 'torch.\u000Csave([1], "f")',
  parenthesised: '(torch).save([1], "f")',
  alias: 't = torch\n    t.save([1], "f")',
  'alias-of-ops': 'o = ops\n    o.aten.save([1], "f")',
  operators: 'ops.aten.save([1], "f")',
  'from-file': 'y = ops.aten.from_file("f", True, 4)',
  'behind-text': 'a = "#"\n    torch.save([1], "f")',
  'behind-long-text': 'a = """\n"\n"""\n    torch.save([1], "f")',
  getattr: 'getattr(torch, "save")([1], "f")',
  'getattr-joined': 'getattr(torch, "sa" "ve")([1], "f")',
  'in-condition': 'if torch.gt(x, 0):\n      torch.save([1], "f")',
  'as-argument': 'y = [torch.save([1], "f")]',
  'remote-call': 'y = ops.prim.rpc_sync("a", "b", (1,), {})',
  'python-operator': 'y = ops.prim.PythonOp(x)',
}

export function scripts(): readonly Attack[] {
  const forward = Object.entries(SPELLED).map(
    ([label, line]) => [label, script(method('forward', line))] as const,
  )
  const code = method('forward', SAVE)
  return files('script', '.pt', {
    ...Object.fromEntries(forward),
    'set-state': script(method('__setstate__', SAVE)),
    'line-ends': script(code.replaceAll('\n', '\r\n')),
    'byte-order-mark': script(`\uFEFF${code}`),
    'free-function': script(
      `def f(x: Tensor) -> Tensor:\n  ${SAVE}\n  return x\n${method('forward', 'x = __torch__.net.f(x)')}`,
    ),
    'other-file': script(method('forward', 'x = __torch__.other.f(x)'), 'm/code/__torch__/net.py', {
      name: 'm/code/__torch__/other.py',
      data: bytes(`def f(x: Tensor) -> Tensor:\n  ${SAVE}\n  return x\n`),
    }),
    'default-value': script(
      `${CLASS}  def forward(self: __torch__.net.M,\n    x: Tensor=torch.save([1], "f")) -> Tensor:\n    return x\n`,
    ),
    'final-constant': script(
      `${CLASS}  c : Final[None] = torch.save([1], "f")\n  def forward(self: __torch__.net.M) -> int:\n    return 1\n`,
    ),
    deflated: buildZip([
      { name: 'm/data.pkl', data: DATA },
      { name: 'm/code/__torch__/net.py', data: bytes(code), deflate: true },
      { name: 'm/constants.pkl', data: bytes('\x80\x02).') },
    ]),
  })
}
