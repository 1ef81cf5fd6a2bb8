/** The names of DCP: of its files and of the classes in its metadata. */

/** `.metadata`, or that of one rank, which is written with `use_collectives=False`. */
const METADATA = /^(__\d+)?\.metadata$/

/** Whether a file in a folder is the metadata of DCP, by its name: PyTorch knows it by nothing else. */
export function isDcpMetadata(name: string): boolean {
  return METADATA.test(name)
}

/** The rank that wrote metadata of its own; undefined for the metadata of all. */
export function rankOfMetadata(name: string): number | undefined {
  const rank = /^__(\d+)\.metadata$/.exec(name)?.[1]
  return rank === undefined ? undefined : Number(rank)
}

/** @see torch/distributed/checkpoint/metadata.py `Metadata`; Megatron-core derives from it */
export const METADATA_CLASS =
  /^(torch\.distributed\.checkpoint\.metadata\.Metadata|megatron\.core\.[\w.]+\.MCoreMetadata)$/
export const STORAGE_INFO = /^torch\.distributed\.checkpoint\.filesystem\._StorageInfo$/
export const METADATA_INDEX = /^torch\.distributed\.checkpoint\.metadata\.MetadataIndex$/
export const TENSOR_METADATA = /^torch\.distributed\.checkpoint\.metadata\.TensorStorageMetadata$/
export const BYTES_METADATA = /^torch\.distributed\.checkpoint\.metadata\.BytesStorageMetadata$/
export const CHUNK_METADATA = /^torch\.distributed\.checkpoint\.metadata\.ChunkStorageMetadata$/
/** Until 2.2 of another module. */
export const TENSOR_PROPERTIES =
  /^torch\.distributed\.(checkpoint\.metadata|_shard\.sharded_tensor\.metadata)\.TensorProperties$/
