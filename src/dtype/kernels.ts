/**
 * WebAssembly for what is done with every number of a large file. It gives what the plain code gives, bit for bit;
 * where an engine has no SIMD, and for what is not listed, there is the plain code alone.
 */
import { KERNELS } from './kernels.generated.ts'

/** One block of finite numbers, measured. */
export interface BlockMoments {
  readonly count: number
  readonly min: number
  readonly max: number
  readonly zeros: number
  readonly mean: number
  /** Sum of squared distances from the mean. */
  readonly squares: number
}

/** What is summed over pairs `a`, `b` of one block of finite numbers. */
export interface BlockPairs {
  readonly squareA: number
  readonly squareB: number
  readonly dot: number
  readonly squareGap: number
  readonly sumAbs: number
  readonly maxAbs: number
  readonly maxRel: number
  /** Pairs that are the same number. */
  readonly same: number
  /** Every pair is close, as `torch.isclose` has it of float32. */
  readonly close: boolean
}

/** Blocks are measured in memory of their own, one after another; an address is good until the next block. */
export interface Kernels {
  /** Memory into which a block of at most {@link BLOCK_BYTES} may be read, so that it is not copied later. */
  readonly first: Uint8Array
  readonly second: Uint8Array
  /** Undefined when some number is not finite. `block` contains elements of `dtype`, one of {@link WIDENED}. */
  measure(block: Uint8Array, dtype: string): BlockMoments | undefined
  /** Undefined when some number is not finite. */
  comparePairs(
    a: Uint8Array,
    b: Uint8Array,
    dtype: string,
    rtol: number,
    atol: number,
  ): BlockPairs | undefined
  /** The sum of all squares. */
  squares(block: Uint8Array, dtype: string): number
  sameBytes(a: Uint8Array, b: Uint8Array): boolean
  /** float32 to bfloat16 into `out`; false, and `out` has no meaning, when some value needs more than rounding. */
  roundToBfloat16(block: Uint8Array, out: Uint8Array): boolean
}

/** Bytes of one block at most. */
export const BLOCK_BYTES = 1 << 20

/** Types of which numbers become float32 without a loss, with the bytes of one. */
const WIDENED: ReadonlyMap<string, number> = new Map([
  ['float32', 4],
  ['bfloat16', 2],
  ['float16', 2],
])

/** Whether blocks of a type are measured and compared here. */
export function hasKernels(dtype: string): boolean {
  return WIDENED.has(dtype)
}

interface Exports {
  measure(from: number, count: number): void
  squaredDistances(from: number, count: number, mean: number): number
  squares(from: number, count: number): number
  sameBytes(a: number, b: number, length: number): number
  comparePairs(a: number, b: number, count: number, rtol: number, atol: number): void
  roundToBfloat16(from: number, to: number, count: number): number
  widenBfloat16(from: number, to: number, count: number): void
  widenFloat16(from: number, to: number, count: number): void
}

/** Where things are in the memory of the module: results, two blocks, and both of them as float32. */
const PAGE = 1 << 16
const FIRST = PAGE
const SECOND = FIRST + BLOCK_BYTES
const WIDE_FIRST = SECOND + BLOCK_BYTES
const WIDE_SECOND = WIDE_FIRST + 2 * BLOCK_BYTES
const MEMORY_BYTES = WIDE_SECOND + 2 * BLOCK_BYTES

/** Whether numbers in memory are as in the file. */
const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

let made: Kernels | null | undefined

/** The kernels of this thread, made once; null where the engine cannot run them. */
export function kernels(): Kernels | null {
  if (made === undefined) made = LITTLE_ENDIAN ? makeKernels() : null
  return made
}

function countOf(block: Uint8Array, dtype: string): number {
  return Math.floor(block.length / (WIDENED.get(dtype) ?? Infinity))
}

function makeKernels(): Kernels | null {
  let memory: WebAssembly.Memory
  let code: Exports
  try {
    const bytes = Uint8Array.from(atob(KERNELS), (letter) => letter.charCodeAt(0))
    memory = new WebAssembly.Memory({ initial: MEMORY_BYTES / PAGE, maximum: MEMORY_BYTES / PAGE })
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } })
    code = instance.exports as unknown as Exports
  } catch {
    // No WebAssembly, no SIMD, no address space, or a page that forbids it: the plain code does the same.
    return null
  }
  const all = new Uint8Array(memory.buffer)
  const results = new Float64Array(memory.buffer, 0, 16)

  /** The address of a block, which is copied there unless it is there already. */
  function place(block: Uint8Array, at: number): number {
    if (block.buffer === memory.buffer && block.byteOffset === at) return at
    all.set(block, at)
    return at
  }

  /** The address of the numbers of a block as float32. */
  function widen(block: Uint8Array, dtype: string, at: number, wide: number): number {
    place(block, at)
    if (dtype === 'float32') return at
    if (dtype === 'bfloat16') code.widenBfloat16(at, wide, block.length / 2)
    else code.widenFloat16(at, wide, block.length / 2)
    return wide
  }

  return {
    first: all.subarray(FIRST, SECOND),
    second: all.subarray(SECOND, WIDE_FIRST),
    measure: (block, dtype) => {
      const count = countOf(block, dtype)
      const from = widen(block, dtype, FIRST, WIDE_FIRST)
      code.measure(from, count)
      const [sum = 0, min = 0, max = 0, zeros = 0] = results
      if (!Number.isFinite(sum)) return undefined
      const mean = sum / count
      return { count, min, max, zeros, mean, squares: code.squaredDistances(from, count, mean) }
    },
    comparePairs: (a, b, dtype, rtol, atol) => {
      const count = countOf(b, dtype)
      const left = widen(a, dtype, FIRST, WIDE_FIRST)
      const right = widen(b, dtype, SECOND, WIDE_SECOND)
      code.comparePairs(left, right, count, rtol, atol)
      const [squareA = 0, squareB = 0, dot = 0, squareGap = 0, sumAbs = 0, maxAbs = 0] = results
      const [maxRel = 0, same = 0, far = 1] = results.subarray(6)
      if (!Number.isFinite(squareA + squareB)) return undefined
      return { squareA, squareB, dot, squareGap, sumAbs, maxAbs, maxRel, same, close: far === 0 }
    },
    squares: (block, dtype) => code.squares(widen(block, dtype, SECOND, WIDE_SECOND), countOf(block, dtype)),
    sameBytes: (a, b) =>
      a.length === b.length && code.sameBytes(place(a, FIRST), place(b, SECOND), a.length) !== 0,
    roundToBfloat16: (block, out) => {
      const count = block.length / 4
      const fits = code.roundToBfloat16(place(block, FIRST), WIDE_FIRST, count) !== 0
      out.set(all.subarray(WIDE_FIRST, WIDE_FIRST + 2 * count))
      return fits
    },
  }
}
