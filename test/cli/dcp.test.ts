/** `pth scan` of a distributed checkpoint (DCP) on disk: the folder, and one of its files. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bytes } from '../support/assembler.ts'
import { inRow, item, metadata, PLAIN } from '../support/dcp.ts'
import type { Entry } from '../support/dcp.ts'
import { runCli, temporaryFolder } from './harness.ts'

const FILE = '__0_0.distcp'
const HOSTILE = item(bytes('\x80\x02cposix\nsystem\nX\x02\x00\x00\x00id\x85R.'))
const { data, entries } = inRow([item(PLAIN), item(PLAIN)], FILE)

function checkpoint(
  pickle: Uint8Array,
  files: Readonly<Record<string, Uint8Array>> = { [FILE]: data },
): string {
  const folder = join(temporaryFolder(), 'step_7')
  mkdirSync(folder)
  writeFileSync(join(folder, '.metadata'), pickle)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

test('a sound folder is clean, and so is one file of it, with the metadata that it needs', async () => {
  const folder = checkpoint(metadata(entries))
  for (const path of [folder, join(folder, FILE)]) {
    const { code, stdout } = await runCli('scan', path)
    expect(code).toBe(0)
    expect(stdout).toContain(`CLEAN   ${join(folder, '.metadata')}`)
    expect(stdout).toContain(`CLEAN   ${join(folder, FILE)}`)
    expect(stdout).toContain('CLEAN   2 files · 2 clean')
  }
})

test('an item outside of the folder is a finding, and that file is not opened', async () => {
  const outside: Entry = { fqn: 'x', path: '../outside.bin', offset: 0, length: HOSTILE.length }
  const folder = checkpoint(metadata([...entries, outside]))
  writeFileSync(join(folder, '..', 'outside.bin'), HOSTILE)
  for (const path of [folder, join(folder, FILE)]) {
    const { code, stdout } = await runCli('scan', path)
    expect(code).toBe(1)
    expect(stdout).toContain('DCP_PATH')
    expect(stdout).not.toContain('posix')
  }
})

test('an item in a file of any name is found', async () => {
  const notes: Entry = { fqn: 'x', path: 'notes.txt', offset: 6, length: HOSTILE.length }
  const folder = checkpoint(metadata([...entries, notes]), {
    [FILE]: data,
    'notes.txt': bytes('Hello\n', HOSTILE),
  })
  const { code, stdout } = await runCli('scan', folder)
  expect(code).toBe(1)
  expect(stdout).toContain('posix.system')
})

test('metadata that cannot be read leaves the archives to be found, and the run incomplete', async () => {
  const folder = checkpoint(metadata(entries).subarray(0, -20))
  const { code, stdout } = await runCli('scan', join(folder, FILE))
  expect(code).toBe(2)
  expect(stdout).toContain('DCP_PARTS')
})
