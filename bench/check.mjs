/**
 * pth check beside pth verify, pth scan and pth diff one by one, on copies of one checkpoint.
 *
 * Usage: node bench/check.mjs [files] [files that are judged one by one]
 *
 * Makes a checkpoint of 1 MB, which pth convert writes as torch.save does, copies it, and prints the
 * time per file and the largest memory. One by one means a process per command and file, as a script without check would
 * run them; the second line gives all files to one process of verify and of scan, which diff has no form for.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [COUNT, SAMPLE] = [Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 50)]
const PTH = join(import.meta.dirname, '..', 'dist', 'cli.js')
const folder = mkdtempSync(join(tmpdir(), 'pth-bench-check-'))

/** Prints the largest memory of the process when it ends. */
const MEMORY = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => process._rawDebug('rss ' + process.resourceUsage().maxRSS))",
)}`

/** Seconds and largest resident memory in MiB of one run. */
function run(words) {
  const start = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, ['--import', MEMORY, PTH, ...words], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  if (status !== 0) throw new Error(`pth ${words.join(' ')} ended with ${status}: ${stderr}`)
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  return { seconds, mebibytes: Number(/rss (\d+)/.exec(stderr)?.[1] ?? NaN) / 1024 }
}

/** A state_dict of 1 MB: 16 layers of 128 x 128 floats, as safetensors, which needs no Python to write. */
function writeModel(path) {
  const header = {}
  const values = new Float32Array(16 * 128 * 128).map((_, at) => Math.sin(at) + 2)
  for (let layer = 0; layer < 16; layer += 1)
    header[`layers.${layer}.weight`] = {
      dtype: 'F32',
      shape: [128, 128],
      data_offsets: [layer * 65_536, (layer + 1) * 65_536],
    }
  const text = Buffer.from(JSON.stringify(header).padEnd(2048))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  writeFileSync(path, Buffer.concat([length, text, Buffer.from(values.buffer)]))
}

function row(name, files, seconds, mebibytes) {
  const each = ((seconds / files) * 1000).toFixed(1).padStart(8)
  const memory = mebibytes === undefined ? '' : `${mebibytes.toFixed(0)} MiB`
  process.stdout.write(`${name.padEnd(44)} ${String(files).padStart(5)} ${each} ms per file   ${memory}\n`)
}

function config(files) {
  const rules = { scan: 'error', finite: 'error' }
  return JSON.stringify({ checkpoints: [{ files, schema: 'm.json', strict: true, rules }] })
}

try {
  writeModel(join(folder, 'model.safetensors'))
  execFileSync(process.execPath, [PTH, 'convert', 'model.safetensors', '-o', 'model.pth'], { cwd: folder })
  const schema = execFileSync(process.execPath, [PTH, 'schema', 'model.pth'], { cwd: folder })
  writeFileSync(join(folder, 'm.json'), schema)
  const names = Array.from({ length: COUNT }, (_, at) => `f${String(at).padStart(5, '0')}.pth`)
  for (const name of names) copyFileSync(join(folder, 'model.pth'), join(folder, name))
  writeFileSync(join(folder, 'all.json'), config('f*.pth'))
  writeFileSync(join(folder, 'tenth.json'), config('f*0.pth'))
  const all = run(['check', '--config', 'all.json', '--quiet'])
  const tenth = run(['check', '--config', 'tenth.json', '--quiet'])
  row('pth check', COUNT, all.seconds, all.mebibytes)
  row('pth check, a tenth of the files', Math.ceil(COUNT / 10), tenth.seconds, tenth.mebibytes)
  let one = 0
  for (const name of names.slice(0, SAMPLE))
    for (const words of [
      ['verify', '--finite', name],
      ['scan', name],
      ['diff', name, 'm.json', '--strict'],
    ])
      one += run(words).seconds
  row('verify, scan and diff, a process each', SAMPLE, one, undefined)
  const verify = run(['verify', '--finite', ...names])
  const scan = run(['scan', ...names])
  let diff = 0
  for (const name of names.slice(0, SAMPLE)) diff += run(['diff', name, 'm.json', '--strict']).seconds
  row(
    'one verify, one scan, diff a process each',
    COUNT,
    verify.seconds + scan.seconds + (diff / SAMPLE) * COUNT,
  )
  const ratio = all.seconds / COUNT / (one / SAMPLE)
  process.stdout.write(`pth check takes ${ratio.toFixed(3)} x the time of one by one\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
