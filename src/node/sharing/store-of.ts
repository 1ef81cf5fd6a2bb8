/** The store of an output: a folder, or the bucket of an address. */
import { isAddress } from '../../remote/address.ts'
import type { ShardStore } from '../shard-store.ts'
import { folderStore } from './folder-store.ts'

/** Where `output` and what is beside it are. @throws PthError USAGE for an address that is not written to */
export async function storeOf(output: string): Promise<ShardStore> {
  if (!isAddress(output)) return folderStore(output)
  const { bucketStore } = await import('../remote/bucket-store.ts')
  return bucketStore(output)
}
