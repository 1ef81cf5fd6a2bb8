/** What an unfinished copy of a DCP folder leaves behind: no reader of DCP loads it, and each archive in it is scanned. */
import { copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FIXTURES } from '../fixtures.ts'
import { runCli, temporaryFolder } from './harness.ts'

interface Scanned {
  readonly files: readonly { readonly file: string; readonly findings: readonly Finding[] }[]
}

interface Finding {
  readonly rule: string
  readonly severity: string
}

function folderWith(change: (folder: string) => void): string {
  const folder = join(temporaryFolder(), 'ckpt')
  cpSync(join(FIXTURES, 'distributed', 'dcp-dtensor-4', 'ckpt'), folder, { recursive: true })
  change(folder)
  return folder
}

async function findingsOf(folder: string): Promise<{ code: number; found: readonly Finding[] }> {
  const { code, stdout } = await runCli('scan', '--json', folder)
  const { files } = JSON.parse(stdout) as Scanned
  return {
    code,
    found: files.filter(({ file }) => file.endsWith('.tmp')).flatMap(({ findings }) => findings),
  }
}

test('a second copy of a file of DCP is no attack', async () => {
  const { code, found } = await findingsOf(
    folderWith((folder) => copyFileSync(join(folder, '__0_0.distcp'), join(folder, '__0_0.distcp.tmp'))),
  )
  expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([['DCP_PARTS', 'warning']])
  expect(code).toBe(0)
})

test('the bytes of a copy that was cut off are scanned', async () => {
  const { code, found } = await findingsOf(
    folderWith((folder) => {
      const bytes = readFileSync(join(folder, '__0_0.distcp'))
      writeFileSync(join(folder, '__0_0.distcp.tmp'), bytes.subarray(0, bytes.length - 1000))
    }),
  )
  expect(found.map(({ rule }) => rule)).toContain('ZIP_GAP')
  expect(found.every(({ severity }) => severity !== 'error')).toBe(true)
  expect(code).toBe(0)
})
