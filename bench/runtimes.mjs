// Runs inspect, scan, convert and diff of the built program on the fixtures under several runtimes, and compares output and exit codes.
// Usage: npm run build && node bench/runtimes.mjs RUNTIME...   (paths of node, bun or deno; the Node that runs this is the reference)
// EVERY=4 takes each fourth fixture.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { tmpdir } from 'node:os'

const root = join(import.meta.dirname, '..')
const cli = process.env.PTH_CLI ?? join(root, 'dist', 'cli.js')
const fixtures = readdirSync(join(root, 'fixtures'))
  .filter((name) => /\.(pth|pt|bin|tar|safetensors|npz|ckpt|pt2)$/.test(name))
  .filter((_, at) => at % Number(process.env.EVERY ?? 1) === 0)
  .map((name) => join('fixtures', name))

const scratch = mkdtempSync(join(tmpdir(), 'pth-runtimes-'))
const output = join(scratch, 'out.safetensors')
const commands = {
  inspect: (file) => ['inspect', '--json', file],
  scan: (file) => ['scan', '--format', 'json', file],
  convert: (file) => ['convert', '--json', '--force', file, '-o', output],
  diff: (file) => ['diff', '--format', 'json', file, file],
}

/** What a run answers: its exit code, its output without what differs between any two runs, and the file written. */
function answer(runtime, name, file) {
  const start = basename(runtime).startsWith('deno') ? ['run', '-A', cli] : [cli]
  rmSync(output, { force: true })
  const { status, stdout, stderr } = spawnSync(runtime, [...start, ...commands[name](file)], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: '1' },
  })
  const text = stdout.replaceAll(/"(seconds|peak_bytes|peak_memory|bytes_per_second|times?)": [^\n]*/g, '')
  let written = ''
  if (name === 'convert' && status === 0)
    written = createHash('sha256').update(readFileSync(output)).digest('hex')
  return { key: `${status}\n${text}\n${written}`, stderr }
}

const reference = new Map()
console.log('| runtime | files | inspect | scan | convert | diff |\n|---|---|---|---|---|---|')
try {
  for (const runtime of [process.execPath, ...process.argv.slice(2)]) {
    const { stdout } = spawnSync(runtime, ['--version'], { encoding: 'utf8' })
    const same = { inspect: 0, scan: 0, convert: 0, diff: 0 }
    for (const file of fixtures)
      for (const name of Object.keys(commands)) {
        const { key, stderr } = answer(runtime, name, file)
        if (!reference.has(`${name} ${file}`)) reference.set(`${name} ${file}`, key)
        if (reference.get(`${name} ${file}`) === key) same[name] += 1
        else console.error(`${runtime} ${name} ${file}: ${stderr.slice(0, 300)}`)
      }
    const version = stdout.split('\n')[0].replace(/ \(.*/, '')
    const called = basename(runtime).startsWith('bun')
      ? `bun ${version}`
      : version.startsWith('v')
        ? `node ${version.slice(1)}`
        : version
    console.log(`| ${called} | ${fixtures.length} | ${Object.values(same).join(' | ')} |`)
  }
} finally {
  rmSync(scratch, { recursive: true })
}
