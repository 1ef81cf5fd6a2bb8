/** The checkpoint's side of a diff: what `load_state_dict` would be handed, in the order of the dictionary. */
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { className, moduleParts } from '../checkpoint/module.ts'
import { keyText } from '../checkpoint/path.ts'
import { versionsOf } from '../checkpoint/find/state-dict.ts'
import type { TensorEntry } from '../checkpoint/find/state-dict.ts'
import type { Tensor } from '../checkpoint/tensor.ts'
import { dtypeByName, dtypeByNumpy } from '../dtype/dtype.ts'
import { dictEntries, getItem, isKind, qualifiedName } from '../pickle/value.ts'
import type { PickleDict, PickleValue } from '../pickle/value.ts'

/** A value under a name. `typeName` is Python's name of its class, such as `list` or `numpy.ndarray`. */
export type ActualEntry =
  | {
      readonly kind: 'tensor'
      readonly shape: readonly number[] | null
      readonly dtype: string | null
      /** What `copy_` meets. */
      readonly layout: Tensor['kind']
      /** The entry of the checkpoint, for its values; absent when the state_dict was made by hand. */
      readonly entry?: TensorEntry
    }
  | {
      readonly kind: 'value'
      readonly typeName: string
      /** For numpy arrays and bare storages, which have elements and are not tensors to PyTorch. */
      readonly entry?: TensorEntry
    }

/** A state_dict as `load_state_dict` sees it. */
export interface ActualStateDict {
  readonly entries: ReadonlyMap<string, ActualEntry>
  /** `_metadata`: module path to version (null: the module's record has none); null without `_metadata`. */
  readonly versions: ReadonlyMap<string, number | null> | null
  /** Of `_metadata` too: module path to the versions of old spectral norms, by names such as `weight.version`. */
  readonly spectralNorm?: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** Python's name of the class of the first key that is not a string, or null. */
  readonly oddKey: string | null
  /** Python's name of the class of the whole, when it is not a mapping; else null. */
  readonly notMapping: string | null
}

/** A state_dict of names and shapes made by hand. */
export function actualOf(
  tensors: Iterable<readonly [name: string, shape: readonly number[], dtype?: string]>,
): ActualStateDict {
  const entries = new Map<string, ActualEntry>()
  for (const [name, shape, dtype = null] of tensors)
    entries.set(name, { kind: 'tensor', shape, dtype, layout: 'strided' })
  return { entries, versions: null, oddKey: null, notMapping: null }
}

/**
 * The state_dict of an opened checkpoint. `literal` is `load_state_dict(torch.load(file))`, whatever the file
 * contains; otherwise it is the state_dict that was found or named in it.
 */
export function actualStateDict(
  checkpoint: Checkpoint,
  options: { readonly literal?: boolean } = {},
): ActualStateDict {
  const { stateDict, candidates, value } = checkpoint
  const pickled = checkpoint.container.pickles.some(({ role }) => role === 'data')
  if (options.literal === true && pickled && !isModule(value)) {
    const dict = isKind(value, 'dict') ? value : isKind(value, 'object') ? value.entries : null
    if (dict !== null) return fromDict(dict, checkpoint)
    return { entries: new Map(), versions: null, oddKey: null, notMapping: pythonType(value) }
  }
  const chosen = candidates.find(
    (candidate) => candidate.kind === 'mapping' && candidate.path === stateDict.path,
  )?.value
  const dict = isKind(chosen, 'dict') ? chosen : isKind(chosen, 'object') ? chosen.entries : null
  if (dict !== null && stateDict.kind === 'mapping') return fromDict(dict, checkpoint)
  const entries = new Map<string, ActualEntry>()
  for (const entry of stateDict.tensors) entries.set(entry.name, actualEntry(entry.value, checkpoint, entry))
  for (const { name, value: item } of stateDict.values)
    entries.set(name, actualEntry(item, checkpoint, undefined))
  return { entries, versions: stateDict.versions, oddKey: null, notMapping: null }
}

/** Whether `torch.load` returns neither a dictionary nor a module, and nothing inside it was chosen. */
export function isNoMapping(checkpoint: Checkpoint): boolean {
  // Not in the signature: the published type does not show the container.
  const { value, stateDict, container } = checkpoint
  const pickled = container.pickles.some(({ role }) => role === 'data')
  return pickled && stateDict.path === '$' && !isKind(value, 'dict') && !isKind(value, 'object')
}

function isModule(value: PickleValue): boolean {
  return isKind(value, 'object') && moduleParts(value) !== undefined
}

/** In the order of the dictionary, tensors and other values mixed: unexpected keys are reported in that order. */
function fromDict(dict: PickleDict, checkpoint: Checkpoint): ActualStateDict {
  const known = new Map(checkpoint.stateDict.tensors.map((entry) => [entry.value, entry]))
  const entries = new Map<string, ActualEntry>()
  let oddKey: string | null = null
  for (const [key, item] of dictEntries(dict)) {
    if (typeof key !== 'string') oddKey ??= pythonType(key)
    const name = keyText(key)
    const entry = known.get(item)
    entries.set(name, actualEntry(item, checkpoint, entry === undefined ? undefined : { ...entry, name }))
  }
  const spectralNorm = spectralNormOf(dict)
  return {
    entries,
    versions: versionsOf(dict),
    oddKey,
    notMapping: null,
    ...(spectralNorm.size > 0 && { spectralNorm }),
  }
}

/** @see torch/nn/utils/spectral_norm.py `SpectralNormStateDictHook` */
function spectralNormOf({ attributes }: PickleDict): Map<string, ReadonlyMap<string, number>> {
  const found = new Map<string, ReadonlyMap<string, number>>()
  const metadata = attributes === null ? undefined : getItem(attributes, '_metadata')
  for (const [path, local] of isKind(metadata, 'dict') ? dictEntries(metadata) : []) {
    const versions = isKind(local, 'dict') ? getItem(local, 'spectral_norm') : undefined
    if (!isKind(versions, 'dict')) continue
    const known = new Map<string, number>()
    for (const [name, version] of dictEntries(versions))
      if (typeof version === 'number') known.set(keyText(name), version)
    found.set(keyText(path), known)
  }
  return found
}

function actualEntry(
  value: PickleValue,
  { interpreter }: Checkpoint,
  entry: TensorEntry | undefined,
): ActualEntry {
  const tensor = entry?.tensor ?? interpreter.tensorOf(value)
  // numpy arrays and bare storages have bytes, but are not tensors to PyTorch.
  if (tensor === undefined) return { kind: 'value', typeName: pythonType(value) }
  const elements = entry !== undefined && { entry }
  if (tensor.kind === 'array') return { kind: 'value', typeName: pythonType(value), ...elements }
  if (tensor.kind === 'storage') {
    // Elements that torch has no type for: `ggml.Q4_K`.
    if (tensor.dtype === null && !tensor.type.startsWith('torch.'))
      return { kind: 'value', typeName: tensor.type, ...elements }
    const untyped = tensor.type === 'torch.UntypedStorage'
    const typeName = `torch.storage.${untyped ? 'UntypedStorage' : 'TypedStorage'}`
    return { kind: 'value', typeName, ...elements }
  }
  return {
    kind: 'tensor',
    shape: tensor.shape,
    dtype: tensor.dtype?.name ?? null,
    layout: tensor.kind,
    ...(entry !== undefined && { entry }),
  }
}

/** What `type(value)` prints between the quotes of `<class '…'>`. */
function pythonType(value: PickleValue): string {
  if (value === null) return 'NoneType'
  if (typeof value === 'string') return 'str'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number' || typeof value === 'bigint') return 'int'
  switch (value.kind) {
    case 'bytes':
    case 'dict':
    case 'set':
      return value.type
    case 'global':
      return value.module === 'torch' && dtypeByName(value.name) !== undefined ? 'torch.dtype' : 'type'
    case 'object':
      return objectType(value)
    case 'persistent':
      return 'torch.storage.TypedStorage'
    default:
      return value.kind
  }
}

/** Functions that make an object of another class than their own name. */
const MADE_BY = new Map([
  ['numpy.core.multiarray._reconstruct', 'numpy.ndarray'],
  ['numpy._core.multiarray._reconstruct', 'numpy.ndarray'],
  ['numpy._core.numeric._frombuffer', 'numpy.ndarray'],
  ['numpy.core.numeric._frombuffer', 'numpy.ndarray'],
])
function objectType(value: Extract<PickleValue, { kind: 'object' }>): string {
  if (!isKind(value.callee, 'global')) return className(value)
  const name = qualifiedName(value.callee)
  const made = MADE_BY.get(name)
  if (made !== undefined) return made
  if (name.endsWith('.multiarray.scalar')) {
    const [descriptor] = value.args
    const code = isKind(descriptor, 'object') ? descriptor.args[0] : undefined
    return `numpy.${(typeof code === 'string' ? dtypeByNumpy(code)?.name : undefined) ?? 'generic'}`
  }
  if (name === 'torch.serialization._get_layout') return 'torch.layout'
  return name.replace(/^builtins\./, '')
}
