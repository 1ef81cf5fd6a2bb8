/** The SHA-256 of a file against the one that was expected. */
import type { NewHasher } from '../../io/hash.ts'
import type { ByteSource } from '../../io/source.ts'
import type { VerifyFinding } from './report.ts'

const CHUNK = 1 << 20

/**
 * A finding when the digest of all bytes is another one; `sha256` is lower-case hexadecimal. @throws PthError
 * of reading
 */
export async function digestFinding(
  source: ByteSource,
  name: string,
  sha256: string,
  newHasher: NewHasher,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<VerifyFinding[]> {
  const hasher = newHasher()
  for (let at = 0; at < source.byteLength; at += CHUNK) {
    const length = Math.min(CHUNK, source.byteLength - at)
    hasher.update(await source.read(at, length))
    onProgress(at + length, source.byteLength)
  }
  const found = hasher.hex()
  if (found === sha256) return []
  return [
    {
      rule: 'SHA256_DIFFERS',
      severity: 'error',
      subject: name,
      detail: `${sha256} expected, ${found} found`,
    },
  ]
}
