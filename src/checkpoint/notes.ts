/** What is odd about the storages of a checkpoint but does not stop reading; reported with the container's notes. */
import type { Note } from '../container/record.ts'
import type { Storage } from './storage.ts'

/** Notes on all storages together, one of each kind. */
export function storageNotes(storages: Iterable<Storage>): Note[] {
  const longer: Storage[] = []
  const unswapped: Storage[] = []
  for (const storage of storages) {
    if (storage.record !== null && storage.record.byteLength > storage.byteLength) longer.push(storage)
    if (storage.bigEndian && storage.untyped && storage.byteLength > 0) unswapped.push(storage)
  }
  const notes: Note[] = []
  const [long] = longer
  if (long !== undefined) {
    notes.push({
      code: 'STORAGE_LONGER',
      message:
        `${longer.length} records are longer than their storages, such as ${long.record?.member}: ` +
        'the rest is ignored, as by PyTorch 1; torch.load of PyTorch 2 refuses the file',
    })
  }
  const [wide] = unswapped
  if (wide !== undefined) {
    notes.push({
      code: 'BIG_ENDIAN_UNTYPED',
      message:
        `${unswapped.length} untyped storages of a big-endian file, such as ${wide.key}, are read as they are: ` +
        'PyTorch swaps the bytes of typed storages only',
    })
  }
  return notes
}
