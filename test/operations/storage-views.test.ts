/** Storage views have no bytes of their own: what is held, used and shared counts in their root. */
import { describe, expect, test } from 'vitest'
import { storageUse } from '../../src/operations/inspect/storage-use.ts'
import { openFixture } from '../fixtures.ts'

describe('storage views', () => {
  test('are not counted beside their root, and share its elements', async () => {
    const use = storageUse(await openFixture('streams/stream-views.pth'))
    // Six float32; "tail" views 3 to 6, "head" 0 to 2, "root" all of them.
    expect(use).toMatchObject({ count: 1, missing: 0, held_bytes: 24, used_bytes: 24, unused_bytes: 0 })
    expect(use.shared).toMatchObject([{ kind: 'overlap', storage_key: '100' }])
    expect(use.shared[0]?.tensors.toSorted()).toEqual(['head', 'root', 'tail', 'tail_again'])
  })

  test('a view whose root no tensor uses leaves the rest of it unused', async () => {
    const use = storageUse(await openFixture('streams/stream-view-alone.pth'))
    expect(use).toMatchObject({
      held_bytes: 24,
      used_bytes: 16,
      partly_used: [{ storage_key: '100', held_bytes: 24, used_bytes: 16 }],
    })
  })
})
