/** A container that is a member of an archive: what it is called, and the checksum that only the archive has of it. */
import { recordAs } from '../range-record.ts'
import type { Container, ContainerKind, StorageRecord } from '../record.ts'
import type { Entered } from './enter.ts'

/** Containers without checksums of their own. */
const UNCHECKED: ReadonlySet<ContainerKind> = new Set(['legacy', 'tar', 'pickle', 'safetensors', 'gguf'])

/**
 * The container as a member; a file that is one itself comes back as it is. Where the container has no checksums, the
 * one of the archive is compared before the first storage is read.
 * @throws PthError ZIP_INVALID for a pickle that differs from its checksum
 */
export async function insideArchive(container: Container, entered: Entered): Promise<Container> {
  const { source, through, notes } = entered
  // A container further inside was entered by itself.
  if (through.length === 0 || container.inside !== undefined) return container
  const inside = { name: source.name, byteLength: source.byteLength }
  const named: Container = { ...container, inside, notes: [...notes, ...container.notes] }
  if (!UNCHECKED.has(container.facts.kind)) return named
  // The values of a bare pickle were read with it.
  if (container.facts.kind === 'pickle') {
    await entered.check()
    return named
  }
  let checked: Promise<void> | undefined
  const check = (): Promise<void> => (checked ??= entered.check())
  const guarded = (record: StorageRecord): StorageRecord =>
    recordAs(record, {
      open: async () => {
        await check()
        return record.open()
      },
    })
  const records = new Map<StorageRecord, StorageRecord>()
  // One record stays one: storages are told apart by it.
  const once = (record: StorageRecord): StorageRecord => {
    const known = records.get(record) ?? guarded(record)
    records.set(record, known)
    return known
  }
  return {
    ...named,
    ...(container.arrays !== undefined && {
      arrays: container.arrays.map((array) => ({
        ...array,
        record: array.record === null ? null : once(array.record),
      })),
    }),
    findStorage: (key) => {
      const record = container.findStorage(key)
      return record === undefined ? undefined : once(record)
    },
  }
}
