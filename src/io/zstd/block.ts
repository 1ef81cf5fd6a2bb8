/** One compressed block of zstd: literals, and sequences that copy them and what came before. @see RFC 8878 3.1.1.3 */
import { backward, bitsAt, damaged, readBack } from './bits.ts'
import type { Bits } from './bits.ts'
import { constantTable, nextState, readHuffman, readSymbols, readTable, stateTable } from './entropy.ts'
import type { HuffmanTable, StateTable } from './entropy.ts'

/** Bytes of one block, at most. */
export const BLOCK_BYTES = 1 << 17

/** What one block leaves to the next. */
export interface BlockState {
  huffman: HuffmanTable | null
  readonly tables: (StateTable | null)[]
  /** The last three offsets, newest first. */
  readonly offsets: [number, number, number]
}

export function newBlockState(): BlockState {
  return { huffman: null, tables: [null, null, null], offsets: [1, 4, 8] }
}

/** Where a block is written: `bytes` up to `at` is what came before. */
export interface Output {
  bytes: Uint8Array
  at: number
}

/** Base value and extra bits for each code of a length. */
interface LengthCodes {
  readonly bases: readonly number[]
  readonly extra: readonly number[]
}

const LITERALS = lengthCodes(0, 16, [1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])
const MATCHES = lengthCodes(3, 32, [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])

/** Each code begins where the one before ends; the first `plain` ones have no extra bits. */
function lengthCodes(first: number, plain: number, bits: readonly number[]): LengthCodes {
  const extra = Array.from({ length: plain }, () => 0).concat(bits)
  let next = first
  const bases = extra.map((width) => {
    const base = next
    next += 2 ** width
    return base
  })
  return { bases, extra }
}

/** The three kinds of numbers in the order of their tables: literal lengths, offsets, match lengths. */
const KINDS = [
  {
    log: 9,
    symbol: 35,
    usual: stateTable(
      [
        4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1,
        -1, -1, -1,
      ],
      6,
    ),
  },
  {
    log: 8,
    symbol: 31,
    usual: stateTable(
      [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1],
      5,
    ),
  },
  {
    log: 9,
    symbol: 52,
    usual: stateTable(
      [
        1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
      ],
      6,
    ),
  },
] as const

/**
 * Unpack one block behind what `output` has; its bytes have room for {@link BLOCK_BYTES} more.
 * @param reach how far back a copy may go
 * @throws PthError CONTAINER_INVALID
 */
export function unpackBlock(state: BlockState, block: Uint8Array, output: Output, reach: number): void {
  const { literals, length } = readLiterals(state, block)
  const end = output.at + BLOCK_BYTES
  let taken = 0
  const copy = (count: number): void => {
    if (count > literals.length - taken || output.at + count > end)
      throw damaged('literals of a block', 'too few')
    output.bytes.set(literals.subarray(taken, taken + count), output.at)
    taken += count
    output.at += count
  }
  readSequences(state, block.subarray(length), (literal, match, offset) => {
    copy(literal)
    if (offset > reach || offset > output.at || output.at + match > end)
      throw damaged('a copy of what came before', `one from ${offset} bytes before`)
    repeat(output, match, offset)
  })
  copy(literals.length - taken)
}

/** Copy what lies `offset` bytes before, which may be what is being written. */
function repeat(output: Output, length: number, offset: number): void {
  const { bytes, at } = output
  if (offset >= length) bytes.copyWithin(at, at - offset, at - offset + length)
  else for (let index = at; index < at + length; index += 1) bytes[index] = bytes[index - offset] ?? 0
  output.at = at + length
}

/** The literals of a block, and how many bytes their section takes. */
function readLiterals(
  state: BlockState,
  block: Uint8Array,
): { readonly literals: Uint8Array; readonly length: number } {
  const head = block[0] ?? 0
  const type = head & 3
  const format = (head >> 2) & 3
  if (type < 2) {
    const bits = format === 1 ? 12 : format === 3 ? 20 : 5
    const header = format === 1 ? 2 : format === 3 ? 3 : 1
    const size = bitsAt(block, header === 1 ? 3 : 4, bits)
    const length = header + (type === 1 ? 1 : size)
    if (size > BLOCK_BYTES || length > block.length) throw damaged('the literals of a block', 'fewer bytes')
    const literals =
      type === 1 ? new Uint8Array(size).fill(block[header] ?? 0) : block.subarray(header, length)
    return { literals, length }
  }
  const bits = format < 2 ? 10 : format === 2 ? 14 : 18
  const header = format < 2 ? 3 : format + 2
  const size = bitsAt(block, 4, bits)
  const length = header + bitsAt(block, 4 + bits, bits)
  if (size > BLOCK_BYTES || length > block.length) throw damaged('the literals of a block', 'fewer bytes')
  let packed = block.subarray(header, length)
  if (type === 2) {
    const huffman = readHuffman(packed)
    state.huffman = huffman.table
    packed = packed.subarray(huffman.length)
  }
  if (state.huffman === null) throw damaged('a Huffman code before literals', 'none')
  const literals = new Uint8Array(size)
  if (format === 0) readSymbols(state.huffman, packed, literals)
  else readFour(state.huffman, packed, literals)
  return { literals, length }
}

/** Four streams, each with a quarter of the literals; a table says how long the first three are. */
function readFour(huffman: HuffmanTable, packed: Uint8Array, literals: Uint8Array): void {
  const quarter = (literals.length + 3) >> 2
  let at = 6
  for (let stream = 0; stream < 4; stream += 1) {
    const end = stream === 3 ? packed.length : at + bitsAt(packed, stream * 16, 16)
    if (end > packed.length || at > end) throw damaged('four streams of literals', 'fewer bytes')
    const target = literals.subarray(
      stream * quarter,
      stream === 3 ? literals.length : (stream + 1) * quarter,
    )
    readSymbols(huffman, packed.subarray(at, end), target)
    at = end
  }
}

/** Give each sequence: literals to take, then bytes to copy, and from how far back. */
function readSequences(
  state: BlockState,
  section: Uint8Array,
  give: (literal: number, match: number, offset: number) => void,
): void {
  const [first = 0, second = 0, third = 0] = section
  const wide = first < 128 ? 1 : first < 255 ? 2 : 3
  const count =
    wide === 1 ? first : wide === 2 ? ((first - 128) << 8) + second : second + (third << 8) + 0x7f00
  if (section.length < wide || (count === 0 && section.length > 1))
    throw damaged('the sequences of a block', 'others')
  if (count === 0) return
  const modes = section[wide] ?? 0
  let at = wide + 1
  for (const [index, kind] of KINDS.entries()) {
    const mode = (modes >> (6 - index * 2)) & 3
    if (mode === 0) state.tables[index] = kind.usual
    else if (mode === 1) {
      const symbol = section[at] ?? 0
      if (symbol > kind.symbol) throw damaged(`a code up to ${kind.symbol}`, `${symbol}`)
      state.tables[index] = constantTable(symbol)
      at += 1
    } else if (mode === 2) {
      const { table, length } = readTable(section.subarray(at), kind.log, kind.symbol)
      state.tables[index] = table
      at += length
    }
  }
  const [literals, offsets, matches] = state.tables
  if (!literals || !offsets || !matches) throw damaged('a table before sequences', 'none')
  const bits = backward(section.subarray(at))
  let literalState = readBack(bits, literals.log)
  let offsetState = readBack(bits, offsets.log)
  let matchState = readBack(bits, matches.log)
  for (let left = count; left > 0; left -= 1) {
    const code = offsets.symbols[offsetState] ?? 0
    const value = 2 ** code + readBack(bits, code)
    const match = lengthOf(MATCHES, matches.symbols[matchState] ?? 0, bits)
    const literal = lengthOf(LITERALS, literals.symbols[literalState] ?? 0, bits)
    give(literal, match, offsetOf(state, value, literal))
    if (left === 1) break
    literalState = nextState(literals, literalState, bits)
    matchState = nextState(matches, matchState, bits)
    offsetState = nextState(offsets, offsetState, bits)
  }
  if (bits.at !== 0) throw damaged('sequences that use up their bits', 'others')
}

function lengthOf({ bases, extra }: LengthCodes, code: number, bits: Bits): number {
  return (bases[code] ?? 0) + readBack(bits, extra[code] ?? 0)
}

/** The offset that a value stands for: one of the last three, or a new one. @see RFC 8878 3.1.1.5 */
function offsetOf({ offsets }: BlockState, value: number, literal: number): number {
  const index = value > 3 ? 3 : value - 1 + (literal === 0 ? 1 : 0)
  const [first, second, third] = offsets
  const offset =
    value > 3 ? value - 3 : index === 0 ? first : index === 1 ? second : index === 2 ? third : first - 1
  if (offset <= 0) throw damaged('an offset', `${offset}`)
  if (index > 0) offsets.splice(0, 3, offset, first, index === 1 ? third : second)
  return offset
}
