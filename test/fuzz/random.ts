/** A small seeded generator: the same seed gives the same inputs on every machine. */

/** Numbers from one seed. */
export interface Random {
  /** A whole number in [0, below). */
  below(limit: number): number
  /** One of the items. */
  pick<Item>(items: readonly Item[]): Item
}

/** @see Mulberry32, a public-domain generator */
export function newRandom(seed: number): Random {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
  }
}
