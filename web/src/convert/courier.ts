/**
 * Bytes to a worker of their own, in memory that comes back to be filled again: what reads, what writes and what sums
 * go on side by side, and neither keeps more than a few messages.
 */

/** To the worker: bytes, whose memory it sends back, or something that it is asked. */
export type ToPorter<Command> =
  { readonly bytes: ArrayBuffer; readonly length: number } | { readonly ask: Command }

/** From the worker: memory, an answer in the order of the questions, or why it cannot go on with what it got. */
export type FromPorter =
  | { readonly back: ArrayBuffer }
  | { readonly answer: string }
  | { readonly refused: unknown }
  | { readonly failed: unknown }

/** Bytes of a message, and messages that are on their way: who sends waits for who receives. */
const MESSAGE_BYTES = 1 << 22
const MESSAGES = 4

/** One worker. */
export interface Courier<Command> {
  /**
   * Settles when the bytes are copied, which may be reused then.
   * @throws what the worker said of earlier bytes; Error where it could not be started
   */
  send(bytes: Uint8Array): Promise<void>
  /** The answer, after all bytes that were sent before. @throws what the worker refused it with */
  ask(command: Command): Promise<string>
}

/** The part of a worker that is used. */
export interface Porter {
  postMessage(message: unknown, transfer: Transferable[]): void
  addEventListener(type: 'message', listener: (event: MessageEvent<FromPorter>) => void): void
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void
}

interface Asked {
  readonly resolve: (answer: string) => void
  readonly reject: (error: unknown) => void
}

/** A courier to a worker that runs `porter.ts`. */
export function newCourier<Command>(worker: Porter): Courier<Command> {
  const free = Array.from({ length: MESSAGES }, () => new ArrayBuffer(MESSAGE_BYTES))
  const asked: Asked[] = []
  const waiting: (() => void)[] = []
  let failure: { readonly error: unknown; readonly forGood: boolean } | null = null

  function fail(error: unknown, forGood: boolean): void {
    failure ??= { error, forGood }
    for (const wake of waiting.splice(0)) wake()
    if (forGood) for (const { reject } of asked.splice(0)) reject(error)
  }

  worker.addEventListener('message', ({ data }) => {
    if ('back' in data) {
      free.push(data.back)
      waiting.shift()?.()
    } else if ('answer' in data) asked.shift()?.resolve(data.answer)
    else if ('refused' in data) asked.shift()?.reject(data.refused)
    else fail(data.failed, false)
  })
  worker.addEventListener('error', (event) => {
    fail(new Error(event.message || 'a worker of the conversion could not be started'), true)
  })

  async function room(): Promise<ArrayBuffer> {
    for (;;) {
      if (failure !== null) throw failure.error
      const buffer = free.pop()
      if (buffer !== undefined) return buffer
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
  }

  return {
    send: async (bytes) => {
      for (let at = 0; at < bytes.length; at += MESSAGE_BYTES) {
        const piece = bytes.subarray(at, at + MESSAGE_BYTES)
        const buffer = await room()
        new Uint8Array(buffer).set(piece)
        worker.postMessage({ bytes: buffer, length: piece.length } satisfies ToPorter<Command>, [buffer])
      }
    },
    ask: (command) =>
      new Promise((resolve, reject) => {
        if (failure?.forGood === true) return reject(failure.error)
        failure = null
        asked.push({ resolve, reject })
        worker.postMessage({ ask: command } satisfies ToPorter<Command>, [])
      }),
  }
}
