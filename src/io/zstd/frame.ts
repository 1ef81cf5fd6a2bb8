/**
 * Zstandard data as a stream of what it unpacks to, block by block. Ours, since Node 20 has none and fzstd 0.1.1 takes
 * data that is cut off for whole. @see RFC 8878
 */
import { overFixedLimit } from '../../limits.ts'
import type { ByteSource } from '../source.ts'
import { bitsAt, damaged } from './bits.ts'
import { BLOCK_BYTES, newBlockState, unpackBlock } from './block.ts'
import type { Output } from './block.ts'

const MAGIC = 0xfd2fb528
/** Frames that hold nothing to unpack. */
const SKIPPED = 0x184d2a5
/** Bytes of a frame header, at most. */
const HEADER = 18
/** How far back a frame may reach; the programs of zstd refuse more too unless they are told to. */
const MOST_WINDOW = 1 << 27

/**
 * What frames one after another unpack to, in pieces of at most 128 KiB. The optional checksum is not compared.
 * @throws PthError CONTAINER_INVALID, LIMIT_EXCEEDED for a window over 128 MiB, and those of the source
 */
export async function* zstdChunks(packed: ByteSource): AsyncGenerator<Uint8Array> {
  let at = 0
  do {
    const head = await packed.read(at, Math.min(HEADER, packed.byteLength - at))
    const magic = bitsAt(head, 0, 24) + bitsAt(head, 24, 8) * 2 ** 24
    if (magic >>> 4 === SKIPPED && head.length >= 8)
      at += 8 + bitsAt(head, 32, 24) + bitsAt(head, 56, 8) * 2 ** 24
    else if (magic === MAGIC) at = yield* frameChunks(packed, at, readHeader(head))
    else throw damaged('a frame of zstd', 'other bytes')
  } while (at < packed.byteLength)
  if (at > packed.byteLength) throw damaged('a whole frame', 'one that is cut off')
}

interface FrameHeader {
  /** Bytes of the header. */
  readonly length: number
  readonly window: number
  /** Bytes that the frame unpacks to, null when it does not say so. */
  readonly size: number | null
  readonly checksum: boolean
}

function readHeader(head: Uint8Array): FrameHeader {
  const flags = head[4] ?? 0
  const single = (flags & 32) !== 0
  if ((flags & 8) !== 0 || (flags & 3) !== 0) throw damaged('a frame of zstd without a dictionary', 'another')
  const sizeBytes = [single ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0
  const sizeAt = single ? 5 : 6
  const length = sizeAt + sizeBytes
  if (length > head.length) throw damaged('a whole frame header', 'one that is cut off')
  let size = sizeBytes === 2 ? 256 : 0
  for (let index = 0; index < sizeBytes; index += 1) size += (head[sizeAt + index] ?? 0) * 2 ** (8 * index)
  const code = head[5] ?? 0
  const base = 2 ** (10 + (code >> 3))
  const window = single ? size : base + (base / 8) * (code & 7)
  if (window > MOST_WINDOW)
    throw overFixedLimit({
      what: 'window of a zstd frame',
      limit: MOST_WINDOW,
      found: window,
      unit: 'bytes',
      why: 'the programs of zstd refuse it too: unpack it with zstd -d --long=31',
    })
  return { length, window, size: sizeBytes === 0 ? null : size, checksum: (flags & 4) !== 0 }
}

/** The blocks of one frame. Returns where the frame ends. */
async function* frameChunks(
  packed: ByteSource,
  start: number,
  { length, window, size, checksum }: FrameHeader,
): AsyncGenerator<Uint8Array, number> {
  const state = newBlockState()
  const output: Output = { bytes: new Uint8Array(2 * BLOCK_BYTES), at: 0 }
  let at = start + length
  let made = 0
  for (let last = false; !last;) {
    if (at + 3 > packed.byteLength) throw damaged('the last block of a frame', 'the end of the data')
    const header = bitsAt(await packed.read(at, 3), 0, 24)
    last = (header & 1) === 1
    const type = (header >> 1) & 3
    const count = header >> 3
    const stored = type === 1 ? 1 : count
    at += 3
    if (type === 3 || count > BLOCK_BYTES || at + stored > packed.byteLength)
      throw damaged('a block of a frame', `one of type ${type} with ${count} bytes`)
    const block = await packed.read(at, stored)
    at += stored
    makeRoom(output, window)
    const before = output.at
    if (type === 0) output.bytes.set(block, before)
    else if (type === 1) output.bytes.fill(block[0] ?? 0, before, before + count)
    else unpackBlock(state, block, output, window)
    if (type !== 2) output.at = before + count
    made += output.at - before
    if (size !== null && made > size) throw damaged(`${size} unpacked bytes`, 'more')
    if (output.at > before) yield output.bytes.slice(before, output.at)
  }
  if (size !== null && made !== size) throw damaged(`${size} unpacked bytes`, `${made}`)
  return at + (checksum ? 4 : 0)
}

/** Room for one more block. What a copy can no longer reach is dropped; memory grows with what was unpacked. */
function makeRoom(output: Output, window: number): void {
  const { bytes, at } = output
  if (at + BLOCK_BYTES <= bytes.length) return
  const kept = Math.min(window, at)
  // A quarter more than is kept: what is kept is moved once in that many bytes.
  const wanted = kept + Math.max(kept >> 2, 2 * BLOCK_BYTES)
  const target = wanted > bytes.length ? new Uint8Array(wanted) : bytes
  target.set(bytes.subarray(at - kept, at))
  output.bytes = target
  output.at = kept
}
