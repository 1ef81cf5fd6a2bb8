/** Eight kills of parts at random moments; parts-killed.slow.test.ts has fifty rounds, and every call that names a file. */
import { expect, test } from 'vitest'
import { killParts, seeded } from '../support/killed-parts.ts'

test('parts that are killed and begun again give the files of one run, and nothing else', async () => {
  const { kills, ...rest } = await killParts(4, seeded(18))
  expect(rest).toMatchObject({ failed: 0, same: true })
  expect(kills).toBeGreaterThan(1)
})
