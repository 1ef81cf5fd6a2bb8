/** The SHA-256 of what is written, in a worker of its own: it takes longer than everything else of a conversion. */

/** To the worker: that a file begins, bytes that it sends back, or the end. */
export type ToHash =
  { readonly begin: true } | { readonly bytes: ArrayBuffer; readonly length: number } | { readonly end: true }

/** From the worker: memory that can be filled again, or the digest in lower-case hexadecimal. */
export type FromHash = { readonly back: ArrayBuffer } | { readonly hex: string }

/** Bytes of a message, and messages that are on their way: what is written waits for what is hashed. */
const MESSAGE_BYTES = 1 << 22
const MESSAGES = 4

/** The digest of one file. */
export interface Hashing {
  /** Settles when there is memory for the bytes, which may be reused then. */
  update(bytes: Uint8Array): Promise<void>
  hex(): Promise<string>
}

/** Begins digests in one worker. They come one after another; one that is begun forgets the one before. */
export interface HashWorker {
  begin(): Hashing
}

let started: HashWorker | undefined

/**
 * The worker whose script is at `address`, started once and kept: Firefox ESR 153 now and then stops for good in a
 * worker that starts another one after it has ended one.
 */
export function hashWorker(address: string): HashWorker {
  return (started ??= startHashWorker(address))
}

function startHashWorker(address: string): HashWorker {
  const worker = new Worker(address, { type: 'module' })
  const free: ArrayBuffer[] = Array.from({ length: MESSAGES }, () => new ArrayBuffer(MESSAGE_BYTES))
  let wake: (() => void) | null = null
  let done: ((hex: string) => void) | null = null
  let failure: Error | null = null
  let fail: ((error: Error) => void) | null = null
  worker.addEventListener('message', ({ data }: MessageEvent<FromHash>) => {
    if ('hex' in data) return done?.(data.hex)
    free.push(data.back)
    wake?.()
  })
  worker.addEventListener('error', (event) => {
    failure = new Error(event.message || 'the worker for SHA-256 could not be started')
    fail?.(failure)
    wake?.()
  })
  const post = (message: ToHash, transfer: readonly ArrayBuffer[]): void =>
    worker.postMessage(message, [...transfer])

  async function room(): Promise<ArrayBuffer> {
    for (;;) {
      if (failure !== null) throw failure
      const buffer = free.pop()
      if (buffer !== undefined) return buffer
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }

  return {
    begin: () => {
      post({ begin: true }, [])
      return {
        update: async (bytes) => {
          for (let at = 0; at < bytes.length; at += MESSAGE_BYTES) {
            const piece = bytes.subarray(at, at + MESSAGE_BYTES)
            const buffer = await room()
            new Uint8Array(buffer).set(piece)
            post({ bytes: buffer, length: piece.length }, [buffer])
          }
        },
        hex: () =>
          new Promise((resolve, reject) => {
            if (failure !== null) return reject(failure)
            done = resolve
            fail = reject
            post({ end: true }, [])
          }),
      }
    },
  }
}
