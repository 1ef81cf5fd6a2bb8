/** SHA-256 by Node. The one file that imports `node:crypto`. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Hasher } from '../io/hash.ts'

/** A SHA-256 digest. */
export function newSha256(): Hasher {
  const hash = createHash('sha256')
  return {
    update: (bytes) => {
      hash.update(bytes)
    },
    hex: () => hash.digest('hex'),
  }
}

/** Whether two texts are the same, in a time that does not depend on where they differ. */
export function sameSecret(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return first !== undefined && second !== undefined && timingSafeEqual(first, second)
}
