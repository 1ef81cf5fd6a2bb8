/**
 * WebAssembly for CRC-32 and SHA-256, where a platform offers neither as a stream. It gives what the plain code gives;
 * where an engine has no SIMD, or a page forbids WebAssembly, there is the plain code alone.
 */
import { DIGESTS } from './digests.generated.ts'
import { ROUNDS } from './sha256-words.ts'

/** One memory for all digests of this thread: nothing is kept in it between two calls. */
export interface DigestKernels {
  /** Continue the checksum `crc` over `bytes`. */
  crc32(bytes: Uint8Array, crc: number): number
  /** Continue a digest, the eight words of `state`, over `bytes`: a whole number of blocks. */
  sha256(bytes: Uint8Array, state: Uint32Array): void
}

interface Exports {
  prepare(): void
  crc32(from: number, length: number, start: number): number
  sha256(from: number, blocks: number): void
}

/** Where things are in the memory of the module. */
const PAGE = 1 << 16
const ROUNDS_AT = 512
const BLOCK_AT = PAGE
/** Bytes that are copied at a time: small enough to be in the cache still when they are summed. */
const BLOCK_BYTES = PAGE

/** Whether numbers in memory are as the module has them. */
const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

let made: DigestKernels | null | undefined

/** The kernels of this thread, made once; null where the engine cannot run them. */
export function digestKernels(): DigestKernels | null {
  if (made === undefined) made = LITTLE_ENDIAN ? makeKernels() : null
  return made
}

function makeKernels(): DigestKernels | null {
  let memory: WebAssembly.Memory
  let code: Exports
  try {
    const bytes = Uint8Array.from(atob(DIGESTS), (letter) => letter.charCodeAt(0))
    memory = new WebAssembly.Memory({ initial: 2, maximum: 2 })
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } })
    code = instance.exports as unknown as Exports
  } catch {
    // No WebAssembly, no SIMD, no address space, or a page that forbids it: the plain code does the same.
    return null
  }
  const all = new Uint8Array(memory.buffer)
  const words = new Uint32Array(memory.buffer, 0, 8)
  new Uint32Array(memory.buffer, ROUNDS_AT, ROUNDS.length).set(ROUNDS)
  code.prepare()

  /** The bytes in pieces, each in the memory while `use` is called. */
  function inPieces(bytes: Uint8Array, use: (length: number) => void): void {
    for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
      const piece = bytes.subarray(at, at + BLOCK_BYTES)
      all.set(piece, BLOCK_AT)
      use(piece.length)
    }
  }

  return {
    crc32: (bytes, start) => {
      let crc = start
      inPieces(bytes, (length) => {
        crc = code.crc32(BLOCK_AT, length, crc) >>> 0
      })
      return crc
    },
    sha256: (bytes, state) => {
      words.set(state)
      inPieces(bytes, (length) => code.sha256(BLOCK_AT, length / 64))
      state.set(words)
    },
  }
}
