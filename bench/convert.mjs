/** 6 GB of contiguous half precision: `pth convert` beside `cp` and beside torch.load with save_file, in one run. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Usage: node bench/convert.mjs FOLDER PYTHON [GIGABYTES]; run `npm run build` first. FOLDER needs four times the size. */
const [folder = '/tmp', python = '.conformance/torch-2.13/bin/python', size = '6'] = process.argv.slice(2)
const input = join(folder, 'bench-convert.pth')
const root = join(import.meta.dirname, '..')

const WRITE = `
import sys, torch
count = int(float(sys.argv[2]) * 1e9 / 2 / 96)
torch.manual_seed(0)
block = torch.randint(0, 30000, (count,), dtype=torch.int16).view(torch.float16)
torch.save({f"layers.{i}.weight": block.clone() for i in range(96)}, sys.argv[1])
`
const CONVERT = `
import sys, torch
from safetensors.torch import save_file
save_file(torch.load(sys.argv[1], weights_only=True), sys.argv[2], metadata={"format": "pt"})
`

/** Seconds, and the largest resident memory in mebibytes. */
function measure(command, args, target) {
  rmSync(target, { force: true })
  execFileSync('sync')
  const started = performance.now()
  const { status, stderr } = spawnSync('/usr/bin/time', ['-f', '%M', command, ...args], { encoding: 'utf8' })
  const seconds = (performance.now() - started) / 1000
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`)
  return { seconds, mebibytes: Number(stderr.trim().split('\n').at(-1)) / 1024 }
}

function show(label, { seconds, mebibytes }) {
  console.log(
    `${label.padEnd(34)} ${seconds.toFixed(2).padStart(8)} s ${mebibytes.toFixed(0).padStart(8)} MiB`,
  )
}

if (!existsSync(input)) execFileSync(python, ['-c', WRITE, input, size])
const out = join(folder, 'bench-convert.out.safetensors')
console.log(`${(statSync(input).size / 1e9).toFixed(2)} GB, node ${process.version}`)
// Every program reads a file that is in the page cache or not alike: one reading first.
execFileSync('sh', ['-c', `cat ${input} > /dev/null`])
const rounds = [1, 2, 3].map((round) => {
  const cp = measure('cp', [input, out], out)
  const cpSync = measure('sh', ['-c', `cp ${input} ${out} && sync ${out}`], out)
  const pth = measure('node', [join(root, 'bin', 'pth.js'), 'convert', input, '-o', out], out)
  const torch = measure(python, ['-c', CONVERT, input, out], out)
  console.log(`round ${round}`)
  show('cp', cp)
  show('cp and sync', cpSync)
  show('pth convert (syncs)', pth)
  show('torch.load + save_file', torch)
  return { cp, cpSync, pth, torch }
})
rmSync(out, { force: true })
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const ratio = (other) =>
  (
    median(rounds.map(({ pth }) => pth.seconds)) / median(rounds.map((round) => round[other].seconds))
  ).toFixed(2)
console.log(
  `medians: pth is ${ratio('cp')} x cp, ${ratio('cpSync')} x cp and sync, ${ratio('torch')} x torch.load + save_file`,
)
console.log(`peak memory ${Math.max(...rounds.map(({ pth }) => pth.mebibytes)).toFixed(0)} MiB`)
