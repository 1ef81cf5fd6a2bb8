/**
 * Every `_rebuild_*` function of PyTorch 2.13, each of its arguments something that could be called: PyTorch takes the
 * type of none of them for granted (`data.detach()`, `scales.numel()`, `state.items()`, `quantizer_params[0]`).
 */
import { describe, expect, test } from 'vitest'
import { memorySource } from '../../../src/io/source.ts'
import type { ScanReport } from '../../../src/operations/scan/report.ts'
import { scanFile } from '../../../src/operations/scan/scan.ts'
import { ALLOWED_GLOBALS } from '../../../src/weights-only/allowed-globals.ts'
import {
  BUILD,
  bytes,
  call,
  dict,
  FALSE,
  int,
  ints,
  list,
  NEWOBJ,
  name,
  orderedDict,
  program,
} from '../../support/assembler.ts'
import { storage, tensor, text, tuple } from '../../support/assembler.ts'

const TENSOR = tensor(storage('0', 4), [4], [1])
const STORAGE = storage('0', 4)
const FLOAT = name('torch', 'float32')
const LAYOUT = call(name('torch.serialization', '_get_layout'), text('torch.sparse_coo'))
const FOUR = ints([4])
const ONE = ints([1])
const DEVICE = [TENSOR, FLOAT, text('cpu'), FALSE]
const QUANTIZER = tuple(name('torch', 'per_tensor_affine'), int(1), int(0))

/** Arguments as PyTorch gives them. */
const REBUILD: Readonly<Record<string, readonly Uint8Array[]>> = {
  'torch._utils._rebuild_tensor': [STORAGE, int(0), FOUR, ONE],
  'torch._utils._rebuild_tensor_v2': [STORAGE, int(0), FOUR, ONE, FALSE, orderedDict(), dict()],
  'torch._utils._rebuild_tensor_v3': [STORAGE, int(0), FOUR, ONE, FALSE, orderedDict(), FLOAT, dict()],
  'torch._utils._rebuild_sparse_tensor': [LAYOUT, tuple(TENSOR, TENSOR, FOUR)],
  'torch._utils._rebuild_nested_tensor': [TENSOR, TENSOR, TENSOR, TENSOR],
  'torch._utils._rebuild_device_tensor_from_cpu_tensor': DEVICE,
  'torch._utils._rebuild_device_tensor_from_numpy': DEVICE,
  'torch._utils._rebuild_xla_tensor': DEVICE,
  'torch._utils._rebuild_meta_tensor_no_storage': [FLOAT, FOUR, ONE, FALSE],
  'torch._utils._rebuild_wrapper_subclass': [
    name('torch', 'Tensor'),
    FLOAT,
    FOUR,
    ONE,
    int(0),
    LAYOUT,
    text('cpu'),
    FALSE,
  ],
  'torch._utils._rebuild_qtensor': [STORAGE, int(0), FOUR, ONE, QUANTIZER, FALSE, orderedDict()],
  'torch._utils._rebuild_parameter': [TENSOR, FALSE, orderedDict()],
  'torch._utils._rebuild_parameter_with_state': [TENSOR, FALSE, orderedDict(), dict()],
  'torch.nn.parameter.Parameter': [TENSOR, FALSE],
  'torch.nn.parameter.Buffer': [TENSOR],
  'torch.nested._internal.nested_tensor._rebuild_njt': [
    dict([text('values'), TENSOR], [text('offsets'), TENSOR]),
  ],
}
const FROM_TYPE = [
  name('torch._utils', '_rebuild_tensor'),
  name('torch', 'Tensor'),
  tuple(STORAGE, int(0), FOUR, ONE),
  dict(),
]

const EVIL = name('mylib', 'evil')
const PARTIAL = call(name('functools', 'partial'), EVIL, text('x'))
const LOADER = call(
  name('functools', 'partial'),
  name('torch.storage', '_load_from_bytes'),
  bytes('B\x03\0\0\0abc'),
)
/** Methods that PyTorch calls on what it is given. */
const METHODS = ['detach', 'to', 'numel', 'items', 'size', 'stride']
const withMethods = (object: Uint8Array, method: Uint8Array): Uint8Array =>
  bytes(object, dict(...METHODS.map((key) => [text(key), method] as const)), BUILD)
const plain = (): Uint8Array => call(name('types', 'SimpleNamespace'))

/** What could be called, alone or inside what is handed over. */
const CALLABLE: Readonly<Record<string, Uint8Array>> = {
  'a function': EVIL,
  'a partial': PARTIAL,
  'a method of a namespace': withMethods(plain(), EVIL),
  'a method of an argparse namespace': withMethods(
    bytes(name('argparse', 'Namespace'), tuple(), NEWOBJ),
    EVIL,
  ),
  'a method of a module': withMethods(
    bytes(name('torch.nn.modules.linear', 'Linear'), tuple(), NEWOBJ),
    PARTIAL,
  ),
  'a method that loads bytes': withMethods(plain(), LOADER),
  'a hook': bytes(orderedDict(), '(', int(0), EVIL, 'u'),
  'an item of a list': list(EVIL),
  'an item of a tuple': tuple(EVIL),
  'the factory of a defaultdict': call(name('collections', 'defaultdict'), EVIL),
  'a name that is harmless only when it is followed': name('builtins', 'getattr'),
}
/** What is only kept: the class of a wrapper, and attributes. */
const KEPT = new Set([
  'torch._utils._rebuild_wrapper_subclass 0 a function',
  'torch._utils._rebuild_wrapper_subclass 0 a name that is harmless only when it is followed',
  'torch._utils._rebuild_parameter_with_state 3 a hook',
  // Neither a list nor a tuple of one item has attributes that are called.
  'torch._utils._rebuild_parameter_with_state 3 an item of a list',
  'torch._utils._rebuild_parameter_with_state 3 an item of a tuple',
])

function scan(full: string, args: readonly Uint8Array[]): Promise<ScanReport> {
  const dot = full.lastIndexOf('.')
  return scanFile(
    memorySource(program(call(name(full.slice(0, dot), full.slice(dot + 1)), ...args)), 'm.pkl'),
  )
}

const isFinding = ({ verdict }: ScanReport): boolean => verdict === 'unknown_call' || verdict === 'dangerous'

test('no function that weights_only allows is left out', () => {
  const allowed = [...ALLOWED_GLOBALS.keys()].filter((full) => full.includes('._rebuild_'))
  const tried = new Set([...Object.keys(REBUILD), 'torch._tensor._rebuild_from_type_v2'])
  expect(allowed.filter((full) => !tried.has(full))).toEqual([])
})

describe.each(Object.entries(REBUILD))('%s', (full, args) => {
  test('is clean as PyTorch calls it', async () => {
    expect((await scan(full, args)).verdict).toBe('clean')
  })

  test.each(args.map((_, at) => [at]))('argument %d that could be called is a finding', async (at) => {
    const missed: string[] = []
    for (const [what, value] of Object.entries(CALLABLE)) {
      const report = await scan(
        full,
        args.map((own, index) => (index === at ? value : own)),
      )
      const key = `${full} ${at} ${what}`
      if (isFinding(report) === KEPT.has(key)) missed.push(`${key}: ${report.verdict}`)
    }
    expect(missed).toEqual([])
  })
})

describe.each(['torch._tensor._rebuild_from_type', 'torch._tensor._rebuild_from_type_v2'])('%s', (full) => {
  const cases: readonly (readonly [what: string, at: number, value: string])[] = [
    ['calls the function', 0, 'a function'],
    ['calls the partial', 0, 'a partial'],
    ['hands arguments on', 2, 'an item of a tuple'],
    ['hands lists of arguments on', 2, 'an item of a list'],
    ['calls a method of the state', 3, 'a method of a namespace'],
    ['calls a loader in the state', 3, 'a method that loads bytes'],
    ['calls a method of the state of a class', 3, 'a method of an argparse namespace'],
    ['calls the factory of nothing', 0, 'the factory of a defaultdict'],
  ]
  test.each(cases)('%s', async (_, at, what) => {
    const value = CALLABLE[what] ?? EVIL
    expect(
      isFinding(
        await scan(
          full,
          FROM_TYPE.map((own, index) => (index === at ? value : own)),
        ),
      ),
    ).toBe(true)
  })

  test('is clean as PyTorch calls it', async () => {
    expect((await scan(full, FROM_TYPE)).verdict).toBe('clean')
  })
})

test('the factory of GradScaler is known', async () => {
  const factory = name('torch.amp.grad_scaler', '_refresh_per_optimizer_state')
  expect((await scan('collections.defaultdict', [factory])).verdict).toBe('clean')
  expect((await scan('collections.defaultdict', [name('builtins', 'dict')])).verdict).toBe('clean')
})

test('a function of PyTorch that a model keeps is named, not called', async () => {
  const owner = name('torch._C', '_VariableFunctionsClass')
  expect((await scan('builtins.getattr', [owner, text('tanh')])).verdict).toBe('unknown')
  expect((await scan('builtins.getattr', [owner, text('from_file')])).verdict).toBe('unknown_call')
})

const built = (module: string, cls: string, attribute: string): Uint8Array =>
  bytes(name(module, cls), ')', NEWOBJ, dict([text(attribute), EVIL]), BUILD)

describe('what runs without a call of the pickle', () => {
  const LAYER = built('torch.nn.modules.linear', 'Linear', 'extra_repr')
  const SPEC = built('torch.distributed.tensor._dtensor_spec', 'DTensorSpec', '_hash_impl')

  // Each was loaded by PyTorch 2.13 and ran what the state has.
  test.each([
    ['a list in a list', list(list(LAYER))],
    ['a dictionary', dict([text('a'), LAYER])],
    ['tuples in a tuple', tuple(tuple(tuple(LAYER)))],
    ['a deque', call(name('collections', 'deque'), list(LAYER))],
    ['a dictionary of pairs', call(name('collections', 'OrderedDict'), list(tuple(text('a'), LAYER)))],
    ['a slice', call(name('builtins', 'slice'), LAYER)],
    ['an unlisted object in a list', list(list(bytes(name('own', 'Thing'), ')', NEWOBJ)))],
  ])('str() of %s runs its __repr__', async (_, value) => {
    expect(isFinding(await scan('builtins.str', [value]))).toBe(true)
    const [str, none] = [name('builtins', 'str'), call(name('builtins', 'list'), list())]
    expect(isFinding(await scan('copyreg._reconstructor', [str, str, value]))).toBe(true)
    expect((await scan('builtins.str', [none])).verdict).toBe('clean')
  })

  test('typing hashes and shows what a type is made of', async () => {
    const union = name('typing', 'Union')
    expect(isFinding(await scan('_operator.getitem', [union, tuple(SPEC, name('builtins', 'int'))]))).toBe(
      true,
    )
    expect(isFinding(await scan('_operator.getitem', [union, tuple(tuple(LAYER))]))).toBe(true)
    const inner = call(name('_operator', 'getitem'), name('typing', 'List'), name('own', 'Config'))
    expect((await scan('_operator.getitem', [union, tuple(inner, name('own', 'Config'))])).verdict).toBe(
      'unknown',
    )
  })

  test.each([
    ['peft.tuners.osf.layer', 'Linear', '_detach_hooks'],
    ['lightning.pytorch.utilities.model_summary.model_summary', 'LayerSummary', 'detach_hook'],
  ])('__del__ of %s.%s calls an attribute', async (module, cls, attribute) => {
    expect(isFinding(await scan('builtins.list', [list(built(module, cls, attribute))]))).toBe(true)
    expect((await scan('builtins.slice', [built(module, cls, 'activation')])).verdict).toBe('unknown')
  })
})
