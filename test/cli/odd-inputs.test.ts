/** Inputs that are no ordinary files or numbers: pipes and sockets in a folder, shapes of 2^53, names with controls. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { bytes, u64 } from '../support/assembler.ts'
import { runCli, temporaryFolder } from './harness.ts'

function safetensors(shape: readonly number[], name = 'a', size = 0): Uint8Array {
  const header = new TextEncoder().encode(
    JSON.stringify({ [name]: { dtype: 'F32', shape, data_offsets: [0, size] } }),
  )
  return bytes(u64(header.length), header, new Uint8Array(size))
}

function written(data: Uint8Array): string {
  const path = join(temporaryFolder(), 'x.safetensors')
  writeFileSync(path, data)
  return path
}

describe.skipIf(process.platform === 'win32')('in a folder', () => {
  test('a pipe and a socket are reported, and the scan goes on', async () => {
    const folder = temporaryFolder()
    copyFileSync(join(FIXTURES, 'resnet18.pth'), join(folder, 'a.pth'))
    execFileSync('mkfifo', [join(folder, 'pipe.pth')])
    const server = createServer()
    await new Promise<void>((resolve) => {
      server.listen(join(folder, 'socket.pth'), resolve)
    })
    const { code, stdout } = await runCli('scan', '--json', folder)
    server.close()
    const report = JSON.parse(stdout) as {
      files: { file: string; verdict: string }[]
      failures: { file: string; code: string }[]
    }
    expect(code).toBe(2)
    expect(report.files.map(({ file, verdict }) => [basename(file), verdict])).toEqual([['a.pth', 'clean']])
    expect(report.failures.map((failure) => [basename(failure.file), failure.code])).toEqual([
      ['pipe.pth', 'SOURCE_UNREADABLE'],
      ['socket.pth', 'SOURCE_UNREADABLE'],
    ])
  })
})

describe('a shape with a zero', () => {
  test.each([2 ** 52, Number.MAX_SAFE_INTEGER])('and %d is read, written and read back', async (size) => {
    const path = written(safetensors([0, size]))
    const out = join(temporaryFolder(), 'x.pth')
    for (const command of ['inspect', 'verify', 'scan', 'schema'])
      expect((await runCli(command, path)).code).toBe(0)
    expect(await runCli('convert', path, '-o', out)).toMatchObject({ code: 0 })
    const { stdout } = await runCli('inspect', '--json', out)
    expect(JSON.parse(stdout)).toMatchObject({ tensors: [{ name: 'a', shape: [0, size] }] })
  })

  test('and 2^53 is an error with a code, as is 2^52 without a zero', async () => {
    for (const shape of [[0, 2 ** 53], [2 ** 52], [2 ** 52, 2 ** 52]]) {
      const path = written(safetensors(shape))
      for (const command of ['inspect', 'schema', 'diff']) {
        const { code, stderr } = await runCli(command, path, ...(command === 'diff' ? [path] : []))
        expect([code, /SAFETENSORS_INVALID/.test(stderr)]).toEqual([2, true])
      }
    }
  })
})

describe('names with controls', () => {
  test('are escaped by schema', async () => {
    const path = written(safetensors([1], 'a\u001B[2J\u202Eb\u0007', 4))
    const { code, stdout } = await runCli('schema', path)
    expect(code).toBe(0)
    // oxlint-disable-next-line no-control-regex -- what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/)
    const { tensors } = JSON.parse(stdout) as { tensors: Record<string, unknown> }
    expect(Object.keys(tensors)).toEqual(['a\u001B[2J\u202Eb\u0007'])
  })
})
