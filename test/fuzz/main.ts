/** `npm run fuzz -- --minutes N [--seed S]`: changed fixtures through every reader; only success or PthError is right. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { inputOf } from './input.ts'
import { SLOT } from './slots.ts'
import { makeTargets } from './targets.ts'

/** An input that takes more processor time hangs: what other programs do on the machine does not count. */
const HANG_MS = 2_000
/** An input that waits longer, without working, hangs too. */
const WAIT_MS = 120_000
/** Memory of the whole process past which an input is a bomb: the readers' own budgets are far below. */
const MEMORY_BYTES = 1 << 30

const minutes = Number(option('--minutes') ?? '1')
const seed = Number(option('--seed') ?? String(Date.now() % 1_000_000_000))
const root = process.cwd()
const fixtures = join(root, 'fixtures')
const targets = makeTargets(fixtures)
const shared = new SharedArrayBuffer(64)
const state = new Int32Array(shared)
const totals = new Map<string, number>()
const crashes = new Map<string, string>()
let peak = 0
let next = seed

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}

function start(): Worker {
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: { fixtures, seed: next, shared },
    resourceLimits: { maxOldGenerationSizeMb: 768 },
  })
  let before = new Map<string, number>()
  worker.on('message', (message: { kind: string; counts?: [string, number][]; target?: string; number?: number; text?: string; input?: Uint8Array }) => {
    if (message.kind === 'counts' && message.counts !== undefined) {
      for (const [name, count] of message.counts) totals.set(name, (totals.get(name) ?? 0) + count - (before.get(name) ?? 0))
      before = new Map(message.counts)
    } else if (message.input !== undefined) keep(message.target ?? '', message.number ?? 0, message.text ?? '', message.input)
  })
  worker.on('error', (error) => {
    keepCurrent(String(error))
    restart()
  })
  return worker
}

/** What the worker was at when it had to be ended, made again from its number. */
function keepCurrent(text: string): void {
  const target = targets[Atomics.load(state, SLOT.target)]
  const number = Atomics.load(state, SLOT.seed)
  if (target !== undefined) keep(target.name, number, text, inputOf(target, number))
}

/** A new worker goes on with the next input. */
function restart(): void {
  next = (Atomics.load(state, SLOT.seed) + 1) | 0
  worker = start()
}

/** One of each kind: by target and the place in the code. */
function keep(target: string, number: number, text: string, input: Uint8Array): void {
  const key = `${target}: ${text.split('\n').slice(0, 2).join(' ')}`
  if (crashes.has(key)) return
  crashes.set(key, text)
  const folder = join(root, 'test', 'fuzz', 'found')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${target}-${number >>> 0}.bin`), input)
  process.stderr.write(`CRASH ${target} input ${number}\n${text}\n`)
}

const began = performance.now()
let worker = start()
let lastBeat = -1
let beatAt = performance.now()
let beatCpu = process.cpuUsage()
while (performance.now() - began < minutes * 60_000) {
  await new Promise((resolve) => {
    setTimeout(resolve, 250)
  })
  const beat = Atomics.load(state, SLOT.beat)
  if (beat !== lastBeat) {
    lastBeat = beat
    beatAt = performance.now()
    beatCpu = process.cpuUsage()
  }
  const { rss } = process.memoryUsage()
  peak = Math.max(peak, rss)
  const worked = process.cpuUsage(beatCpu).user / 1000
  const hangs = worked >= HANG_MS || performance.now() - beatAt >= WAIT_MS
  if (!hangs && rss <= MEMORY_BYTES) continue
  keepCurrent(hangs ? `hangs longer than ${HANG_MS} ms` : `takes ${rss} bytes`)
  await worker.terminate()
  restart()
}
await worker.terminate()

const total = [...totals.values()].reduce((sum, count) => sum + count, 0)
for (const [name, count] of totals) process.stdout.write(`${count.toLocaleString('en-US').padStart(14)}  ${name}\n`)
process.stdout.write(`${total.toLocaleString('en-US').padStart(14)}  executions in ${minutes} min, seed ${seed}, peak ${(peak / 2 ** 20).toFixed(0)} MiB\n`)
process.stdout.write(crashes.size === 0 ? 'only success or PthError\n' : `${crashes.size} kinds of failure, kept in test/fuzz/found\n`)
process.exitCode = crashes.size === 0 ? 0 : 1
