/** Sentences of a conversion that must not say more than was done. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inFolder, runCli } from '../../cli/harness.ts'
import { FIXTURES } from '../../operations/convert/helpers.ts'

const TIED = join(FIXTURES, 'convert', 'tied.pth')

async function textOf(...args: string[]): Promise<string> {
  return inFolder(async (folder) => {
    const { code, stdout, stderr } = await runCli('convert', ...args, '-o', join(folder, 'out.safetensors'))
    expect(code, stderr).toBe(0)
    return stdout
  })
}

test('checksums: all right, without exceptions that do not exist', async () => {
  const text = await textOf(join(FIXTURES, 'convert', 'order.pth'))
  expect(text).toMatch(/; (?:1 storage checksum|all \d+ storage checksums) of the input right$/m)
})

test('checksums: a safetensors input records none', async () => {
  expect(await textOf(join(FIXTURES, 'convert', 'order.safetensors'))).toContain('no checksum')
})

test('a few bytes have no rate', async () => {
  const text = await textOf(TIED)
  expect(text).toMatch(/^ {2}written/m)
  expect(text).not.toContain('/s')
})

test('a tensor that is written in another form is named with its new names', async () => {
  const text = await textOf(join(FIXTURES, 'dtypes.pth'), '--unsupported', 'parts,skip')
  expect(text).toMatch(/^ {2}instead [^]*complex128\s[^]* as complex128\.real,\s+complex128\.imag$/m)
})

test('lines are wrapped to the terminal, under the first word', async () => {
  const text = await textOf(join(FIXTURES, 'lightning.ckpt'))
  expect(text).toMatch(/^ {2}left out {3}9 values: .*\n {13}\$/m)
  expect(
    Math.max(
      ...text
        .split('\n')
        .filter((line) => !line.startsWith('WRITTEN'))
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(100)
})
