/**
 * A real Slurm on loopback: an array of eight, two of its tasks killed and requeued, and a join that depends on it. With
 * `afterok` the join would never run: Slurm 22.05 keeps the exit code of a task that failed before it was requeued.
 */
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../cli/harness.ts'
import { writeVectors } from '../support/plain-safetensors.ts'
import { output, plainEnvironment } from './tools.ts'

const PROJECT = join(import.meta.dirname, '..', '..')
const CLUSTER = join(PROJECT, 'test', 'cluster', 'slurm.sh')
const SBATCH = join(PROJECT, 'deploy', 'slurm.sbatch')

/** Holds a process where it would give its first file a name, so that it is killed at that moment and at no other. */
const STALL = `
import fs from 'node:fs/promises'
import { writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
fs.link = async () => {
  writeFileSync(process.env.STALLED, String(process.pid))
  setInterval(() => {}, 1000)
  return new Promise(() => {})
}
syncBuiltinESMExports()
`

/** The first runs of tasks 2 and 5 stall; those that are requeued do not. */
const WRAPPER = `#!/bin/sh
case "\${SLURM_ARRAY_TASK_ID:-}-\${SLURM_RESTART_COUNT:-0}" in
  2-0|5-0) STALLED="$SITE/stalled-$SLURM_ARRAY_TASK_ID" NODE_OPTIONS="--import=$SITE/stall.mjs"; export STALLED NODE_OPTIONS ;;
esac
exec "$REAL_PTH" "$@"
`

const SCRIPT = `
set -eu
cd "$SITE"
job=$(sbatch --parsable --array=1-8 "$SBATCH" input.safetensors out/model.safetensors --shard-size 3MB)
await() { for _ in $(seq 600); do if eval "$1"; then return 0; fi; sleep 0.1; done; echo "never: $1" >&2; squeue -a >&2; exit 1; }
state() { squeue --noheader --states=all --array --format=%T --job "$job"_"$1"; }
await '[ -s stalled-2 ] && [ -s stalled-5 ]'
ls -A out > before
# One is killed as the system kills for want of memory, the other is cancelled: both are given back to the queue.
kill -9 "$(cat stalled-2)"
scancel "$job"_5
await '[ "$(state 2)" != RUNNING ] && [ "$(state 5)" != RUNNING ]'
await 'case "$(state 2) $(state 5)" in *COMPLETING*) false ;; *) true ;; esac'
echo "$(state 2) $(state 5)" > states
await 'scontrol requeue "$job"_2,"$job"_5'
scontrol update JobId="$job"_2 StartTime=now
scontrol update JobId="$job"_5 StartTime=now
sbatch --wait --dependency=afterany:"$job" --output=join.log --wrap 'pth join out/model.safetensors'
squeue --noheader --states=all --array --format='%K %T' --job "$job" | sort -n > ended
`

test('an array of eight with two tasks killed and requeued: the bytes of one run', () => {
  const site = temporaryFolder()
  mkdirSync(join(site, 'bin'))
  mkdirSync(join(site, 'one'))
  writeFileSync(join(site, 'stall.mjs'), STALL)
  writeFileSync(join(site, 'script.sh'), SCRIPT)
  writeFileSync(join(site, 'bin', 'pth'), WRAPPER)
  chmodSync(join(site, 'bin', 'pth'), 0o755)
  const names = Array.from({ length: 24 }, (_, at) => `layers.${at}.weight`)
  writeVectors(join(site, 'input.safetensors'), names, 1 << 19)
  output('pth', ['convert', 'input.safetensors', '-o', 'one/model.safetensors', '--shard-size', '3MB'], {
    cwd: site,
  })
  const plain = plainEnvironment()
  const real = output('sh', ['-c', 'command -v pth'], { cwd: site, env: plain }).trim()
  const env = {
    ...plain,
    PATH: `${join(site, 'bin')}:${plain['PATH'] ?? ''}`,
    REAL_PTH: real,
    SITE: site,
    SBATCH,
  }
  output(CLUSTER, [join(site, 'slurm'), 'bash', 'script.sh'], { cwd: site, env, timeout: 150_000 })
  const text = (name: string): string => readFileSync(join(site, name), 'utf8')
  expect(text('before')).toContain('.pth-partial')
  expect(text('states')).toMatch(/^FAILED CANCELLED$/m)
  expect(text('ended').trim().split('\n')).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8].map((task) => `${task} COMPLETED`),
  )
  expect(text('join.log')).toContain('JOINED')
  const files = (name: string): Map<string, Buffer> =>
    new Map(readdirSync(join(site, name)).map((file) => [file, readFileSync(join(site, name, file))]))
  const [whole, found] = [files('one'), files('out')]
  expect([...found.keys()].toSorted()).toEqual([...whole.keys()].toSorted())
  expect(found.size).toBe(25)
  for (const [file, bytes] of whole) expect(found.get(file)?.equals(bytes), file).toBe(true)
})
