/** Listings as S3 writes them, page by page; Google Cloud Storage writes the same. */
import { invalid } from '../io/http/refused.ts'
import type { HttpSession } from '../io/http/target.ts'
import { checkLimit } from '../limits.ts'
import type { BucketAddress } from './address.ts'
import { nameOfAddress } from './address.ts'
import type { RemoteFile } from './listing.ts'
import { firstText, textsIn } from './xml.ts'

/** Bytes of one page: at most 1,000 keys of 1,024 bytes. */
export const PAGE_BYTES = 1 << 23

/**
 * The objects whose keys begin with that of the address, without the beginning. `page` asks for the XML of a page.
 * @throws PthError REMOTE_INVALID for what is no listing or has no end, LIMIT_EXCEEDED, and as requests
 */
export async function bucketList(
  address: BucketAddress,
  session: HttpSession,
  page: (query: URLSearchParams) => Promise<string>,
): Promise<readonly RemoteFile[]> {
  const name = nameOfAddress(address)
  const files: RemoteFile[] = []
  const tokens = new Set<string>()
  let token: string | null = null
  do {
    const query = new URLSearchParams({ 'list-type': '2', prefix: address.key })
    if (token !== null) query.set('continuation-token', token)
    const text = await page(query)
    if (!/<ListBucketResult[\s>][^]*<\/ListBucketResult>/.test(text))
      throw invalid(name, 'a list of objects', 'something else')
    for (const item of textsIn(text, 'Contents')) {
      const key = firstText(item, 'Key')
      const size = firstText(item, 'Size') ?? ''
      if (key === null || !key.startsWith(address.key) || key.endsWith('/')) continue
      const byteLength = /^\d{1,15}$/.test(size) ? Number(size) : null
      files.push({ name: key.slice(address.key.length), byteLength })
    }
    checkLimit(session.limits, 'files', name, files.length + tokens.size)
    const more = firstText(text, 'IsTruncated') === 'true'
    token = more ? firstText(text, 'NextContinuationToken') : null
    if (more && (token === null || tokens.has(token)))
      throw invalid(name, 'a list that ends', 'one that goes on without a next page')
    if (token !== null) tokens.add(token)
  } while (token !== null)
  return files
}
