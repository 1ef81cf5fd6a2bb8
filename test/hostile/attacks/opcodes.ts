/** Tricks of the opcodes, and calls that ask for memory out of proportion. */
import { bytes, text, u64 } from '../../support/assembler.ts'
import {
  archived,
  blob,
  EVIL,
  EVIL0,
  EVIL2,
  files,
  inst,
  items,
  keysOf,
  legacy,
  made,
  madeEx,
  obj,
  pairs,
  PLAIN,
  ref,
  run,
  state,
  SYSTEM,
  torchZip,
  UNLISTED,
  value,
} from './parts.ts'
import type { Attack } from './parts.ts'

const POSIX = text('posix')
const NAME = text('system')
const TRUE = value(['true'])
const MEMOIZE = bytes([0x94])
const R = bytes('R')
const POP = bytes('0')

function get(slot: number): Uint8Array {
  return bytes('h', [slot])
}

function put(slot: number): Uint8Array {
  return bytes('q', [slot])
}

function longGet(slot: number): Uint8Array {
  return bytes('j', [slot & 0xff, slot >> 8, 0, 0])
}

function frame(length: number | bigint): Uint8Array {
  return bytes([0x95], u64(length))
}

/** Ways to spell one call of `posix.system`. */
const SPELLED: Readonly<Record<string, Uint8Array>> = {
  'global-inst': inst('posix', 'system', 'true'),
  'global-obj': obj('posix.system', 'true'),
  newobj: bytes(ref('posix.system'), TRUE, [0x81]),
  'newobj-ex': madeEx('posix.system', ['true'], keysOf()),
  'memo-of-both': bytes(POSIX, MEMOIZE, POP, NAME, MEMOIZE, POP, get(0), get(1), [0x93], TRUE, R),
  'memo-overwritten': bytes(
    text('collections'),
    put(0),
    POP,
    POSIX,
    put(0),
    POP,
    get(0),
    NAME,
    [0x93],
    TRUE,
    R,
  ),
  'memo-of-callee': bytes(
    ref('posix.system'),
    put(9),
    POP,
    ref('collections.OrderedDict'),
    POP,
    get(9),
    TRUE,
    R,
  ),
  'memo-of-arguments': bytes(TRUE, MEMOIZE, POP, ref('posix.system'), get(0), R),
  'memo-long-slot': bytes(ref('posix.system'), 'r', [0, 2, 0, 0], POP, longGet(512), TRUE, R),
  'memo-text-slot': bytes(ref('posix.system'), 'p7\n', POP, 'g7\n', TRUE, R),
  'memo-mixed-slots': bytes(POSIX, put(3), POP, text('json'), MEMOIZE, POP, get(3), NAME, [0x93], TRUE, R),
  'memoize-after-long-put': bytes(
    text('x'),
    'r',
    [5, 0, 0, 0],
    POP,
    POSIX,
    MEMOIZE,
    POP,
    get(1),
    NAME,
    [0x93],
    TRUE,
    R,
  ),
  'pop-between': bytes(POSIX, text('x'), POP, NAME, text('y'), POP, [0x93], TRUE, R),
  'pop-mark-between': bytes(POSIX, '(', text('x'), text('y'), '1', NAME, [0x93], TRUE, R),
  dup: bytes(POSIX, NAME, [0x93], '2', POP, TRUE, R),
  'dup-arguments': bytes(ref('posix.system'), text('true'), '20', [0x85], R),
  'result-popped': bytes(SYSTEM, POP, keysOf()),
  'result-below-mark': bytes('(', SYSTEM, '1', keysOf()),
  'result-as-key': bytes('}', SYSTEM, 'Ns'),
  'result-in-set': bytes([0x8f], '(', SYSTEM, [0x90]),
  'result-as-state': state(made('torch.nn.modules.module.Module'), SYSTEM),
  'result-in-id': bytes(value(['storage', ref('torch.FloatStorage'), SYSTEM, 'cpu', 1]), 'Q'),
  'frame-inside': bytes(POSIX, frame(1), NAME, [0x93], TRUE, R),
  'proto-inside': bytes(POSIX, [0x80, 2], NAME, [0x93], TRUE, R),
  'proto-again': bytes([0x80, 4, 0x80, 5], SYSTEM),
  'unicode-line': bytes('Vposix\nVsystem\n', [0x93], TRUE, R),
  'unicode-escaped': bytes('Vp\\u006fsix\nVsyst\\u0065m\n', [0x93], TRUE, R),
  'unicode-8': bytes([0x8d], u64(5), 'posix', [0x8d], u64(6), 'system', [0x93], TRUE, R),
  'unicode-short': bytes([0x8c, 5], 'posix', [0x8c, 6], 'system', [0x93], TRUE, R),
  'arguments-tuple1': bytes(ref('posix.system'), text('true'), [0x85], R),
  'arguments-old-text': bytes(ref('posix.system'), "S'true'\n", [0x85], R),
  'old-text-double': bytes('(S"true"\niposix\nsystem\n'),
  'python2-os': bytes('cos\nsystem\n', TRUE, R),
  'python2-builtin': bytes('c__builtin__\neval\n', value(['1']), R),
  'python2-commands': bytes('ccommands\ngetoutput\n', TRUE, R),
  'global-with-return': bytes('cposix\r\nsystem\r\n', TRUE, R),
  'call-inside-call': run('collections.OrderedDict', items(['k', SYSTEM])),
  'call-in-argument-of-id': bytes(value([SYSTEM]), 'Q'),
  'list-of-calls': items(SYSTEM, SYSTEM),
  'unlisted-newobj-ex': madeEx('plugin_of_mine.A', [], pairs({ command: 'x' })),
  'unlisted-inst': inst('plugin_of_mine', 'run', 'x'),
  'unlisted-inst-empty': inst('plugin_of_mine', 'run'),
  'unlisted-computed': bytes(
    text('plugin_of_mine'),
    MEMOIZE,
    POP,
    text('run'),
    MEMOIZE,
    POP,
    get(0),
    get(1),
    [0x93],
    TRUE,
    R,
  ),
}

/** Streams that break off, or go on: Python has run what stands before. */
function broken(): readonly Attack[] {
  const whole = EVIL
  return files('broken', '.pkl', {
    'no-stop': whole.subarray(0, -1),
    'bad-opcode': bytes(whole.subarray(0, -1), [0xff]),
    'empty-stack': bytes(whole.subarray(0, -1), '000.'),
    'no-such-slot': bytes(whole.subarray(0, -1), get(77), '.'),
    'protocol-9': bytes([0x80, 9], SYSTEM, '.'),
    'extension-1': bytes([0x80, 2, 0x82, 1], TRUE, R, '.'),
    'extension-2': bytes([0x80, 2, 0x83, 1, 1], TRUE, R, '.'),
    'extension-4': bytes([0x80, 2, 0x84, 1, 1, 1, 0], TRUE, R, '.'),
    'extension-after-call': bytes([0x80, 2], SYSTEM, [0x82, 1], '.'),
    'next-buffer': bytes([0x80, 5, 0x97], SYSTEM, '.'),
    'buffer-after-call': bytes([0x80, 5], SYSTEM, [0x97], '.'),
    'frame-too-long': bytes([0x80, 4], frame(9_999), SYSTEM, '.'),
    'frame-too-short': bytes([0x80, 4], frame(3), SYSTEM, '.'),
    'frame-empty': bytes([0x80, 4], frame(0), SYSTEM, '.'),
    'frame-huge': bytes([0x80, 4], frame(2n ** 62n), SYSTEM, '.'),
    'frame-after-call': bytes([0x80, 4], SYSTEM, frame(9_999), '.'),
    'frame-in-frame': bytes([0x80, 4], frame(SYSTEM.length + 10), frame(SYSTEM.length + 1), SYSTEM, '.'),
    'frame-ends-in-call': bytes([0x80, 4], frame(20), SYSTEM, frame(1), '.'),
    'line-without-end': bytes('cposix\nsystem\n(Vtrue\ntR'),
    'second-after-plain': bytes(PLAIN, EVIL2),
    'second-after-numbers': bytes(PLAIN, bytes('I1\n.'), EVIL0),
    'second-old': bytes(PLAIN, EVIL0),
    seventh: bytes(PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, EVIL),
    'legacy-magic-called': bytes(EVIL, legacy(PLAIN)),
    'legacy-in-value': legacy(EVIL2),
    'legacy-in-value-old': legacy(EVIL0),
    'legacy-in-keys': bytes(legacy(PLAIN).subarray(0, -4), EVIL),
    'after-zeros-in-zip': torchZip(bytes(EVIL, new Uint8Array(4_096))),
  })
}

/** More memory than the file accounts for. */
function bombs(): readonly Attack[] {
  const range = run('builtins.range', 2 ** 31)
  const many = 'numpy._core.multiarray._reconstruct'
  return archived('allocation', {
    'list-of-range': run('builtins.list', range),
    'tuple-of-range': run('builtins.tuple', range),
    'set-of-range': run('builtins.set', range),
    'deque-of-range': run('collections.deque', range),
    'frozenset-of-range': run('builtins.frozenset', run('builtins.range', 0, 2 ** 31, 2)),
    'dict-of-range': run('collections.OrderedDict', range),
    'size-of-range': run('torch.Size', range),
    bytes: run('builtins.bytes', 2 ** 31),
    bytearray: run('builtins.bytearray', 2 ** 31 - 1),
    'float-storage': run('torch.FloatStorage', 2 ** 33),
    tensor: run('torch.Tensor', 2 ** 20, 2 ** 20),
    'float-tensor': run('torch.FloatTensor', 2 ** 34),
    ndarray: run('numpy.ndarray', [2 ** 20, 2 ** 16]),
    reconstruct: run(many, ref('numpy.ndarray'), [2 ** 31], blob(bytes('b'))),
    fraction: run('fractions.Fraction', '1e999999999'),
    'int-of-decimal': run('builtins.int', run('decimal.Decimal', '1e999999999')),
    'range-in-bytes': run('builtins.bytes', range),
  })
}

/** Functions that only the walk of the libraries tells, and names of packages that no table has. */
const WALKED = `
  dataclasses._create_fn copy._deepcopy_method torch.nn.utils.fusion.fuse_conv_bn_eval pathlib.Path.home
  torch.serialization.register_package torch.storage.UntypedStorage.from_file torch.cuda.memory._dump_snapshot
  torch.jit.frontend.get_jit_def torch._jit_internal.export torch.utils.data.get_worker_info
  torch.fx.graph_module.GraphModule torch.fx.graph._PyTreeCodeGen torch.overrides.handle_torch_function
  torch.distributed.nn.api.remote_module.RemoteModule torch.utils._pytree.tree_map torch.func.functional_call
  torch._utils_internal.resources_path torch._lobpcg.lobpcg torch.profiler.profile torch.autograd.profiler.profile
  numpy.lib.format.open_memmap numpy.lib.npyio.NpzFile numpy.f2py.compile numpy.rec.fromfile numpy.core.records.fromfile
  email.message_from_file configparser.RawConfigParser.read plistlib.load xml.etree.ElementTree.iterparse
  json.tool.main pstats.Stats zoneinfo.ZoneInfo.from_file gettext.translation mimetypes.init locale.setlocale
  random.SystemRandom secrets.token_bytes time.sleep warnings.warn string.Formatter.vformat textwrap.dedent
  collections.abc.Callable enum.Enum abc.ABCMeta contextlib.ExitStack itertools.count statistics.mean
`
  .trim()
  .split(/\s+/)

export function opcodes(): readonly Attack[] {
  const gadgets = Object.fromEntries(WALKED.map((name) => [name, run(name, 'x')]))
  return [
    ...archived('opcode', SPELLED),
    ...broken(),
    ...bombs(),
    ...archived('gadget', gadgets),
    ...archived('gadget-build', {
      'unlisted-twice': state(state(run(UNLISTED), pairs({ a: 1 })), 'x'),
    }),
  ]
}
