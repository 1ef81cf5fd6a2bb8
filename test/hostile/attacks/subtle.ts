/** Attacks on the rules themselves: computed names, overwritten values, other readers, loaders that hand back. */
import { bytes, dict, text, u64 } from '../../support/assembler.ts'
import {
  archived,
  blob,
  EVIL,
  EVIL0,
  EVIL2,
  items,
  keysOf,
  legacy,
  LOADER,
  made,
  pairs,
  pickle,
  ref,
  refIn,
  run,
  state,
  torchZip,
  UNLISTED,
  value,
} from './parts.ts'
import type { Attack, Item } from './parts.ts'

const POP = bytes('0')
const PAYLOAD = blob(EVIL2)
const MODULE = ref('torch.nn.modules.module.Module')
/** A pickle that is nothing but a listed class. */
const CLASS = blob(pickle(MODULE))
const SLOTS: Item = [null, pairs({ forward: UNLISTED })]

/** A text that a harmless call makes of bytes. */
function computed(letters: string): Uint8Array {
  return run('builtins.str', blob(bytes(letters)), 'ascii')
}

/** A text in another text's clothes: memo slots that are written, dropped and read. */
function slot(at: number, what: Uint8Array): Uint8Array {
  return bytes(what, 'q', [at], POP)
}

function get(at: number): Uint8Array {
  return bytes('h', [at])
}

function keyed(key: Uint8Array): Uint8Array {
  return dict([key, UNLISTED])
}

/** Names that are put together, so that no opcode spells them. */
function names(): readonly Attack[] {
  const target = made('plugin_of_mine.A')
  return archived('computed', {
    'stack-global-of-str': bytes(computed('posix'), computed('system'), [0x93], value(['true']), 'R'),
    'stack-global-half': bytes(text('posix'), computed('system'), [0x93], value(['true']), 'R'),
    'stack-global-of-bytes': bytes(blob(bytes('posix')), text('system'), [0x93], value(['true']), 'R'),
    'getattr-name': run('builtins.getattr', ref('copy.deepcopy'), computed('__globals__')),
    'key-extend': bytes(state(target, keyed(computed('extend'))), '(', value('x'), 'e'),
    'key-append': bytes(state(run('types.SimpleNamespace'), keyed(computed('append'))), value('x'), 'a'),
    'key-setstate': state(state(run('types.SimpleNamespace'), keyed(computed('__setstate__'))), 'x'),
    'key-keys': run(
      'collections.OrderedDict',
      state(run('collections.OrderedDict'), keyed(computed('keys'))),
    ),
    'key-of-slots': bytes(
      state(made('plugin_of_mine.A'), [null, keyed(computed('extend'))]),
      '(',
      value('x'),
      'e',
    ),
    'key-of-class': state(made('torch.nn.modules.module.Module'), [null, keyed(computed('__class__'))]),
    'partial-name': run(
      run('functools.partial', ref('builtins.getattr'), ref('copy.deepcopy')),
      computed('__globals__'),
    ),
    'attrgetter-name': run(run('operator.attrgetter', computed('os.system')), ref('random.Random')),
    'memo-chain': bytes(
      slot(0, text('posix')),
      slot(1, get(0)),
      slot(2, text('system')),
      slot(0, text('math')),
      get(1),
      get(2),
      [0x93],
      value(['true']),
      'R',
    ),
    'memo-of-global': bytes(slot(300 % 256, ref('posix.system')), get(300 % 256), value(['true']), 'R'),
    'dotted-through-class': run(refIn('random', 'Random.__init__.__globals__.get'), 'x'),
    'dotted-through-torch': run(refIn('torch.nn.functional', 'torch._jit_internal.os.system'), 'true'),
    'dotted-getattr': run('builtins.getattr', ref('torch.nn.functional'), 'torch._utils.sys'),
    'nfkc-name': run('plugin_of_mine.ｅval', '1'),
  })
}

/** A dict in the first memo slot. */
function holder(key: string): Uint8Array {
  return slot(0, pairs({ [key]: UNLISTED }))
}

/** The same item again, with another value. */
function clear(key: string): Uint8Array {
  return bytes(get(0), text(key), 'Ns0')
}

/** What a call was given is overwritten before the pickle ends. */
function overwritten(): readonly Attack[] {
  return archived('overwritten', {
    'state-extend': bytes(
      holder('extend'),
      made('plugin_of_mine.A'),
      get(0),
      'b(',
      value('x'),
      'e0',
      clear('extend'),
      'N',
    ),
    'state-append': bytes(
      holder('append'),
      run('types.SimpleNamespace'),
      get(0),
      'b',
      value('x'),
      'a0',
      clear('append'),
      'N',
    ),
    'state-setstate': bytes(
      holder('__setstate__'),
      run('types.SimpleNamespace'),
      get(0),
      'b',
      value('x'),
      'b0',
      clear('__setstate__'),
      'N',
    ),
    'slots-extend': bytes(
      holder('extend'),
      made('plugin_of_mine.A'),
      'N',
      get(0),
      [0x86],
      'b(',
      value('x'),
      'e0',
      clear('extend'),
      'N',
    ),
    'group-setdefault': bytes(
      holder('setdefault'),
      state(run('types.SimpleNamespace'), get(0)),
      'q',
      [1],
      POP,
      state(made('torch.optim.adam.Adam'), pairs({ param_groups: items(get(1)), state: keysOf() })),
      POP,
      clear('setdefault'),
      'N',
    ),
    'known-argument': bytes(
      holder('detach'),
      run(
        'torch._utils._rebuild_parameter',
        state(run('types.SimpleNamespace'), get(0)),
        bytes([0x89]),
        keysOf(),
      ),
      POP,
      clear('detach'),
      'N',
    ),
    'namespace-dict': bytes(
      holder('extend'),
      run('types.SimpleNamespace', get(0)),
      '(',
      value('x'),
      'e0',
      clear('extend'),
      'N',
    ),
    'partial-replaced': bytes(
      run('functools.partial', UNLISTED, 'x'),
      'q',
      [2],
      POP,
      state(run('types.SimpleNamespace'), pairs({ append: get(2) })),
      value('x'),
      'a0',
      state(get(2), [ref('builtins.len'), bytes(')'), keysOf(), null]),
      '0N',
    ),
  })
}

/** Loaders whose result may be a class, or anything else that exists once. */
function loaded(): readonly Attack[] {
  const load = run('torch.storage._load_from_bytes', CLASS)
  return archived('loaded', {
    'build-slots': state(load, SLOTS),
    'build-dict': state(load, pairs({ forward: UNLISTED })),
    'from-type-state': run(
      'torch._tensor._rebuild_from_type_v2',
      LOADER,
      ref('builtins.type'),
      [CLASS],
      pairs({ forward: UNLISTED }),
    ),
    'from-type-slots': run(
      'torch._tensor._rebuild_from_type_v2',
      LOADER,
      ref('builtins.type'),
      [CLASS],
      SLOTS,
    ),
    'from-type-twice': run(
      'torch._tensor._rebuild_from_type_v2',
      ref('torch._tensor._rebuild_from_type_v2'),
      ref('builtins.type'),
      [LOADER, ref('builtins.type'), [CLASS], null],
      pairs({ forward: UNLISTED }),
    ),
    called: run(load, 'x'),
    'newobj-of': bytes(load, ')', [0x81]),
    'newobj-arguments': bytes(load, value(['x']), [0x81]),
    getattr: run('builtins.getattr', load, 'forward'),
    'getattr-called': run(run('builtins.getattr', load, 'forward'), 'x'),
    'append-to': bytes(load, value('x'), 'a'),
    'item-of': bytes(load, value('forward'), UNLISTED, 's'),
    'payload-twice': run('torch.storage._load_from_bytes', blob(pickle(run(LOADER, PAYLOAD)))),
    'payload-legacy': run('torch.storage._load_from_bytes', blob(legacy(EVIL2))),
    'payload-zip': run('torch.storage._load_from_bytes', blob(torchZip(EVIL))),
    'payload-old': run('torch.storage._load_from_bytes', blob(EVIL0)),
    'payload-bytearray': run('torch.storage._load_from_bytes', bytes([0x96], u64(EVIL.length), EVIL)),
    'payload-memoryview': run('torch.storage._load_from_bytes', run('builtins.memoryview', PAYLOAD)),
    'payload-in-array': run(
      'torch.storage._load_from_bytes',
      run('numpy._core.multiarray.scalar', run('numpy.dtype', 'S99'), PAYLOAD),
    ),
  })
}

/** Attributes of objects: what no table knows may have code behind every attribute. */
function attributes(): readonly Attack[] {
  const object = made('plugin_of_mine.A')
  return archived('attribute-of', {
    unlisted: run('builtins.getattr', object, 'value'),
    'unlisted-filled': run('builtins.getattr', state(object, pairs({ a: 1 })), 'value'),
    'unlisted-default': run('builtins.getattr', object, 'value', null),
    'unlisted-class': run('builtins.getattr', ref('plugin_of_mine.A'), 'value'),
    'unlisted-module': run('builtins.getattr', ref('plugin_of_mine'), 'lazy'),
    'unlisted-chain': run('builtins.getattr', run('builtins.getattr', object, 'a'), 'b'),
    'unlisted-global': run('builtins.getattr', ref('plugin_of_mine.hooks.config'), 'value'),
    'unlisted-dotted': bytes(refIn('plugin_of_mine.hooks', 'config.value')),
    'unlisted-in-state': state(
      made('torch.nn.modules.module.Module'),
      pairs({ a: run('builtins.getattr', object, 'value') }),
    ),
    persistent: run('builtins.getattr', bytes(value(['module', object, 'a', 'b']), 'Q'), 'value'),
    'listed-object': run('builtins.getattr', made('torch.nn.modules.module.Module'), 'T_destination'),
    'listed-property': run('builtins.getattr', made('torch.optim.adam.Adam'), 'step'),
    'tensor-class': run('builtins.getattr', ref('torch.Tensor'), 'apply_'),
    number: run('builtins.getattr', 1, 'real'),
    text: run('builtins.getattr', 'x', 'format'),
  })
}

/** A dtype with a field of objects, of these flags. */
function objectField(flags: number): Uint8Array {
  const fields = pairs({ a: [run('numpy.dtype', 'O8'), 0] })
  return state(run('numpy.dtype', 'V8'), [3, '|', null, ['a'], fields, 8, 1, flags])
}

function buffer(data: Uint8Array): Uint8Array {
  return run('pyarrow.lib.py_buffer', blob(data))
}

/** An array of pyarrow of two texts, whose offsets are these. */
function arrow(type: string, length: number, ...offsets: readonly number[]): Uint8Array {
  const buffers = items(null, buffer(bytes(...offsets.map((offset) => u64(offset)))), buffer(bytes('ab')))
  return run('pyarrow.lib._restore_array', [
    run('pyarrow.lib.type_for_alias', type),
    length,
    0,
    0,
    buffers,
    items(),
    null,
  ])
}

/** States and hooks of what PyTorch rebuilds. */
function rebuilt(): readonly Attack[] {
  const tensor = run('torch._utils._rebuild_parameter', null, bytes([0x89]), keysOf())
  const withState = (given: Item): Uint8Array =>
    run('torch._utils._rebuild_parameter_with_state', tensor, bytes([0x89]), keysOf(), given)
  const number = run('numpy.dtype', 'f8')
  return archived('rebuilt', {
    'state-class': withState(pairs({ __class__: ref('plugin_of_mine.A') })),
    'state-class-slots': withState([null, pairs({ __class__: ref('plugin_of_mine.A') })]),
    'state-extend': bytes(withState(pairs({ extend: UNLISTED })), '(', value('x'), 'e'),
    'state-array': run('numpy.dtype', withState(pairs({ __array__: UNLISTED }))),
    'state-setstate': state(withState(pairs({ __setstate__: UNLISTED })), 'x'),
    hooks: run('torch._utils._rebuild_parameter', tensor, bytes([0x89]), UNLISTED),
    'hooks-in-dict': run(
      'torch._utils._rebuild_parameter',
      tensor,
      bytes([0x89]),
      bytes(run('collections.OrderedDict'), value(0), UNLISTED, 's'),
    ),
    'duck-requires-grad': run(
      'torch._utils._rebuild_parameter',
      state(run('types.SimpleNamespace'), pairs({ requires_grad_: UNLISTED })),
      bytes([0x89]),
      keysOf(),
    ),
    'duck-as-subclass': run(
      'torch._tensor._rebuild_from_type_v2',
      ref('types.SimpleNamespace'),
      ref('torch.Tensor'),
      [pairs({ as_subclass: UNLISTED })],
      keysOf(),
    ),
    'dtype-object-as-bytes': objectField(0),
    'dtype-field-outside': state(run('numpy.dtype', 'V8'), [
      3,
      '|',
      null,
      ['a'],
      pairs({ a: [number, 4_096] }),
      8,
      1,
      0,
    ]),
    'arrow-offset-outside': arrow('large_string', 2, 0, 1, 4_096),
    'arrow-offset-falls': arrow('large_string', 2, 0, 2, 1),
    'arrow-too-long': arrow('large_string', 3, 0, 1, 2),
    'arrow-numbers-too-long': arrow('int64', 4, 0, 1, 2),
    'arrow-other-type': arrow('string_view', 2, 0, 1, 2),
    'generator-position': state(
      run('numpy.random._pickle.__bit_generator_ctor', 'MT19937'),
      pairs({
        bit_generator: 'MT19937',
        state: pairs({ key: items(...Array.from({ length: 624 }, () => 1)), pos: 1_000_000 }),
      }),
    ),
    'generator-position-negative': state(
      run('numpy.random._pickle.__bit_generator_ctor', ref('numpy.random._mt19937.MT19937')),
      pairs({ bit_generator: 'MT19937', state: pairs({ key: items(1), pos: -1_000 }) }),
    ),
  })
}

export function subtle(): readonly Attack[] {
  return [...names(), ...overwritten(), ...loaded(), ...attributes(), ...rebuilt()]
}
