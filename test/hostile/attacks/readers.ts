/** Attacks where two readers differ, on budgets, and on what calls are inside. */
import { bytes, dict, u32, u64 } from '../../support/assembler.ts'
import { buildZip } from '../../support/zip.ts'
import {
  archived,
  blob,
  EVIL,
  EVIL0,
  EVIL2,
  files,
  frozen,
  items,
  keysOf,
  LOADER,
  made,
  madeEx,
  npy,
  pairs,
  pickle,
  PLAIN,
  ref,
  refIn,
  run,
  setOf,
  state,
  SYSTEM,
  torchZip,
  UNLISTED,
  value,
} from './parts.ts'
import type { Attack, Item } from './parts.ts'

const PAYLOAD = blob(EVIL2)
const MODULE = ref('torch.nn.modules.module.Module')
const POP = bytes('0')

/** More memory than the file accounts for, spelled in other ways. */
function bombs(): readonly Attack[] {
  const large = 2 ** 20
  const shapes: Readonly<Record<string, Item>> = {
    list: items(large, large),
    'tuple-call': run('builtins.tuple', items(large, large)),
    size: run('torch.Size', items(large, large)),
    'tuple-of-tuple': run('builtins.tuple', [large, large]),
  }
  const decimal = run('decimal.Decimal', [0, [1], 999_999_999])
  return archived('allocation-of', {
    ...Object.fromEntries(
      Object.entries(shapes).map(([label, shape]) => [`array-${label}`, run('numpy.ndarray', shape)]),
    ),
    'array-keywords': madeEx('numpy.ndarray', [], pairs({ shape: [large, large] })),
    'array-newobj': made('numpy.ndarray', [large, large]),
    'storage-keywords': madeEx('torch.FloatStorage', [], pairs({ size: 2 ** 34 })),
    'int-of-decimal-tuple': run('builtins.int', decimal),
    'fraction-of-decimal-tuple': run('fractions.Fraction', decimal),
    'fraction-underscore': run('fractions.Fraction', '1e9_99999999'),
    'int-of-decimal-underscore': run('builtins.int', run('decimal.Decimal', '1e9_99999999')),
    'fraction-wide-digits': run('fractions.Fraction', '1e９９９９９９９９９'),
    'range-reversed': run('builtins.list', run('builtins.reversed', run('builtins.range', 2 ** 31))),
    'range-iter': run('builtins.tuple', run('builtins.iter', run('builtins.range', 2 ** 31))),
    'range-in-from-type': run(
      'torch._tensor._rebuild_from_type_v2',
      ref('builtins.list'),
      ref('builtins.list'),
      [run('builtins.range', 2 ** 31)],
      null,
    ),
    'range-in-partial': run(run('functools.partial', ref('builtins.list'), run('builtins.range', 2 ** 31))),
    'range-newobj-of-list': madeEx('builtins.bytes', [run('builtins.range', 2 ** 31)], keysOf()),
    'bytes-keywords': madeEx('builtins.bytes', [], pairs({ source: 2 ** 31 })),
    'bytes-of-scalar': run(
      'builtins.bytes',
      run('numpy._core.multiarray.scalar', run('numpy.dtype', 'i8'), blob(bytes(u64(2 ** 31)))),
    ),
    'bytes-of-bool-int': run('builtins.bytes', run('builtins.int', '2147483648')),
    'deque-of-range-from-type': run(
      'torch._tensor._rebuild_from_type_v2',
      ref('collections.deque'),
      ref('collections.deque'),
      [run('builtins.range', 0, 2 ** 40, 2)],
      null,
    ),
  })
}

function facts(dtype: Uint8Array, shape: Item): Uint8Array {
  return pairs({ subclass: ref('numpy.ndarray'), shape, order: 'C', dtype, allow_mmap: bytes([0x89]) })
}

/** An array of objects: a pickle follows. */
function objects(wrapper: Uint8Array): Uint8Array {
  return bytes([0x80, 4], wrapper, facts(run('numpy.dtype', 'O'), [1]), 'b', EVIL, '.')
}

/** A wrapper of joblib that is made in another way, so that its array could pass for opcodes. */
function joblibs(): readonly Attack[] {
  const WRAPPER = ref('joblib.numpy_pickle.NumpyArrayWrapper')
  const f1 = run('numpy.dtype', 'u1')
  const tail = bytes(POP, SYSTEM, '.')
  /** Five bytes of an array, which as opcodes hide all that follows. */
  const hide = bytes('0B', u32(tail.length))
  const hidden = (wrapper: Uint8Array): Uint8Array =>
    bytes([0x80, 4], wrapper, facts(f1, [hide.length]), 'b', hide, tail, '.')
  const wrappers: Readonly<Record<string, Uint8Array>> = {
    newobj: bytes(WRAPPER, ')', [0x81]),
    'newobj-ex': madeEx('joblib.numpy_pickle.NumpyArrayWrapper', [], keysOf()),
    'newobj-function': run('copyreg.__newobj__', WRAPPER),
    'newobj-ex-function': run('copyreg.__newobj_ex__', WRAPPER, [], keysOf()),
    reconstructor: run('copyreg._reconstructor', WRAPPER, ref('builtins.object'), null),
    partial: run(run('functools.partial', WRAPPER, ref('numpy.ndarray'), [1], 'C', f1)),
    'from-type': run('torch._tensor._rebuild_from_type_v2', WRAPPER, WRAPPER, [], null),
  }
  return [
    ...files(
      'joblib-hidden',
      '.joblib',
      Object.fromEntries(Object.entries(wrappers).map(([label, wrapper]) => [label, hidden(wrapper)])),
    ),
    ...files(
      'joblib-objects',
      '.joblib',
      Object.fromEntries(Object.entries(wrappers).map(([label, wrapper]) => [label, objects(wrapper)])),
    ),
    ...files('joblib', '.joblib', {
      'old-wrapper': pickle(
        state(
          made('joblib.numpy_pickle_compat.NDArrayWrapper'),
          pairs({ filename: 'x.npy', subclass: null }),
        ),
      ),
    }),
  ]
}

function around(descr: string): string {
  return `{'descr': ${descr}, 'fortran_order': False, 'shape': (1,), }\n`
}

/** Headers of NumPy that spell objects in ways of Python's literals. */
function headers(): readonly Attack[] {
  const spelled: Readonly<Record<string, string>> = {
    'prefix-u': "'obj' u'ect'",
    'prefix-r': "'obj' r'ect'",
    comment: "'obj' # a comment\n'ect'",
    triple: "'''obj''' '''ect'''",
    'old-name': "'Object0'",
    'bytes-joined': "b'obj' b'ect'",
    'in-a-field': "[('a', '<f4'), ('b', 'obj' u'ect')]",
    'with-shape': "('obj' u'ect', (1,))",
    'sub-array': "[('a', [('b', '|O8')])]",
  }
  return [
    ...files(
      'header',
      '.npy',
      Object.fromEntries(Object.entries(spelled).map(([label, descr]) => [label, npy(around(descr), EVIL)])),
    ),
    ...files(
      'header',
      '.npz',
      Object.fromEntries(
        Object.entries(spelled).map(([label, descr]) => [
          label,
          buildZip([{ name: 'a.bin', data: npy(around(descr), EVIL) }]),
        ]),
      ),
    ),
  ]
}

function zipOf(text: string): Uint8Array {
  return buildZip([
    { name: 'data', data: new TextEncoder().encode(text) },
    { name: 'policy.pth', data: torchZip(PLAIN) },
  ])
}

function serialized(text: string): string {
  return `{"lr": {":type:": "x", ":serialized:": "${text}"}}`
}

function base64(data: Uint8Array): string {
  return Buffer.from(data).toString('base64')
}

/** Zips of stable-baselines3: what Python's base64 reads, which drops what is not a digit. */
function learned(): readonly Attack[] {
  const digits = base64(EVIL)
  const spelled: Readonly<Record<string, string>> = {
    plain: digits,
    'odd-character': `${digits.slice(0, 5)}!${digits.slice(5)}`,
    'odd-first': `*${digits}`,
    spaces: digits.replaceAll(/(.{4})/g, '$1 '),
    'line-ends': digits.replaceAll(/(.{4})/g, '$1\\n'),
    'minus-signs': digits.replaceAll(/(.{4})/g, '$1-_'),
    'no-padding-needed': base64(bytes(EVIL, '.'.repeat(3 - (EVIL.length % 3)))),
    'old-pickle': base64(EVIL0),
    escaped: `\\u0067${digits.slice(1)}`,
    'wide-character': `é${digits}`,
  }
  const key = `{"lr": {"\\u003aserialized:": "${digits}"}}`
  return files('sb3', '.zip', {
    ...Object.fromEntries(Object.entries(spelled).map(([label, text]) => [label, zipOf(serialized(text))])),
    'escaped-key': zipOf(key),
    'second-of-two': zipOf(`{":serialized:": "${base64(PLAIN)}", ":serialized:": "${digits}"}`),
  })
}

/** Compound values around a call, and containers that are callees or keys. */
function nested(): readonly Attack[] {
  const call = run(UNLISTED, 'x')
  return archived('inside', {
    'key-of-dict': dict([call, bytes('N')]),
    'item-of-set': setOf(call),
    'item-of-frozenset': frozen(call),
    'argument-of-argument': run('builtins.tuple', items(run('builtins.list', items(call)))),
    'object-array': state(
      run('numpy._core.multiarray._reconstruct', ref('numpy.ndarray'), [0], blob(bytes('b'))),
      [1, [1], run('numpy.dtype', 'O8'), bytes([0x89]), items(call)],
    ),
    'object-array-loader': state(
      run('numpy._core.multiarray._reconstruct', ref('numpy.ndarray'), [0], blob(bytes('b'))),
      [1, [1], run('numpy.dtype', 'O8'), bytes([0x89]), items(run(LOADER, PAYLOAD))],
    ),
    'map-of-system': run('builtins.list', run('builtins.map', ref('posix.system'), items('true'))),
    'chain-of-operator': run(run('operator.methodcaller', 'system', 'true'), ref('posix')),
    'chain-itemgetter': run(run('operator.itemgetter', 0), items(UNLISTED)),
    'chain-of-reduce': run('functools.reduce', UNLISTED, items(1, 2)),
    'cached-property': made('functools.cached_property', UNLISTED),
    'chain-from-iterable': run(refIn('itertools', 'chain.from_iterable'), items(items(call))),
    'class-by-type': run('builtins.type', 'A', [], pairs({ __del__: UNLISTED })),
    'enum-call': run('enum.Enum', 'A', pairs({ a: UNLISTED })),
    'slice-of-call': run('builtins.slice', call),
    'reduce-ex': run(refIn('builtins', 'object.__reduce_ex__'), made('plugin_of_mine.A'), 4),
    'setattr-of-class': run(refIn('builtins', 'type.__setattr__'), MODULE, 'forward', UNLISTED),
    'default-factory': bytes(run('collections.defaultdict', UNLISTED), value('k'), value(1), 's'),
    'default-factory-slots': state(run('collections.defaultdict'), [
      null,
      pairs({ default_factory: UNLISTED }),
    ]),
    'default-factory-partial': run('collections.defaultdict', run('functools.partial', UNLISTED, 'x')),
  })
}

export function readers(): readonly Attack[] {
  return [...bombs(), ...joblibs(), ...headers(), ...learned(), ...nested()]
}
