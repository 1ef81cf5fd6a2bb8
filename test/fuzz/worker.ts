/** Runs inputs one after another and keeps those that reach something new; what it runs stands in shared memory, so that a hang can be told. */
import { parentPort, workerData } from 'node:worker_threads'
import { newCampaign, nextInput, take, takeNew } from './campaign.ts'
import type { Campaign } from './campaign.ts'
import { inputOf, MOST_BYTES } from './input.ts'
import { MOST_BRANCHES } from './instrument.ts'
import type { Message, Progress, Start } from './message.ts'
import { failureOf } from './run.ts'
import { newShared, SLOT } from './slots.ts'
import { makeTargets } from './targets.ts'
import type { Target } from './targets.ts'

/** Memory that one input may take at once, in KiB. The budgets of the readers are far below for inputs of this size. */
const JUMP_KIB = 128 << 10

/** A campaign and what is told of it. */
interface Run {
  readonly campaign: Campaign
  executions: number
  /** Branches of the seeds. */
  seeded: number
  /** Milliseconds. */
  slowest: number
}

const { fixtures, number: first, runs, guided, kept, shared } = workerData as Start
const { state, input: current } = newShared(shared)
let number = first
let peak = process.resourceUsage().maxRSS
// Readers make an error for most inputs; only those of failures are read.
Error.stackTraceLimit = 4

function tell(message: Message): void {
  parentPort?.postMessage(message, [])
}

/** Run one input under the eyes of the watcher. */
async function execute(run: Run, input: Uint8Array): Promise<void> {
  const { target, coverage } = run.campaign
  current.set(input)
  Atomics.store(state, SLOT.length, input.length)
  Atomics.add(state, SLOT.beat, 1)
  const began = performance.now()
  coverage.begin()
  const failure = await failureOf(target, input)
  run.slowest = Math.max(run.slowest, performance.now() - began)
  if (failure !== undefined) tell({ kind: 'failure', target: target.name, number, text: failure, input })
  const { maxRSS } = process.resourceUsage()
  if (maxRSS - peak > JUMP_KIB)
    tell({
      kind: 'failure',
      target: target.name,
      number,
      text: `takes ${(maxRSS - peak) >> 10} MiB at once`,
      input,
    })
  peak = maxRSS
}

/** Seeds, and what an earlier worker kept, are inputs of the corpus as they are. */
async function begin(target: Target, index: number): Promise<Run> {
  const run: Run = { campaign: newCampaign(target), executions: 0, seeded: 0, slowest: 0 }
  Atomics.store(state, SLOT.target, index)
  for (const seed of target.seeds) {
    const input = seed.subarray(0, MOST_BYTES)
    await execute(run, input)
    take(run.campaign, input)
  }
  run.seeded = run.campaign.coverage.branches
  for (const input of kept.get(target.name) ?? []) {
    await execute(run, input)
    take(run.campaign, input)
  }
  return run
}

async function round(run: Run): Promise<void> {
  const { campaign } = run
  const { target, coverage } = campaign
  for (let share = 0; share < target.share; share += 1) {
    number = (number + 1) | 0
    Atomics.store(state, SLOT.number, number)
    const input = guided ? nextInput(campaign, number) : inputOf(target, number)
    await execute(run, input)
    if (!guided) coverage.end()
    else if (takeNew(campaign, input)) tell({ kind: 'kept', target: target.name, input })
  }
  run.executions += target.share
}

function progressOf({ campaign: { target, coverage, corpus }, executions, seeded, slowest }: Run): Progress {
  return {
    name: target.name,
    executions,
    seeded,
    branches: coverage.branches,
    corpus: corpus.size,
    corpusBytes: corpus.byteLength,
    slowest,
  }
}

/** Branches that any target reached. */
function union(all: readonly Run[]): number {
  let branches = 0
  for (let branch = 0; branch < MOST_BRANCHES; branch += 1)
    if (all.some(({ campaign }) => campaign.coverage.hits(branch) > 0)) branches += 1
  return branches
}

async function main(): Promise<void> {
  const all: Run[] = []
  for (const [index, target] of (await makeTargets(fixtures)).entries()) all.push(await begin(target, index))
  let executions = 0
  while (executions < runs) {
    for (const [index, run] of all.entries()) {
      Atomics.store(state, SLOT.target, index)
      await round(run)
      executions += run.campaign.target.share
    }
    tell({ kind: 'round', progress: all.map(progressOf), branches: union(all) })
    // Let the messages go out, and the collector have its turn.
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  }
  tell({ kind: 'done' })
}

await main()
