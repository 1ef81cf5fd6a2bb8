/** One child process that runs hostile inputs, killed and begun again when one does not end. */
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'

/** Processor time of one input: what other programs do on the machine does not count. */
export const TIME_MS = 2_000
/** Time on the wall after which the child is killed. */
const KILL_MS = 20_000
/** Time on the wall for the child to load; one that cannot start at all says so at once, in every test. */
const START_MS = 15_000
export const MEMORY_BYTES = 256 << 20

/** How an input ended: `ok`, the code of a PthError, `RAW …` for a defect, `KILLED` past the time. */
export interface Outcome {
  readonly code: string
  readonly rss: number
  /** Milliseconds of processor time. */
  readonly cpu: number
  readonly names?: readonly string[]
  readonly kinds?: readonly string[]
  readonly problems?: number
  readonly notes?: readonly string[]
  readonly container?: string
  readonly polluted?: boolean
  readonly verdict?: string
  readonly rules?: readonly string[]
  readonly dangerous?: readonly string[]
  readonly weightsOnly?: string
  /** Of a command line: its exit code, what it wrote, and the files it left beside its input. */
  readonly exit?: number
  readonly stdout?: string
  readonly stderr?: string
  readonly left?: readonly string[]
}

export type Run =
  'pickle' | 'open' | 'read' | 'file' | 'shrink' | 'scan' | 'verify' | 'schema' | 'match' | 'rename'

let child: ChildProcess | undefined
let broken: Error | undefined

/** Run one input in the child. */
export async function outcomeOf(run: Run, input: Uint8Array | string): Promise<Outcome> {
  return answerTo(typeof input === 'string' ? { run, path: input } : { run, bytes: encoded(input) })
}

/** Run a command line in the child, beside the input as a file called `name`; `@` stands for its folder. */
export async function outcomeOfCommand(
  input: Uint8Array,
  argv: readonly string[],
  name = 'model.pth',
): Promise<Outcome> {
  return answerTo({ run: 'cli', bytes: encoded(input), argv, name })
}

function encoded(input: Uint8Array): string {
  return Buffer.from(input).toString('base64')
}

async function answerTo(message: object): Promise<Outcome> {
  const running = (child ??= await begin())
  return new Promise((resolve) => {
    const timer = setTimeout(() => end({ code: 'KILLED', rss: 0, cpu: 0 }, true), KILL_MS)
    function end(outcome: Outcome, dead: boolean): void {
      clearTimeout(timer)
      running.removeAllListeners()
      if (dead) stopChild()
      resolve(outcome)
    }
    running.once('message', (answer: Outcome) => end(answer, false))
    running.once('exit', (code) => end({ code: `DIED ${code}`, rss: 0, cpu: 0 }, true))
    running.send(message)
  })
}

/** A child that has loaded everything: start-up is no part of an input's time. */
async function begin(): Promise<ChildProcess> {
  if (broken !== undefined) throw broken
  const started = fork(join(import.meta.dirname, 'child.mjs'), [], { execArgv: ['--max-old-space-size=192'] })
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: string): void => {
      clearTimeout(timer)
      broken = new Error(`the child of the hostile tests did not start: ${reason}`)
      started.kill('SIGKILL')
      reject(broken)
    }
    const timer = setTimeout(() => fail(`nothing came in ${START_MS} ms`), START_MS)
    started.once('exit', (code) => fail(`it ended with ${code}`))
    started.once('error', (error) => fail(error.message))
    started.once('message', () => {
      clearTimeout(timer)
      resolve()
    })
    started.send({ run: 'pickle', bytes: Buffer.from('N.').toString('base64') })
  })
  started.removeAllListeners()
  return started
}

/** End the child; a later input begins a new one. */
export function stopChild(): void {
  child?.kill('SIGKILL')
  child = undefined
}
