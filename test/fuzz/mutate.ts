/** Changes to an input: bytes, numbers at the edges, slices, splices of two seeds, and words of the format. */
import type { Random } from './random.ts'

/** Values at which lengths, counts and offsets go wrong. */
const EDGES = [
  0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe,
  0xffffffff,
]
const EDGES_64 = [
  0n,
  1n,
  0x7fffffffn,
  0xffffffffn,
  0x1fffffffffffffn,
  0x20000000000000n,
  0x7fffffffffffffffn,
  0xffffffffffffffffn,
]

type Mutator = (
  bytes: Uint8Array,
  random: Random,
  words: readonly Uint8Array[],
  other: Uint8Array,
) => Uint8Array

const MUTATORS: readonly Mutator[] = [
  flipBit,
  setByte,
  setByte,
  setEdge,
  setEdge,
  setEdge64,
  cut,
  remove,
  repeat,
  multiply,
  insertWord,
  insertWord,
  overwriteWord,
  splice,
  swap,
]

/** One to six changes. The result is never longer than `most`. */
export function mutate(
  seed: Uint8Array,
  other: Uint8Array,
  words: readonly Uint8Array[],
  random: Random,
  most: number,
): Uint8Array {
  let bytes: Uint8Array = seed.slice()
  const changes = 1 + random.below(random.below(4) === 0 ? 6 : 2)
  for (let change = 0; change < changes; change += 1)
    bytes = random.pick(MUTATORS)(bytes, random, words, other)
  return bytes.length > most ? bytes.subarray(0, most) : bytes
}

function flipBit(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length)
  if (bytes.length > 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
  return bytes
}

function setByte(bytes: Uint8Array, random: Random): Uint8Array {
  if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256)
  return bytes
}

function setEdge(bytes: Uint8Array, random: Random): Uint8Array {
  const width = random.pick([1, 2, 4])
  if (bytes.length < width) return bytes
  let value = random.pick(EDGES)
  const at = random.below(bytes.length - width + 1)
  for (let index = 0; index < width; index += 1, value = Math.floor(value / 256))
    bytes[at + index] = value & 0xff
  return bytes
}

function setEdge64(bytes: Uint8Array, random: Random): Uint8Array {
  if (bytes.length < 8) return bytes
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).setBigUint64(
    random.below(bytes.length - 7),
    random.pick(EDGES_64),
    true,
  )
  return bytes
}

function cut(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.slice(0, random.below(bytes.length + 1))
}

function remove(bytes: Uint8Array, random: Random): Uint8Array {
  const [from, to] = range(bytes, random)
  return joined(bytes.subarray(0, from), bytes.subarray(to))
}

function repeat(bytes: Uint8Array, random: Random): Uint8Array {
  const [from, to] = range(bytes, random)
  const part = bytes.subarray(from, to)
  const copies = Array.from({ length: 1 + random.below(4) }, () => part)
  return joined(bytes.subarray(0, to), ...copies, bytes.subarray(to))
}

/** A short slice many times: what is not linear shows. Rarely, because long inputs take long. */
function multiply(bytes: Uint8Array, random: Random): Uint8Array {
  const [from, to] = range(bytes, random)
  const part = bytes.subarray(from, Math.min(to, from + 24))
  const copies = random.below(8) === 0 ? 1 << random.below(11) : 1
  return joined(bytes.subarray(0, to), ...Array.from({ length: copies }, () => part), bytes.subarray(to))
}

function insertWord(bytes: Uint8Array, random: Random, words: readonly Uint8Array[]): Uint8Array {
  const at = random.below(bytes.length + 1)
  return joined(bytes.subarray(0, at), random.pick(words), bytes.subarray(at))
}

function overwriteWord(bytes: Uint8Array, random: Random, words: readonly Uint8Array[]): Uint8Array {
  const word = random.pick(words)
  if (word.length <= bytes.length) bytes.set(word, random.below(bytes.length - word.length + 1))
  return bytes
}

function splice(
  bytes: Uint8Array,
  random: Random,
  _words: readonly Uint8Array[],
  other: Uint8Array,
): Uint8Array {
  const [from, to] = range(other, random)
  const at = random.below(bytes.length + 1)
  return joined(
    bytes.subarray(0, at),
    other.subarray(from, to),
    bytes.subarray(Math.min(bytes.length, at + random.below(16))),
  )
}

function swap(bytes: Uint8Array, random: Random): Uint8Array {
  const [from, to] = range(bytes, random)
  const [first, second] = [bytes.slice(from, to), bytes.slice(to, to + to - from)]
  if (second.length < first.length) return bytes
  bytes.set(second, from)
  bytes.set(first, to)
  return bytes
}

/** A short slice, most often. */
function range(bytes: Uint8Array, random: Random): readonly [number, number] {
  const from = random.below(bytes.length + 1)
  const length =
    random.below(4) === 0
      ? random.below(bytes.length - from + 1)
      : Math.min(bytes.length - from, random.below(24))
  return [from, from + length]
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
