/** What values mean: in a Map, and where a value has room for it, in the value itself. */
import type { Holder } from '../pickle/tensor-call.ts'

/** Meanings by value, as a Map has them. Calls of tensors are so many that an entry for each would cost too much. */
export class Meanings<Value, Meaning> {
  readonly #others = new Map<Value, Meaning>()
  readonly #holderOf: (value: Value) => Holder | undefined

  constructor(holderOf: (value: Value) => Holder | undefined) {
    this.#holderOf = holderOf
  }

  get(value: Value): Meaning | undefined {
    const holder = this.#holderOf(value)
    return holder?.owner === this ? (holder.held as Meaning) : this.#others.get(value)
  }

  set(value: Value, meaning: Meaning): void {
    const holder = this.#holderOf(value)
    // Another reading of the same values keeps its own.
    if (holder === undefined || (holder.owner !== null && holder.owner !== this))
      this.#others.set(value, meaning)
    else {
      holder.owner = this
      holder.held = meaning
    }
  }
}
