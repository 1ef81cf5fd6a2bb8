/** Kills conversions at random moments (PTH_KILLS says how often) and fills the disk under them: a target is whole or not there. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const HOME = process.env['PTH_CONFORMANCE_HOME'] ?? join(ROOT, '.conformance')
const PTH = join(ROOT, 'bin', 'pth.js')
/** Enough that a kill meets every phase: opening, writing, syncing, renaming. */
const MEGABYTES = 96
const KILLS = Number(process.env['PTH_KILLS'] ?? 30)
const WRITE = `
import sys, torch
torch.save({f"layers.{i}.weight": torch.full((int(sys.argv[2]) * 125000 // 16,), i, dtype=torch.float64) for i in range(16)}, sys.argv[1])
`

let folder = ''
let input = ''
let whole = ''

beforeAll(async () => {
  execFileSync('npm', ['run', 'build'], { cwd: ROOT, stdio: 'ignore' })
  folder = await mkdtemp(join(tmpdir(), 'pth-kill-'))
  input = join(folder, 'input.pth')
  execFileSync(join(HOME, 'torch-2.13', 'bin', 'python'), ['-c', WRITE, input, String(MEGABYTES)])
  const reference = join(folder, 'reference.safetensors')
  execFileSync('node', [PTH, 'convert', input, '-o', reference])
  whole = await hashOf(reference)
}, 120_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}

interface Ended {
  readonly code: number | null
  readonly stderr: string
}

function ending(child: ChildProcess): Promise<Ended> {
  let stderr = ''
  child.stderr?.on('data', (text: Buffer) => (stderr += text.toString()))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stderr })))
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

test(`killed ${KILLS} times, the target is whole or absent, and the next run succeeds`, async () => {
  const out = await mkdtemp(join(folder, 'out-'))
  const target = join(out, 'model.safetensors')
  const started = performance.now()
  await ending(spawn('node', [PTH, 'convert', input, '-o', target]))
  const usual = performance.now() - started
  await rm(target)
  const seen = { finished: 0, stopped: 0, leftOver: 0 }
  for (let round = 0; round < KILLS; round += 1) {
    const signal = (['SIGKILL', 'SIGTERM', 'SIGINT'] as const)[round % 3] ?? 'SIGKILL'
    const child = spawn('node', [PTH, 'convert', input, '-o', target])
    const ended = ending(child)
    await wait(Math.random() * usual * 1.1)
    child.kill(signal)
    const { code } = await ended
    const names = await readdir(out)
    if (names.includes('model.safetensors')) {
      seen.finished += 1
      expect(await hashOf(target)).toBe(whole)
      await rm(target)
    } else {
      seen.stopped += 1
      expect(code).not.toBe(0)
    }
    const partial = names.filter((name) => name.endsWith('.pth-partial'))
    // What ends in an orderly way cleans up; node itself answers a signal before the program has begun.
    if (signal !== 'SIGKILL') expect(partial).toEqual([])
    seen.leftOver += partial.length
    for (const name of partial) await rm(join(out, name))
  }
  process.stdout.write(`\nkilled ${KILLS} times: ${JSON.stringify(seen)}\n`)
  expect(seen.stopped).toBeGreaterThan(KILLS / 4)
  expect((await ending(spawn('node', [PTH, 'convert', input, '-o', target]))).code).toBe(0)
  expect(await hashOf(target)).toBe(whole)
  expect(await readdir(out)).toEqual(['model.safetensors'])
}, 300_000)

test('a file that may not grow so far: an error, and nothing is left', async () => {
  const out = await mkdtemp(join(folder, 'limit-'))
  // 512-byte blocks in sh: about a fifth of the output.
  const script = `ulimit -f ${MEGABYTES * 400}; exec node "$0" convert "$1" -o "$2" --json`
  const { code } = await ending(spawn('sh', ['-c', script, PTH, input, join(out, 'model.safetensors')]))
  expect(code).toBe(2)
  expect(await readdir(out)).toEqual([])
})

test('a disk that is full is refused at once, and one that fills up on the way leaves nothing', async (context) => {
  const disk = await mkdtemp(join(folder, 'disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES + 16}m`, 'tmpfs', disk], {
    encoding: 'utf8',
  })
  if (mounted.status !== 0) {
    process.stdout.write(
      `\nNOT TESTED: a full disk, because no small file system can be mounted here (${mounted.stderr.trim()})\n`,
    )
    context.skip()
  }
  try {
    const target = join(disk, 'model.safetensors')
    await writeFile(join(disk, 'filler'), new Uint8Array(40_000_000))
    const refused = await ending(spawn('node', [PTH, 'convert', input, '-o', target]))
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('OUTPUT_NO_SPACE')
    await rm(join(disk, 'filler'))
    const child = spawn('node', [PTH, 'convert', input, '-o', target])
    const ended = ending(child)
    while (!(await readdir(disk)).some((name) => name.endsWith('.pth-partial'))) await wait(1)
    child.kill('SIGSTOP')
    await writeFile(join(disk, 'filler'), new Uint8Array(200_000_000)).catch(() => undefined)
    child.kill('SIGCONT')
    const { code, stderr } = await ended
    expect(stderr).toContain('OUTPUT_UNWRITABLE')
    expect(code).toBe(2)
    expect(await readdir(disk)).toEqual(['filler'])
    await rm(join(disk, 'filler'))
    expect((await ending(spawn('node', [PTH, 'convert', input, '-o', target]))).code).toBe(0)
    expect(await hashOf(target)).toBe(whole)
  } finally {
    execFileSync('umount', [disk])
  }
})
