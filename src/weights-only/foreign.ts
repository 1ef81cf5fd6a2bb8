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
  if (name === 'copyreg._reconstructor') return isWo(first, 'name') ? first.name : null
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

/** The line that allows these names, ready to paste; null without names. */
export function allowLine({ modules, built }: ForeignNames): string | null {
  const all = new Map([...modules, ...built])
  if (all.size === 0) return null
  const imports = [...new Set([...all.values()].map(importedModule))].filter(
    (name) => name !== '' && name !== 'torch',
  )
  const items = [...all].map(([name, module]) => item(name, module))
  const call = `torch.serialization.add_safe_globals([${items.join(', ')}])`
  return imports.length === 0 ? call : `import ${imports.join(', ')}; ${call}`
}

/** What to import so that a name can be written out; builtins and the script's own classes need nothing. */
function importedModule(module: string): string {
  if (module === 'builtins' || module === '__main__') return ''
  if (module.startsWith('numpy.core')) return module.replace('numpy.core', 'numpy._core')
  if (/^torch(\.|$)/.test(module)) return 'torch'
  return module === 'pathlib._local' ? 'pathlib' : module
}

/** A name, or a pair where the object calls itself otherwise than the file does: NumPy 2 moved `core` to `_core`. */
function item(name: string, module: string): string {
  const local = name.slice(module.length + 1)
  if (module === 'builtins' || module === '__main__') return local
  const home = importedModule(module)
  // torch.optim takes the names of its modules away: `torch.optim.sgd` is not an attribute of it.
  if (/^torch\.optim\.[a-z]+$/.test(module) && module !== 'torch.optim.lr_scheduler')
    return `torch.optim.${local}`
  return home === module || home === 'torch' ? name : `(${home}.${local}, "${name}")`
}
