/** Hostile surroundings (H82, H83) as real processes: readers that go away, full disks, forbidden folders, pipes and loops of links. */
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crc32 } from '../../src/io/crc32.ts'
import { newSha256 } from '../../src/node/hash.ts'
import { openFile } from '../../src/node/file.ts'
import { verifyFile } from '../../src/operations/verify/verify.ts'
import { FIXTURES } from '../fixtures.ts'

const PTH = join(import.meta.dirname, '../../bin/pth.js')
const MODEL = join(FIXTURES, 'resnet18.pth')
const KILL_MS = 30_000
/** A user who is nobody: permissions do not hold root back. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

let folder = ''
const at = (name: string): string => join(folder, name)

/** A line of bash; `$PTH` is the program, `$MODEL` a checkpoint, and the working folder a new one. */
function bash(line: string, who: object = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['--norc', '-c', line], {
      cwd: folder,
      env: { PATH: process.env['PATH'], PTH: `${process.execPath} ${PTH}`, MODEL },
      ...who,
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (data: Buffer) => void (stdout += data.toString()))
    child.stderr.on('data', (data: Buffer) => void (stderr += data.toString()))
    const timer = setTimeout(() => child.kill('SIGKILL'), KILL_MS)
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ code, stdout, stderr })
    })
  })
}

function withoutTrace({ stdout, stderr }: Ended): void {
  expect(stdout + stderr).not.toMatch(/\n\s+at |INTERNAL|node:internal|Error:/)
}

async function isWhole(path: string): Promise<boolean> {
  const source = await openFile(path)
  const { findings } = await verifyFile(source, path, { crc32, newHasher: newSha256 })
  await source.close()
  return findings.length === 0
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pth-processes-'))
  chmodSync(folder, 0o755)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('H83: a reader that goes away is no error', () => {
  test.each([
    ['inspect --json, after one line', '$PTH inspect --json $MODEL | head -1; exit ${PIPESTATUS[0]}', '{\n'],
    ['scan --json, at once', '$PTH scan --json $MODEL $MODEL $MODEL | true; exit ${PIPESTATUS[0]}', ''],
    ['--help, at once', '$PTH inspect --help | true; exit ${PIPESTATUS[0]}', ''],
    ['lock with its output closed', '$PTH lock $MODEL >&-', ''],
    ['inspect with its errors closed', '$PTH inspect $MODEL 2>&- >/dev/null', ''],
  ])(
    '%s',
    async (_, line, stdout) => {
      const ended = await bash(line)
      expect(ended).toEqual({ code: 0, stdout, stderr: '' })
    },
    KILL_MS,
  )

  test.each([
    ['is closed', '>&-'],
    ['goes away', '| true; exit ${PIPESTATUS[0]}'],
  ])(
    'convert whose output %s still writes the file whole',
    async (_, redirect) => {
      const ended = await bash(`$PTH convert $MODEL --json -o out.safetensors --force ${redirect}`)
      expect(ended).toEqual({ code: 0, stdout: '', stderr: '' })
      expect(await isWhole(at('out.safetensors'))).toBe(true)
      rmSync(at('out.safetensors'))
    },
    KILL_MS,
  )

  test(
    'an error keeps its exit code',
    async () => {
      const ended = await bash('$PTH inspect --json none.pth | true; exit ${PIPESTATUS[0]}')
      expect(ended.code).toBe(2)
      withoutTrace(ended)
    },
    KILL_MS,
  )
})

describe.skipIf(process.platform !== 'linux')('H83: a result that has no room is an error', () => {
  test.each([
    ['inspect'],
    ['scan --json'],
    ['verify'],
    ['lock'],
    ['schema'],
    ['diff fixture --json'],
    ['--help'],
  ])(
    '%s',
    async (command) => {
      const [name = '', ...flags] = command.split(' ')
      const rest =
        name === 'diff'
          ? ['$MODEL', '$MODEL', ...flags.slice(1)]
          : [...flags, ...(name === '--help' ? [] : ['$MODEL'])]
      const ended = await bash(`$PTH ${[name, ...rest].join(' ')} >/dev/full`)
      expect(ended.code).toBe(2)
      expect(ended.stderr).toContain('stdout was not written: ENOSPC')
      withoutTrace(ended)
    },
    KILL_MS,
  )
})

describe('H83: a target that cannot be written leaves nothing behind', () => {
  beforeAll(() => {
    mkdirSync(at('full'))
    mkdirSync(at('forbidden'))
    mkdirSync(at('taken'))
    writeFileSync(at('file'), '')
    chmodSync(at('forbidden'), 0o555)
    chmodSync(at('full'), 0o777)
  })

  test.each([
    // A limit on the size of files ends a write half way, as a full disk does.
    ['the disk fills up', 'ulimit -f 100; $PTH convert $MODEL -o full/out.safetensors', 'full', {}],
    ['the disk fills up, .pth', 'ulimit -f 100; $PTH convert $MODEL -o full/out.pth', 'full', {}],
    [
      'the disk fills up, shards',
      'ulimit -f 6000; $PTH convert $MODEL -o full/out.safetensors --shard-size 10MB',
      'full',
      {},
    ],
    ['no permission', '$PTH convert $MODEL -o forbidden/out.safetensors', 'forbidden', NOBODY],
    [
      'a folder where the file would be',
      'mkdir taken/resnet18.safetensors; $PTH convert $MODEL -o taken/ --force',
      'taken/resnet18.safetensors',
      {},
    ],
    ['below a file', '$PTH convert $MODEL -o file/out.safetensors', 'full', {}],
    ['a device', '$PTH convert $MODEL -o /dev/full --to safetensors --force', 'full', {}],
  ])(
    '%s',
    async (_, line, place, who) => {
      const ended = await bash(line, who)
      expect(ended.code, ended.stderr).toBe(2)
      withoutTrace(ended)
      expect(readdirSync(at(place))).toEqual([])
    },
    KILL_MS,
  )

  test(
    'the older file stays as it was',
    async () => {
      writeFileSync(at('full/out.safetensors'), 'older')
      const ended = await bash('ulimit -f 100; $PTH convert $MODEL -o full/out.safetensors --force --json')
      expect(ended.code).toBe(2)
      expect(JSON.parse(ended.stdout)).toMatchObject({ kind: 'pth.error', code: 'OUTPUT_UNWRITABLE' })
      expect(readdirSync(at('full'))).toEqual(['out.safetensors'])
      expect((await bash('cat full/out.safetensors')).stdout).toBe('older')
      rmSync(at('full/out.safetensors'))
    },
    KILL_MS,
  )
})

describe('H82: what is no file to be read', () => {
  test.each([
    ['a pipe that nobody writes', 'mkfifo fifo; $PTH inspect fifo', {}],
    ['links that lead in a circle', '$PTH inspect circle', {}],
    ['a file that may not be read', '$PTH inspect secret', NOBODY],
    ['a folder that may not be read', '$PTH inspect closed', NOBODY],
    ['a folder that may not be read, scanned', '$PTH scan closed', NOBODY],
    ['a folder in a folder that may not be read, scanned', '$PTH scan outer', NOBODY],
    ['a terminal without input', '$PTH inspect - </dev/null', {}],
  ])(
    '%s',
    async (_, line, who) => {
      symlinkIfNone('circle', 'circle')
      writeFileSync(at('secret'), 'x', { mode: 0o000 })
      for (const [path, mode] of [
        ['closed', 0o000],
        ['outer', 0o755],
        ['outer/closed', 0o000],
      ] as const)
        mkdirSync(at(path), { recursive: true, mode })
      const ended = await bash(line, who)
      expect(ended.code, ended.stdout + ended.stderr).toBe(2)
      withoutTrace(ended)
      rmSync(at('secret'))
    },
    KILL_MS,
  )
})

function symlinkIfNone(target: string, path: string): void {
  if (!readdirSync(folder).includes(path)) symlinkSync(target, at(path))
}
