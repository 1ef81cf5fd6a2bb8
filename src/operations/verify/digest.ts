/** The SHA-256 of a file against the one that was expected. */
import type { NewHasher } from '../../io/hash.ts'
import { hashedSource } from '../../io/hashed-source.ts'
import type { ByteSource } from '../../io/source.ts'
import type { VerifyFinding } from './report.ts'

/** A file whose digest is wanted. */
export interface Digest {
  /** To be read by what else looks at the file: what it reads in order is not read again for the digest. */
  readonly source: ByteSource
  /** A finding when the digest of all bytes is another one. @throws PthError of reading */
  finding(name: string, onProgress?: (done: number, total: number) => void): Promise<VerifyFinding[]>
}

/** `sha256` is lower-case hexadecimal. */
export function newDigest(source: ByteSource, sha256: string, newHasher: NewHasher): Digest {
  const hasher = newHasher()
  const hashed = hashedSource(source, (bytes) => hasher.update(bytes))
  return {
    // A file of this machine is read by several threads, which pass such a source by.
    source: source.expect === undefined ? source : hashed.source,
    finding: async (name, onProgress = () => undefined) => {
      await hashed.rest((done) => onProgress(done, source.byteLength))
      const found = hasher.hex()
      return found === sha256 ? [] : [differs(name, sha256, found)]
    },
  }
}

/** @throws PthError of reading */
export async function digestFinding(
  source: ByteSource,
  name: string,
  sha256: string,
  newHasher: NewHasher,
): Promise<VerifyFinding[]> {
  return newDigest(source, sha256, newHasher).finding(name)
}

function differs(name: string, sha256: string, found: string): VerifyFinding {
  return {
    rule: 'SHA256_DIFFERS',
    severity: 'error',
    subject: name,
    detail: `${sha256} expected, ${found} found`,
  }
}
