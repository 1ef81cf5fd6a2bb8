/** `npm run fuzz -- --minutes N [--seed S]`: changed fixtures through every reader; only success or PthError is right. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { makeTargets } from './targets.ts'
import { SLOT } from './slots.ts'

/** An input that runs longer hangs. */
const HANG_MS = 2_000
/** Memory of the whole process past which an input is a bomb: the readers' own budgets are far below. */
const MEMORY_BYTES = 1 << 30

const minutes = Number(option('--minutes') ?? '1')
const seed = Number(option('--seed') ?? String(Date.now() % 1_000_000_000))
const root = process.cwd()
const fixtures = join(root, 'fixtures')
const names = makeTargets(fixtures).map(({ name }) => name)
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
  worker.on('error', (error) => keep(names[Atomics.load(state, SLOT.target)] ?? '', Atomics.load(state, SLOT.seed), String(error), new Uint8Array(0)))
  return worker
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
let still = 0
while (performance.now() - began < minutes * 60_000) {
  await new Promise((resolve) => {
    setTimeout(resolve, 250)
  })
  const beat = Atomics.load(state, SLOT.beat)
  still = beat === lastBeat ? still + 250 : 0
  lastBeat = beat
  const { rss } = process.memoryUsage()
  peak = Math.max(peak, rss)
  const hangs = still >= HANG_MS
  if (!hangs && rss <= MEMORY_BYTES) continue
  const target = names[Atomics.load(state, SLOT.target)] ?? ''
  keep(target, Atomics.load(state, SLOT.seed), hangs ? `hangs longer than ${HANG_MS} ms` : `takes ${rss} bytes`, new Uint8Array(0))
  await worker.terminate()
  next = Atomics.load(state, SLOT.seed) + 1
  still = 0
  worker = start()
}
await worker.terminate()

const total = [...totals.values()].reduce((sum, count) => sum + count, 0)
for (const [name, count] of totals) process.stdout.write(`${count.toLocaleString('en-US').padStart(14)}  ${name}\n`)
process.stdout.write(`${total.toLocaleString('en-US').padStart(14)}  executions in ${minutes} min, seed ${seed}, peak ${(peak / 2 ** 20).toFixed(0)} MiB\n`)
process.stdout.write(crashes.size === 0 ? 'only success or PthError\n' : `${crashes.size} kinds of failure, kept in test/fuzz/found\n`)
process.exitCode = crashes.size === 0 ? 0 : 1
