/** Where bytes are written, one after another: the only way anything in pth writes a file. */

/** A place that takes bytes in order. */
export interface ByteSink {
  /** Take all of `bytes`. They may be reused as soon as the promise settles. */
  write(bytes: Uint8Array): Promise<void>
}

/** A sink that keeps everything in memory. */
export interface MemorySink extends ByteSink {
  /** All bytes so far, in one piece. */
  bytes(): Uint8Array
}

export function memorySink(): MemorySink {
  const chunks: Uint8Array[] = []
  return {
    write: async (bytes) => {
      chunks.push(bytes.slice())
    },
    bytes: () => {
      const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
      let at = 0
      for (const chunk of chunks) {
        whole.set(chunk, at)
        at += chunk.length
      }
      return whole
    },
  }
}

/** A sink through which many small pieces reach another in few large ones, while the next are made ready. */
export interface BufferedSink extends ByteSink {
  /** Bytes taken so far. */
  readonly position: number
  /**
   * Free memory to fill: at least one byte, at most `most`. Call `advance` when it is filled, before
   * anything else is asked of the sink.
   */
  room(most: number): Promise<Uint8Array>
  /** Say that the first `length` bytes of the last `room` are filled. */
  advance(length: number): void
  /** Hand everything on. */
  flush(): Promise<void>
}

/** Bytes of one buffer. Two are in use: one is filled while the other is written. */
const BUFFER_BYTES = 1 << 23

export function bufferedSink(sink: ByteSink, bufferBytes = BUFFER_BYTES): BufferedSink {
  let current = new Uint8Array(bufferBytes)
  let other = new Uint8Array(bufferBytes)
  let used = 0
  let position = 0
  let writing: Promise<void> = Promise.resolve()

  async function handOn(): Promise<void> {
    await writing
    if (used === 0) return
    const full = current.subarray(0, used)
    current = other
    other = new Uint8Array(full.buffer)
    used = 0
    writing = sink.write(full)
    // A failure is met at the next await; until then it must not count as unhandled.
    writing.catch(() => undefined)
  }

  async function room(most: number): Promise<Uint8Array> {
    if (used === bufferBytes) await handOn()
    return current.subarray(used, Math.min(bufferBytes, used + most))
  }

  function advance(length: number): void {
    used += length
    position += length
  }

  return {
    get position() {
      return position
    },
    room,
    advance,
    write: async (bytes) => {
      for (let at = 0; at < bytes.length; ) {
        const free = await room(bytes.length - at)
        free.set(bytes.subarray(at, at + free.length))
        advance(free.length)
        at += free.length
      }
    },
    flush: async () => {
      await handOn()
      await writing
    },
  }
}
