/**
 * Names of ordinary distributed checkpoints (DCP folders, Megatron's among them, and DTensor), each with the reason
 * why it is harmless in PyTorch 2.13: none has code for unpickling that does more than set what it is given.
 */

/** Only plain attributes are set, whatever is given: dataclasses without `__post_init__`, and a tuple unpacked. */
const RECORDS = `
  torch.distributed.checkpoint.metadata.Metadata torch.distributed.checkpoint.metadata.StorageMeta
  torch.distributed.checkpoint.metadata.TensorStorageMetadata
  torch.distributed.checkpoint.metadata.BytesStorageMetadata
  torch.distributed.checkpoint.metadata.ChunkStorageMetadata
  torch.distributed.checkpoint.metadata.TensorProperties
  torch.distributed.checkpoint.metadata.MetadataIndex
  torch.distributed.checkpoint.filesystem._StorageInfo torch.distributed.checkpoint.filesystem._StoragePrefix
  torch.distributed.checkpoint.planner.SavePlan torch.distributed.checkpoint.planner.WriteItem
  torch.distributed.checkpoint.planner.TensorWriteData torch.distributed.checkpoint.planner.BytesIOWriteData
`

/** How a tensor lies on several devices. DeviceMesh looks process groups up by name and makes none. */
const PLACES = `
  torch.distributed.tensor.DTensor torch.distributed.device_mesh.DeviceMesh
  torch.distributed.tensor.placement_types.Shard torch.distributed.tensor.placement_types.Replicate
  torch.distributed.tensor.placement_types.Partial
`

/** Classes that NEWOBJ makes without arguments and BUILD gives a state, by full name, with the reason. */
export const DISTRIBUTED_CLASSES: ReadonlyMap<string, string> = new Map([
  ...words(RECORDS).map((name) => [name, 'a record of DCP: BUILD sets its attributes only'] as const),
  ...words(PLACES).map((name) => [name, 'tells how a tensor lies on several devices'] as const),
])

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}
