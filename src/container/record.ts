/** What a container offers to the checkpoint layer: its pickles, and its storages by key. */
import type { ByteSource } from '../io/source.ts'
import type { Pickle } from '../pickle/machine.ts'

/** The bytes of one storage, wherever the container keeps them. */
export interface StorageRecord {
  /** Record name in the container, such as `archive/data/0`. */
  readonly member: string
  /** Bytes that the record holds. */
  readonly byteLength: number
  /** CRC-32 of the record; null when the container records none (PyTorch may write 0 for that). */
  readonly crc32: number | null
  readonly packing: 'stored' | 'deflated' | 'memory'
  /** The content as a source; nothing is read before. */
  open(): Promise<ByteSource>
  /** Offset of the first byte from the beginning of the file; null when it does not stand there as it is. */
  locate(): Promise<number | null>
}

/** One pickle of the container, already run. */
export interface PickleRecord {
  /** Record name, or the part of a stream, for messages. */
  readonly member: string
  /** What the pickle is for: the object graph, or another part of the format. */
  readonly role: 'data' | 'constants' | 'part'
  /** Bytes of the pickle. */
  readonly byteLength: number
  readonly pickle: Pickle
}

export type ContainerKind =
  | 'torch-zip'
  | 'torchscript'
  | 'torch-package'
  | 'torch-export'
  | 'legacy'
  | 'tar'
  | 'pickle'
  | 'safetensors'
  | 'sharded'

/** Something worth telling that does not stop the reading. */
export interface Note {
  /** Stable id. */
  readonly code: string
  readonly message: string
}

/** Facts of the container, shown in the header of `inspect`. */
export interface ContainerFacts {
  readonly kind: ContainerKind
  /** One phrase for people, such as `PyTorch archive (zip, torch.save)`. */
  readonly title: string
  /** Folder of all records in an archive; null where there is none. */
  readonly root: string | null
  readonly byteOrder: 'little' | 'big'
  /** Text of the `version` record, or null. */
  readonly version: string | null
  /** Entries of an archive, or null. */
  readonly entryCount: number | null
  /** Alignment of storages in bytes as the archive records it, or null. */
  readonly alignment: number | null
}

/** An opened container. */
export interface Container {
  readonly facts: ContainerFacts
  readonly pickles: readonly PickleRecord[]
  readonly notes: readonly Note[]
  /** The record of a storage key, or undefined when the container has none. */
  findStorage(key: string): StorageRecord | undefined
}
