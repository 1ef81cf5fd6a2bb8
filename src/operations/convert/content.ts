/** Where the bytes of each written tensor come from, and how they are made. */
import { readDenseEntry } from '../../checkpoint/read/dense.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import type { DType } from '../../dtype/dtype.ts'
import { castChunk } from './cast.ts'
import type { CastCount } from './cast.ts'

/** A tensor of an input. */
export interface SourceTensor {
  /** Name in the input. */
  readonly name: string
  /** Name of the input file. */
  readonly file: string
  /** Where it stands in that file. */
  readonly path: string
  readonly tensor: Tensor
  /** Largest dense form that is made of it, in bytes. */
  readonly maxBytes: number
}

export type Content =
  /** The tensor as it is. */
  | { readonly kind: 'tensor' }
  /** The tensor's dense or dequantized form. */
  | { readonly kind: 'dense' }
  /** The tensor or its dense form, its elements cast. */
  | { readonly kind: 'cast'; readonly from: DType; readonly dense: boolean }
  /** The real or imaginary half of every element. */
  | { readonly kind: 'component'; readonly part: 0 | 1; readonly width: number }
  /** Bytes at hand: a scalar. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }

/** A tensor as it is written. */
export interface PlannedTensor {
  readonly name: string
  readonly source: SourceTensor
  readonly dtype: DType
  /** In elements of `dtype`, as torch counts them. */
  readonly shape: readonly number[]
  readonly nbytes: number
  readonly content: Content
}

/** The elements of a source tensor in order, in chunks of whole elements. */
export type RawChunks = (source: SourceTensor) => AsyncIterable<Uint8Array>

/**
 * The bytes of a planned tensor in order, made from what `raw` gives. A chunk must not be written to.
 * @throws as `raw`
 */
export async function* contentChunks(
  item: PlannedTensor,
  count: CastCount,
  raw: RawChunks,
): AsyncGenerator<Uint8Array> {
  const { content, source } = item
  switch (content.kind) {
    case 'tensor':
      return yield* raw(source)
    case 'dense':
      return yield* denseChunk(source)
    case 'bytes':
      if (content.bytes.length > 0) yield content.bytes
      return
    case 'cast':
      for await (const chunk of content.dense ? denseChunk(source) : raw(source))
        yield castChunk(chunk, content.from, item.dtype, count)
      return
    case 'component':
      for await (const chunk of raw(source)) yield component(chunk, content.part, content.width)
      return
  }
}

/** The one kind of content that is made in memory, a tensor at a time. */
async function* denseChunk(source: SourceTensor): AsyncGenerator<Uint8Array> {
  const { bytes } = await readDenseEntry(source, source)
  if (bytes.length > 0) yield bytes
}

/** Every second unit of `width` bytes, beginning with unit `part`. */
function component(bytes: Uint8Array, part: 0 | 1, width: number): Uint8Array {
  const out = new Uint8Array(bytes.length / 2)
  for (let to = 0, from = part * width; to < out.length; to += width, from += 2 * width) {
    for (let byte = 0; byte < width; byte += 1) out[to + byte] = bytes[from + byte] ?? 0
  }
  return out
}
