/** Whether two entries of a state_dict are the same tensor in memory. */
import type { ActualEntry } from './actual.ts'

/** Equal for entries that view the same elements of one storage; null where there are none or the file does not say. */
export function viewOf(entry: ActualEntry | undefined): string | null {
  const tensor = entry?.kind === 'tensor' ? entry.entry?.tensor : undefined
  if (tensor?.kind !== 'strided' || tensor.shape.includes(0)) return null
  const { storage, storageOffset, shape, stride } = tensor
  return [storage.key, storageOffset, shape.join(), stride.join()].join('\n')
}
