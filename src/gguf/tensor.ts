/** A tensor of a GGUF file, described: its type, its shape, and where its bytes are. */
import type { GgmlType } from './types.ts'

/** A tensor as the header describes it. */
export interface GgufTensor {
  readonly name: string
  /** Null where ggml of today has no such type: how many bytes it takes is then not known. */
  readonly type: GgmlType | null
  readonly typeName: string
  /** As torch has it: the last dimension is the one whose elements are neighbours (`ne[0]`). */
  readonly shape: readonly number[]
  /** In bytes from the beginning of the file. */
  readonly offset: number
  /** Bytes; null for an unknown type. */
  readonly nbytes: number | null
}
