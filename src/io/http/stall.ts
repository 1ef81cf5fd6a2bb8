/** Ends a request that makes no progress: nothing came for so long, or next to nothing for longer. */

/** What is too slow. A server that sends a byte now and then is never silent, and would never be given up. */
export interface Patience {
  /** Seconds without a byte. */
  readonly stallSeconds: number
  /** Bytes a second that must come, over {@link SLOW_WINDOWS} times as long; 0 for any progress. */
  readonly leastRate: number
}

/** The rate is taken over a time that has room for a pause: a slow line comes in bursts. */
const SLOW_WINDOWS = 2

/** Bytes a second, of one request, where nobody says otherwise: 16 at a time over a modem have more. */
export const LEAST_RATE = 64

/** Why a request was ended: in words, and what helps. */
export interface Stalled {
  readonly reason: string
  readonly hint: string
}

/** The clock of one request. */
export interface StallClock {
  readonly signal: AbortSignal
  /** Told of each chunk of the body; without its length it is only known that something came. */
  readonly again: (bytes?: number) => void
  readonly stop: () => void
  /** Why it ended the request; null while it did not. */
  readonly stalled: () => Stalled | null
}

export function stallClock({ stallSeconds, leastRate }: Patience): StallClock {
  const controller = new AbortController()
  const slowSeconds = stallSeconds * SLOW_WINDOWS
  const least = Math.ceil(leastRate * slowSeconds)
  let why: Stalled | null = null
  let moved = 0
  let timer = silence()
  let window: ReturnType<typeof setInterval> | null = null

  function give(up: Stalled): void {
    why ??= up
    controller.abort()
  }

  function silence(): ReturnType<typeof setTimeout> {
    const reason = `nothing came for ${stallSeconds} s`
    return setTimeout(
      () => give({ reason, hint: 'try again, or give more time by --timeout' }),
      stallSeconds * 1000,
    )
  }

  /** The rate counts from the beginning of the answer on: until then the silence does. */
  function measure(): void {
    if (moved >= least) moved = 0
    else
      give({
        reason:
          `only ${moved} ${moved === 1 ? 'byte' : 'bytes'} came in ${slowSeconds} s, ` +
          `where at least ${least} must (${leastRate} a second)`,
        hint: 'try again, or wait for a slower server by --min-rate 0',
      })
  }

  return {
    signal: controller.signal,
    again: (bytes = 0) => {
      clearTimeout(timer)
      timer = silence()
      if (least > 0) window ??= setInterval(measure, slowSeconds * 1000)
      moved += bytes
    },
    stop: () => {
      clearTimeout(timer)
      if (window !== null) clearInterval(window)
    },
    stalled: () => why,
  }
}
