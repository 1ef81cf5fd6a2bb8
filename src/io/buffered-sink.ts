/**
 * Small pieces into few large writes: reads into one buffer, work on another and the write of a third go on
 * at once.
 */
import { pageAligned } from './aligned.ts'
import type { ByteSink } from './sink.ts'

/** Puts bytes into `target`, which begins `at` bytes into what is being filled. */
export type Filler = (target: Uint8Array, at: number) => Promise<void>

/** A sink through which pieces of any size reach another in few large ones. */
export interface BufferedSink extends ByteSink {
  /** Bytes taken so far, those that are still being filled among them. */
  readonly position: number
  /**
   * Take `length` bytes that `filler` puts where they belong, in pieces of at least one byte. The pieces are
   * filled side by side with all that was taken before: the promise settles when there is memory for each,
   * not when they are full. A filler that fails fails the sink.
   * @throws what a filler or the sink behind threw since the last call
   */
  fill(length: number, filler: Filler): Promise<void>
  /** Hand everything on. @throws as `fill` */
  flush(): Promise<void>
}

/** One is written while the others are filled. */
const BUFFERS = 3
/** Bytes of them all; one is a multiple of every disk's block. */
const MEMORY_BYTES = BUFFERS << 23

/** Bytes of a piece at most: what is done with one (a checksum) holds up the others, and so the disk. */
const PIECE_BYTES = 1 << 20
/** Pieces that are filled side by side at most: what each keeps in mind is more than a small piece is long. */
const MOST_PENDING = 256

/** A stretch of memory that is filled, then written. */
interface Buffer {
  readonly memory: Uint8Array
  /** Settles when it may be filled again. */
  written: Promise<void>
}

/** The first failure, by the order in which the bytes were taken. */
interface Failure {
  readonly order: number
  readonly error: unknown
}

/** Memory for a sink; sinks that are used one after another may share it. */
export function sinkMemory(): Uint8Array {
  return pageAligned(MEMORY_BYTES)
}

/** A sink before another, with a third of `memory` for each buffer. */
export function bufferedSink(sink: ByteSink, memory: Uint8Array = sinkMemory()): BufferedSink {
  const bufferBytes = Math.floor(memory.length / BUFFERS)
  const buffer = (index: number): Buffer => ({
    memory: memory.subarray(index * bufferBytes, (index + 1) * bufferBytes),
    written: Promise.resolve(),
  })
  let turns: readonly [Buffer, Buffer, Buffer] = [buffer(0), buffer(1), buffer(2)]
  let current: Buffer | undefined
  let used = 0
  let position = 0
  let pieces = 0
  let pending: Promise<void>[] = []
  let inOrder: Promise<void> = Promise.resolve()
  let failure: Failure | undefined

  function fail(order: number, error: unknown): void {
    if (failure === undefined || order < failure.order) failure = { order, error }
  }

  /** Write what is filled, as soon as it is and the buffer before it is written. */
  function handOn(): void {
    if (current === undefined || used === 0) return
    const { memory } = current
    const full = memory.subarray(0, used)
    const filled = Promise.all(pending)
    const before = inOrder
    const order = pieces
    inOrder = current.written = (async () => {
      await filled
      await before
      if (failure !== undefined) return
      await sink.write(full).catch((error: unknown) => fail(order, error))
    })()
    current = undefined
    used = 0
    pending = []
  }

  /** A buffer with room: they take turns. */
  async function room(): Promise<Buffer> {
    if (current !== undefined && used === bufferBytes) handOn()
    if (current !== undefined) return current
    const [next, second, third] = turns
    turns = [second, third, next]
    current = next
    await next.written
    return next
  }

  /** Once something failed nothing is written any more: wait for what is under way, then report the earliest. */
  async function raise(): Promise<void> {
    if (failure === undefined) return
    await Promise.all(pending)
    await inOrder
    throw failure.error
  }

  async function fill(length: number, filler: Filler): Promise<void> {
    if (pending.length >= MOST_PENDING) {
      await Promise.all(pending)
      pending = []
    }
    for (let at = 0; at < length;) {
      const { memory } = await room()
      await raise()
      const target = memory.subarray(used, Math.min(bufferBytes, used + Math.min(length - at, PIECE_BYTES)))
      const order = (pieces += 1)
      pending.push(filler(target, at).catch((error: unknown) => fail(order, error)))
      used += target.length
      position += target.length
      at += target.length
    }
  }

  return {
    get position() {
      return position
    },
    fill,
    write: (bytes) => fill(bytes.length, (target, at) => copyInto(target, bytes, at)),
    flush: async () => {
      handOn()
      await inOrder
      await raise()
    },
  }
}

/** A filler of bytes at hand: they are copied before it returns. */
export async function copyInto(target: Uint8Array, bytes: Uint8Array, at: number): Promise<void> {
  target.set(bytes.subarray(at, at + target.length))
}
