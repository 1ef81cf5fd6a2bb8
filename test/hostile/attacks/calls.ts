/** What is called: loaders on odd iterables, callables that are handed on, attribute helpers, BUILD of what exists. */
import { bytes, tuple } from '../../support/assembler.ts'
import {
  archived,
  blob,
  dropped,
  EVIL2,
  files,
  frozen,
  items,
  keysOf,
  legacy,
  LOADER,
  made,
  madeEx,
  obj,
  pairs,
  pickle,
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
const TENSOR = ref('torch.Tensor')

/** `_rebuild_from_type_v2(func, Tensor, args, {})` */
function fromType(func: Item, args: Item, name = 'torch._tensor._rebuild_from_type_v2'): Uint8Array {
  return run(name, func, TENSOR, args, keysOf())
}

/** Everything that Python iterates, around one item. */
const ITERABLES: Readonly<Record<string, (item: Uint8Array) => Uint8Array>> = {
  dict: (item) => keysOf(item),
  set: (item) => setOf(item),
  frozenset: (item) => frozen(item),
  deque: (item) => run('collections.deque', items(item)),
  'deque-appended': (item) => bytes(run('collections.deque'), item, 'a'),
  'deque-of-deque': (item) => run('collections.deque', run('collections.deque', items(item))),
  'ordered-dict': (item) => run('collections.OrderedDict', items([item, null])),
  'ordered-dict-set': (item) => bytes(run('collections.OrderedDict'), item, 'Ns'),
  counter: (item) => run('collections.Counter', items(item)),
  defaultdict: (item) => bytes(run('collections.defaultdict'), item, 'Ns'),
  'tuple-call': (item) => run('builtins.tuple', items(item)),
  'list-of-set': (item) => run('builtins.list', setOf(item)),
  'torch-size': (item) => run('torch.Size', items(item)),
  'numpy-array': (item) =>
    state(run('numpy._core.multiarray._reconstruct', ref('numpy.ndarray'), [0], blob(bytes('b'))), [
      1,
      [1],
      run('numpy.dtype', 'O8'),
      bytes([0x89]),
      items(item),
    ]),
  namespace: (item) => state(run('types.SimpleNamespace'), pairs({ items: items(item) })),
  'unlisted-class': (item) => state(made('plugin_of_mine.Bag'), pairs({ items: items(item) })),
  'map-of-loader': (item) => run('builtins.reversed', items(item)),
}

function iterables(): readonly Attack[] {
  const each = Object.entries(ITERABLES)
  return archived('from-type', {
    ...Object.fromEntries(each.map(([label, of]) => [`loader-${label}`, fromType(LOADER, of(PAYLOAD))])),
    ...Object.fromEntries(
      each.map(([label, of]) => [`unlisted-${label}`, fromType(UNLISTED, of(value('x')))]),
    ),
    'old-name': fromType(LOADER, keysOf(PAYLOAD), 'torch._tensor._rebuild_from_type'),
    'older-name': fromType(UNLISTED, setOf('x'), 'torch.tensor._rebuild_from_type'),
    text: fromType(UNLISTED, 'ab'),
    bytes: fromType(UNLISTED, PAYLOAD),
    nested: fromType(ref('torch._tensor._rebuild_from_type_v2'), [LOADER, TENSOR, keysOf(PAYLOAD), keysOf()]),
    partial: fromType(run('functools.partial', LOADER, PAYLOAD), []),
    'class-as-result': run(
      'torch._tensor._rebuild_from_type_v2',
      ref('numpy._core.multiarray.scalar'),
      TENSOR,
      [run('numpy.dtype', 'O8'), ref('torch.nn.modules.module.Module')],
      [null, pairs({ forward: UNLISTED })],
    ),
  })
}

/** A callable that something else would call. */
function handed(): readonly Attack[] {
  return archived('handed', {
    'map-loader': run('builtins.list', run('builtins.map', LOADER, items(PAYLOAD))),
    filterfalse: run('builtins.list', run('itertools.filterfalse', LOADER, items(PAYLOAD))),
    takewhile: run('builtins.tuple', run('itertools.takewhile', LOADER, items(PAYLOAD))),
    groupby: run('builtins.list', run('itertools.groupby', items(PAYLOAD), LOADER)),
    starmap: run('collections.deque', run('itertools.starmap', LOADER, items([PAYLOAD]))),
    'random-state': run('numpy.random._pickle.__randomstate_ctor', PAYLOAD, LOADER),
    'random-state-unlisted': run('numpy.random._pickle.__randomstate_ctor', 'x', UNLISTED),
    'generator-unlisted': run('numpy.random._pickle.__generator_ctor', 'x', UNLISTED),
    'bit-generator-class': run('numpy.random._pickle.__bit_generator_ctor', UNLISTED),
    'bit-generator-known-class': run(
      'numpy.random._pickle.__bit_generator_ctor',
      ref('torch.fx.interpreter.Interpreter'),
    ),
    'random-state-known-class': run(
      'numpy.random._pickle.__randomstate_ctor',
      'x',
      ref('torch.nn.modules.linear.Linear'),
    ),
    'sorted-key': madeEx('builtins.sorted', [items(PAYLOAD)], pairs({ key: LOADER })),
    'max-key': run('functools.partial', ref('builtins.max'), items(PAYLOAD), LOADER),
    'defaultdict-missing': run(
      refIn('collections', 'defaultdict.__missing__'),
      run('collections.defaultdict', UNLISTED),
      1,
    ),
    'dict-setdefault': run(
      refIn('collections', 'OrderedDict.setdefault'),
      run('collections.OrderedDict'),
      UNLISTED,
      1,
    ),
    'weakref-callback': run('weakref.ref', ref('torch.nn.Module'), UNLISTED),
    'tree-map': run('torch.utils._pytree.tree_map', LOADER, items(PAYLOAD)),
    'tree-unflatten': run('torch.utils._pytree.tree_unflatten', items(PAYLOAD), UNLISTED),
    vmap: run(run('torch.func.vmap', LOADER), PAYLOAD),
    'checkpoint-call': run('torch.utils.checkpoint.checkpoint', LOADER, PAYLOAD),
    'apply-along-axis': run('numpy.apply_along_axis', LOADER, 0, items(PAYLOAD)),
    fromfunction: run('numpy.fromfunction', LOADER, [1]),
    piecewise: run('numpy.piecewise', items(1), items(1), items(UNLISTED)),
    'frompyfunc-unlisted': run(run('numpy.frompyfunc', UNLISTED, 1, 1), 'x'),
    'nullcontext-result': run(run('contextlib.nullcontext', UNLISTED), 'x'),
    'optimized-module': run(
      'torch._dynamo.eval_frame.OptimizedModule',
      made('torch.nn.modules.module.Module'),
      UNLISTED,
    ),
    'optimized-module-loader': run('torch._dynamo.eval_frame.OptimizedModule', PAYLOAD, LOADER),
    'partial-called': run(run('functools.partial', UNLISTED, 'x')),
    'partial-of-partial': run(run('functools.partial', run('functools.partial', UNLISTED, 'x'), 'y')),
    'partial-setstate': run(
      state(run('functools.partial', ref('builtins.len')), [UNLISTED, ['x'], keysOf(), null]),
    ),
    'partial-setstate-twice': run(
      state(state(run('functools.partial', ref('builtins.len')), [UNLISTED, ['x'], keysOf(), null]), [
        UNLISTED,
        items('x'),
        keysOf(),
        null,
      ]),
    ),
    'copy-reconstruct': run('copy._reconstruct', null, null, UNLISTED, ['x']),
    'copyreg-reconstructor-base': run(
      'copyreg._reconstructor',
      ref('plugin_of_mine.A'),
      ref('plugin_of_mine.B'),
      'x',
    ),
    'newobj-by-name': run('copyreg.__newobj__', ref('plugin_of_mine.A'), 'x'),
    'newobj-ex-by-name': run('copyreg.__newobj_ex__', ref('plugin_of_mine.A'), ['x'], keysOf()),
    'newobj-arguments': made('plugin_of_mine.A', 'x'),
    'newobj-ex-keywords': madeEx('plugin_of_mine.A', [], pairs({ path: 'x' })),
    'obj-unlisted': obj('plugin_of_mine.run', 'x'),
    'reduce-unlisted': run('plugin_of_mine.run'),
    'reduce-known-class': run('torch.nn.modules.activation.ReLU', UNLISTED),
  })
}

/** Attributes that Python itself calls on an object: they may be its own, set by BUILD. */
const CALLED_BY_PYTHON = ['__setstate__', 'extend', 'append', 'add']

function duck(key: string): Uint8Array {
  return state(run('types.SimpleNamespace'), pairs({ [key]: UNLISTED }))
}

function optimizer(group: Uint8Array): Uint8Array {
  return state(made('torch.optim.adam.Adam'), pairs({ param_groups: items(group), state: keysOf() }))
}

function attributes(): readonly Attack[] {
  const holders: Readonly<Record<string, Uint8Array>> = {
    namespace: run('types.SimpleNamespace'),
    module: made('torch.nn.modules.module.Module'),
    'unlisted-class': made('plugin_of_mine.A'),
    parameter: run('torch._utils._rebuild_parameter', null, bytes([0x89]), run('collections.OrderedDict')),
  }
  const after: Readonly<Record<string, (target: Uint8Array) => Uint8Array>> = {
    __setstate__: (target) => state(target, 'x'),
    extend: (target) => bytes(target, '(', value('x'), 'e'),
    append: (target) => bytes(target, value('x'), 'a'),
    add: (target) => bytes(target, '(', value('x'), [0x90]),
  }
  const found: Record<string, Uint8Array> = {}
  for (const [holder, object] of Object.entries(holders))
    for (const key of CALLED_BY_PYTHON) {
      const use = after[key] ?? ((target): Uint8Array => target)
      found[`${holder}-${key}`] = use(state(object, pairs({ [key]: UNLISTED })))
      if (holder === 'namespace' || holder === 'module')
        found[`${holder}-${key}-partial`] = use(
          state(object, pairs({ [key]: run('functools.partial', UNLISTED, 'x') })),
        )
    }
  return archived('attribute', {
    ...found,
    'slots-forward': state(ref('torch.nn.modules.module.Module'), [null, pairs({ forward: UNLISTED })]),
    'slots-extend': bytes(
      state(made('plugin_of_mine.A'), [null, pairs({ extend: UNLISTED })]),
      '(',
      value('x'),
      'e',
    ),
    'duck-group-setdefault': optimizer(duck('setdefault')),
    'duck-parameter-detach': run('torch._utils._rebuild_parameter', duck('detach'), bytes([0x89]), keysOf()),
    'duck-state-keys': state(made('torch.nn.modules.module.Module'), duck('keys')),
    'late-attribute': bytes(
      bytes('}', [0x94], '0'),
      state(run('types.SimpleNamespace'), bytes('h', [0])),
      bytes('0h', [0]),
      value('extend'),
      UNLISTED,
      's',
    ),
    'getattr-globals': run('builtins.getattr', ref('copy.deepcopy'), '__globals__'),
    'getattr-then-call': run(run('builtins.getattr', ref('plugin_of_mine.tool'), 'start'), 'x'),
    'attrgetter-chain': run(run('operator.attrgetter', 'os.system'), ref('random.Random')),
    methodcaller: run(run('operator.methodcaller', 'run', 'x'), ref('plugin_of_mine.tool')),
    'getattr-from-fqn': run(
      'torch.ao.quantization.utils.getattr_from_fqn',
      ref('copy.deepcopy'),
      '__globals__',
    ),
    'fx-get-attr': run('torch.fx.graph_module._get_attr', ref('copy.deepcopy'), '__globals__'),
    'inspect-getattr-static': run('inspect.getattr_static', ref('copy.deepcopy'), '__globals__'),
    'resolve-name': run(run('pkgutil.resolve_name', 'os:system'), 'true'),
    'getitem-of-globals': run(
      'operator.getitem',
      run('builtins.getattr', ref('copy.copy'), '__globals__'),
      'x',
    ),
    'dict-get': run(refIn('builtins', 'dict.get'), run('plugin_of_mine.table'), 'x'),
    'object-getattribute': run(
      refIn('builtins', 'object.__getattribute__'),
      ref('copy.deepcopy'),
      '__globals__',
    ),
    'type-getattribute': run(
      refIn('builtins', 'type.__getattribute__'),
      ref('torch.Tensor'),
      '__subclasses__',
    ),
    'recurse-getattr': run('torch.nn.utils.fusion.getattr', ref('copy.deepcopy'), '__globals__'),
    'module-utils-getattr': run(
      'torch.distributed.utils._recurse_getattr',
      ref('copy.deepcopy'),
      '__globals__',
    ),
    'nested-getattr': run('plugin_of_mine.rgetattr', ref('copy.deepcopy'), '__globals__.x'),
  })
}

/** BUILD of what a call hands back, which exists already; and objects whose own methods a harmless call runs. */
function results(): readonly Attack[] {
  const slots: Item = [null, pairs({ forward: UNLISTED })]
  const cls = ref('torch.nn.modules.module.Module')
  const loader = state(
    made('torch.utils.data.dataloader.DataLoader'),
    pairs({ dataset: items('x'), collate_fn: UNLISTED, sampler: items(0) }),
  )
  const unlisted = state(made('plugin_of_mine.A'), pairs({ run: 'x' }))
  const runs = [
    'builtins.list',
    'builtins.tuple',
    'builtins.set',
    'builtins.str',
    'builtins.bytes',
    'builtins.int',
  ]
  const more = [
    'builtins.dict',
    'collections.deque',
    'collections.Counter',
    'collections.OrderedDict',
    'torch.Size',
  ]
  const asked = [
    ...runs,
    ...more,
    'builtins.float',
    'builtins.bool',
    'pathlib.PosixPath',
    'torch.Tensor',
    'numpy.dtype',
  ]
  return archived('result', {
    'scalar-of-class': state(run('numpy._core.multiarray.scalar', run('numpy.dtype', 'O8'), cls), slots),
    'scalar-of-class-old': state(run('numpy.core.multiarray.scalar', run('numpy.dtype', 'O'), cls), slots),
    'copy-copy': state(run('copy.copy', cls), slots),
    'typing-cast': state(run('typing.cast', 'x', cls), slots),
    max: state(run('builtins.max', items(cls)), slots),
    next: state(run('builtins.next', run('builtins.iter', items(cls))), slots),
    getattr: state(run('builtins.getattr', ref('torch.nn.modules'), 'module'), slots),
    'type-of': state(run('builtins.type', made('torch.nn.modules.module.Module')), slots),
    'nullcontext-enter': state(run('contextlib.nullcontext', cls), slots),
    'dict-pop': state(
      run(refIn('collections', 'OrderedDict.popitem'), run('collections.OrderedDict')),
      slots,
    ),
    'class-itself': state(cls, slots),
    'class-dict': state(cls, pairs({ forward: UNLISTED })),
    'module-itself': state(ref('torch.nn.functional'), pairs({ relu: UNLISTED })),
    'module-setitem': bytes(refIn('torch.nn.functional', '__dict__'), value('relu'), UNLISTED, 's'),
    'type-new-class': run('builtins.type', 'A', [ref('builtins.bytes')], pairs({ __len__: UNLISTED })),
    'dataloader-listed': run('builtins.list', loader),
    ...Object.fromEntries(asked.map((name) => [`asks-${name}`, run(name, unlisted)])),
    'asks-in-dropped': dropped(run('builtins.list', unlisted), keysOf()),
  })
}

function id(...parts: readonly Item[]): Uint8Array {
  return bytes(value(parts), 'Q')
}

/** Callables that persistent ids hand over, in streams, in tars of PyTorch 0.1 and in torch.package. */
function persistent(): readonly Attack[] {
  const module = (callee: Item): Uint8Array => id('module', callee, 'a.py', 'class A: pass')
  const values: Readonly<Record<string, Uint8Array>> = {
    called: run(module(UNLISTED), 'x'),
    'called-system': run(module(ref('posix.system')), 'true'),
    'called-loader': run(module(LOADER), PAYLOAD),
    newobj: made(module(UNLISTED), 'x'),
    obj: obj(module(UNLISTED), 'x'),
    build: state(module(ref('torch.nn.modules.module.Module')), [null, pairs({ forward: UNLISTED })]),
    nested: run(module(module(UNLISTED)), 'x'),
    'handed-on': fromType(module(LOADER), keysOf(PAYLOAD)),
    partial: run(run('functools.partial', module(UNLISTED), 'x')),
    'text-id': run(bytes('Pmodule\n'), 'x'),
    'storage-id-called': run(id('storage', ref('torch.FloatStorage'), '0', 'cpu', 1), 'x'),
    'inside-id': id('storage', run('plugin_of_mine.run', 'x'), '0', 'cpu', 1),
    'class-called': run(id(UNLISTED, 'a.py', 'class A: pass'), 'x'),
  }
  const packaged: Readonly<Record<string, Uint8Array>> = {
    reduce: id('reduce_package', 0, UNLISTED, ['x']),
    'reduce-loader': id('reduce_package', 0, LOADER, [PAYLOAD]),
    'reduce-deque': id('reduce_package', 1, UNLISTED, run('collections.deque', items('x'))),
  }
  return [
    ...files(
      'persistent',
      '.pth',
      Object.fromEntries(Object.entries(values).map(([k, v]) => [k, legacy(pickle(v))])),
    ),
    ...Object.entries(packaged).map(([label, part]) => ({
      name: `package-${label}.pt`,
      data: torchZip(pickle(part), [{ name: 'archive/.data/extern_modules', data: bytes('torch\n') }]),
    })),
  ]
}

export function calls(): readonly Attack[] {
  return [
    ...iterables(),
    ...handed(),
    ...attributes(),
    ...results(),
    ...persistent(),
    ...files('call', '.pkl', { system: pickle(SYSTEM), tuple: pickle(tuple(SYSTEM)) }),
  ]
}
