/** SHA-256 of what comes in pieces: the browser's own digest wants everything at once. */
import type { Hasher } from 'pth-cli'

const BLOCK = 64
const ROUNDS = constants(64, 3)
const START = constants(8, 2)

/** A new SHA-256. */
export function newSha256(): Hasher {
  const state = Int32Array.from(START)
  const words = new Int32Array(64)
  const rest = new Uint8Array(BLOCK)
  let filled = 0
  let length = 0

  function update(bytes: Uint8Array): void {
    length += bytes.length
    let at = 0
    if (filled > 0) {
      at = Math.min(BLOCK - filled, bytes.length)
      rest.set(bytes.subarray(0, at), filled)
      filled += at
      if (filled < BLOCK) return
      block(rest, 0)
      filled = 0
    }
    for (; at + BLOCK <= bytes.length; at += BLOCK) block(bytes, at)
    rest.set(bytes.subarray(at))
    filled = bytes.length - at
  }

  function block(bytes: Uint8Array, offset: number): void {
    for (let at = 0; at < 16; at += 1) {
      const from = offset + at * 4
      words[at] =
        ((bytes[from] ?? 0) << 24) |
        ((bytes[from + 1] ?? 0) << 16) |
        ((bytes[from + 2] ?? 0) << 8) |
        (bytes[from + 3] ?? 0)
    }
    for (let at = 16; at < 64; at += 1) {
      const early = words[at - 15] ?? 0
      const late = words[at - 2] ?? 0
      const one = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)
      const other = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10)
      words[at] = ((words[at - 16] ?? 0) + one + (words[at - 7] ?? 0) + other) | 0
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
    for (let at = 0; at < 64; at += 1) {
      const high = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
      const first = (h + high + ((e & f) ^ (~e & g)) + (ROUNDS[at] ?? 0) + (words[at] ?? 0)) | 0
      const low = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)
      const second = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + first) | 0
      d = c
      c = b
      b = a
      a = (first + second) | 0
    }
    for (const [at, value] of [a, b, c, d, e, f, g, h].entries()) state[at] = ((state[at] ?? 0) + value) | 0
  }

  return {
    update,
    hex: () => {
      const bits = length * 8
      const end = new Uint8Array(filled < 56 ? BLOCK - filled : 2 * BLOCK - filled)
      end[0] = 0x80
      const view = new DataView(end.buffer)
      view.setUint32(end.length - 8, Math.floor(bits / 2 ** 32))
      view.setUint32(end.length - 4, bits >>> 0)
      update(end)
      return [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
    },
  }
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

/** The first 32 bits of the fractions of the roots of the first primes. @see FIPS 180-4, 4.2.2 and 5.3.3 */
function constants(count: number, root: 2 | 3): Int32Array {
  const primes: number[] = []
  for (let number = 2; primes.length < count; number += 1)
    if (primes.every((prime) => number % prime !== 0)) primes.push(number)
  return Int32Array.from(primes, (prime) => {
    const value = root === 2 ? Math.sqrt(prime) : Math.cbrt(prime)
    return Math.floor((value - Math.floor(value)) * 2 ** 32) | 0
  })
}
