/** `verify` on what PyTorch saves and cannot load: dcp_to_torch_save fails on the fixture inside of ATen. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { runCli, temporaryFolder } from './harness.ts'

const QUANTIZED = join(FIXTURES, 'distributed', 'dcp1-quantized', 'ckpt')

async function rulesOf(folder: string): Promise<readonly string[]> {
  const { files } = JSON.parse((await runCli('verify', '--json', folder)).stdout) as {
    files: { findings: { rule: string }[] }[]
  }
  return files.flatMap(({ findings }) => findings.map(({ rule }) => rule))
}

test('a quantized tensor of DCP has the bytes that were written, and cannot be loaded', async () => {
  const { code, stdout } = await runCli('verify', QUANTIZED)
  expect(code).toBe(1)
  const text = stdout.replaceAll(/\s+/g, ' ')
  expect(text).toMatch(/^UNLOADABLE .* 1 problem/)
  expect(text).toContain(
    'PyTorch saves with DCP and cannot load with it; its bytes are those that were written',
  )
  expect(text).toMatch(/UNLOADABLE 1 file · 0 broken · 1 that PyTorch cannot load/)
  expect(text).not.toContain('BROKEN')
  expect(await rulesOf(QUANTIZED)).toEqual(['PIECE_UNLOADABLE'])
})

test('with a changed byte of it, it is broken', async () => {
  const folder = join(temporaryFolder(), 'ckpt')
  cpSync(QUANTIZED, folder, { recursive: true })
  const path = join(folder, '__0_0.distcp')
  const bytes = readFileSync(path)
  const record = bytes.indexOf('archive/data/0')
  // Values follow padding: the first byte at a multiple of 64.
  const at = Math.ceil((record + 'archive/data/0'.length) / 64) * 64
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(path, bytes)
  expect(await rulesOf(folder)).toEqual(['PIECE_BROKEN'])
})
