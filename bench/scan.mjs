// Scans 1,000 small checkpoints, and one of 50 MB, with pth and with picklescan, in turns: wall and CPU time of whole processes.
// Usage: npm run build && node bench/scan.mjs [ROUNDS]
// PYTHON names a Python with torch (test/conformance/setup.sh makes one), PICKLESCAN the program (pip install picklescan==1.0.5).
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const python = process.env.PYTHON ?? join(root, '.conformance', 'torch-2.13', 'bin', 'python')
const picklescan = process.env.PICKLESCAN ?? 'picklescan'
const rounds = Number(process.argv[2] ?? 5)

const folder = mkdtempSync(join(tmpdir(), 'pth-bench-'))
try {
  const made = spawnSync(python, ['-c', writer(), folder], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`${python} failed: ${made.stderr.slice(-500)}`)
  for (const [title, path] of [
    ['1,000 small files', 'small'],
    ['one file of 50 MB', 'large.pth'],
  ]) {
    const runs = { picklescan: [], pth: [] }
    for (let round = 0; round < rounds; round += 1) {
      runs.picklescan.push(run(picklescan, ['-p', join(folder, path)]))
      runs.pth.push(run(process.execPath, [join(root, 'bin', 'pth.js'), 'scan', join(folder, path)]))
    }
    const ratio = (name) => (median(runs.pth, name) / median(runs.picklescan, name)).toFixed(2)
    console.log(
      `${title}: pth / picklescan, median of ${rounds}: time ${ratio('seconds')}, CPU ${ratio('cpu')}`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function median(runs, name) {
  return runs.map((one) => one[name]).sort((a, b) => a - b)[Math.floor(runs.length / 2)]
}

/** Wall and CPU time of a process, as /usr/bin/time measures them. Exit code 1 stands for findings, which there are none of. */
function run(command, args) {
  const child = spawnSync('/usr/bin/time', ['-f', '%e %U %S', command, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 26,
  })
  if (child.status !== 0) throw new Error(`${command} failed: ${child.stderr.slice(-500)}`)
  const [seconds = Number.NaN, user = Number.NaN, system = Number.NaN] = child.stderr
    .trim()
    .split('\n')
    .at(-1)
    .split(' ')
    .map(Number)
  return { seconds, cpu: user + system }
}

/** Files of one to twelve layers, so that few are alike. */
function writer() {
  return `
import os, sys, torch
torch.manual_seed(0)
folder = sys.argv[1]
os.mkdir(os.path.join(folder, 'small'))
for i in range(1000):
    layers = 1 + i % 12
    state = {}
    for at in range(layers):
        state[f'net{i // 12}.layers.{at}.weight'] = torch.randn(4 + i % 7, 8)
        state[f'net{i // 12}.layers.{at}.bias'] = torch.randn(8)
    torch.save(state, os.path.join(folder, 'small', f'm{i:04d}.pth'))
torch.save({f'layers.{at}.weight': torch.randn(40, 1024) for at in range(320)}, os.path.join(folder, 'large.pth'))
`
}
