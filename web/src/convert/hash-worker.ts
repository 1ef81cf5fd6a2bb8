/** The worker of SHA-256: it gets bytes and gives digests, and asks for nothing. */
import { newSha256 } from 'pth-cli'
import { serve } from './porter.ts'

/** A file begins, or has ended: the answer is its digest in lower-case hexadecimal. */
export type HashCommand = 'begin' | 'end'

let hasher = newSha256()

serve<HashCommand>({
  take: (bytes) => {
    hasher.update(bytes)
  },
  answer: (command) => {
    if (command === 'end') return hasher.hex()
    hasher = newSha256()
    return ''
  },
})
