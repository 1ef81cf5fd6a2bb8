/** The store of an output: a folder, or what an address names. */
import { folderStore } from './folder-store.ts'
import type { ShardStore } from './store.ts'

/** The folder that `output` is in. */
export async function storeOf(output: string): Promise<ShardStore> {
  return folderStore(output)
}
