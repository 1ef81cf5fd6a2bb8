/** Open whatever container a file is. */
import type { ByteSource } from '../io/source.ts'
import { PICKLE_LIMITS } from '../pickle/limits.ts'
import type { PickleLimits } from '../pickle/limits.ts'
import { openEmbedded } from './embedded.ts'
import { openPickleStream } from './pickle-stream.ts'
import { openTorchTar } from './torch-tar.ts'
import type { Container } from './record.ts'
import { openSafetensors } from './safetensors.ts'
import { sniff } from './sniff.ts'
import { openZip } from './zip/zip.ts'
import { readZipDirectory, ZIP_LIMITS } from './zip/zip-directory.ts'
import type { ZipLimits } from './zip/zip-directory.ts'

/** Budgets of reading; see the constants for their units and reasons. */
export interface ReadLimits {
  readonly pickle: PickleLimits
  readonly zip: ZipLimits
}

export const READ_LIMITS: ReadLimits = { pickle: PICKLE_LIMITS, zip: ZIP_LIMITS }

/**
 * Open a container: its directory and its pickles are read, no storage is.
 * @throws PthError FORMAT_UNKNOWN, FORMAT_UNSUPPORTED and those of each container
 */
export async function openContainer(source: ByteSource, limits: ReadLimits = READ_LIMITS): Promise<Container> {
  return openNested(source, limits, 0)
}

async function openNested(source: ByteSource, limits: ReadLimits, depth: number): Promise<Container> {
  const container = await openByKind(source, limits)
  return openEmbedded(container, depth, (inside, level) => openNested(inside, limits, level))
}

async function openByKind(source: ByteSource, limits: ReadLimits): Promise<Container> {
  const kind = await sniff(source)
  switch (kind) {
    case 'zip':
      return openZip(source, await readZipDirectory(source, limits.zip), limits.pickle)
    case 'safetensors':
      return openSafetensors(source)
    case 'legacy':
    case 'pickle':
      return openPickleStream(source, limits.pickle)
    case 'tar':
      return openTorchTar(source, limits.pickle)
  }
}
