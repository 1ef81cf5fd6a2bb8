/** The two codes of zstd: FSE for numbers, Huffman for literals. @see RFC 8878 4.1, 4.2 */
import { backward, bitsAt, damaged, highestBit, readBack } from './bits.ts'
import type { Bits } from './bits.ts'

/** A finite state table: for each state its symbol, and how the next state is read. */
export interface StateTable {
  readonly log: number
  readonly symbols: Uint8Array
  readonly lengths: Uint8Array
  readonly bases: Uint16Array
}

/** A table that always gives one symbol and reads nothing. */
export function constantTable(symbol: number): StateTable {
  return {
    log: 0,
    symbols: Uint8Array.of(symbol),
    lengths: new Uint8Array(1),
    bases: new Uint16Array(1),
  }
}

/** The table of a distribution: how often each symbol occurs, -1 for less than once. @throws PthError */
export function stateTable(counts: readonly number[], log: number): StateTable {
  const size = 1 << log
  const symbols = new Uint8Array(size)
  const next = counts.map((count) => Math.abs(count))
  let high = size
  for (const [symbol, count] of counts.entries()) {
    if (count !== -1) continue
    high -= 1
    symbols[high] = symbol
  }
  const step = (size >> 1) + (size >> 3) + 3
  let at = 0
  for (const [symbol, count] of counts.entries())
    for (let left = count; left > 0; left -= 1) {
      symbols[at] = symbol
      do at = (at + step) & (size - 1)
      while (at >= high)
    }
  const lengths = new Uint8Array(size)
  const bases = new Uint16Array(size)
  for (let state = 0; state < size; state += 1) {
    const symbol = symbols[state] ?? 0
    const number = next[symbol] ?? 1
    next[symbol] = number + 1
    const length = log - highestBit(number)
    lengths[state] = length
    bases[state] = (number << length) - size
  }
  return { log, symbols, lengths, bases }
}

/** A table that is described at the front of `bytes`, and how many bytes the description takes. @throws PthError */
export function readTable(
  bytes: Uint8Array,
  mostLog: number,
  mostSymbol: number,
): { readonly table: StateTable; readonly length: number } {
  const log = bitsAt(bytes, 0, 4) + 5
  if (log > mostLog) throw damaged(`a table of at most ${mostLog} bits`, `${log}`)
  let at = 4
  let remaining = 1 << log
  const counts: number[] = []
  while (remaining > 0) {
    if (counts.length > mostSymbol) throw damaged(`symbols up to ${mostSymbol}`, 'more')
    const width = highestBit(remaining + 1) + 1
    const value = bitsAt(bytes, at, width)
    const mask = (1 << (width - 1)) - 1
    const threshold = (1 << width) - 2 - remaining
    const short = (value & mask) < threshold
    at += short ? width - 1 : width
    const count = (short ? value & mask : value > mask ? value - threshold : value) - 1
    remaining -= Math.abs(count)
    counts.push(count)
    if (count !== 0) continue
    for (let more = 3; more === 3;) {
      more = bitsAt(bytes, at, 2)
      at += 2
      for (let zero = 0; zero < more; zero += 1) counts.push(0)
      if (counts.length > mostSymbol + 1) throw damaged(`symbols up to ${mostSymbol}`, 'more')
    }
  }
  const length = (at + 7) >> 3
  if (remaining !== 0 || length > bytes.length) throw damaged('a table that is whole', 'one that is not')
  return { table: stateTable(counts, log), length }
}

/** The state after `state`. */
export function nextState(table: StateTable, state: number, bits: Bits): number {
  return (table.bases[state] ?? 0) + readBack(bits, table.lengths[state] ?? 0)
}

/** A Huffman code: for each run of `log` bits the symbol and how many of the bits are its. */
export interface HuffmanTable {
  readonly log: number
  readonly symbols: Uint8Array
  readonly lengths: Uint8Array
}

const HUFFMAN_LOG = 11
const WEIGHT_LOG = 6

/** The Huffman code at the front of `bytes`, and how many bytes its description takes. @throws PthError */
export function readHuffman(bytes: Uint8Array): { readonly table: HuffmanTable; readonly length: number } {
  const head = bytes[0] ?? 0
  const length = 1 + (head < 128 ? head : (head - 126) >> 1)
  if (length > bytes.length) throw damaged('a Huffman code that is whole', 'one that is cut off')
  const weights =
    head < 128
      ? codedWeights(bytes.subarray(1, length))
      : Array.from(
          { length: head - 127 },
          (_, index) => ((bytes[1 + (index >> 1)] ?? 0) >> (index % 2 === 0 ? 4 : 0)) & 15,
        )
  return { table: huffmanTable(weights), length }
}

/** Weights in two states that take turns, until the bits are used up. */
function codedWeights(bytes: Uint8Array): number[] {
  const { table, length } = readTable(bytes, WEIGHT_LOG, 255)
  const bits = backward(bytes.subarray(length))
  const weights: number[] = []
  let state = readBack(bits, table.log)
  let other = readBack(bits, table.log)
  while (weights.length < 255) {
    weights.push(table.symbols[state] ?? 0)
    const next = nextState(table, state, bits)
    if (bits.at < 0) {
      weights.push(table.symbols[other] ?? 0)
      return weights
    }
    state = other
    other = next
  }
  throw damaged('at most 255 weights', 'more')
}

/** The code of the weights; that of the last symbol is what the others leave. */
function huffmanTable(weights: readonly number[]): HuffmanTable {
  const sum = weights.reduce((all, weight) => all + (weight === 0 ? 0 : 2 ** (weight - 1)), 0)
  const log = sum === 0 ? 0 : highestBit(sum) + 1
  const left = 2 ** log - sum
  if (log === 0 || log > HUFFMAN_LOG || (left & (left - 1)) !== 0 || weights.length > 255)
    throw damaged('the weights of a Huffman code', 'others')
  const all = [...weights, highestBit(left) + 1]
  const symbols = new Uint8Array(1 << log)
  const lengths = new Uint8Array(1 << log)
  let at = 0
  for (let weight = 1; weight <= log; weight += 1)
    for (const [symbol, its] of all.entries()) {
      if (its !== weight) continue
      const end = at + (1 << (weight - 1))
      symbols.fill(symbol, at, end)
      lengths.fill(log + 1 - weight, at, end)
      at = end
    }
  return { log, symbols, lengths }
}

/** Fill `target` with the symbols of one stream, which must be used up by them. @throws PthError */
export function readSymbols(
  { log, symbols, lengths }: HuffmanTable,
  bytes: Uint8Array,
  target: Uint8Array,
): void {
  const bits = backward(bytes)
  for (let index = 0; index < target.length; index += 1) {
    const code = bitsBefore(bits, log)
    target[index] = symbols[code] ?? 0
    bits.at -= lengths[code] ?? 0
  }
  if (bits.at !== 0) throw damaged('literals that use up their bits', 'others')
}

/** The next `count` bits without taking them; those before the beginning are zero. */
function bitsBefore({ bytes, at }: Bits, count: number): number {
  if (at <= 0) return 0
  return at >= count ? bitsAt(bytes, at - count, count) : bitsAt(bytes, 0, at) << (count - at)
}
