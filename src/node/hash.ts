/** SHA-256 by Node. The one file that imports `node:crypto`. */
import { createHash } from 'node:crypto'
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
