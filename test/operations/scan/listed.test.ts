/** Names of libraries that are listed as harmless, with states and items that would make them call something. */
import { describe, expect, test } from 'vitest'
import { memorySource } from '../../../src/io/source.ts'
import type { ScanVerdict } from '../../../src/operations/scan/report.ts'
import { scanFile } from '../../../src/operations/scan/scan.ts'
import {
  BUILD,
  bytes,
  call,
  dict,
  list,
  name,
  NEWOBJ,
  program,
  text,
  tuple,
} from '../../support/assembler.ts'
import { NONE } from '../../support/assembler.ts'

/** Opens the file that it is called with. It is known, and only a call of it does harm. */
const OPENER = name('torch.serialization', '_open_file')
const UNLISTED = name('my_project.tools', 'run')

const made = (module: string, cls: string): Uint8Array => bytes(name(module, cls), tuple(), NEWOBJ)
const filled = (object: Uint8Array, ...state: readonly (readonly [string, Uint8Array])[]): Uint8Array =>
  bytes(object, dict(...state.map(([key, value]) => [text(key), value] as const)), BUILD)
const withItem = (object: Uint8Array, key: string, value: Uint8Array): Uint8Array =>
  bytes(object, text(key), value, 's')
/** An object whose attributes Python takes for methods. */
const namespace = (key: string, value: Uint8Array): Uint8Array =>
  filled(made('argparse', 'Namespace'), [key, value])

/** `__hash__` of the class calls `self._hash_impl()` where no hash is kept. */
const hashedBy = (callee: Uint8Array): Uint8Array =>
  filled(
    made('torch.distributed.tensor._dtensor_spec', 'DTensorSpec'),
    ['_hash', NONE],
    ['_hash_impl', callee],
  )

const LIST_CONFIG = made('omegaconf.listconfig', 'ListConfig')
const ORDINARY = [
  ['_metadata', dict()],
  ['_parent', NONE],
  ['_content', list(text('a'))],
] as const

async function verdictOf(...parts: readonly Uint8Array[]): Promise<ScanVerdict> {
  return (await scanFile(memorySource(program(...parts), 'm.pkl'))).verdict
}

describe.each([
  ['a class that does harm when it is called', OPENER],
  ['a function that is not listed', UNLISTED],
])('%s', (_, callee) => {
  test.each([
    ['in the place of a method of omegaconf', filled(LIST_CONFIG, ...ORDINARY, ['_set_item_impl', callee])],
    ['where a configuration looks for append', bytes(filled(LIST_CONFIG, ...ORDINARY), text('x'), 'a')],
    [
      'among the filters of a logger',
      filled(call(name('logging', 'getLogger'), text('torch')), ['filters', list(callee)]),
    ],
    [
      'as an array',
      filled(made('pandas.core.internals.managers', 'BlockManager'), ['x', namespace('__array__', callee)]),
    ],
    [
      'as the conversion of an array',
      filled(call(name('sklearn.tree._tree', 'Tree')), ['nodes', namespace('astype', callee)]),
    ],
    [
      'as the least number of a space',
      filled(made('gymnasium.spaces.box', 'Box'), ['low', namespace('min', callee)]),
    ],
    [
      'as an item that the unpickler looks up',
      bytes(withItem(call(name('addict.addict', 'Dict')), 'append', callee), text('x'), 'a'),
    ],
    [
      'as what a module registers an appended module with',
      bytes(filled(made('torch.nn.modules.container', 'Sequential'), ['add_module', callee]), text('x'), 'a'),
    ],
    [
      'as what a module registers an item with',
      withItem(filled(made('torch.nn.modules.container', 'ModuleDict'), ['add_module', callee]), 'x', NONE),
    ],
    [
      'as an item that is an attribute, too',
      bytes(withItem(made('sklearn.utils._bunch', 'Bunch'), 'append', callee), text('x'), 'a'),
    ],
    ['as what hashes a key of a dict', dict([hashedBy(callee), NONE])],
    ['as what hashes a part of a key', dict([tuple(text('x'), hashedBy(callee)), NONE])],
    ['as what hashes an element of a set', bytes([0x8f], '(', hashedBy(callee), [0x90])],
    ['as what hashes an element of a frozenset', bytes('(', hashedBy(callee), [0x91])],
    ['as what hashes an item of a set that is called', call(name('builtins', 'set'), list(hashedBy(callee)))],
    [
      'as what hashes the first of a pair',
      call(name('collections', 'OrderedDict'), list(tuple(hashedBy(callee), NONE))),
    ],
  ])('%s is a finding', async (_what, part) => {
    expect(['unknown_call', 'dangerous']).toContain(await verdictOf(part))
  })
})

test('a class that does harm when it is called is a finding in the state of any class', async () => {
  const metric = made('torchmetrics.aggregation', 'SumMetric')
  expect(await verdictOf(filled(metric, ['_wrap_compute', OPENER], ['compute', text('x')]))).toBe(
    'unknown_call',
  )
})

test.each([
  ['logging', 'getLogger', 'torch'],
  ['http', 'HTTPStatus', '200'],
  ['stable_baselines3.common.type_aliases', 'TrainFrequencyUnit', 'step'],
])('what the process has one of is not changed: %s.%s', async (module, cls, argument) => {
  const shared = call(name(module, cls), text(argument))
  expect(await verdictOf(shared)).toBe('clean')
  expect(await verdictOf(filled(shared, ['disabled', NONE]))).toBe('dangerous')
})

const indexOf = (dtype: string): Uint8Array =>
  call(name('pandas.core.indexes.base', 'Index'), list(), text(dtype))

test('a time zone of pandas that is the path of a file', async () => {
  expect(await verdictOf(indexOf('datetime64[ns, UTC]'))).toBe('clean')
  expect(await verdictOf(indexOf('datetime64[ns, dateutil//etc/passwd]'))).toBe('dangerous')
})

test('a configuration of omegaconf as omegaconf writes it is clean', async () => {
  expect(await verdictOf(filled(LIST_CONFIG, ...ORDINARY))).toBe('clean')
})

test('what known classes have in a state is not called where nothing is hashed and nothing gets items', async () => {
  const kept = filled(made('torch.nn.modules.container', 'Sequential'), ['activation', UNLISTED])
  expect(await verdictOf(kept)).toBe('unknown')
  const bunch = withItem(made('sklearn.utils._bunch', 'Bunch'), 'target', UNLISTED)
  expect(await verdictOf(bunch)).toBe('unknown')
  const pair = tuple(text('x'), filled(made('torch.nn.modules.linear', 'Identity'), ['hook', UNLISTED]))
  expect(await verdictOf(call(name('collections', 'OrderedDict'), list(pair)))).toBe('unknown')
})

test.each(['numpy', 'numpy.rec', 'numpy.core.records'])(
  'the type of an array of records is a type: %s',
  async (module) => {
    const dtype = call(name('numpy', 'dtype'), name(module, 'record'))
    expect(await verdictOf(dtype)).toBe('clean')
  },
)
