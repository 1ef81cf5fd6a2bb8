/** Distributed checkpoints merged: `pth convert` beside dcp_to_torch_save and zero_to_fp32.py, in one run. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Usage: node bench/distributed.mjs FOLDER PYTHON [GIGABYTES [SPARSE_GIGABYTES]]; run `npm run build` first. PYTHON has torch and
 * deepspeed. FOLDER needs eight times the size, and the sparse size for what pth writes of it; 0 leaves that out.
 */
const [folder = '/tmp', python = 'python3', size = '2', large = '0'] = process.argv.slice(2)
const root = join(import.meta.dirname, '..')
const tool = join(root, 'bench', 'distributed.py')
const ROUNDS = 3

function make(path, ...args) {
  if (existsSync(path)) return
  const { status, stderr } = spawnSync(python, [tool, args[0], path, ...args.slice(1)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the maker ended with ${status}: ${stderr.slice(-600)}`)
}

function bytesBelow(path) {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}

/** Seconds until the bytes are on disk, and the largest resident memory in mebibytes. */
function measure(label, command, args, target) {
  rmSync(target, { force: true, recursive: true })
  spawnSync('sync')
  const started = performance.now()
  const { status, stderr } = spawnSync('/usr/bin/time', ['-f', '%M', command, ...args], { encoding: 'utf8' })
  spawnSync('sync', [target])
  const seconds = (performance.now() - started) / 1000
  if (status !== 0) throw new Error(`${label} ended with ${status}: ${stderr.slice(-600)}`)
  const mebibytes = Number(stderr.trim().split('\n').at(-1)) / 1024
  console.log(
    `  ${label.padEnd(20)} ${seconds.toFixed(2).padStart(8)} s ${mebibytes.toFixed(0).padStart(8)} MiB`,
  )
  return { seconds, mebibytes }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

function beside(label, path, official, officialTarget) {
  console.log(`${label}: ${(bytesBelow(path) / 1e9).toFixed(2)} GB`)
  const out = join(folder, 'bench-distributed.safetensors')
  const rounds = Array.from({ length: ROUNDS }, () => ({
    pth: measure('pth convert', 'node', [join(root, 'bin', 'pth.js'), 'convert', path, '-o', out], out),
    official: measure(official, python, [tool, official, path, officialTarget], officialTarget),
  }))
  const of = (who, what) => median(rounds.map((round) => round[who][what]))
  console.log(
    `  medians: pth takes ${(of('pth', 'seconds') / of('official', 'seconds')).toFixed(2)} x the time, ` +
      `${of('pth', 'mebibytes').toFixed(0)} MiB beside ${of('official', 'mebibytes').toFixed(0)} MiB`,
  )
  rmSync(out, { force: true, recursive: true })
  rmSync(officialTarget, { force: true, recursive: true })
}

console.log(`node ${process.version}`)
const dcp = join(folder, 'bench-dcp')
make(dcp, 'dcp', size)
beside('DCP, two ranks', dcp, 'merge-dcp', join(folder, 'bench-dcp.pt'))
const zero = join(folder, 'bench-zero')
make(zero, 'zero', size)
beside('DeepSpeed ZeRO-2, two ranks', zero, 'merge-zero', join(folder, 'bench-zero.out'))
if (Number(large) > 0) {
  const sparse = join(folder, 'bench-dcp-sparse')
  make(sparse, 'dcp', large, 'sparse')
  console.log(`DCP with holes: ${(bytesBelow(sparse) / 1e9).toFixed(2)} GB`)
  const out = join(folder, 'bench-distributed.safetensors')
  measure('pth convert', 'node', [join(root, 'bin', 'pth.js'), 'convert', sparse, '-o', out], out)
  rmSync(out, { force: true, recursive: true })
}
