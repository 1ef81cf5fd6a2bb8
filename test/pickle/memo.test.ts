import { describe, expect, test } from 'vitest'
import { newMemo, readMemo, writeMemo } from '../../src/pickle/memo.ts'

describe('memo', () => {
  test('slots are read as written, whatever their order, None included', () => {
    const memo = newMemo()
    const indices = [1, 0, 3, 70_000, 2, 4_294_967_295, 200, 5]
    for (const index of indices) writeMemo(memo, index, index)
    writeMemo(memo, 6, null)
    for (const index of indices) expect(readMemo(memo, index)).toBe(index)
    expect(readMemo(memo, 6)).toBeNull()
    expect(readMemo(memo, 4)).toBeUndefined()
    expect(readMemo(memo, 201)).toBeUndefined()
    expect(memo.count).toBe(indices.length + 1)
  })

  test('a slot written twice counts once and holds the later value, also when the dense part has reached it', () => {
    const memo = newMemo()
    writeMemo(memo, 100, 'far')
    for (let index = 0; index <= 100; index += 1) writeMemo(memo, index, index)
    expect(readMemo(memo, 100)).toBe(100)
    expect(memo.count).toBe(101)
  })

  test('a huge index allocates one slot', () => {
    const memo = newMemo()
    writeMemo(memo, 4_000_000_000, true)
    expect(memo.dense.length).toBe(0)
    expect(memo.length).toBe(0)
  })
})
