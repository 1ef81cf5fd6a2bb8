/** The process's own streams as CliIo. */
import type { CliIo, TextStream } from './io.ts'

/** The streams, and whether some output could not be written. */
export interface ProcessIo extends CliIo {
  /** True after a write failed for another reason than a reader that went away: the result is not whole then. */
  lostOutput(): boolean
}

/**
 * Wrap stdout and stderr. A closed pipe (`| head`) is not an error: the rest is dropped and
 * the run ends as if it had been read. A full disk is an error, and is reported on stderr.
 */
export function processIo(): ProcessIo {
  let lost = false
  let interrupt: AbortSignal | undefined
  let stderr: TextStream | undefined
  const fail = (name: string, error: NodeJS.ErrnoException): void => {
    if (error.code === 'EPIPE' || lost) return
    lost = true
    if (name === 'stdout')
      process.stderr.write(
        `error OUTPUT_UNWRITABLE  stdout was not written: ${error.code ?? error.message}\n`,
      )
  }
  return {
    stdout: wrap(process.stdout, (error) => fail('stdout', error)),
    // Opened when something is said: most runs say nothing, and a pipe takes the sockets of Node.
    get stderr() {
      return (stderr ??= wrap(process.stderr, (error) => fail('stderr', error)))
    },
    stdin: () => process.stdin,
    lostOutput: () => lost,
    env: process.env,
    interruptSignal: () => (interrupt ??= interruptSignal()),
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

function wrap(stream: NodeJS.WriteStream, fail: (error: NodeJS.ErrnoException) => void): TextStream {
  let closed = false
  const end = (error: NodeJS.ErrnoException): void => {
    closed = true
    fail(error)
  }
  stream.on('error', end)
  return {
    write: (text) =>
      closed
        ? Promise.resolve()
        : new Promise((resolve) => {
            stream.write(text, (error) => {
              if (error) end(error)
              resolve()
            })
          }),
    isTTY: stream.isTTY === true,
    columns: stream.isTTY ? stream.columns : undefined,
  }
}
