/**
 * What calls and keys copy: a pickle says a list once, and a call that costs it six bytes would copy it again
 * and again.
 */
import { overFixedLimit } from '../limits.ts'

/** Counts what one pickle has copied. The machine's state is one. */
export interface CopyCount {
  readonly member: string
  /** Bytes read so far. */
  readonly at: number
  copied: number
}

/** Copied in any case. What a pickle copies once was in it: no real one comes near. */
const SLACK = 1 << 20
/** Characters of a structural key that count as one: `(1, 2)` is five bytes in a pickle and 27 characters as a key. */
export const KEY_SHARE = 32

/**
 * Count values, bytes or characters that are about to be copied; all together may be as many as the bytes
 * read, and {@link SLACK} more.
 * @throws PthError LIMIT_EXCEEDED before anything is copied
 */
export function spend(count: CopyCount, values: number): void {
  count.copied += values
  const limit = count.at + SLACK
  if (count.copied <= limit) return
  throw overFixedLimit({
    what: `${count.member}: values copied by calls`,
    limit,
    found: count.copied,
    unit: 'values',
    why: 'a pickle that copies more than it holds was made to fill the memory',
  })
}
