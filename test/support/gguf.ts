/** GGUF files by hand, of what no writer writes. */

/** One tensor. */
interface HandTensor {
  readonly name: string
  /** As torch has it. */
  readonly shape: readonly number[]
  readonly type: number
  readonly bytes: number
  /** From the beginning of the data; after the one before it when absent. */
  readonly offset?: number
  /** Another length than that of the name. */
  readonly nameLength?: number
}

interface HandFile {
  readonly tensors?: readonly HandTensor[]
  readonly keys?: readonly (readonly [key: string, type: number, value: Uint8Array])[]
  readonly tensorCount?: number
  readonly keyCount?: number
  /** Bytes behind the last tensor. */
  readonly tail?: number
}

/** An integer, low byte first. */
export function number(value: number, bytes: 4 | 8 = 4): Uint8Array {
  const out = new Uint8Array(8)
  new DataView(out.buffer).setBigUint64(0, BigInt(value), true)
  return out.subarray(0, bytes)
}

/** A text with its length. */
export function text(value: string, length?: number): Uint8Array {
  const bytes = new TextEncoder().encode(value)
  return joined([number(length ?? bytes.length, 8), bytes])
}

/** A file of version 3. The data is as long as its last tensor needs, and `tail` more. */
export function ggufBytes({
  tensors = [],
  keys = [],
  tensorCount,
  keyCount,
  tail = 0,
}: HandFile): Uint8Array {
  let end = 0
  const described = tensors.map((tensor) => {
    const offset = tensor.offset ?? end
    end = Math.ceil((offset + tensor.bytes) / 32) * 32
    return joined([
      text(tensor.name, tensor.nameLength),
      number(tensor.shape.length),
      ...tensor.shape.toReversed().map((size) => number(size, 8)),
      number(tensor.type),
      number(offset, 8),
    ])
  })
  const header = joined([
    new TextEncoder().encode('GGUF'),
    number(3),
    number(tensorCount ?? tensors.length, 8),
    number(keyCount ?? keys.length, 8),
    ...keys.flatMap(([key, type, value]) => [text(key), number(type), value]),
    ...described,
  ])
  const start = Math.ceil(header.length / 32) * 32
  const sizes = tensors.filter(({ offset = 0 }) => offset < 1024).map(({ bytes }) => bytes)
  const data = sizes.reduce((sum, bytes) => Math.ceil(sum / 32) * 32 + bytes, 0) + tail
  const file = new Uint8Array(start + data)
  file.set(header)
  return file
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
