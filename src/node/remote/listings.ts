/** What is below an address, asked for once in a run: what is deeper is in the list of what is above it. */
import type { RemoteFile } from '../../remote/listing.ts'

/** The lists of a run, by their addresses. */
export type Listings = Map<string, Promise<readonly RemoteFile[]>>

/**
 * @param key the address; where it ends with a slash, it is of a folder and not of the beginning of names
 * @param list asks the service. What failed is asked again by whoever is next.
 */
export async function listedOnce(
  listings: Listings,
  key: string,
  list: () => Promise<readonly RemoteFile[]>,
): Promise<readonly RemoteFile[]> {
  const known = listings.get(key)
  if (known !== undefined) return known
  const inside = key.endsWith('/') ? await belowKnown(listings, key) : null
  // A service says what it says of a folder that is not there.
  if (inside !== null && inside.length > 0) return inside
  const asked = list()
  listings.set(key, asked)
  asked.catch(() => listings.delete(key))
  return asked
}

async function belowKnown(listings: Listings, key: string): Promise<readonly RemoteFile[] | null> {
  for (const [above, files] of listings) {
    if (!above.endsWith('/') || !key.startsWith(above)) continue
    const below = key.slice(above.length)
    return (await files)
      .filter(({ name }) => name.startsWith(below))
      .map((file) => ({ ...file, name: file.name.slice(below.length) }))
  }
  return null
}
