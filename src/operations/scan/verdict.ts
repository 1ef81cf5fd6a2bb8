/** The verdict on one global: by exact full name for what is harmless, by module and prefix for what is not. */
import { REBUILDERS } from '../../checkpoint/rebuild/rebuild.ts'
import { dtypeByName } from '../../dtype/dtype.ts'
import { ALLOWED_GLOBALS } from '../../weights-only/allowed-globals.ts'
import { isNestedClass } from './known/distributed-names.ts'
import { enumOf } from './known/harmless-names.ts'
import { lookUp } from './known/look-up.ts'
import type { KnownKind } from './known/look-up.ts'

/**
 * Harmless to dangerous; a name that no table contains is unknown, never safe: `unknown` when it is only named,
 * `unknown_class` when an object of it is made without arguments, `unknown_call` when it is called.
 */
export type GlobalVerdict =
  | 'tensor_data'
  | 'container'
  | 'allowed_by_weights_only'
  | 'known_class'
  | 'known_call'
  | 'unknown'
  | 'unknown_class'
  | 'unknown_call'
  | 'dangerous'

/** A verdict and its reason. */
export interface Judgement {
  readonly verdict: GlobalVerdict
  /** What a dangerous name does, where a known one was seen; null otherwise. */
  readonly reason: string | null
}

/** Names that hold tensors, arrays and their parts, beyond those that weights_only allows. */
const TENSOR_DATA: ReadonlySet<string> = new Set([
  ...REBUILDERS.keys(),
  'torch._utils._rebuild_sparse_csr_tensor',
  'torch._utils._rebuild_xla_tensor',
  'torch.storage._load_from_bytes',
  'numpy.core.multiarray._reconstruct',
  'numpy._core.multiarray._reconstruct',
  'numpy.core.multiarray.scalar',
  'numpy._core.multiarray.scalar',
  'numpy.core.numeric._frombuffer',
  'numpy._core.numeric._frombuffer',
  'numpy.ndarray',
  'numpy.dtype',
  'numpy.dtypes',
])

/** Constructors of Python's own data: nothing but a value comes of them. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'collections.OrderedDict',
  'collections.Counter',
  'collections.defaultdict',
  'collections.deque',
  '_codecs.encode',
  'copyreg._reconstructor',
  'copyreg.__newobj__',
  'copyreg.__newobj_ex__',
  ...[
    'object',
    'bool',
    'int',
    'float',
    'complex',
    'str',
    'bytes',
    'bytearray',
    'list',
    'tuple',
    'set',
    'frozenset',
    'dict',
    'range',
    'slice',
    'Ellipsis',
    'NotImplemented',
  ].map((name) => `builtins.${name}`),
  ...['datetime', 'date', 'time', 'timedelta', 'timezone'].map((name) => `datetime.${name}`),
  'decimal.Decimal',
  'fractions.Fraction',
  'uuid.UUID',
  'types.SimpleNamespace',
  ...['PosixPath', 'WindowsPath', 'PurePosixPath', 'PureWindowsPath'].flatMap((name) => [
    `pathlib.${name}`,
    `pathlib._local.${name}`,
  ]),
  ...[
    'restore_type_tag',
    'build_intlist',
    'build_doublelist',
    'build_boollist',
    'build_tensorlist',
    'build_tensor_from_id',
  ].map((name) => `torch.jit._pickle.${name}`),
])

const VERDICTS = {
  dangerous: 'dangerous',
  'harmless-class': 'known_class',
  'harmless-call': 'known_call',
  unknown: 'unknown',
} as const satisfies Record<KnownKind, GlobalVerdict>

/** Judge `module.name` as a GLOBAL names it: `name` may be dotted (protocol 4). */
export function judgeGlobal(module: string, name: string): Judgement {
  const full = `${module}.${name}`
  if (!name.includes('.')) {
    const harmless = harmlessVerdict(module, name, full)
    if (harmless !== undefined) return { verdict: harmless, reason: null }
  }
  const { kind, reason } = lookUp(module, name)
  return { verdict: VERDICTS[kind], reason }
}

/** Judge a dotted path that was put together at run time, such as by getattr: any of its parts may taint it. */
export function judgePath(path: string): Judgement {
  const dot = path.lastIndexOf('.')
  const [module, name] = dot < 0 ? [path, ''] : [path.slice(0, dot), path.slice(dot + 1)]
  const { kind, reason } = lookUp(module, name)
  const danger = kind === 'dangerous' ? reason : wayOutOf(path)
  if (danger !== undefined) return { verdict: 'dangerous', reason: danger }
  return enumOf(path) === undefined && !isNestedClass(path)
    ? { verdict: 'unknown', reason: null }
    : { verdict: VERDICTS[kind], reason }
}

/** A module inside another that a path goes through, such as `random._os.system`. */
function wayOutOf(path: string): string | undefined {
  const out = path
    .split('.')
    .slice(1, -1)
    .find((part) => LEFT_THROUGH.test(part))
  return out === undefined ? undefined : `leads to ${out}`
}

/** Modules that a path through a harmless one is bent to. */
const LEFT_THROUGH =
  /^_?(os|sys|posix|nt|subprocess|builtins|__builtins__|importlib|pickle|ctypes|shutil|socket|pty|runpy|marshal)$/

/** Whether a module is one of TorchScript: no Python module has this name. The code of its archive decides on it. */
export function isScriptModule(module: string): boolean {
  return module === '__torch__' || module.startsWith('__torch__.')
}

function harmlessVerdict(module: string, name: string, full: string): GlobalVerdict | undefined {
  if (CONTAINERS.has(full)) return 'container'
  const is = ALLOWED_GLOBALS.get(full)
  if (TENSOR_DATA.has(full) || /^(dtype|storage |tensor class|qscheme)/.test(is ?? '')) return 'tensor_data'
  if (/^torch(\.cuda|\.storage)?$/.test(module) && /^_?[A-Z][A-Za-z0-9_]*Storage$/.test(name))
    return 'tensor_data'
  if (module === 'torch' && dtypeByName(name) !== undefined) return 'tensor_data'
  if (is !== undefined)
    return full.startsWith('torch._utils._rebuild') ? 'tensor_data' : 'allowed_by_weights_only'
  return undefined
}
