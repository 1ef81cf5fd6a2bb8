/** Which of PyTorch's archives is a zip file? Its records decide, by the same tests as in PyTorch. */
import { PthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import type { Limits } from '../limits.ts'
import { openNpz } from './npz.ts'
import type { Container, Note } from './record.ts'
import { openTorchExport, openOldTorchExport } from './torch-export.ts'
import { openTorchPackage } from './torch-package.ts'
import { openTorchZip } from './torch-zip.ts'
import { openTorchscript } from './torchscript.ts'
import type { ZipDirectory } from '../zip/directory.ts'
import { endingIn } from '../zip/entry-table.ts'
import { entryNamed } from '../zip/entry.ts'
import { mapped } from '../zip/name-index.ts'

/**
 * Open a zip archive whose directory was read.
 * @throws PthError FORMAT_UNSUPPORTED for archives of other kinds, and those of each kind
 */
export async function openZip(
  source: ByteSource,
  directory: ZipDirectory,
  limits: Limits,
): Promise<Container> {
  const slashed = withSlashes(directory)
  if (slashed !== null) {
    const container = await openZip(source, slashed, limits)
    return { ...container, notes: [...container.notes, BACKSLASHES] }
  }
  const { entries } = directory
  // Names are made one by one: an archive of 100,000 records has its pickle near the front.
  const has = (pattern: RegExp): boolean => entries.some(({ name }) => pattern.test(name))
  const hasPickle = (pattern: RegExp): boolean =>
    endingIn(entries, '.pkl').some(({ name }) => pattern.test(name))
  // A backslash or a stray letter case is left to the readers: this is a choice, not a check.
  if (hasPickle(/(^|\/)data\.pkl$/i)) {
    // torch.load's own test is by exact case: CONSTANTS.PKL is an ordinary checkpoint.
    return hasPickle(/(^|\/)constants\.pkl$/)
      ? openTorchscript(source, directory, limits)
      : openTorchZip(source, directory, limits)
  }
  if (has(/^[^/]*\/\.data\/extern_modules$/)) return openTorchPackage(source, directory, limits)
  if (has(/^[^/]*\/archive_format$/)) return openTorchExport(source, directory, limits)
  if (has(/^serialized_exported_program\.json$/)) return openOldTorchExport(source, directory, limits)
  if (entries.length > 0 && entries.every(({ name }) => name.endsWith('.npy')))
    return openNpz(source, directory)
  if (has(/^[^/]*\/model\.json$/)) {
    throw refused(
      source,
      'a TorchScript archive of PyTorch 1.0 to 1.2 (model.json)',
      'open it with torch.jit.load of a later PyTorch and save it again',
    )
  }
  if (has(/^\[Content_Types\]\.xml$/))
    throw refused(source, 'an Office document (zip)', 'it is not a checkpoint')
  // The archive may still be cut or renamed: the usual error names what is missing.
  return openTorchZip(source, directory, limits)
}

const BACKSLASHES: Note = {
  code: 'ZIP_ROOT_UNUSUAL',
  message: 'the record names have backslashes in place of slashes: torch.load refuses such an archive',
}

/** The directory of an archive that an old program for Windows wrote, with slashes in its names; null for any other. */
function withSlashes(directory: ZipDirectory): ZipDirectory | null {
  const { entries } = directory
  if (!endingIn(entries, '.pkl').some(({ name }) => /^[^/]*\\data\.pkl$/i.test(name))) return null
  if (entries.some(({ name }) => name.includes('/'))) return null
  const renamed = entries.map((entry) => entryNamed(entry, entry.name.replaceAll('\\', '/')))
  return { ...directory, entries: renamed, find: mapped(renamed) }
}

/** What only PyTorch's archives contain; one of these in a subfolder makes an archive of files of nothing. */
const RECORD =
  /(^|[/\\])(data\.pkl|constants\.pkl|version|byteorder|data[/\\]\d+|\.data[/\\][^/]*|archive_format|model\.json)$/i

/**
 * Whether a zip archive is one of whole files (a download, a model of stable-baselines3) and not one checkpoint whose
 * records are its entries.
 */
export function holdsFiles({ entries }: ZipDirectory): boolean {
  if (entries.length === 0 || entries.some(({ name }) => RECORD.test(name))) return false
  const names = entries.map(({ name }) => name)
  if (names.some((name) => /^serialized_exported_program\.json$|^\[Content_Types\]\.xml$/.test(name)))
    return false
  return !names.every((name) => name.endsWith('.npy'))
}

function refused(source: ByteSource, found: string, hint: string): PthError {
  return new PthError('FORMAT_UNSUPPORTED', { path: source.name, found, hint })
}
