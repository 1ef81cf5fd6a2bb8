/** pth as a library: the platform-neutral core. `pth-cli/node` adds files. */

// open
export { openCheckpoint } from './checkpoint/open.ts'
export type { Checkpoint, OpenOptions } from './checkpoint/open.ts'
export { memorySource, sliceSource } from './io/source.ts'
export type { ByteSource } from './io/source.ts'
export type { Candidate, StateDict, TensorEntry, ValueEntry } from './checkpoint/state-dict.ts'
export type { Storage } from './checkpoint/storage.ts'
export type { Tensor } from './checkpoint/tensor.ts'
export type { DType } from './dtype.ts'

// read
export { findTensor, readEntry, readTensor, tensorChunks } from './checkpoint/read.ts'
export { readDense, readDenseEntry } from './checkpoint/dense.ts'
export type { DenseTensor } from './checkpoint/dense.ts'
export { listParts, readPart, readParts } from './checkpoint/parts.ts'
export type { ReadPart } from './checkpoint/parts.ts'

// errors
export { isPthError, PthError } from './errors.ts'
export type { PthErrorCode, PthErrorDetails } from './errors.ts'
