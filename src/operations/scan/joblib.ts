/**
 * Files of joblib: a pickle with the bytes of arrays between its opcodes. A NumpyArrayWrapper that gets its state is
 * followed by them; pickle.load would take them for opcodes.
 * @see joblib/numpy_pickle.py `NumpyUnpickler.load_build`, `NumpyArrayWrapper.read_array`
 */
import { parseNumpyDtype } from '../../checkpoint/rebuild/numpy-dtype.ts'
import { PthError } from '../../errors.ts'
import type { Inserted, PickleCall } from '../../pickle/state.ts'
import { dictEntries, isGlobal, isKind, sequenceItems } from '../../pickle/value.ts'
import type { PickleObject, PickleValue } from '../../pickle/value.ts'

/** Module and name of what marks the place of an array. */
export const ARRAY_WRAPPER = ['joblib.numpy_pickle', 'NumpyArrayWrapper'] as const

export const HIDES_ARRAY =
  'a NumpyArrayWrapper of joblib that another call makes: what follows it may be read in two ways'

/**
 * Whether another call makes the wrapper whose array follows it: joblib reads numbers where the reader of this pickle
 * reads opcodes. `_reconstructor` and `__newobj__` are read as joblib does.
 */
export function hidesArray(callee: PickleValue, { how }: PickleCall, depth: number): boolean {
  return depth > 0 && how !== 'newobj' && isGlobal(callee, ...ARRAY_WRAPPER)
}

/** Dtypes in dtypes that are looked into. */
const DEPTH = 16

/**
 * What follows a wrapper at `at`: padding and numbers, or for objects a pickle, which `nested` follows to its end.
 * Undefined for other objects.
 * @throws PthError PICKLE_INVALID for a wrapper that describes no array, and those of `nested`
 */
export function arrayAfter(
  bytes: Uint8Array,
  target: PickleObject,
  at: number,
  nested: (at: number) => number,
): Inserted | undefined {
  if (!isGlobal(target.callee, ...ARRAY_WRAPPER)) return undefined
  const facts = new Map<PickleValue, PickleValue>()
  for (const state of target.states ?? [])
    if (isKind(state, 'dict')) for (const [key, value] of dictEntries(state)) facts.set(key, value)
  const dtype = facts.get('dtype') ?? null
  // An array stands for the wrapper from here on.
  const value: PickleObject = { ...target, states: null }
  if (hasObjects(dtype)) return { length: nested(at) - at, value }
  const itemsize = parseNumpyDtype(dtype)?.itemsize
  const shape = sequenceItems(facts.get('shape') ?? null)
  const size = shape?.reduce(
    (total: number, length) => total * (isLength(length) ? length : Number.NaN),
    itemsize ?? Number.NaN,
  )
  if (size === undefined || !Number.isSafeInteger(size))
    throw new PthError('PICKLE_INVALID', {
      member: 'joblib',
      offset: at,
      opcode: 'BUILD',
      reason: 'a NumpyArrayWrapper describes no array whose size is known',
    })
  const aligned = facts.get('numpy_array_alignment_bytes') ?? null
  const padding = aligned === null ? 0 : 1 + (bytes[at] ?? 0)
  return { length: padding + size, value }
}

function isLength(value: PickleValue): value is number {
  return typeof value === 'number' && value >= 0
}

/** Whether a dtype is of Python objects, in a field of it or in whole. */
function hasObjects(dtype: PickleValue, depth = 0): boolean {
  if (!isKind(dtype, 'object') || depth > DEPTH) return false
  const [code] = dtype.args
  if (typeof code === 'string' && /^[<>|=]?O/.test(code)) return true
  const [, , subdtype = null, , fields = null] = sequenceItems(dtype.states?.at(-1) ?? null) ?? []
  const parts = isKind(fields, 'dict') ? [...dictEntries(fields)].map(([, field]) => field) : []
  return [subdtype, ...parts].some((part) => hasObjects(sequenceItems(part)?.[0] ?? null, depth + 1))
}
