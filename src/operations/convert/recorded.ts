/** Other names of tensors that the metadata of a safetensors file records, as `save_model` does for shared ones. */
import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { TensorEntry } from '../../checkpoint/find/state-dict.ts'

/**
 * Each recorded name, and the tensor that it is another name of: a metadata entry whose value is the name of
 * a tensor and whose key is not. Nothing in the format distinguishes such a record from any other text.
 * @see safetensors/torch.py `save_model`: `metadata[to_remove_name] = kept_name`
 */
export function recordedNames({ metadata, stateDict }: Checkpoint): ReadonlyMap<string, TensorEntry> {
  if (metadata === null) return new Map()
  const byName = new Map(stateDict.tensors.map((entry) => [entry.name, entry]))
  const records = new Map<string, TensorEntry>()
  for (const [alias, kept] of metadata) {
    const entry = byName.get(kept)
    if (entry !== undefined && !byName.has(alias)) records.set(alias, entry)
  }
  return records
}
