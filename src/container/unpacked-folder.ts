/** An archive of PyTorch that was unpacked into a folder: `data.pkl`, `version`, `byteorder`, `data/0`, … */
import { recordAs } from './range-record.ts'
import type { Container, StorageRecord } from './record.ts'

/**
 * Whether a folder with these names in it is such an archive. Every archive of PyTorch has a version, at its top or in
 * `.data`; a `data.pkl` alone may be anything.
 * @see caffe2/serialize/inline_container.cc `writeEndOfFile`
 */
export function isUnpackedArchive(names: ReadonlySet<string>): boolean {
  return names.has('data.pkl') && (names.has('version') || names.has('.data'))
}

/**
 * The container of the archive that a folder is read as: in the words of a folder, and without offsets, which would be
 * those of a file that is not there.
 */
export function folderContainer(container: Container, name: string, byteLength: number): Container {
  const records = new Map<StorageRecord, StorageRecord>()
  const inFolder = (record: StorageRecord): StorageRecord => {
    const known = records.get(record) ?? recordAs(record, { locate: async () => null })
    records.set(record, known)
    return known
  }
  return {
    ...container,
    inside: { name, byteLength },
    facts: { ...container.facts, title: `${container.facts.title}, unpacked into a folder` },
    notes: [
      {
        code: 'FOLDER_UNPACKED',
        message: 'the folder is an unpacked archive, which torch.load does not open; pth convert packs it',
      },
      ...container.notes,
    ],
    ...(container.arrays !== undefined && {
      arrays: container.arrays.map((array) => ({
        ...array,
        record: array.record === null ? null : inFolder(array.record),
      })),
    }),
    findStorage: (key) => {
      const record = container.findStorage(key)
      return record === undefined ? undefined : inFolder(record)
    },
  }
}
