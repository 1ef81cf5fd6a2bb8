// Many tensors: rows of the table that depend on their number, what one run keeps in memory at each stage, and growth.
// Usage: npm run build && node bench/many.mjs [--rounds N] [--skip-peers] [--million]; PYTHON and BENCH_FOLDER as for bench.mjs
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { filesIn } from './table/files.mjs'
import { pair } from './table/measure.mjs'
import { tableRows } from './table/rows.mjs'

const root = join(import.meta.dirname, '..')
const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    'skip-peers': { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
    stages: { type: 'string', default: '' },
  },
})

if (flags.stages === '') await report()
else await stages(flags.stages)

async function report() {
  const python = process.env.PYTHON ?? join(root, '.conformance', 'torch-2.13', 'bin', 'python')
  const folder = process.env.BENCH_FOLDER ?? join(tmpdir(), 'pth-bench')
  const file = filesIn(folder, python)
  console.log('| heap after | MB | CPU ms |\n|---|---|---|')
  process.stdout.write(
    run([process.execPath, '--expose-gc', import.meta.filename, '--stages', file('100k.pth')], true).stdout,
  )
  if (!flags['skip-peers']) peers(file, folder, python)
  console.log('\n| tensors | CPU s | peak MiB | CPU s, --json | peak MiB |\n|---|---|---|---|---|')
  for (const name of ['100', '1k', '10k', '100k', ...(flags.million ? ['1m'] : [])]) {
    const [text, json] = [[], ['--json']].map((more) => run(pth('inspect', ...more, file(`${name}.pth`))))
    console.log(`| ${name} | ${text.cpu} | ${text.peak} | ${json.cpu} | ${json.peak} |`)
  }
}

function peers(file, folder, python) {
  const rows = tableRows({ file, folder, python, picklescan: '' }).filter((row) => row.b !== undefined)
  const at = rows.findIndex(({ work }) => work.includes('100,000'))
  const many = rows.filter(({ work }, index) => work.includes('100,000') || index === at + 1)
  const safetensors = file('100k.safetensors')
  many.push({
    work: '`inspect`, safetensors of 100,000',
    beside: 'load_file',
    goal: null,
    a: () => ({ command: pth('inspect', safetensors) }),
    b: () => ({
      command: [python, join(root, 'bench', 'table', 'peers.py'), 'load_safetensors', safetensors],
    }),
  })
  console.log('\n| work | beside | wall | CPU | goal | peak MiB | its peak |\n|---|---|---|---|---|---|---|')
  for (const { work, beside, goal, peak, a, b } of many) {
    const found = pair(a(), b(), Number(flags.rounds))
    const wanted = goal === null ? '' : `${goal}${peak === undefined ? '' : `; ${peak} MiB`}`
    const memory = `${found.mebibytes.toFixed(0)} | ${found.peerMebibytes.toFixed(0)}`
    console.log(
      `| ${work} | ${beside} | ${found.ratio.toFixed(2)} | ${found.cpuRatio.toFixed(2)} | ${wanted} | ${memory} |`,
    )
  }
}

function pth(...args) {
  return [process.execPath, join(root, 'bin', 'pth.js'), ...args]
}

/** One process: what it prints if that is kept, CPU seconds and the peak in MiB. */
function run([command, ...args], keeps = false) {
  const child = spawnSync('/usr/bin/time', ['-f', '%U %S %M', command, ...args], {
    encoding: 'utf8',
    // The JSON of a million tensors is longer than a string can be.
    stdio: ['ignore', keeps ? 'pipe' : 'ignore', 'pipe'],
  })
  if (child.status !== 0) throw new Error(`${args.join(' ')}: ${child.stderr}`)
  const [user, system, kilobytes] = child.stderr.trim().split('\n').at(-1).split(' ').map(Number)
  return { stdout: child.stdout, cpu: (user + system).toFixed(2), peak: (kilobytes / 1024).toFixed(0) }
}

/** What is in memory after each stage of `inspect`, garbage collected, and the CPU time that it took. */
async function stages(path) {
  const build = join(root, 'build')
  const [{ openContainer }, { checkpointOf }, { inspectCheckpoint }, { memorySource }, limits] =
    await Promise.all(
      ['container/open', 'checkpoint/open', 'operations/inspect/inspect', 'io/source', 'limits'].map(
        (name) => import(join(build, `${name}.js`)),
      ),
    )
  const kept = []
  const source = memorySource(new Uint8Array(readFileSync(path)), path)
  const own = limits.limitsFor(limits.DEFAULT_LIMITS, source.byteLength)
  globalThis.gc()
  const before = process.memoryUsage().heapUsed
  const stage = async (name, work) => {
    const started = process.cpuUsage()
    const made = await work()
    const { user, system } = process.cpuUsage(started)
    kept.push(made)
    globalThis.gc()
    const heap = (process.memoryUsage().heapUsed - before) / 1e6
    console.log(`| ${name} | ${heap.toFixed(0)} | ${((user + system) / 1000).toFixed(0)} |`)
    return made
  }
  const container = await stage('the container: directory and pickle', () => openContainer(source, own))
  const checkpoint = await stage('the checkpoint: storages, tensors, names', () =>
    checkpointOf(container, path, source.byteLength, { limits: own }),
  )
  await stage('the report', () => inspectCheckpoint(checkpoint))
}
