/**
 * `npm run fuzz -- --minutes N [--runs N] [--seed S] [--blind]`: inputs made from the fixtures through every reader, guided by
 * the branches they reach; only success or PthError is right. `--input FILE` runs one that was kept.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { newFound, replay } from './found.ts'
import type { Message, Progress, Start } from './message.ts'
import { newShared, SLOT } from './slots.ts'
import { makeTargets } from './targets.ts'

/** An input that takes more processor time hangs: what other programs do on the machine does not count. */
const HANG_MS = 2_000
/** An input that waits longer, without working, hangs too. */
const WAIT_MS = 120_000
/** Memory of the whole process past which an input is a bomb. The heap of the worker has a bound of its own. */
const MEMORY_BYTES = 768 << 20
const HEAP_MIB = 320
/** Between two lines that say how far it is. */
const TOLD_MS = 60_000

const root = process.cwd()
const fixtures = join(root, 'fixtures')
const seed = Number(option('--seed') ?? String(Date.now() % 1_000_000_000))
const minutes = Number(option('--minutes') ?? (option('--runs') === undefined ? '1' : 'Infinity'))
const runs = Number(option('--runs') ?? 'Infinity')
const guided = !process.argv.includes('--blind')

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}

/** Watch one worker after another until the time or the executions are up. */
async function fuzz(): Promise<number> {
  const targets = await makeTargets(fixtures)
  const found = newFound(join(root, 'test', 'fuzz', 'found'))
  const { buffer, state, input } = newShared()
  const kept = new Map<string, Uint8Array[]>(targets.map(({ name }) => [name, []]))
  /** Executions by earlier workers. */
  const before = new Map<string, number>()
  let latest: readonly Progress[] = []
  let branches = 0
  let done = false

  const executionsOf = ({ name, executions }: Progress): number => executions + (before.get(name) ?? 0)
  const total = (): number => latest.reduce((sum, progress) => sum + executionsOf(progress), 0)

  /** What runs now ended the worker, or made it be ended. */
  function keepCurrent(text: string): void {
    const target = targets[Atomics.load(state, SLOT.target)]
    found.keep(
      target?.name ?? 'none',
      Atomics.load(state, SLOT.number),
      text,
      input.slice(0, Atomics.load(state, SLOT.length)),
    )
  }

  function start(number: number): Worker {
    for (const progress of latest) before.set(progress.name, executionsOf(progress))
    latest = latest.map((progress) => ({ ...progress, executions: 0 }))
    const workerData: Start = { fixtures, number, runs: runs - total(), guided, kept, shared: buffer }
    const started = new Worker(new URL('./worker.js', import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    })
    started.on('message', (message: Message) => {
      if (message.kind === 'failure') found.keep(message.target, message.number, message.text, message.input)
      else if (message.kind === 'done') done = true
      else if (message.kind === 'kept') kept.get(message.target)?.push(message.input)
      else ({ progress: latest, branches } = message)
    })
    started.on('error', (error) => {
      keepCurrent(String(error))
      worker = start((Atomics.load(state, SLOT.number) + 1) | 0)
    })
    return started
  }

  // Ended by hand, it still tells what it found.
  process.once('SIGINT', () => {
    done = true
  })
  const began = performance.now()
  let worker = start(seed)
  let told = began
  let lastBeat = -1
  let beatAt = began
  let beatCpu = process.cpuUsage()
  while (!done && performance.now() - began < minutes * 60_000) {
    await new Promise((resolve) => {
      setTimeout(resolve, 250)
    })
    const beat = Atomics.load(state, SLOT.beat)
    if (beat !== lastBeat) {
      lastBeat = beat
      beatAt = performance.now()
      beatCpu = process.cpuUsage()
    }
    if (performance.now() - told >= TOLD_MS) {
      told = performance.now()
      process.stderr.write(`${count(total())} executions, ${count(branches)} branches\n`)
    }
    const rss = process.memoryUsage.rss()
    const hangs = process.cpuUsage(beatCpu).user / 1000 >= HANG_MS || performance.now() - beatAt >= WAIT_MS
    if (!hangs && rss <= MEMORY_BYTES) continue
    keepCurrent(hangs ? `hangs longer than ${HANG_MS} ms` : `takes ${rss} bytes`)
    await worker.terminate()
    worker = start((Atomics.load(state, SLOT.number) + 1) | 0)
  }
  await worker.terminate()
  report(
    latest.map((progress) => ({ ...progress, executions: executionsOf(progress) })),
    branches,
    (performance.now() - began) / 60_000,
  )
  process.stdout.write(
    found.size === 0
      ? 'only success or PthError\n'
      : `${found.size} kinds of failure, kept in test/fuzz/found\n`,
  )
  return found.size === 0 ? 0 : 1
}

function report(all: readonly Progress[], branches: number, took: number): void {
  row('target', 'executions', 'seeds', 'branches', 'corpus', 'KiB', 'slowest ms')
  for (const { name, executions, seeded, branches: reached, corpus, corpusBytes, slowest } of all) {
    row(
      name,
      count(executions),
      count(seeded),
      count(reached),
      count(corpus),
      count(corpusBytes >> 10),
      slowest.toFixed(0),
    )
  }
  const total = all.reduce((sum, { executions }) => sum + executions, 0)
  const { branches: every } = JSON.parse(
    readFileSync(new URL('../../branches.json', import.meta.url), 'utf8'),
  ) as { branches: number }
  process.stdout.write(
    `${count(total)} executions in ${took.toFixed(1)} min, ${guided ? 'guided' : 'blind'}, seed ${seed}; ${count(branches)} of ${count(every)} branches of src/, ` +
      `peak ${count(process.resourceUsage().maxRSS >> 10)} MiB\n`,
  )
}

function row(...cells: readonly string[]): void {
  process.stdout.write(`${cells.map((cell) => cell.padStart(12)).join('')}\n`)
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}

const kept = option('--input')
process.exitCode = kept === undefined ? await fuzz() : await replay(kept, await makeTargets(fixtures))
