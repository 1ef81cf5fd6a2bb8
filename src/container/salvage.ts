/** A file that is cut off, opened as far as it goes; a whole file is opened as always. */
import { isPthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { enterMember, notEntered } from './members/enter.ts'
import { insideArchive } from './members/inside.ts'
import { newUnpacking } from './members/unpack.ts'
import { openContainer } from './open.ts'
import type { EnterOptions } from './open.ts'
import type { Container } from './record.ts'
import { salvageZip } from './salvage-zip.ts'
import { openSafetensors } from './safetensors.ts'
import { sniff } from './sniff.ts'
import type { Sniffed } from './sniff.ts'
import { findEndRecord } from '../zip/end-record.ts'

/**
 * Open a container whose end may be missing. Streams open like that by themselves; of a zip archive
 * the records are followed from the beginning when its directory is gone; a safetensors file needs its whole header.
 * @throws PthError as {@link openContainer}; PICKLE_TRUNCATED when the cut is before the end of the object graph
 */
export async function salvageContainer(
  source: ByteSource,
  limits: Limits = DEFAULT_LIMITS,
  options: EnterOptions = {},
): Promise<Container> {
  if (options.member !== undefined) {
    const entered = await enterMember(
      notEntered(source),
      options.member,
      newUnpacking(limits, options.unpack),
    )
    return insideArchive(await salvageContainer(entered.source, limits), entered)
  }
  const kind = await sniffed(source)
  if (kind === 'safetensors') return openSafetensors(source, { limits, salvage: true })
  if (kind !== 'zip' || (await hasEnd(source))) return openContainer(source, limits, options)
  return salvageZip(source, limits)
}

/** The kind of the file, or undefined where the opener words the refusal. */
async function sniffed(source: ByteSource): Promise<Sniffed | undefined> {
  try {
    return await sniff(source)
  } catch (error) {
    if (isPthError(error)) return undefined
    throw error
  }
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
