/** The records of one output: which shards several machines have written of it. */
import { splitExtension } from '../../operations/convert/parts.ts'
import {
  parseRecord,
  recordedFile,
  recordName,
  RECORD_BYTES,
} from '../../operations/convert/sharing/shard-record.ts'
import type { ShardRecord } from '../../operations/convert/sharing/shard-record.ts'
import { isShardName } from '../../safetensors/shards.ts'
import type { ShardStore } from '../shard-store.ts'

/** A record and the shard that it is beside, which may be missing. */
export interface FoundRecord {
  /** Name of the shard. */
  readonly name: string
  readonly record: ShardRecord
}

/**
 * The records of the output that is called `whole`, by name.
 * @throws PthError PART_CONFLICT for a text that is no record
 */
export async function recordsIn(
  store: ShardStore,
  names: ReadonlySet<string>,
  whole: string,
): Promise<readonly FoundRecord[]> {
  const { base, extension } = splitExtension(whole)
  const found: FoundRecord[] = []
  for (const path of [...names].toSorted()) {
    const name = recordedFile(path)
    if (name === null || (name !== whole && !isShardName(name, base, extension))) continue
    const text = await store.readText(recordName(name), RECORD_BYTES)
    // Another run may have removed it since.
    if (text !== null) found.push({ name, record: parseRecord(text, store.at(path)) })
  }
  return found
}
