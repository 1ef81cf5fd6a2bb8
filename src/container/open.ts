/** Open whatever container a file is. */
import type { ByteSource } from '../io/source.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { explainDamage } from './damage.ts'
import { newNestedBudget, openEmbedded } from './embedded.ts'
import type { NestedBudget } from './embedded.ts'
import { markNote, unmarkedSource } from './marked-zip.ts'
import { openPickleStream } from './pickle-stream.ts'
import { openTorchTar } from './torch-tar.ts'
import type { Container } from './record.ts'
import { openSafetensors } from './safetensors.ts'
import { sniff } from './sniff.ts'
import { openZip } from './zip-archive.ts'
import { readZipDirectory } from '../zip/directory.ts'

/**
 * Open a container: its directory and its pickles are read, no storage is.
 * @throws PthError FORMAT_UNKNOWN, FORMAT_UNSUPPORTED and those of each container
 */
export async function openContainer(source: ByteSource, limits: Limits = DEFAULT_LIMITS): Promise<Container> {
  return openNested(source, limits, newNestedBudget(source, limits), 0)
}

async function openNested(
  source: ByteSource,
  limits: Limits,
  budget: NestedBudget,
  depth: number,
): Promise<Container> {
  const container = await openByKind(source, limits)
  return openEmbedded(container, depth, limits, budget, (inside, level) =>
    openNested(inside, limits, budget, level),
  )
}

/** @throws PthError FILE_DAMAGED in place of what the reader says, where the bytes show what happened to the file */
async function openByKind(source: ByteSource, limits: Limits): Promise<Container> {
  try {
    return await openSniffed(source, limits)
  } catch (error) {
    throw await explainDamage(source, error)
  }
}

async function openSniffed(source: ByteSource, limits: Limits): Promise<Container> {
  const kind = await sniff(source)
  switch (kind) {
    case 'zip':
      return openZip(source, await readZipDirectory(source, limits), limits)
    case 'marked-zip': {
      const archive = unmarkedSource(source)
      const container = await openZip(archive, await readZipDirectory(archive, limits), limits)
      return { ...container, notes: [...container.notes, await markNote(source)] }
    }
    case 'safetensors':
      return openSafetensors(source)
    case 'legacy':
    case 'pickle':
      return openPickleStream(source, limits)
    case 'tar':
      return openTorchTar(source, limits)
  }
}
