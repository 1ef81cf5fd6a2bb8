/** Whether tensors share storages, told in one pass for the files in which none does: nearly all with many tensors. */
import type { Storage } from './storage.ts'
import type { Tensor } from './tensor.ts'

/**
 * Whether every tensor is a view of a root storage of its own, tensors and storages in one order and none of the
 * latter left over. False says nothing: the tensors may still share none.
 */
export function haveOwnStorages(
  entries: readonly { readonly tensor: Tensor }[],
  storages: ReadonlyMap<string, Storage>,
): boolean {
  if (entries.length !== storages.size) return false
  let at = 0
  for (const storage of storages.values()) {
    const tensor = entries[at]?.tensor
    if (tensor?.kind !== 'strided' || tensor.storage !== storage || storage.view !== undefined) return false
    at += 1
  }
  return true
}
