/** Runs inputs one after another; what it runs stands in shared memory, so that a hang can be told. */
import { parentPort, workerData } from 'node:worker_threads'
import { isPthError } from '../../src/errors.ts'
import { inputOf } from './input.ts'
import { SLOT } from './slots.ts'
import { makeTargets } from './targets.ts'

const { fixtures, seed, shared } = workerData as { fixtures: string; seed: number; shared: SharedArrayBuffer }
const state = new Int32Array(shared)
const counts = new Map<string, number>()

/** One input, from its number alone. */
async function runOne(target: ReturnType<typeof makeTargets>[number], number: number): Promise<void> {
  const input = inputOf(target, number)
  try {
    await target.run(input)
  } catch (error) {
    if (isPthError(error) && error.code !== 'INTERNAL') return
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    parentPort?.postMessage({ kind: 'crash', target: target.name, number, text, input }, [])
  }
}

async function main(): Promise<void> {
  const targets = makeTargets(fixtures)
  let number = seed
  for (;;) {
    for (const [index, target] of targets.entries()) {
      Atomics.store(state, SLOT.target, index)
      for (let round = 0; round < target.share; round += 1) {
        number = (number + 1) | 0
        Atomics.store(state, SLOT.seed, number)
        Atomics.add(state, SLOT.beat, 1)
        await runOne(target, number)
      }
      counts.set(target.name, (counts.get(target.name) ?? 0) + target.share)
    }
    Atomics.add(state, SLOT.done, 1)
    parentPort?.postMessage({ kind: 'counts', counts: [...counts] }, [])
    // Let the message go out, and the collector have its turn.
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  }
}

await main()
