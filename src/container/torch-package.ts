/** torch.package archives: several pickles, whose storages lie at `.data/<id>.storage`. */
import { PthError } from '../errors.ts'
import type { ByteSource } from '../io/source.ts'
import { checkLimit } from '../limits.ts'
import type { Limits } from '../limits.ts'
import type { Container, Note, PickleRecord } from './record.ts'
import { readArchive, readPickle } from './torch-zip.ts'
import type { ZipDirectory } from '../zip/directory.ts'

/**
 * Open a package. Every `<package>/<resource>.pkl` is read; nothing of its Python code is.
 * @throws PthError as for `torch.save` archives; ENTRY_MISSING when there is no pickle
 * @see torch/package/package_exporter.py
 */
export async function openTorchPackage(
  source: ByteSource,
  directory: ZipDirectory,
  limits: Limits,
): Promise<Container> {
  const notes: Note[] = []
  const first = directory.entries[0]?.name ?? ''
  const root = first.slice(0, first.indexOf('/') + 1)
  const { storage, facts } = await readArchive(source, directory, root, notes)
  const entries = directory.entries.filter(
    ({ name }) => name.startsWith(root) && name.endsWith('.pkl') && !name.startsWith(`${root}.data/`),
  )
  if (entries.length === 0) {
    throw new PthError('ENTRY_MISSING', {
      entry: `${root}*.pkl`,
      needed_by: 'a torch.package that contains a model',
    })
  }
  checkLimit(limits, 'pickles', 'pickles of the package', entries.length)
  const pickles: PickleRecord[] = []
  for (const entry of entries) pickles.push(await readPickle(source, entry, 'data', limits, notes))
  return {
    facts: { kind: 'torch-package', title: 'torch.package archive', ...facts },
    pickles,
    notes,
    findStorage: (key) => storage(`.data/${key}.storage`),
  }
}
