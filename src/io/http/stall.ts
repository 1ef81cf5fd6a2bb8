/** Ends a request when `again` was not called for so long. */
export function stallClock(seconds: number): {
  readonly signal: AbortSignal
  readonly again: () => void
  readonly stop: () => void
} {
  const controller = new AbortController()
  const start = (): ReturnType<typeof setTimeout> => setTimeout(() => controller.abort(), seconds * 1000)
  let timer = start()
  return {
    signal: controller.signal,
    again: () => {
      clearTimeout(timer)
      timer = start()
    },
    stop: () => clearTimeout(timer),
  }
}
