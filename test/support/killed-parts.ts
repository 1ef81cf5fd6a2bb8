/** Parts of a conversion in processes of their own, ended by SIGKILL at random moments, and begun again until they end well. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeVectors } from './plain-safetensors.ts'

const PTH = join(import.meta.dirname, '../../dist/cli.js')
const SHARDS = 8

/** How a process ended; `null` when it was killed. */
function run(words: readonly string[], killAfter: number): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [PTH, ...words], { stdio: 'ignore' })
    const timer = Number.isFinite(killAfter) ? setTimeout(() => child.kill('SIGKILL'), killAfter) : undefined
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve(code)
    })
  })
}

function contents(folder: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(folder)
      .toSorted()
      .map((name) => [name, readFileSync(join(folder, name)).toString('latin1')]),
  )
}

/** What came of it. */
export interface Killed {
  /** Runs that were killed before they ended. */
  readonly kills: number
  /** Runs after all kills that did not end with 0. */
  readonly failed: number
  /** Whether the folder has the files of one run, and nothing else. */
  readonly same: boolean
  /** Hidden files that kills left before the last runs, which are to be gone. */
  readonly leftBefore: number
}

/**
 * `rounds` times: two parts of the same conversion, each killed at a random moment (now and then two runs of one part at
 * once, or the join), then both to their ends, then a join.
 */
export async function killParts(rounds: number, random: () => number): Promise<Killed> {
  const folder = mkdtempSync(join(tmpdir(), 'pth-parts-'))
  try {
    const input = join(folder, 'input.safetensors')
    writeVectors(
      input,
      Array.from({ length: SHARDS }, (_, at) => `w${at}`),
      1 << 19,
    )
    const line = (name: string): readonly string[] => [
      'convert',
      input,
      '-o',
      join(folder, name, 'm.safetensors'),
      '--shard-size',
      '3MB',
    ]
    mkdirSync(join(folder, 'one'))
    const started = performance.now()
    if ((await run(line('one'), Infinity)) !== 0) throw new Error('the one run failed')
    const lasts = performance.now() - started
    const whole = contents(join(folder, 'one'))
    let [kills, failed, leftBefore, same] = [0, 0, 0, true]
    for (let round = 0; round < rounds; round += 1) {
      const name = `round-${round}`
      mkdirSync(join(folder, name))
      const part = (number: number, killAfter: number): Promise<number | null> =>
        run([...line(name), '--part', `${number}/2`], killAfter)
      const joined = (killAfter: number): Promise<number | null> =>
        run(['join', join(folder, name, 'm.safetensors')], killAfter)
      const first = await Promise.all([
        part(1, random() * lasts),
        part(round % 3 === 0 ? 1 : 2, random() * lasts),
      ])
      kills += first.filter((code) => code === null).length
      leftBefore += [...contents(join(folder, name)).keys()].filter((file) =>
        file.endsWith('.pth-partial'),
      ).length
      const last = await Promise.all([part(1, Infinity), part(2, Infinity)])
      if (round % 4 === 1 && (await joined(random() * lasts)) === null) kills += 1
      // A join that was killed after its last record was removed has ended its work.
      const records = readdirSync(join(folder, name)).some((file) => file.endsWith('.pth-shard'))
      failed += [...last, ...(records ? [await joined(Infinity)] : [])].filter((code) => code !== 0).length
      const found = contents(join(folder, name))
      same &&= found.size === whole.size && [...whole].every(([file, bytes]) => found.get(file) === bytes)
      rmSync(join(folder, name), { recursive: true })
    }
    return { kills, failed, same, leftBefore }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Numbers from 0 to 1 that a seed determines. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
