/** SHA-256 of what comes in pieces, on any platform: that of browsers wants everything at once. */
import { digestKernels } from './digest-kernels.ts'
import type { Hasher } from './hash.ts'
import { ROUNDS, START } from './sha256-words.ts'

/** Bytes of a block. */
const BLOCK = 64

/** Continues the digest `state`, eight words, over whole blocks. */
export type Sha256Blocks = (bytes: Uint8Array, state: Uint32Array) => void

/** A SHA-256 digest: by WebAssembly where there is one, else in plain JavaScript, which is half as fast. */
export function newSha256(): Hasher {
  return sha256Over(digestKernels()?.sha256 ?? plainBlocks)
}

/** A SHA-256 digest of which `blocks` does the work. @see FIPS 180-4, 5.1.1 and 6.2 */
export function sha256Over(blocks: Sha256Blocks): Hasher {
  const state = START.slice()
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
      blocks(rest, state)
    }
    const end = bytes.length - ((bytes.length - at) % BLOCK)
    if (end > at) blocks(bytes.subarray(at, end), state)
    rest.set(bytes.subarray(end))
    filled = bytes.length - end
  }

  return {
    update,
    hex: () => {
      const bits = length * 8
      const end = new Uint8Array(filled < BLOCK - 8 ? BLOCK - filled : 2 * BLOCK - filled)
      end[0] = 0x80
      const view = new DataView(end.buffer)
      view.setUint32(end.length - 8, Math.floor(bits / 2 ** 32))
      view.setUint32(end.length - 4, bits % 2 ** 32)
      update(end)
      return [...state].map((word) => word.toString(16).padStart(8, '0')).join('')
    },
  }
}

/** In plain JavaScript. */
export const plainBlocks: Sha256Blocks = (bytes, state) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const words = new Int32Array(64)
  for (let from = 0; from < bytes.length; from += BLOCK) {
    for (let at = 0; at < 16; at += 1) words[at] = view.getInt32(from + at * 4)
    for (let at = 16; at < 64; at += 1) {
      const early = words[at - 15] ?? 0
      const late = words[at - 2] ?? 0
      const one = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)
      const other = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10)
      words[at] = ((words[at - 16] ?? 0) + one + (words[at - 7] ?? 0) + other) | 0
    }
    rounds(words, state)
  }
}

function rounds(words: Int32Array, state: Uint32Array): void {
  let a = (state[0] ?? 0) | 0
  let b = (state[1] ?? 0) | 0
  let c = (state[2] ?? 0) | 0
  let d = (state[3] ?? 0) | 0
  let e = (state[4] ?? 0) | 0
  let f = (state[5] ?? 0) | 0
  let g = (state[6] ?? 0) | 0
  let h = (state[7] ?? 0) | 0
  for (let at = 0; at < 64; at += 1) {
    const large = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
    const first = (h + large + (g ^ (e & (f ^ g))) + (ROUNDS[at] ?? 0) + (words[at] ?? 0)) | 0
    const second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) | (c & (a | b)))
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  state[0] = (state[0] ?? 0) + a
  state[1] = (state[1] ?? 0) + b
  state[2] = (state[2] ?? 0) + c
  state[3] = (state[3] ?? 0) + d
  state[4] = (state[4] ?? 0) + e
  state[5] = (state[5] ?? 0) + f
  state[6] = (state[6] ?? 0) + g
  state[7] = (state[7] ?? 0) + h
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}
