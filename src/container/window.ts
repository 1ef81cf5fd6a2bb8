/** Pickles of unknown length at the front of a file: read in a window that grows until STOP is inside. */
import { isPthError, PthError } from '../errors.ts'
import type { PthErrorDetails } from '../errors.ts'
import { allocate } from '../io/source.ts'
import type { ByteSource } from '../io/source.ts'
import { checkLimit, respend } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { parsePickle } from '../pickle/machine.ts'
import type { Pickle } from '../pickle/machine.ts'
import { START_BYTES } from './sniff.ts'

/** How much larger a window is than the one before, at least: each is another read, and the pickle is run again. */
const GROWTH = 8

/** The bytes `[0, bytes.length)` of a source that were read so far; it only grows. */
export interface Window {
  readonly source: ByteSource
  /** Bytes of the first read. */
  readonly firstBytes: number
  bytes: Uint8Array
}

/** A window through which nothing was read yet. */
export function newWindow(source: ByteSource, firstBytes = START_BYTES): Window {
  return { source, firstBytes, bytes: new Uint8Array(0) }
}

/**
 * Run the pickle that begins at `offset`. A pickle that the window cuts off is run again in a window of
 * at least eight times the size, so the work stays linear in its length.
 * @throws PthError PICKLE_*, LIMIT_EXCEEDED for a pickle longer than `limits.pickleBytes`, SOURCE_TRUNCATED
 */
export async function pickleAt(
  window: Window,
  offset: number,
  member: string,
  limits: Limits,
): Promise<Pickle> {
  await grow(window, offset + 1)
  const used = limits.spent?.values ?? 0
  for (;;) {
    respend(limits, 'values', used)
    try {
      return parsePickle(window.bytes, { member, offset, limits })
    } catch (error) {
      if (!isPthError(error, 'PICKLE_TRUNCATED')) throw error
      const needed = neededEnd(window, error.details)
      if (needed > window.source.byteLength) throw cutOff(window, error)
      checkLimit(limits, 'pickleBytes', `pickle ${member}`, needed - offset)
      await grow(window, needed)
    }
  }
}

async function grow(window: Window, needed: number): Promise<void> {
  const { source, bytes, firstBytes } = window
  if (needed <= bytes.length) return
  const length = Math.min(source.byteLength, Math.max(needed, GROWTH * bytes.length, firstBytes))
  const grown = allocate(source.name, length)
  grown.set(bytes)
  grown.set(await source.read(bytes.length, length - bytes.length), bytes.length)
  window.bytes = grown
}

/** Where the argument ends that did not fit. */
function neededEnd(window: Window, details: PthErrorDetails['PICKLE_TRUNCATED']): number {
  return window.bytes.length - details.found + details.expected
}

/** The same error, counting what is left of the file rather than of the window. */
function cutOff(window: Window, error: PthError<'PICKLE_TRUNCATED'>): PthError {
  const found = error.details.found + window.source.byteLength - window.bytes.length
  return new PthError('PICKLE_TRUNCATED', { ...error.details, found }, { cause: error })
}
