/** A name and its path say the same: damage in one of them is found, where nothing else could show it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDcpMetadata } from '../../../../src/checkpoint/distributed/dcp/metadata.ts'
import { memorySource } from '../../../../src/io/source.ts'
import { DEFAULT_LIMITS } from '../../../../src/limits.ts'
import { FIXTURES } from '../../../fixtures.ts'

const METADATA = readFileSync(join(FIXTURES, 'distributed', 'dcp-1proc-types', 'ckpt', '.metadata'))

/** Of the metadata with another byte in it. */
async function namesOf(bytes: Uint8Array): Promise<readonly string[]> {
  const { entries } = await readDcpMetadata(
    memorySource(bytes, '.metadata'),
    '.metadata',
    'folder',
    DEFAULT_LIMITS,
  )
  return entries.map(({ name }) => name)
}

/** The text as a pickle has it, with its length before it, once. */
function placeOf(text: string): number {
  const place = METADATA.indexOf(`${String.fromCharCode(text.length)}${text}`)
  expect(place).toBeGreaterThan(0)
  return place + 1
}

describe('a bit in a name or a path', () => {
  test('there is none', async () => {
    expect(await namesOf(METADATA)).toContain('model.expanded')
  })

  test.each(['expanded', 'channels_last', 'model.expanded', 'mixed.2.deep'])('%s', async (text) => {
    const damaged = Uint8Array.from(METADATA)
    const place = placeOf(text) + text.length - 1
    damaged[place] = (damaged[place] ?? 0) ^ 4
    await expect(namesOf(damaged)).rejects.toMatchObject({ code: 'PIECES_INVALID' })
  })
})
