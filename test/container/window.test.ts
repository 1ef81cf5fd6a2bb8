/** Pickles of unknown length are read in a growing window, and not a byte more often than that needs. */
import { describe, expect, test } from 'vitest'
import { newWindow, pickleAt } from '../../src/container/window.ts'
import { isPthError } from '../../src/errors.ts'
import { memorySource } from '../../src/io/source.ts'
import { DEFAULT_LIMITS } from '../../src/limits.ts'
import { parsePickle } from '../../src/pickle/machine.ts'
import { fixtureBytes } from '../fixtures.ts'
import { countingSource } from '../sources.ts'

const bytes = fixtureBytes('streams/pickle-detectron2-protocol2.pkl')

describe('a window on pickles', () => {
  test.each([1, 2, 7, 64, 100_000])('gives the same value from a first read of %i bytes', async (first) => {
    const pickle = await pickleAt(newWindow(memorySource(bytes), first), 0, 'pickle', DEFAULT_LIMITS)
    expect(pickle).toEqual(parsePickle(bytes))
  })

  test('reads every byte once', async () => {
    const source = countingSource(memorySource(bytes))
    await pickleAt(newWindow(source, 16), 0, 'pickle', DEFAULT_LIMITS)
    let end = 0
    for (const [offset, length] of source.reads) {
      expect(offset).toBe(end)
      end = offset + length
    }
    expect(source.reads.length).toBeLessThan(12)
  })

  test('a length that no file can satisfy is an error at once', async () => {
    // BINBYTES8 of 2^40 bytes in a file of 11.
    const source = countingSource(memorySource(new Uint8Array([0x80, 4, 0x8e, 0, 0, 0, 0, 0, 1, 0, 0])))
    const error = await pickleAt(newWindow(source, 4), 0, 'pickle', DEFAULT_LIMITS).catch(
      (cause: unknown) => cause,
    )
    expect(isPthError(error, 'PICKLE_TRUNCATED') && error.details.expected).toBe(2 ** 40)
    expect(source.reads.reduce((sum, [, length]) => sum + length, 0)).toBe(11)
  })

  test('a pickle over the budget is refused before it is read', async () => {
    const source = countingSource(memorySource(bytes))
    const limits = { ...DEFAULT_LIMITS, pickleBytes: 64 }
    const error = await pickleAt(newWindow(source, 16), 0, 'pickle', limits).catch((cause: unknown) => cause)
    expect(isPthError(error, 'LIMIT_EXCEEDED')).toBe(true)
    expect(source.reads.reduce((sum, [, length]) => sum + length, 0)).toBeLessThanOrEqual(128)
  })
})
