/** torch.package archives: several pickles, whose storages lie at `.data/<id>.storage`. */
import { PthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import type { PickleLimits } from '../pickle/limits.ts'
import type { Container, Note, PickleRecord } from './record.ts'
import { readArchive, readPickle, storageAt } from './torch-zip.ts'
import type { ZipDirectory } from './zip/zip-directory.ts'

/** Pickles of one package. A package holds one for each `save_pickle`; the largest known has 12. */
const MOST_PICKLES = 1_000

/**
 * Open a package. Every `<package>/<resource>.pkl` is read; nothing of its Python code is.
 * @throws PthError as for `torch.save` archives; ENTRY_MISSING when there is no pickle
 * @see torch/package/package_exporter.py
 */
export async function openTorchPackage(
  source: ByteSource,
  directory: ZipDirectory,
  limits: PickleLimits,
): Promise<Container> {
  const notes: Note[] = []
  const first = directory.entries[0]?.name ?? ''
  const root = first.slice(0, first.indexOf('/') + 1)
  const { find, facts } = await readArchive(source, directory, root, notes)
  const entries = directory.entries.filter(
    ({ name }) => name.startsWith(root) && name.endsWith('.pkl') && !name.startsWith(`${root}.data/`),
  )
  if (entries.length === 0) {
    throw new PthError('ENTRY_MISSING', { entry: `${root}*.pkl`, needed_by: 'a torch.package that holds a model' })
  }
  if (entries.length > MOST_PICKLES) {
    throw new PthError('LIMIT_EXCEEDED', { what: 'pickles of the package', limit: MOST_PICKLES, found: entries.length, unit: 'pickles' })
  }
  const pickles: PickleRecord[] = []
  for (const entry of entries) pickles.push(await readPickle(source, entry, 'data', limits))
  return {
    facts: { kind: 'torch-package', title: 'torch.package archive', ...facts },
    pickles,
    notes,
    findStorage: (key) => storageAt(source, find(`.data/${key}.storage`)),
  }
}
