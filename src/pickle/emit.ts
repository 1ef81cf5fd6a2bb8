/** Writes pickles of protocol 2 with the opcodes that `torch.load(weights_only=True)` takes, in every version. */
import { PthError } from '../errors.ts'

/** A pickle in the making. */
export interface PickleEmitter {
  /** A str. @throws PthError NAME_INVALID for a lone surrogate */
  text(value: string): void
  /** @throws PthError USAGE for a number that is not whole or does not fit 64 bits */
  integer(value: number | bigint): void
  float(value: number): void
  boolean(value: boolean): void
  /** A class or function by name. */
  global(module: string, name: string): void
  op(code: keyof typeof OPCODES): void
  /** A tuple of integers, such as a shape. */
  integers(values: readonly number[]): void
  /** STOP, and all bytes. */
  finish(): Uint8Array
}

/** @see CPython Lib/pickle.py */
const OPCODES = {
  MARK: 0x28,
  EMPTY_TUPLE: 0x29,
  EMPTY_DICT: 0x7d,
  BUILD: 0x62,
  NONE: 0x4e,
  TUPLE: 0x74,
  REDUCE: 0x52,
  BINPERSID: 0x51,
  SETITEMS: 0x75,
  STOP: 0x2e,
} as const

export function newPickle(): PickleEmitter {
  // The buffer moves when it grows: it is looked up only after room was made.
  let bytes = new Uint8Array(1 << 12)
  let used = 0
  const memo = new Map<string, number>()

  function grow(more: number): number {
    if (used + more > bytes.length) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, used + more))
      larger.set(bytes)
      bytes = larger
    }
    const at = used
    used += more
    return at
  }

  function byte(value: number): void {
    const at = grow(1)
    bytes[at] = value
  }

  function raw(value: Uint8Array): void {
    const at = grow(value.length)
    bytes.set(value, at)
  }

  /** A little-endian integer; two's complement when negative. */
  function word(value: bigint, width: number): void {
    let rest = BigInt.asUintN(8 * width, value)
    const at = grow(width)
    for (let index = 0; index < width; index += 1) {
      bytes[at + index] = Number(rest & 0xffn)
      rest >>= 8n
    }
  }

  /** Give back what was written before, or write it and remember it: globals and short words recur. */
  function memoized(key: string, write: () => void): void {
    const index = memo.get(key)
    if (index === undefined) {
      write()
      const next = memo.size
      memo.set(key, next)
      byte(0x72) // LONG_BINPUT
      word(BigInt(next), 4)
    } else {
      byte(0x6a) // LONG_BINGET
      word(BigInt(index), 4)
    }
  }

  function plainText(value: string): void {
    const encoded = new TextEncoder().encode(value)
    byte(0x58) // BINUNICODE
    word(BigInt(encoded.length), 4)
    raw(encoded)
  }

  const emitter: PickleEmitter = {
    text: (value) => {
      if (/\p{Cs}/u.test(value)) {
        throw new PthError('NAME_INVALID', {
          name: value,
          reason: 'it holds a lone surrogate, which UTF-8 cannot hold',
        })
      }
      if (value.length <= 8) memoized(`s${value}`, () => plainText(value))
      else plainText(value)
    },
    integer: (wanted) => {
      const exact = wholeNumber(wanted)
      const value = Number(exact)
      if (value >= 0 && value < 0x100) {
        byte(0x4b) // BININT1
        byte(value)
      } else if (value >= 0 && value < 0x1_0000) {
        byte(0x4d) // BININT2
        word(BigInt(value), 2)
      } else if (Math.abs(value) < 0x8000_0000) {
        byte(0x4a) // BININT
        word(BigInt(value), 4)
      } else {
        byte(0x8a) // LONG1
        byte(8)
        word(exact, 8)
      }
    },
    float: (value) => {
      byte(0x47) // BINFLOAT: big-endian
      const at = grow(8)
      new DataView(bytes.buffer).setFloat64(at, value)
    },
    boolean: (value) => byte(value ? 0x88 : 0x89), // NEWTRUE, NEWFALSE
    global: (module, name) =>
      memoized(`g${module} ${name}`, () => {
        raw(new TextEncoder().encode(`c${module}\n${name}\n`)) // GLOBAL
      }),
    op: (code) => byte(OPCODES[code]),
    integers: (values) => {
      byte(OPCODES.MARK)
      for (const value of values) emitter.integer(value)
      byte(OPCODES.TUPLE)
    },
    finish: () => {
      byte(OPCODES.STOP)
      return bytes.slice(0, used)
    },
  }
  byte(0x80) // PROTO
  byte(2)
  return emitter
}

/** @throws PthError USAGE */
function wholeNumber(value: number | bigint): bigint {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new PthError('USAGE', { reason: `${value} is not a whole number that a double keeps exactly` })
  const exact = BigInt(value)
  if (BigInt.asIntN(64, exact) === exact) return exact
  throw new PthError('USAGE', { reason: `the integer ${exact} does not fit 64 bits` })
}
