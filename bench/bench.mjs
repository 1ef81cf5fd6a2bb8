// The table of docs/benchmarks.md: pth beside its peers, whole processes in turn, in one run. `npm run bench` builds first.
// Usage: node bench/bench.mjs [--only TEXT] [--rounds N] [--curves] [--write]
//   --only    rows whose name has this text           --rounds  pairs for each row; 5 without it
//   --curves  growth with tensors and bytes as well   --write   put the results into docs/benchmarks.md and its picture
// PYTHON      a Python with torch and safetensors; test/conformance/setup.sh makes one
// PICKLESCAN  the program picklescan                BENCH_FOLDER  keeps the files between runs: 6 GB, much of it holes
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, release, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { growth } from './table/curves.mjs'
import { filesIn } from './table/files.mjs'
import { pair } from './table/measure.mjs'
import { tableRows } from './table/rows.mjs'

const root = join(import.meta.dirname, '..')
const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '5' },
    curves: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})
const python = process.env.PYTHON ?? join(root, '.conformance', 'torch-2.13', 'bin', 'python')
const picklescan = process.env.PICKLESCAN ?? 'picklescan'
const folder = process.env.BENCH_FOLDER ?? join(tmpdir(), 'pth-bench')

const versions = [
  `Node ${process.versions.node}`,
  version(python, ['-c', 'import torch; print("torch", torch.__version__)']),
  version(python, ['-c', 'import safetensors; print("safetensors", safetensors.__version__)']),
  version(join(picklescan, '..', 'python'), [
    '-c',
    'import importlib.metadata as m; print("picklescan", m.version("picklescan"))',
  ]),
  `Linux ${release()}`,
  `${availableParallelism()} cores`,
]
mkdirSync(folder, { recursive: true })
const file = filesIn(folder, python)

const lines = [
  '| work | beside | ratio | goal | from–to | seconds | peak, MiB | goal | peak of the other |',
  '|---|---|---|---|---|---|---|---|---|',
]
for (const line of lines) console.log(line)
const started = loadavg()[0] ?? 0
for (const row of tableRows({ file, folder, python, picklescan })) {
  if (!`${row.work} / ${row.beside}`.includes(flags.only)) continue
  const { ratio, spread, seconds, peerSeconds, mebibytes, peerMebibytes } = pair(
    row.a(),
    row.b(),
    row.rounds ?? Number(flags.rounds),
  )
  const cells = [
    row.work,
    row.beside,
    ratio.toFixed(2),
    row.goal ?? '',
    `${spread[0].toFixed(2)}–${spread[1].toFixed(2)}`,
    `${seconds.toFixed(2)} : ${peerSeconds.toFixed(2)}`,
    mebibytes.toFixed(0),
    row.peak ?? '',
    peerMebibytes.toFixed(0),
  ]
  lines.push(`| ${cells.join(' | ')} |`)
  console.log(lines.at(-1))
}
const facts = `${versions.join(', ')}; ${flags.rounds} pairs a row; load at the start ${started.toFixed(1)}.`
console.log(facts)
rmSync(join(folder, 'out.safetensors'), { force: true })
// A part of the table does not replace the whole.
if (flags.write && flags.only === '') writeBetween('table', `${facts}\n\n${lines.join('\n')}`)
if (flags.curves) {
  const { text, picture } = await growth({ file, python })
  console.log(text)
  if (flags.write) {
    writeFileSync(join(root, 'docs', 'growth.svg'), picture)
    writeBetween('growth', `${text}\n\n![Time and memory by tensors and by bytes](growth.svg)`)
  }
}

function version(command, args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' })
  if (status === 0) return stdout.trim()
  console.error(`${command} does not run: see the first lines of bench/bench.mjs`)
  process.exit(2)
}

/** Replace what stands between two comments of docs/benchmarks.md. */
function writeBetween(name, text) {
  const path = join(root, 'docs', 'benchmarks.md')
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`]
  const old = readFileSync(path, 'utf8')
  const [from, to] = [old.indexOf(begin), old.indexOf(end)]
  if (from < 0 || to < from || !existsSync(path))
    throw new Error(`docs/benchmarks.md has no place for the ${name}`)
  writeFileSync(path, `${old.slice(0, from)}${begin}\n\n${text}\n\n${old.slice(to)}`)
}
