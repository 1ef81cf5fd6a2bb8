/** Where the bytes of each written tensor come from, and how they are made. */
import { readDenseEntry } from '../../checkpoint/read/dense.ts'
import { checkTensorBytes } from '../../checkpoint/read/read.ts'
import { nbytesOf, numelOf } from '../../checkpoint/tensor.ts'
import type { Tensor } from '../../checkpoint/tensor.ts'
import type { DType } from '../../dtype/dtype.ts'
import { PthError } from '../../errors.ts'
import { castChunk } from './cast.ts'
import type { CastCount } from './cast.ts'
import { computeValues } from './compute.ts'
import type { How } from './compute.ts'
import { mergedChunks } from './lora/values.ts'
import type { LoraHow } from './lora/values.ts'
import type { Part } from './floats.ts'
import { permutedBytes } from './permute.ts'
import type { Fold } from '../../diff/fold-names.ts'

/** A tensor of an input. */
export interface SourceTensor {
  /** Name in the input. */
  readonly name: string
  /** Name of the input file. */
  readonly file: string
  /** Where it is in that file. */
  readonly path: string
  readonly tensor: Tensor
  /** Largest dense form that is made of it, in bytes. */
  readonly maxBytes: number
}

/** A tensor that is computed from several tensors of one input. */
export interface Computed {
  readonly how: How | LoraHow
  /** In the order of the arithmetic: see {@link How} and {@link LoraHow}. */
  readonly parts: readonly SourceTensor[]
  /** Shape and element type of the result before `axes`. */
  readonly shape: readonly number[]
  readonly dtype: DType
  /** The order of the dimensions of the result, as in `torch.permute`; null keeps it. */
  readonly axes: readonly number[] | null
  /** For the report: the names of the parts, and what was done. */
  readonly fact: { readonly from: readonly string[]; readonly how: Fold | 'dequantize' | 'merge-lora' }
}

/** Where the bytes of a planned tensor come from. */
export type Content =
  /** The tensor as it is. */
  | { readonly kind: 'tensor' }
  /** The tensor's dense or dequantized form. */
  | { readonly kind: 'dense' }
  /** Computed in memory from several tensors. */
  | { readonly kind: 'computed'; readonly computed: Computed }
  /** Another content of elements of type `from`, cast. */
  | { readonly kind: 'cast'; readonly from: DType; readonly of: Content }
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

/** How the values are computed, under whatever cast; undefined for those that are copied. */
export function computedOf(content: Content): Computed | undefined {
  if (content.kind === 'computed') return content.computed
  return content.kind === 'cast' ? computedOf(content.of) : undefined
}

/** The tensors of the input that one is made from; a plain value is made from none. */
export function sourcesOf({ source, content }: PlannedTensor): readonly SourceTensor[] {
  return content.kind === 'bytes' ? [] : (computedOf(content)?.parts ?? [source])
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
    case 'computed':
      return yield* computedChunks(content.computed, raw)
    case 'bytes':
      if (content.bytes.length > 0) yield content.bytes
      return
    case 'cast':
      for await (const chunk of contentChunks(
        { ...item, dtype: content.from, content: content.of },
        count,
        raw,
      ))
        yield castChunk(chunk, content.from, item.dtype, count)
      return
    case 'component':
      for await (const chunk of raw(source)) yield component(chunk, content.part, content.width)
      return
  }
}

/** Made in memory, a tensor at a time; a merged weight in chunks, unless its dimensions change their order. */
async function* computedChunks(computed: Computed, raw: RawChunks): AsyncGenerator<Uint8Array> {
  const { how, shape, dtype, axes } = computed
  if (isMerge(how)) {
    const merged = mergedTensor(computed, how, raw)
    if (axes === null) return yield* merged
    const all = await joined(merged, numelOf(shape) * dtype.itemsize)
    if (all.length > 0) yield permutedBytes(all, shape, axes, dtype.itemsize)
    return
  }
  const parts = await Promise.all(computed.parts.map((source) => wholePart(source, raw)))
  const bytes = computeValues(how, parts, shape, dtype)
  if (bytes.length > 0) yield axes === null ? bytes : permutedBytes(bytes, shape, axes, dtype.itemsize)
}

function isMerge(how: Computed['how']): how is LoraHow {
  return how.kind === 'lora' || how.kind === 'lora-bias' || how.kind === 'lora-whole'
}

async function* mergedTensor(computed: Computed, how: LoraHow, raw: RawChunks): AsyncGenerator<Uint8Array> {
  const [base, ...rest] = computed.parts
  if (base === undefined || base.tensor.dtype === null)
    throw new PthError('INTERNAL', { reason: `${how.kind} without a base` })
  checkTensorBytes(base, `tensor "${base.name}"`, nbytesOf(base.tensor) ?? 0)
  const others = await Promise.all(rest.map((source) => wholePart(source, raw)))
  const facts = { name: base.name, dtype: base.tensor.dtype, shape: computed.shape }
  yield* mergedChunks(how, raw(base), facts, others, computed.dtype)
}

/** A tensor in memory. @throws PthError LIMIT_EXCEEDED, and those of reading */
async function wholePart(source: SourceTensor, raw: RawChunks): Promise<Part> {
  const { tensor, name } = source
  if (tensor.dtype === null || tensor.shape === null)
    throw new PthError('INTERNAL', { reason: `"${name}" has no element type` })
  const nbytes = nbytesOf(tensor) ?? 0
  checkTensorBytes(source, `tensor "${name}"`, nbytes)
  return { name, bytes: await joined(raw(source), nbytes), dtype: tensor.dtype, shape: tensor.shape }
}

async function joined(chunks: AsyncIterable<Uint8Array>, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  let at = 0
  for await (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** Made in memory, a tensor at a time. */
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
