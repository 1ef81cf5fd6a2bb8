/**
 * What a small file may cost: every command over every file of {@link COSTLY}, as a process of its own. It ends with a
 * right result or with a limit that names its flag, within processor time and memory.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COSTLY, writeCostly } from './costly.ts'

/** Three times the goal of 2 s: processor time, but on a machine that others use too. */
const CPU_MS = 6_000
const MEMORY_BYTES = 256 << 20
/** Time on the wall after which a process has hung. */
const KILL_MS = 120_000
/** Files that are large by right: what they may take instead, until many tensors cost less. */
const LARGE: Readonly<Record<string, number>> = {
  'tensors-100k.safetensors': 4,
  'names-130k.pth': 3,
  // Their shapes are read before they are counted.
  'ones-1k.pth': 3,
}

const MEASURED = join(import.meta.dirname, 'measured.mjs')

interface Ended {
  readonly code: number | null
  readonly said: string
  readonly cpu: number
  readonly rss: number
}

let folder = ''

function run(argv: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MEASURED, ...argv], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    })
    const texts = ['', '', '', '']
    for (const [index, stream] of child.stdio.entries())
      stream?.on('data', (data: Buffer) => {
        // The first megabyte says it all.
        if ((texts[index] ?? '').length < 1 << 20) texts[index] += data.toString()
      })
    const timer = setTimeout(() => child.kill('SIGKILL'), KILL_MS)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      const [, stdout = '', stderr = '', taken = ''] = texts
      if (taken === '')
        return reject(new Error(`pth ${argv.join(' ')} ended with ${code ?? signal}: ${stderr}`))
      const { cpu, rss } = JSON.parse(taken) as { cpu: number; rss: number }
      resolve({ code, said: stdout + stderr, cpu, rss })
    })
  })
}

/** Whether it is a result, or a limit with the flag that raises it, in the time and memory that it may take. */
function expectBounded({ code, said, cpu, rss }: Ended, times = 1): void {
  expect(said).not.toMatch(/INTERNAL|RangeError|\n\s+at /)
  if (code === 2) expect(said).toMatch(/is\s+over\s+the\s+limit\s+of[\s\S]*(--max-[a-z-]+\s+raises\s+it|;)/)
  expect([0, 1, 2]).toContain(code)
  expect(rss).toBeLessThan(times * MEMORY_BYTES)
  expect(cpu).toBeLessThan(times * CPU_MS)
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pth-bounds-'))
  writeCostly(folder)
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const COMMANDS: readonly (readonly string[])[] = [
  ['inspect', '@'],
  ['scan', '@'],
  ['verify', '@'],
  ['convert', '@', '-o', 'out.safetensors', '--force', '--shared', 'copy'],
  ['diff', '@', '@'],
  ['lock', '@'],
  ['schema', '@'],
]

describe.each(Object.keys(COSTLY))('%s', (file) => {
  test.each(COMMANDS.map((argv) => [argv[0] ?? '', argv] as const))('%s', async (_, argv) => {
    expectBounded(await run(argv.map((word) => (word === '@' ? file : word))), LARGE[file])
  })
})

test('100,000 tensors open at the limits as they stand', async () => {
  const { code, said } = await run(['inspect', 'tensors-100k.safetensors'])
  expect([code, said]).toEqual([0, expect.stringContaining('100,000 tensors')])
})

describe('rules of renaming', () => {
  test.each([
    ['that repeat what they match', [`--rename=*=${'$1'.repeat(60_000)}`]],
    ['that double a component', Array.from({ length: 60 }, () => '--rename-part=n=n.n')],
    ['of many patterns', Array.from({ length: 2_000 }, (_, index) => `--rename=?${index}*x=y`)],
  ])('%s', async (_, flags) => {
    const ended = await run([
      'convert',
      'long-140.pth',
      ...flags,
      '-o',
      'out.safetensors',
      '--force',
      '--shared',
      'copy',
    ])
    expectBounded(ended)
    const many = await run([
      'convert',
      'names-130k.pth',
      ...flags,
      '-o',
      'out.safetensors',
      '--force',
      '--dry-run',
    ])
    expectBounded(many, 3)
  })
})

test('a schema of 300,000 names', async () => {
  const tensors = Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`n${index}`, [6]]))
  writeFileSync(join(folder, 'large.schema.json'), JSON.stringify({ kind: 'pth.model', version: 1, tensors }))
  expectBounded(await run(['diff', 'long-1.pth', 'large.schema.json']), 2)
  expectBounded(await run(['diff', 'empty-60k.pth', 'large.schema.json']), 2)
})
