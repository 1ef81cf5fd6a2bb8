/** Whole processes beside each other: A B A B ..., and the median of the ratios of the pairs. */
import { execFileSync, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'

/**
 * One run of a program to its end.
 * @param {{ command: string[], output?: string }} work the output is removed first, so that no run finds the last one's
 * @returns {{ seconds: number, cpu: number, mebibytes: number }} wall time, user and system time, largest resident memory
 */
function runOnce({ command, output }) {
  if (output !== undefined) {
    rmSync(output, { force: true, recursive: true })
    // What an earlier run left for the disk must not be paid by this one.
    execFileSync('sync')
  }
  const started = performance.now()
  const child = spawnSync('/usr/bin/time', ['-f', '%U %S %M', ...command], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: '1' },
  })
  const seconds = (performance.now() - started) / 1000
  const figures = (child.stderr ?? '').trim().split('\n').at(-1) ?? ''
  if (child.status !== 0) throw new Error(`${command.join(' ')} ended with ${child.status}: ${child.stderr}`)
  const [user, system, kilobytes] = figures.split(' ').map(Number)
  return { seconds, cpu: user + system, mebibytes: kilobytes / 1024 }
}

/** Medians of both programs and of the ratios of the pairs. The first pair only warms the page cache. */
export function pair(a, b, rounds) {
  const pairs = []
  for (let round = 0; round <= rounds; round += 1) {
    const one = { a: runOnce(a), b: runOnce(b) }
    if (round > 0) pairs.push(one)
  }
  const ratios = (what) => pairs.map(({ a, b }) => a[what] / b[what])
  return {
    ratio: median(ratios('seconds')),
    cpuRatio: median(ratios('cpu')),
    seconds: median(pairs.map(({ a }) => a.seconds)),
    peerSeconds: median(pairs.map(({ b }) => b.seconds)),
    mebibytes: Math.max(...pairs.map(({ a }) => a.mebibytes)),
    peerMebibytes: Math.max(...pairs.map(({ b }) => b.mebibytes)),
    spread: [Math.min(...ratios('seconds')), Math.max(...ratios('seconds'))],
  }
}

function median(values) {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
