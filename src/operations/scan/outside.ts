/**
 * States that compiled code of NumPy takes unchecked: numbers that make it read outside of its memory, and bytes that
 * it would take for addresses of Python objects.
 */
import { dictEntries, isKind, sequenceItems } from '../../pickle/value.ts'
import type { PickleObject, PickleValue } from '../../pickle/value.ts'

/** Words of the state of MT19937. @see numpy/random/_mt19937.pyx `MT19937.state` */
const TWISTER_WORDS = 624
/** Numbers that Philox keeps. @see numpy/random/_philox.pyx `Philox.state` */
const PHILOX_WORDS = 4
/** Dictionaries and tuples inside one another in the state of a generator; numpy nests three. */
const DEPTH = 4
/** Flags of every dtype that contains objects: counted references, pickled as a list. @see numpy/ndarraytypes.h */
const OBJECT_FLAGS = 3

/** Why a state makes NumPy read what is not its own; undefined for others. `full` is what made the object. */
export function readsOutside(full: string, target: PickleObject, state: PickleValue): string | undefined {
  if (full === 'numpy.dtype') return dtypeFlaw(target, state)
  return full.startsWith('numpy.random.') ? generatorFlaw(state, DEPTH) : undefined
}

function generatorFlaw(state: PickleValue, depth: number): string | undefined {
  if (depth === 0) return undefined
  const items = isKind(state, 'tuple') ? state.items : []
  if (items[0] === 'MT19937' && items.length > 2 && !isWithin(items[2], TWISTER_WORDS)) return outside('pos')
  const entries = isKind(state, 'dict') ? [...dictEntries(state)] : []
  for (const [key, value] of entries) {
    if (key === 'pos' && !isWithin(value, TWISTER_WORDS)) return outside(key)
    if (key === 'buffer_pos' && !isWithin(value, PHILOX_WORDS)) return outside(key)
  }
  for (const part of [...items, ...entries.map(([, value]) => value)]) {
    const flaw = generatorFlaw(part, depth - 1)
    if (flaw !== undefined) return flaw
  }
  return undefined
}

function outside(field: string): string {
  return `BUILD sets ${field} so that the generator reads outside of its state`
}

function isWithin(value: PickleValue | undefined, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most
}

/**
 * `(version, order, subdtype, names, fields, itemsize, alignment, flags)`.
 * @see numpy/_core/src/multiarray/descriptor.c `arraydescr_setstate`
 */
function dtypeFlaw(target: PickleObject, state: PickleValue): string | undefined {
  const [, , subdtype = null, , fields = null, itemsize, , flags] = sequenceItems(state) ?? []
  const parts = isKind(fields, 'dict')
    ? [...dictEntries(fields)].map(([, field]) => sequenceItems(field))
    : []
  const base = sequenceItems(subdtype)?.[0]
  const inner = [...parts.map((part) => part?.[0]), base].filter((part) => part !== undefined)
  const hasObjects = isOfObjects(target, 0) || inner.some((part) => isOfObjects(part, DEPTH))
  if (
    hasObjects &&
    flags !== undefined &&
    !(typeof flags === 'number' && (flags & OBJECT_FLAGS) === OBJECT_FLAGS)
  )
    return 'BUILD makes a dtype that takes bytes for addresses of objects'
  for (const part of parts) {
    const [dtype = null, offset = null] = part ?? []
    const size = itemsizeOf(dtype)
    if (typeof itemsize === 'number' && size !== undefined && !isWithin(offset, itemsize - size))
      return 'BUILD makes a dtype with a field outside of its bytes'
  }
  return undefined
}

function isOfObjects(dtype: PickleValue, depth: number): boolean {
  if (!isKind(dtype, 'object')) return false
  const [code] = dtype.args
  if (typeof code === 'string' && /^[<>|=]?O/.test(code)) return true
  if (depth === 0) return false
  const [, , subdtype = null, , fields = null] = sequenceItems(dtype.states?.at(-1) ?? null) ?? []
  const parts = isKind(fields, 'dict') ? [...dictEntries(fields)].map(([, field]) => field) : []
  return [subdtype, ...parts].some((part) => isOfObjects(sequenceItems(part)?.[0] ?? null, depth - 1))
}

/** Bytes of a dtype: as its state says, or its code; undefined for another spelling. */
function itemsizeOf(dtype: PickleValue): number | undefined {
  if (!isKind(dtype, 'object')) return undefined
  const [code] = dtype.args
  const stated = sequenceItems(dtype.states?.at(-1) ?? null)?.[5]
  if (typeof stated === 'number' && stated >= 0) return stated
  const [, kind, digits] = (typeof code === 'string' ? /^[<>|=]?([a-zA-Z])(\d+)$/.exec(code) : null) ?? []
  if (kind === undefined || digits === undefined) return undefined
  return Number(digits) * (kind === 'U' ? 4 : 1)
}
