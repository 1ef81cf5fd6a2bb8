/**
 * A call of `torch._utils._rebuild_tensor_v2` with the arguments that PyTorch writes, kept as a few numbers: its
 * tuples and its dict of hooks are made when somebody asks for them, and then are what the machine would have made.
 */
import { newDict } from './value.ts'
import type {
  PickleDict,
  PickleGlobal,
  PickleObject,
  PicklePersistent,
  PickleTuple,
  PickleValue,
} from './value.ts'

/** What many calls have in common, once for all of them. */
export interface CallFacts {
  readonly callee: PickleGlobal
  readonly storageClass: PickleGlobal
  readonly location: string
  readonly shape: readonly number[]
  readonly stride: readonly number[]
  readonly requiresGrad: boolean
  /** Whether the persistent id has a sixth item, None, as in the legacy stream. */
  readonly sixth: boolean
  /** Whether the key is said here for the first time, and has a slot of the memo. */
  readonly ownKey: boolean
}

/** Facts of the calls of one pickle, by a number of them. */
export type KnownFacts = (CallFacts | undefined)[]

/** What somebody who reads the values made of one, kept where it costs no entry of a Map. */
export interface Holder {
  /** Who made it; null before anybody did. */
  owner: object | null
  held: unknown
}

/** The persistent id of such a call: `("storage", class, key, location, numel)`. */
export class StoragePersistent implements PicklePersistent, Holder {
  owner: object | null = null
  held: unknown = undefined
  readonly facts: CallFacts
  readonly key: string
  readonly numel: number
  readonly at: number
  #id: PickleTuple | null = null

  constructor(facts: CallFacts, key: string, numel: number, at: number) {
    this.facts = facts
    this.key = key
    this.numel = numel
    this.at = at
  }

  get kind(): 'persistent' {
    return 'persistent'
  }

  get id(): PickleTuple {
    const { storageClass, location, sixth } = this.facts
    const items = ['storage', storageClass, this.key, location, this.numel, ...(sixth ? [null] : [])]
    return (this.#id ??= { kind: 'tuple', items })
  }
}

/** The values of a call that was asked for them. */
interface Made {
  readonly size: PickleTuple
  readonly stride: PickleTuple
  readonly hooks: PickleDict
  readonly args: PickleTuple
  /** As the call was given them: what is put into `hooks` later does not reach it. */
  readonly taken: readonly PickleValue[]
}

/** The call. What the file gives to its result is kept as for every other object; PyTorch gives nothing. */
export class TensorCall implements PickleObject, Holder {
  owner: object | null = null
  held: unknown = undefined
  readonly persistent: StoragePersistent
  readonly storageOffset: number
  readonly at: number
  /** The first slot of the memo that the call fills before its own; Infinity when they hold their values. */
  #firstSlot: number
  #made: Made | null = null
  #changes: Pick<PickleObject, 'states' | 'items' | 'entries'> | null = null

  constructor(persistent: StoragePersistent, storageOffset: number, at: number, firstSlot: number) {
    this.persistent = persistent
    this.storageOffset = storageOffset
    this.at = at
    this.#firstSlot = firstSlot
  }

  get kind(): 'object' {
    return 'object'
  }

  get callee(): PickleValue {
    return this.persistent.facts.callee
  }

  get how(): 'reduce' {
    return 'reduce'
  }

  get kwargs(): null {
    return null
  }

  get args(): readonly PickleValue[] {
    return this.#values().taken
  }

  get states(): PickleValue[] | null {
    return this.#changes?.states ?? null
  }

  set states(states: PickleValue[] | null) {
    this.#changes = { ...(this.#changes ?? NOTHING), states }
  }

  get items(): PickleValue[] | null {
    return this.#changes?.items ?? null
  }

  set items(items: PickleValue[] | null) {
    this.#changes = { ...(this.#changes ?? NOTHING), items }
  }

  get entries(): PickleDict | null {
    return this.#changes?.entries ?? null
  }

  set entries(entries: PickleDict | null) {
    this.#changes = { ...(this.#changes ?? NOTHING), entries }
  }

  /** Whether the file did something with the result. */
  get changed(): boolean {
    return this.#changes !== null
  }

  /** What a slot of the memo holds that names this call: one of its values, or the call itself. */
  slot(index: number): PickleValue {
    const { ownKey, shape } = this.persistent.facts
    const at = index - this.#firstSlot + (ownKey ? 0 : 1)
    if (at < (ownKey ? 0 : 1)) return this
    if (at === 0) return this.persistent.key
    if (at === 1) return this.persistent.id
    // An empty tuple has no slot.
    const rest = at - 2 + (shape.length === 0 ? 2 : 0)
    if (rest > 3) return this
    const { size, stride, hooks, args } = this.#values()
    return [size, stride, hooks, args][rest] as PickleValue
  }

  /** The slots of its values, `[first, end)`. */
  slots(): readonly [first: number, end: number] {
    const { ownKey, shape } = this.persistent.facts
    // Key, id, size, stride, hooks and arguments.
    return [this.#firstSlot, this.#firstSlot + 6 - (ownKey ? 0 : 1) - (shape.length === 0 ? 2 : 0)]
  }

  /** Its slots hold their values now, or something else: it is in none of them but as itself. */
  settle(): void {
    this.#firstSlot = Infinity
  }

  #values(): Made {
    if (this.#made !== null) return this.#made
    const { persistent, storageOffset } = this
    const { shape, stride: step, requiresGrad } = persistent.facts
    const size: PickleTuple = { kind: 'tuple', items: shape }
    const stride: PickleTuple = { kind: 'tuple', items: step }
    const hooks = newDict('collections.OrderedDict')
    const taken = [persistent, storageOffset, size, stride, requiresGrad, newDict('collections.OrderedDict')]
    const args: PickleTuple = { kind: 'tuple', items: [...taken.slice(0, -1), hooks] }
    return (this.#made = { size, stride, hooks, args, taken })
  }
}

const NOTHING = { states: null, items: null, entries: null }
