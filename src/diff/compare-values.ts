/** Two tensors of one shape compared element by element, streamed: memory does not grow with the tensor. */
import type { TensorEntry } from '../checkpoint/find/state-dict.ts'
import type { DType } from '../dtype/dtype.ts'
import { sameBytes } from '../io/same-bytes.ts'
import { pairedChunks } from './aligned-chunks.ts'
import { numberCodec } from './numbers.ts'
import type { SumsApart } from './sums-apart.ts'
import { newPairReader, sumChunks } from '../dtype/pair-sums.ts'
import { addChunk, finish, newTally } from './tally.ts'
import type { Tolerance, ValueComparison } from './value-comparison.ts'

/** Less is not worth the start of a module. */
const LEAST_BYTES = 1 << 14

const NO_CHUNKS = [new Uint8Array(), new Uint8Array()] as const

type Entry = Pick<TensorEntry, 'name' | 'tensor'>

/**
 * Compare `a` with `b`, the reference.
 * `apart` has what other threads found already.
 * `told` hears of the bytes of `a` as they are compared.
 * @throws PthError of reading; undefined for element types without numbers (then only bytes are compared by the caller)
 */
export async function compareValues(
  a: Entry,
  b: Entry,
  tolerance: Tolerance,
  told: (bytes: number) => void = () => undefined,
  apart: SumsApart | null = null,
): Promise<ValueComparison | undefined> {
  const { dtype: dtypeA } = a.tensor
  const { dtype: dtypeB } = b.tensor
  const codecA = dtypeA === null ? undefined : numberCodec(dtypeA)
  const codecB = dtypeB === null ? undefined : numberCodec(dtypeB)
  if (dtypeA === null || dtypeB === null) return sameKindOfArray(a, b) ? bytesOnly(a, b) : undefined
  const same = dtypeA === dtypeB
  if (codecA === undefined || codecB === undefined || codecA.perElement !== codecB.perElement)
    return same ? bytesOnly(a, b) : undefined
  const whole = isWhole(dtypeA) && isWhole(dtypeB)
  const tally = newTally(same, whole, codecA, codecB, tolerance)
  const readPairs = same ? newPairReader(dtypeA) : undefined
  for (const [index, sums] of apart?.sums.entries() ?? []) {
    // The chunks themselves are needed where a number is not finite, and to round to 16 bits what may be close.
    const known = sums !== null && (sums.close !== null || !tally.close)
    const [left, right] = known || apart === null ? NO_CHUNKS : await apart.chunks(index)
    addChunk(tally, left, right, codecA, codecB, readPairs, sums ?? undefined)
    told(sums === null ? left.length : sums.count * dtypeA.itemsize)
  }
  if (apart !== null) return finish(tally)
  for await (const [left, right] of pairedChunks(a, b, dtypeA.itemsize, dtypeB.itemsize)) {
    const sums = same && right.length >= LEAST_BYTES ? sumChunks(left, right, dtypeA, tolerance) : undefined
    addChunk(tally, left, right, codecA, codecB, readPairs, sums)
    told(left.length)
  }
  return finish(tally)
}

/** Strings, dates and records of numpy have no numbers; two arrays of one such type are equal when their bytes are. */
function sameKindOfArray({ tensor: a }: Entry, { tensor: b }: Entry): boolean {
  // Blocks of one quantized type of GGUF, or elements of safetensors that torch lacks.
  if (a.kind === 'storage' && b.kind === 'storage')
    return a.type === b.type && a.dtypeName === b.dtypeName && a.storage.byteLength === b.storage.byteLength
  return (
    a.kind === 'array' && b.kind === 'array' && a.numpyDtype === b.numpyDtype && a.itemsize === b.itemsize
  )
}

async function bytesOnly(a: Entry, b: Entry): Promise<ValueComparison> {
  let different = 0
  for await (const [left, right] of pairedChunks(a, b, 1, 1)) if (!sameBytes(left, right)) different += 1
  const equal = different === 0
  return {
    bitEqual: equal,
    close: equal,
    castOnly: false,
    different,
    maxAbs: 0,
    meanAbs: 0,
    maxRel: 0,
    cosine: null,
    distance: null,
    norm: null,
    nonFinite: 0,
    nan: [0, 0],
    mayBeReordered: true,
  }
}

function isWhole({ category }: DType): boolean {
  return category !== 'float' && category !== 'complex'
}
