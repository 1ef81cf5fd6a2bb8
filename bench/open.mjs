// Opens a checkpoint of 100,000 tensors with pth and with torch.load, in turns: wall time, CPU time and peak memory of whole processes.
// Usage: npm run build && node bench/open.mjs [TENSORS]   (PYTHON names a Python with torch; test/conformance/setup.sh makes one)
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const python = process.env.PYTHON ?? join(root, '.conformance', 'torch-2.13', 'bin', 'python')
const tensors = Number(process.argv[2] ?? 100_000)
const rounds = 3

if (!existsSync(python)) {
  console.error(`no Python with torch at ${python}: run test/conformance/setup.sh, or set PYTHON`)
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'pth-bench-'))
try {
  const file = join(folder, 'many.pth')
  run(python, ['-c', writer(), file, String(tensors)])
  console.log(
    `${tensors.toLocaleString('en-US')} tensors, ${statSync(file).size.toLocaleString('en-US')} bytes, best of ${rounds}`,
  )
  const results = { 'torch.load': [], 'pth inspect --json': [] }
  for (let round = 0; round < rounds; round += 1) {
    results['torch.load'].push(
      run(python, [
        '-c',
        'import sys, torch; assert len(torch.load(sys.argv[1], weights_only=True)) > 0',
        file,
      ]),
    )
    results['pth inspect --json'].push(
      run(process.execPath, [join(root, 'bin', 'pth.js'), 'inspect', '--json', file]),
    )
  }
  const best = {}
  for (const [name, runs] of Object.entries(results)) {
    best[name] = {
      seconds: Math.min(...runs.map((one) => one.seconds)),
      cpu: Math.min(...runs.map((one) => one.cpu)),
      megabytes: Math.min(...runs.map((one) => one.megabytes)),
    }
    console.log(
      `${name.padEnd(20)} ${best[name].seconds.toFixed(2)} s  ${best[name].cpu.toFixed(2)} s of CPU  ${best[name].megabytes.toFixed(0)} MB`,
    )
  }
  const [torch, pth] = [best['torch.load'], best['pth inspect --json']]
  console.log(
    `pth / torch: time ${(pth.seconds / torch.seconds).toFixed(2)}, CPU ${(pth.cpu / torch.cpu).toFixed(2)}, memory ${(pth.megabytes / torch.megabytes).toFixed(2)}`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Wall time and peak memory of a process, as /usr/bin/time measures them. */
function run(command, args) {
  const child = spawnSync('/usr/bin/time', ['-f', '%e %U %S %M', command, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 26,
  })
  if (child.status !== 0) throw new Error(`${command} failed: ${child.stderr.slice(-500)}`)
  const [seconds = Number.NaN, user = Number.NaN, system = Number.NaN, kilobytes = Number.NaN] = child.stderr
    .trim()
    .split('\n')
    .at(-1)
    .split(' ')
    .map(Number)
  return { seconds, cpu: user + system, megabytes: kilobytes / 1024 }
}

function writer() {
  return `
import sys, torch
torch.manual_seed(0)
count = int(sys.argv[2])
state = {f"model.layers.{i // 10}.block{i % 10}.weight": torch.full((2, 2), float(i)) for i in range(count)}
torch.save(state, sys.argv[1])
`
}
