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
