/**
 * Names of ordinary distributed checkpoints (DCP folders, Megatron's among them, DTensor, ZeRO), each with the reason
 * why it is harmless in PyTorch 2.13: none has code for unpickling that does more than set what it is given. The source
 * of DeepSpeed and of the older torch.distributed._tensor was read too.
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
  torch.distributed._shard.sharded_tensor.metadata.TensorProperties
`

/** How a tensor lies on several devices. DeviceMesh looks process groups up by name and makes none. */
const PLACES = `
  torch.distributed.tensor.DTensor torch.distributed.device_mesh.DeviceMesh
  torch.distributed.tensor.placement_types.Shard torch.distributed.tensor.placement_types.Replicate
  torch.distributed.tensor.placement_types.Partial
  torch.distributed._tensor.api.DTensor torch.distributed._tensor.device_mesh.DeviceMesh
  torch.distributed._tensor.placement_types.DTensorSpec torch.distributed._tensor.placement_types.Shard
  torch.distributed._tensor.placement_types.Replicate torch.distributed._tensor.placement_types._Partial
  torch.distributed._shard.metadata.ShardMetadata
  torch.distributed._shard.sharded_tensor.api.ShardedTensor.ProcessGroupState
`

/** What ZeRO writes beside its flat tensors. */
const ZERO = `
  deepspeed.runtime.fp16.loss_scaler.LossScaler deepspeed.runtime.fp16.loss_scaler.DynamicLossScaler
  deepspeed.utils.tensor_fragment.fragment_address
`

/** Classes that NEWOBJ makes without arguments and BUILD gives a state, by full name, with the reason. */
export const DISTRIBUTED_CLASSES: ReadonlyMap<string, string> = new Map([
  ...words(RECORDS).map((name) => [name, 'a record of DCP: BUILD sets its attributes only'] as const),
  ...words(PLACES).map((name) => [name, 'tells how a tensor lies on several devices'] as const),
  ...words(ZERO).map((name) => [name, 'a record of DeepSpeed: BUILD sets its attributes only'] as const),
])

/** Classes inside classes, which pickles of protocol 2 reach by `getattr(Outer, 'Inner')`. */
export function isNestedClass(full: string): boolean {
  return full === 'torch.distributed._shard.sharded_tensor.api.ShardedTensor.ProcessGroupState'
}

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}
