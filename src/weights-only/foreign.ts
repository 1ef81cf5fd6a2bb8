/**
 * Names that a user would have to allow, and what they make: the same emulation is run once more as if every name had
 * been given to `add_safe_globals`, and says whether a list can help and what must be in it.
 */
import { isWo } from './value.ts'
import type { ForeignNames, WoValue } from './value.ts'

/** Nothing learned so far. */
export function newForeignNames(): ForeignNames {
  return { modules: new Map(), built: new Map() }
}

/** Types that well-known functions give. @see numpy/_core/_methods.py, numpy/random/_pickle.py */
const MAKES: ReadonlyMap<string, string> = new Map([
  ['numpy.core.multiarray._reconstruct', 'numpy.ndarray'],
  ['numpy._core.multiarray._reconstruct', 'numpy.ndarray'],
  // Items cannot be added to them under weights_only, whatever is allowed.
  ['collections.deque', 'collections.deque'],
  ['collections.defaultdict', 'collections.defaultdict'],
  ['numpy.random._pickle.__randomstate_ctor', 'numpy.random.mtrand.RandomState'],
  ['numpy.random._pickle.__generator_ctor', 'numpy.random._generator.Generator'],
  ['functools.partial', 'functools.partial'],
])

/** The class of `numpy.dtype('f8')` and its like: `numpy.dtypes.Float64DType`. @see numpy/dtypes.py */
const DTYPES: Readonly<Record<string, string>> = {
  b1: 'Bool',
  i1: 'Int8',
  i2: 'Int16',
  i4: 'Int32',
  i8: 'Int64',
  u1: 'UInt8',
  u2: 'UInt16',
  u4: 'UInt32',
  u8: 'UInt64',
  f2: 'Float16',
  f4: 'Float32',
  f8: 'Float64',
  f16: 'LongDouble',
  c8: 'Complex64',
  c16: 'Complex128',
  c32: 'CLongDouble',
}
const LETTERS: Readonly<Record<string, string>> = {
  O: 'Object',
  U: 'Str',
  S: 'Bytes',
  V: 'Void',
  M: 'DateTime64',
  m: 'TimeDelta64',
}

/** The type of what a foreign callable gives, as `module.name`; null where nobody knows. */
export function foreignResult(name: string, args: readonly WoValue[]): string | null {
  const [first] = args
  if (name === 'numpy.dtype') return typeof first === 'string' ? dtypeClass(first) : null
  if (name === 'copyreg._reconstructor' || name === 'numpy.ma.core._mareconstruct')
    return isWo(first, 'name') ? first.name : null
  if (name === 'numpy.random._pickle.__bit_generator_ctor') {
    if (isWo(first, 'name')) return first.name
    return typeof first === 'string' && /^\w+$/.test(first)
      ? `numpy.random._${first.toLowerCase()}.${first}`
      : null
  }
  return MAKES.get(name) ?? (startsUpperCase(name) ? name : null)
}

function dtypeClass(text: string): string | null {
  const code = text.replace(/^[<>=|]/, '')
  const known = Object.hasOwn(DTYPES, code) ? DTYPES[code] : undefined
  const letter = code.slice(0, 1)
  const family = known ?? (Object.hasOwn(LETTERS, letter) ? LETTERS[letter] : undefined)
  return family === undefined ? null : `numpy.dtypes.${family}DType`
}

/** Whether the last part is written as classes are: calling it makes one of its own. */
function startsUpperCase(name: string): boolean {
  return /^[A-Z]/.test(name.slice(name.lastIndexOf('.') + 1))
}

/** The line that allows these names, ready to paste; null without names, or with one that Python cannot write out. */
export function allowLine({ modules, built }: ForeignNames): string | null {
  const all = [...new Map([...modules, ...built])].map(([name, module]) => ({
    name,
    home: homeOf(module),
    module,
  }))
  if (all.length === 0 || all.some(({ name }) => unwritable(name))) return null
  const imports = new Map<string, Map<string, string>>()
  // A name that is taken keeps its meaning: `torch` is needed in the line itself.
  const taken = new Set(['torch', ...all.filter(isAtHand).map((one) => classOf(one))])
  const items = all.map((one) => {
    if (isAtHand(one)) return constant(one.name, localOf(one))
    const local = localOf(one).replace(/^\w+/, () => imported(imports, taken, one.home, classOf(one)))
    return one.home === one.module ? local : `(${local}, "${one.name}")`
  })
  const lines = [...imports].map(([home, names]) => `from ${home} import ${[...names].map(as).join(', ')}`)
  return [...lines, `torch.serialization.add_safe_globals([${items.join(', ')}])`].join('; ')
}

/** A name that the line allows: as the file spells it, its module there, and the module that has it now. */
interface Allowed {
  readonly name: string
  readonly module: string
  readonly home: string
}

/** Words that Python has for itself: no name can be written with them. */
const KEYWORDS: ReadonlySet<string> = new Set(
  `
  False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield
`
    .trim()
    .split(/\s+/),
)

/**
 * Whether a name is anything but words between dots. The line is pasted into Python and runs there: what a file spells
 * as `numpy; …` must never be in it.
 */
export function unwritable(name: string): boolean {
  return !/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)+$/.test(name) || name.split('.').some((part) => KEYWORDS.has(part))
}

/** What needs no import: builtins, and the script's own classes. */
function isAtHand({ module }: Allowed): boolean {
  return module === 'builtins' || module === '__main__'
}

/** What follows the module: a class, or a class inside it. */
function localOf({ name, module }: Allowed): string {
  return name.slice(module.length + 1)
}

function classOf(one: Allowed): string {
  return localOf(one).split('.', 1)[0] ?? ''
}

/** The module to import from: NumPy 2 moved `core` to `_core`, and one version of Python says `pathlib._local`. */
function homeOf(module: string): string {
  if (/^numpy\.core(\.|$)/.test(module)) return module.replace('numpy.core', 'numpy._core')
  return module === 'pathlib._local' ? 'pathlib' : module
}

/** Constants of Python have no name of their own for PyTorch to ask: it takes them with one. */
function constant(name: string, local: string): string {
  return /^builtins\.(Ellipsis|NotImplemented)$/.test(name) ? `(${local}, "${name}")` : local
}

/**
 * The name under which the line has a class of a module, which it imports by `from`: where a module has a function of
 * its own name (`torch.nn.utils.weight_norm`), or is taken away (`torch.optim.sgd`), no dotted path leads to the class.
 */
function imported(
  imports: Map<string, Map<string, string>>,
  taken: Set<string>,
  home: string,
  name: string,
): string {
  const names = imports.get(home) ?? new Map<string, string>()
  imports.set(home, names)
  let free = names.get(name) ?? name
  for (let count = 2; !names.has(name) && taken.has(free); count += 1) free = `${name}_${count}`
  names.set(name, free)
  taken.add(free)
  return free
}

function as([name, local]: readonly [string, string]): string {
  return name === local ? name : `${name} as ${local}`
}
