/** What a path on the command line can stand for. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withCheckpoint } from '../../src/node/with-checkpoint.ts'
import { kindBytes, KINDS } from '../checkpoint/kinds.ts'
import { FIXTURES } from '../fixtures.ts'
import { expectCode } from '../support/errors.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pth-test-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

function names(path: string): Promise<string[]> {
  return withCheckpoint(path, {}, async ({ stateDict }) => stateDict.tensors.map(({ name }) => name))
}

async function* piped(): AsyncGenerator<Uint8Array> {
  const bytes = kindBytes('jit-shared.pt')
  for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100)
}

const SHARDED = join(KINDS, 'sharded-hub-safetensors')

describe('sources', () => {
  test('a folder with an index', async () => expect((await names(SHARDED)).length).toBe(6))

  test('an index', async () => {
    expect(await names(join(SHARDED, 'model.safetensors.index.json'))).toEqual(await names(SHARDED))
  })

  test('a glob of shards without their index has the same names', async () => {
    expect((await names(join(SHARDED, 'model-*.safetensors'))).toSorted()).toEqual(
      (await names(SHARDED)).toSorted(),
    )
  })

  test('a glob that fits nothing', async () => {
    await expectCode(names(join(SHARDED, 'no-*.safetensors')), 'SOURCE_UNREADABLE')
  })

  test('a folder with one checkpoint', async () => {
    const place = join(folder, 'one')
    mkdirSync(place)
    copyFileSync(join(FIXTURES, 'state_dict.pth'), join(place, 'state_dict.pth'))
    writeFileSync(join(place, 'README.md'), '')
    expect(await names(place)).toEqual(await names(join(FIXTURES, 'state_dict.pth')))
  })

  test('an index whose shards are not all there is refused, and those missing are named', async () => {
    const place = join(folder, 'half')
    mkdirSync(place)
    copyFileSync(join(SHARDED, 'model.safetensors.index.json'), join(place, 'model.safetensors.index.json'))
    const error = await expectCode(names(place), 'SHARDS_INVALID')
    expect(error.details.names.length).toBeGreaterThan(1)
  })

  test('stdin', async () => {
    const found = await withCheckpoint('-', { stdin: piped }, async ({ name, stateDict }) => [
      name,
      stateDict.kind,
    ])
    expect(found).toEqual(['stdin', 'torchscript'])
  })

  test('- without a pipe', async () => {
    const terminal = Object.assign(piped(), { isTTY: true })
    await expectCode(
      withCheckpoint('-', { stdin: () => terminal }, async () => 0),
      'USAGE',
    )
  })
})
