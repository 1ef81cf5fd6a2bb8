/** The process's own streams as CliIo. */
import type { CliIo, TextStream } from './io.ts'

/**
 * Wrap stdout and stderr. A reader that goes away (`| head`) is no error: the rest is dropped and
 * the run ends as if it had been read.
 */
export function processIo(): CliIo {
  return {
    stdout: wrap(process.stdout),
    stderr: wrap(process.stderr),
    env: process.env,
    interruptSignal,
    // Kibibytes on every system.
    peakMemory: () => process.resourceUsage().maxRSS * 1024,
  }
}

/** SIGINT, SIGTERM and SIGHUP as an AbortSignal. A second one ends the process at once. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(2)
      controller.abort(name)
    })
  }
  return controller.signal
}

function wrap(stream: NodeJS.WriteStream): TextStream {
  let closed = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    closed = true
    if (error.code !== 'EPIPE') process.exitCode = 2
  })
  return {
    write: (text) =>
      closed
        ? Promise.resolve()
        : new Promise((resolve) => {
            stream.write(text, () => resolve())
          }),
    isTTY: stream.isTTY === true,
    columns: stream.isTTY ? stream.columns : undefined,
  }
}
