/** What a transfer in text mode made of a file has the words that inspect has for it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openCheckpoint } from '../../../src/checkpoint/open.ts'
import { isPthError } from '../../../src/errors.ts'
import { memorySource } from '../../../src/io/source.ts'
import { scanFile } from '../../../src/operations/scan/scan.ts'
import { FIXTURES } from '../../fixtures.ts'

const WHOLE = new Uint8Array(readFileSync(join(FIXTURES, 'resnet18.pth')))

async function refusal(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => 'no error',
    (error: unknown) => (isPthError(error, 'FILE_DAMAGED') ? error.message : String(error)),
  )
}

test.each([
  ['CR before every LF', Uint8Array.from([...WHOLE].flatMap((byte) => (byte === 10 ? [13, 10] : [byte])))],
  ['Latin-1 written as UTF-8', new TextEncoder().encode(new TextDecoder('latin1').decode(WHOLE))],
  ['read as UTF-8', new TextEncoder().encode(new TextDecoder().decode(WHOLE))],
  ['zeros', new Uint8Array(4096)],
])('%s', async (_, data) => {
  const source = memorySource(data, 'x.pth')
  const opened = await refusal(openCheckpoint(source))
  expect(opened).toContain('x.pth is ')
  expect(await refusal(scanFile(source))).toBe(opened)
})

test('an archive whose records are elsewhere, and nothing else, is no damage by transfer', async () => {
  const moved = new Uint8Array(WHOLE.length + 7)
  moved.set(WHOLE, 7)
  expect((await scanFile(memorySource(moved, 'x.pth'))).verdict).toBe('dangerous')
})
