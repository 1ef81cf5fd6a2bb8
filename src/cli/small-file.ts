/** Small text files that a command is given beside the checkpoint: policies, locks, lists of digests. */
import { openPlace } from '../node/place.ts'
import { overFixedLimit } from '../limits.ts'

/** The text of a file of at most `limit` bytes. @throws PthError LIMIT_EXCEEDED, SOURCE_UNREADABLE */
export async function readSmallFile(path: string, limit: number): Promise<string> {
  const source = await openPlace(path)
  try {
    if (source.byteLength > limit) {
      throw overFixedLimit({
        what: path,
        limit,
        found: source.byteLength,
        unit: 'bytes',
        why: 'it is not what it is given for',
      })
    }
    return new TextDecoder().decode(await source.read(0, source.byteLength))
  } finally {
    await source.close()
  }
}
