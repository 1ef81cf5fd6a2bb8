/** Whole files that were picked together with the shards that they were made of: what the command line says of both. */
import { openAsBlob, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isPthError } from 'pth-cli'
import { expect, test } from 'vitest'
import { openPath } from '../../src/node/open-path.ts'
import type { PickedFile } from '../src/engine.ts'
import { openInput } from '../src/worker/open-input.ts'
import type { PageNetwork } from '../src/worker/network.ts'

const FOLDER = join(import.meta.dirname, '..', '..', 'fixtures', 'ranks', 'hf-consolidated-2', 'parts')

const NONE: PageNetwork = {
  fetch: () => Promise.reject(new TypeError('there is no network')),
  fetched: () => undefined,
}

/** Every file of the folder, as a browser names them. */
async function picked(): Promise<readonly PickedFile[]> {
  const names = readdirSync(FOLDER, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return Promise.all(
    names.map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      const file = new File([await openAsBlob(path)], entry.name)
      return { path: `parts${path.slice(FOLDER.length).replaceAll('\\', '/')}`, file }
    }),
  )
}

async function messages(files: readonly PickedFile[]): Promise<readonly string[]> {
  const { checkpoint } = await openInput({ kind: 'files', files }, NONE)
  return checkpoint.notes.filter(({ code }) => code === 'CONSOLIDATED_DIFFERS').map(({ message }) => message)
}

test('a value that the whole files have otherwise is noted as on the command line', async () => {
  const { checkpoint, close } = await openPath(FOLDER)
  await close()
  const expected = checkpoint.notes.filter(({ code }) => code === 'CONSOLIDATED_DIFFERS')
  expect(expected.length).toBe(1)
  expect(await messages(await picked())).toEqual(expected.map(({ message }) => message))
})

test('shards that cannot be read leave the whole files open, and are noted', async () => {
  const files = (await picked()).map(({ path, file }) =>
    path.includes('/sharded/shard-00001')
      ? { path, file: new File([new Uint8Array(20)], file.name) }
      : { path, file },
  )
  expect(await messages(files)).toEqual([expect.stringMatching(/^not compared with the shards: /)])
})

test('the shards alone are a checkpoint of their own', async () => {
  const files = (await picked()).filter(({ path }) => path.includes('/sharded/'))
  const opened = await openInput({ kind: 'files', files }, NONE).catch((error: unknown) => error)
  expect(isPthError(opened)).toBe(false)
  expect(opened).toMatchObject({ folder: { path: 'parts' } })
})
