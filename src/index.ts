/** pth as a library: the platform-neutral core. `pth-cli/node` adds files. */

// open
export { openCheckpoint } from './checkpoint/open.ts'
export type { Checkpoint, OpenOptions } from './checkpoint/checkpoint.ts'
export { openShards } from './checkpoint/several/sharded.ts'
export type { Shard } from './checkpoint/several/sharded.ts'
export { parseShardIndex } from './checkpoint/several/shard-index.ts'
export type { ShardIndex } from './checkpoint/several/shard-index.ts'
export { memorySource, sliceSource } from './io/source.ts'
export type { ByteSource } from './io/source.ts'
export type { Candidate } from './checkpoint/find/candidate.ts'
export type { StateDict, TensorEntry, ValueEntry } from './checkpoint/find/state-dict.ts'
export type { Storage } from './checkpoint/storage.ts'
export type { Tensor } from './checkpoint/tensor.ts'
export type { WrapperFact, WrapperKind } from './checkpoint/find/wrappers.ts'
export type { DType } from './dtype/dtype.ts'

// read
export { findTensor, readEntry, readTensor, tensorChunks } from './checkpoint/read/read.ts'
export { readDense, readDenseEntry } from './checkpoint/read/dense.ts'
export type { DenseTensor } from './checkpoint/tensor.ts'
export { listParts, readPart, readParts } from './checkpoint/read/parts.ts'
export type { ReadPart } from './checkpoint/read/parts.ts'

// diff
export { actualOf, actualStateDict } from './operations/diff/actual.ts'
export type { ActualEntry, ActualStateDict } from './operations/diff/actual.ts'
export { diagnose } from './operations/diff/diagnose.ts'
export type { Suggestion } from './operations/diff/diagnose.ts'
export { diffStateDict } from './operations/diff/diff.ts'
export type { DiffOptions, StateDictDiff } from './operations/diff/diff.ts'
export { modelOf } from './operations/diff/model-of.ts'
export { diffValues } from './operations/diff/values.ts'
export type { ValuesOptions, ValuesReport } from './operations/diff/values.ts'
export { torchText } from './report/diff/torch.ts'
export { MODEL_JSON_SCHEMA } from './schema/json-schema.ts'
export type { ExpectedModel, ExpectedTensor } from './schema/model.ts'
export { parseSchema } from './schema/parse.ts'

// inspect
export { inspectCheckpoint, selectEntries, tensorOffsets } from './operations/inspect/inspect.ts'
export type { InspectOptions } from './operations/inspect/inspect.ts'
export type { InspectReport, StatsReport, TensorReport } from './operations/inspect/inspect-report.ts'
export { tensorStats } from './operations/inspect/stats.ts'
export type { StatsOptions } from './operations/inspect/stats.ts'
export { compileGlobs } from './names/glob.ts'
export type { NameMatcher } from './names/glob.ts'
export type { Hasher, NewHasher } from './io/hash.ts'

// convert
export { CONVERT_DEFAULTS } from './operations/convert/options.ts'
export type { ConvertOptions, OutputFormat, UnsupportedPolicy } from './operations/convert/options.ts'
export { layoutParts } from './operations/convert/parts.ts'
export type { OutputPart, OutputParts } from './operations/convert/parts.ts'
export { planConvert } from './operations/convert/plan.ts'
export type { ConvertPlan } from './operations/convert/plan.ts'
export { newStreamContext } from './operations/convert/stream.ts'
export type { StreamContext } from './operations/convert/stream.ts'
export { crc32 } from './io/crc32.ts'
export type { Crc32 } from './io/crc32.ts'
export { bufferedSink } from './io/buffered-sink.ts'
export type { BufferedSink, Filler } from './io/buffered-sink.ts'
export { memorySink } from './io/sink.ts'
export type { ByteSink } from './io/sink.ts'

// limits
export { DEFAULT_LIMITS } from './limits.ts'
export type { Limits } from './limits.ts'

// errors
export { isPthError, PthError } from './errors.ts'
export type { PthErrorCode, PthErrorDetails } from './errors.ts'
