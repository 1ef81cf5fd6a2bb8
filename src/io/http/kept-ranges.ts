/** Ranges of one file that stay in memory, within what all files of a run may keep. */
import type { ByteRange } from '../source.ts'

/** Bytes that the files of one run keep for reading again. */
export const KEPT_BYTES = 1 << 26

/** A range that was fetched, or is being. */
export interface Kept extends ByteRange {
  readonly bytes: Promise<Uint8Array>
}

/** What is kept of one file. */
export interface KeptRanges {
  /** The one that has all bytes of a range. */
  around(range: ByteRange): Kept | undefined
  /** Keep what is on its way, at the price of what was used longest ago. */
  keep(range: ByteRange, bytes: Promise<Uint8Array>): Kept
  /** It is read now: the last to be forgotten. */
  use(one: Kept): void
}

/** Nothing is kept yet. @param run bytes that all files of the run keep, this one's included from now on */
export function newKeptRanges(run: { bytes: number }): KeptRanges {
  let kept: readonly Kept[] = []

  function forget(one: Kept | undefined): void {
    if (one === undefined || !kept.includes(one)) return
    kept = kept.filter((other) => other !== one)
    run.bytes -= one.length
  }

  return {
    around: ({ offset, length }) =>
      kept.find((one) => one.offset <= offset && offset + length <= one.offset + one.length),
    keep({ offset, length }, bytes) {
      const one = { offset, length, bytes }
      kept = [...kept, one]
      run.bytes += length
      // What failed is asked for again, and fails whoever waits for it.
      bytes.catch(() => forget(one))
      // A file gives up its own only, and never what was asked for last.
      while (run.bytes > KEPT_BYTES && kept.length > 1) forget(kept[0])
      return one
    },
    use(one) {
      kept = [...kept.filter((other) => other !== one), one]
    },
  }
}
