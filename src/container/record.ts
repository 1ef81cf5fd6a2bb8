/** What a container offers to the checkpoint layer: its pickles, and its storages by key. */
import type { GgufProperty } from '../gguf/properties.ts'
import type { NoteCode } from '../ids.ts'
import type { DType } from '../dtype/dtype.ts'
import type { ByteRange, ByteSource } from '../io/source.ts'
import type { PthError } from '../errors.ts'
import type { Pickle } from '../pickle/machine.ts'
import type { PickleValue } from '../pickle/value.ts'

/** A range that is going to be read, and the source that takes word of it. */
export interface ExpectedPlace {
  readonly source: Pick<ByteSource, 'expect'>
  readonly range: ByteRange
}

/** The bytes of one storage, wherever the container keeps them. */
export interface StorageRecord {
  /** Record name in the container, such as `archive/data/0`. */
  readonly member: string
  /** Bytes that the record contains. */
  readonly byteLength: number
  /** CRC-32 of the record; null when the container records none (PyTorch may write 0 for that). */
  readonly crc32: number | null
  /** `pieces`: it is nowhere in one place, and put together while it is read. */
  readonly packing: 'stored' | 'deflated' | 'memory' | 'pieces'
  /** Pieces of files without checksums, such as safetensors: nothing compares what is read. */
  readonly unsummed?: true
  /** The content as a source; nothing is read before. */
  open(): Promise<ByteSource>
  /** Offset of the first byte from the beginning of the file; null when it is not there as it is. */
  locate(): Promise<number | null>
  /**
   * @internal Where a part of the content is read from, as far as it is known without reading, with what is read before
   * it, in the order in which it is read; null, or absent, where it is not known, or where the source takes no such
   * word. Called when the part is going to be read.
   */
  expect?(offset: number, length: number): readonly ExpectedPlace[] | null
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
  /**
   * What makes this pickle's storage keys unique in the container, such as `constants/`; absent means
   * nothing. A container with several pickles may use one key for a different storage in each.
   */
  readonly storagePrefix?: string
  /** Its bytes, with the checksum that the container records for them; absent outside archives. */
  readonly record?: StorageRecord
  /** Absent where its bytes have the CRC-32 that is recorded, or none is. */
  readonly wrongCrc?: WrongCrc
}

/** Checksums of a record that differ. */
export interface WrongCrc {
  readonly recorded: number
  readonly found: number
}

/** A tensor that the container itself describes, without a pickle. */
export interface ArrayRecord {
  readonly name: string
  /** What it is for: the state_dict, or constants beside it. */
  readonly role: 'weights' | 'constants'
  /** Class for people, such as `torch.Tensor` or `numpy.ndarray`. */
  readonly type: string
  /** Null when torch has no such element type; the bytes can still be read. */
  readonly dtype: DType | null
  /** The element type as the file spells it when torch has none. */
  readonly dtypeName: string
  readonly shape: readonly number[]
  /** In elements; null for row-major without gaps. */
  readonly stride: readonly number[] | null
  /** In elements. */
  readonly storageOffset: number
  readonly requiresGrad: boolean
  readonly parameter: boolean
  /** Equal for tensors in one storage. */
  readonly storageKey: string
  /** Bytes of the storage, all of it. */
  readonly record: StorageRecord | null
  readonly bigEndian: boolean
  /** Why its bytes cannot be given, or null. */
  readonly problem: string | null
  /** Element type and shape in the words of the file, where they are not torch's. */
  readonly declared?: { readonly dtype: string; readonly shape: readonly number[] }
  /** Further facts, such as the size of the blocks of a quantized type. */
  readonly facts?: readonly (readonly [name: string, value: number])[]
}

/** What the code of a TorchScript class says of its attributes. */
export interface ScriptClass {
  /** Whether it is a module; only modules have a state_dict. */
  readonly module: boolean
  readonly parameters: ReadonlySet<string>
  readonly buffers: ReadonlySet<string>
}

export type ContainerKind =
  | 'torch-zip'
  | 'torchscript'
  | 'torch-package'
  | 'torch-export'
  | 'npz'
  | 'legacy'
  | 'tar'
  | 'pickle'
  | 'safetensors'
  | 'gguf'
  | 'sharded'
  | 'distributed'

/** Something worth telling that does not stop the reading. */
export interface Note {
  /** Stable id; the table of ids explains it. */
  readonly code: NoteCode
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

/** Which of several files of one model a file says that it is. */
export interface SplitFacts {
  /** Counted from 0. */
  readonly index: number
  readonly count: number
  /** Tensors of all files; null where it is not said. */
  readonly tensors: number | null
}

/** An opened container. */
export interface Container {
  readonly facts: ContainerFacts
  readonly pickles: readonly PickleRecord[]
  readonly notes: readonly Note[]
  /** The member of an archive that the container is, as `FILE!MEMBER`, and its bytes; absent for a file itself. */
  readonly inside?: { readonly name: string; readonly byteLength: number }
  /** Tensors that the container itself describes, in its order; absent where pickles describe them. */
  readonly arrays?: readonly ArrayRecord[]
  /** Free text beside the tensors (`__metadata__` of safetensors). */
  readonly metadata?: ReadonlyMap<string, string>
  /** Typed values beside the tensors (the metadata of GGUF), in file order. */
  readonly properties?: readonly GgufProperty[]
  /** Present where the file says that it is one of several (GGUF). */
  readonly split?: SplitFacts
  /** TorchScript classes by qualified name; absent outside TorchScript. */
  readonly scriptClasses?: ReadonlyMap<string, ScriptClass>
  /**
   * What string persistent ids represent where the container keeps tables of tensors and storages of its
   * own (the 0.1 tar): each as the value that later formats would have in the pickle.
   */
  readonly tables?: ReadonlyMap<string, PickleValue>
  /** Files inside the pickle, by the call that would open them; an error where one cannot be opened. */
  readonly embedded?: ReadonlyMap<PickleValue, Container | PthError>
  /** The record of a storage key (with its pickle's prefix), or undefined when the container has none. */
  findStorage(key: string): StorageRecord | undefined
  /** Compares what opening left for the first reading of a storage; absent where it left nothing. @throws PthError */
  check?(): Promise<void>
}
