/** A file that is cut off, opened as far as it goes; a whole file is opened as always. */
import { isPthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { openContainer } from './open.ts'
import type { Container } from './record.ts'
import { salvageZip } from './salvage-zip.ts'
import { sniff } from './sniff.ts'
import { findEndRecord } from '../zip/end-record.ts'

/**
 * Open a container whose end may be missing. Streams open like that by themselves; of a zip archive
 * the records are followed from the beginning when its directory is gone.
 * @throws PthError as {@link openContainer}; PICKLE_TRUNCATED when the cut is before the end of the object graph
 */
export async function salvageContainer(
  source: ByteSource,
  limits: Limits = DEFAULT_LIMITS,
): Promise<Container> {
  if ((await sniff(source)) !== 'zip' || (await hasEnd(source))) return openContainer(source, limits)
  return salvageZip(source, limits)
}

async function hasEnd(source: ByteSource): Promise<boolean> {
  try {
    await findEndRecord(source)
    return true
  } catch (error) {
    if (isPthError(error, 'ZIP_INVALID')) return false
    throw error
  }
}
