/** pth as a library: the platform-neutral core. `pth-cli/node` adds files. */

// open
export { openBlob, openBytes, type OpenNamedOptions } from './checkpoint/open-memory.ts'
export { tensors } from './checkpoint/tensors.ts'
export { dtypeByName } from './dtype/dtype.ts'
export { blobSource } from './io/blob.ts'
export type { Bytes } from './io/bytes.ts'
export { openCheckpoint } from './checkpoint/open.ts'
export type { Checkpoint, OpenOptions, PartsFacts } from './checkpoint/checkpoint.ts'
export type { BesideFacts, LayoutFacts, PartOf, WeightsKind } from './checkpoint/checkpoint.ts'
export { openFolder } from './checkpoint/open-folder.ts'
export type { PartsFolder } from './checkpoint/distributed/folder.ts'
export type { OpenFolderOptions } from './checkpoint/distributed/options.ts'
export { besideShards, shardsBeside, type ShardsBeside } from './checkpoint/beside-shards.ts'
export { layoutsIn } from './checkpoint/distributed/layout.ts'
export type { FoundLayout, LayoutKind } from './checkpoint/distributed/layout.ts'
export { openShards } from './checkpoint/several/sharded.ts'
export type { Shard } from './checkpoint/several/sharded.ts'
export { parseShardIndex } from './checkpoint/several/shard-index.ts'
export type { ShardIndex } from './checkpoint/several/shard-index.ts'
export { openUrl } from './io/http/open-url.ts'
export type { OpenUrlOptions } from './io/http/open-url.ts'
export type { HttpSource } from './io/http/http-source.ts'
export { isAddress, parseAddress } from './remote/address.ts'
export type { Address, BucketAddress, HubAddress, WebAddress } from './remote/address.ts'
export { plannedSource } from './io/planned.ts'
export { memorySource, sliceSource } from './io/source.ts'
export type { ByteRange, ByteSource } from './io/source.ts'
export type { Candidate } from './checkpoint/find/candidate.ts'
export type { StateDict, StateDictKind, TensorEntry, ValueEntry } from './checkpoint/find/state-dict.ts'
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
export { readTyped } from './checkpoint/read/typed.ts'
export type { ReadTypedOptions, TypedElements, TypedTensor } from './checkpoint/read/typed.ts'

// scan
export { scanFile } from './operations/scan/scan.ts'
export type { ScanOptions } from './operations/scan/scan.ts'
export { isDcpMetadata } from './checkpoint/distributed/dcp/names.ts'
export { dcpPart, readDcpFolder } from './operations/scan/dcp-folder.ts'
export type { DcpFolder, DcpItem, DcpMetadata, DcpPart } from './operations/scan/dcp-folder.ts'
export { hasNothingToLoad, isScannedName, isTextByChance } from './operations/scan/nothing-to-load.ts'
export { scanOutcome } from './operations/scan/report.ts'
export type { ScanReport } from './operations/scan/report.ts'
export { weightsOnlyVerdict } from './weights-only/verdict.ts'
export type { WeightsOnly } from './weights-only/verdict.ts'

// verify
export { verifyFile } from './operations/verify/verify.ts'
export type { VerifyOptions, VerifyStage } from './operations/verify/verify.ts'
export type { VerifyReport } from './operations/verify/report.ts'
export { makeLock, parseLock } from './operations/verify/lock.ts'
export type { Lock, LockedTensor } from './operations/verify/lock.ts'

// diff
export { actualOf, actualStateDict } from './diff/actual.ts'
export type { ActualEntry, ActualStateDict } from './diff/actual.ts'
export { diagnose } from './diff/diagnose.ts'
export type { Suggestion } from './diff/diagnose.ts'
export { compareSides } from './diff/compare-sides.ts'
export type { Compared, Sides } from './diff/compare-sides.ts'
export type { ExpectedSide } from './diff/sides.ts'
export { compareElsewhere } from './diff/elsewhere.ts'
export { diffStateDict } from './diff/diff.ts'
export type { DiffOptions, StateDictDiff } from './diff/diff.ts'
export type { OwnLoading } from './diff/own-loading.ts'
export { modelOf } from './diff/model-of.ts'
export { diffValues } from './diff/values.ts'
export type { ValuesOptions } from './diff/values.ts'
export type { ValuesReport } from './diff/values-report.ts'
export { torchText } from './report/diff/torch.ts'
export { MODEL_JSON_SCHEMA } from './schema/json-schema.ts'
export type { ExpectedModel, ExpectedTensor } from './schema/model.ts'
export { renderSchema as writeSchema } from './schema/write.ts'
export { parseSchema } from './schema/parse.ts'

// inspect
export { inspectCheckpoint, selectEntries, tensorOffsets } from './operations/inspect/inspect.ts'
export type { InspectOptions } from './operations/inspect/inspect.ts'
export { estimateFit } from './operations/inspect/fit/fit.ts'
export type { FitOptions } from './operations/inspect/fit/fit.ts'
export type {
  FitCacheReport,
  FitCastReport,
  FitDeviceReport,
  FitDtypeReport,
  FitLayersReport,
  FitReport,
  FitWeightsReport,
} from './operations/inspect/fit/fit-report.ts'
export { parseModelConfig } from './operations/inspect/fit/model-config.ts'
export type { ModelConfig } from './operations/inspect/fit/model-config.ts'
export type { HistogramReport } from './operations/inspect/histogram-report.ts'
export { mapOf } from './operations/inspect/map.ts'
export type { DistributedReport } from './operations/inspect/distributed-report.ts'
export type { MapReport } from './operations/inspect/inspect-report.ts'
export type { InspectReport, StatsReport, TensorReport } from './operations/inspect/inspect-report.ts'
export { readPlane } from './operations/inspect/plane.ts'
export type { PlaneOptions, TensorPlane } from './operations/inspect/plane.ts'
export { tensorHistograms } from './operations/inspect/histogram.ts'
export type { HistogramOptions } from './operations/inspect/histogram.ts'
export { tensorStats } from './operations/inspect/stats.ts'
export type { StatsOptions } from './operations/inspect/stats.ts'
export { compileGlobs } from './names/glob.ts'
export type { NameMatcher } from './names/glob.ts'
export { newSha256 } from './io/sha256.ts'
export type { Hasher, NewHasher } from './io/hash.ts'

// convert
export { convertTo } from './operations/convert/convert-to.ts'
export type { Converted, ConvertToOptions } from './operations/convert/convert-to.ts'
export { CONVERT_DEFAULTS } from './operations/convert/options.ts'
export type { ConvertOptions, OutputFormat, UnsupportedPolicy } from './operations/convert/options.ts'
export type { PlainScalar, Wrap } from './operations/convert/wrap.ts'
export type { Rope } from './operations/convert/rope-config.ts'
export type { LoraHow } from './operations/convert/lora/values.ts'
export { parseLoraConfig } from './operations/convert/lora/config.ts'
export type { LoraAdapter, LoraConfig } from './operations/convert/lora/config.ts'
export { layoutParts } from './operations/convert/parts.ts'
export type { IndexPart, OutputPart, OutputParts } from './operations/convert/parts.ts'
export { planConvert } from './operations/convert/plan.ts'
export type { ConvertPlan, PlanInput } from './operations/convert/plan.ts'
export { newStreamContext } from './operations/convert/stream.ts'
export type { CrcChecks, StreamContext } from './operations/convert/stream.ts'
export { fastCrc32 as crc32 } from './io/fast-crc32.ts'
export type { Crc32 } from './io/crc32.ts'
export { bufferedSink } from './io/buffered-sink.ts'
export type { BufferedSink, Filler } from './io/buffered-sink.ts'
export { memorySink } from './io/sink.ts'
export type { ByteSink, MemorySink } from './io/sink.ts'

// reports
export { convertReport } from './report/convert/json.ts'
export type { ShardDone, ShareOutcome } from './operations/convert/sharing/outcome.ts'
export type { Share } from './operations/convert/sharing/share-of.ts'
export { renderConvert } from './report/convert/text.ts'
export { isAccepted } from './report/diff/verdict.ts'
export { exitCodeFor } from './report/exit-code.ts'
export type { ExitCode, Outcome } from './report/exit-code.ts'
export { groupByPattern } from './report/diff/groups.ts'
export type { NameGroup } from './report/diff/groups.ts'
export { escapeText } from './report/escape.ts'
export { bytesOf } from './digits.ts'
export { formatBytes, formatCount, formatNumber, formatShape } from './report/format.ts'
export { shellWord } from './report/shell.ts'
export { isOptimizerAlone } from './report/inspect/counts.ts'
export { fromItems, whatItems } from './report/inspect/first-lines.ts'
export { inspectDocument } from './report/inspect/json.ts'
export type { InspectDocument } from './report/inspect/json.ts'
export { diffJson } from './report/diff/json.ts'
export type { DiffDocument } from './report/diff/json.ts'
export { renderDiff } from './report/diff/text.ts'
export { renderInspect } from './report/inspect/text.ts'
export { jsonDocument } from './report/json.ts'
export { plainPaint } from './report/paint.ts'
export { scanFindings } from './report/scan/findings.ts'
export { scanDocument } from './report/scan/json.ts'
export type { ScanDocument } from './report/scan/json.ts'
export { renderScan } from './report/scan/text.ts'
export { renderVerify } from './report/verify/text.ts'
export { renderGithub } from './report/findings/github.ts'
export { renderSarif } from './report/findings/sarif.ts'

// what the signatures above name
export { FOLDS } from './diff/fold-names.ts'
export type { PathStep } from './checkpoint/path.ts'
export type { ReadOptions } from './checkpoint/read/read.ts'
export type {
  ArrayTensor,
  CompositeKind,
  CompositeTensor,
  DatalessTensor,
  StorageValue,
  StridedTensor,
  TensorFacts,
  TensorPart,
} from './checkpoint/tensor.ts'
export type { Unpack } from './container/members/unpack.ts'
export type { Note, StorageRecord } from './container/record.ts'
export type { ErrorCode } from './ids/errors.ts'
export type { JoinGroup } from './ids/join-group.ts'
export type { NoteCode } from './ids/notes.ts'
export type { ScanRule } from './ids/scan-rules.ts'
export type { VerifyRule } from './ids/verify-rules.ts'
export type { NamePattern, NameRule } from './names/name-rule.ts'
export { parseJoin } from './names/join-rule.ts'
export type { JoinBlock, JoinHow, JoinRule } from './names/join-rule.ts'
export type { RenameRule } from './names/rename.ts'
export type { CastCount } from './operations/convert/cast.ts'
export type { How } from './operations/convert/compute.ts'
export type { Computed, Content, PlannedTensor, SourceTensor } from './operations/convert/content.ts'
export type { Substituted } from './operations/convert/forms.ts'
export type { PlanFacts } from './operations/convert/plan.ts'
export type { LostTensor } from './operations/convert/choose.ts'
export type { ConvertResult, Difference } from './operations/convert/result.ts'
export type { ConvertStage, StageProgress, StageTime } from './operations/convert/stages.ts'
export type { SharedGroup } from './operations/convert/share.ts'
export type { StorageUsage } from './operations/convert/usage.ts'
export type { Tolerance } from './diff/value-comparison.ts'
export type { AverageSource } from './diff/average.ts'
export type { Expectation } from './diff/expectations.ts'
export type { OtherRoot } from './diff/diagnose.ts'
export type { DtypeDifference, MissingKey, UnexpectedKey, Verdict } from './diff/diff.ts'
export type { Fold } from './diff/fold-names.ts'
export type { Crash, LoadError } from './diff/load.ts'
export type { Rewrites } from './diff/rewrite.ts'
export type { DiffRules, LeftOut } from './diff/select.ts'
export type {
  ExpectationKind,
  ExpectationReport,
  MovedLayer,
  TensorValues,
  ValueVerdict,
} from './diff/values-report.ts'
export type {
  CandidateReport,
  ContentReport,
  DtypeReport,
  GroupBy,
  GroupReport,
  NoteReport,
  ObjectReport,
  PartlyUsedReport,
  SalvageReport,
  SelectionReport,
  SharedReport,
  StatNumber,
  StateDictReport,
  StoragesReport,
  TotalsReport,
  TreeReport,
  ValueReport,
  ValuesReport as PlainValuesReport,
} from './operations/inspect/inspect-report.ts'
export type { PropertyReport, PropertyValue } from './operations/inspect/properties.ts'
export { tensorFacts } from './operations/inspect/tensor-facts.ts'
export type { Measured } from './operations/inspect/tensor-facts.ts'
export type { GlobalCall, Place } from './operations/scan/uses.ts'
export type { ScanPolicy } from './operations/scan/policy.ts'
export type { ScanVerdict, ScannedGlobal, ScannedMember } from './operations/scan/report.ts'
export type { ScanFinding, ScanSeverity } from './operations/scan/finding.ts'
export type { GlobalVerdict } from './operations/scan/verdict.ts'
export type { VerifyCheck, VerifyFinding } from './operations/verify/report.ts'
export type {
  PickleBytes,
  PickleDict,
  PickleEntry,
  PickleFloat,
  PickleGlobal,
  PickleList,
  PickleObject,
  PicklePersistent,
  PickleSet,
  PickleTuple,
  PickleValue,
} from './pickle/value.ts'
export type { ConvertRun } from './report/convert/json.ts'
export type { DiffFiles } from './report/diff/findings.ts'
export type { DiffJsonOptions } from './report/diff/json.ts'
export type { DiffTextOptions } from './report/diff/text.ts'
export type {
  FindingLocation,
  FindingReport,
  ReportFinding,
  Rule,
  Severity,
} from './report/findings/finding.ts'
export type { InspectView } from './report/inspect/rows.ts'
export type { InspectCost, Transfer } from './report/inspect/cost.ts'
export type { Paint } from './report/paint.ts'
export type { Failure } from './report/failure.ts'
export type { ScannedFiles } from './report/scan/findings.ts'
export type { ScanView } from './report/scan/text.ts'
export type { ExpectedModule, Size } from './schema/model.ts'
export type { Elsewhere, Difference as ElsewhereDifference } from './diff/elsewhere.ts'
export type { Reorder } from './diff/reorder.ts'
export type { RowOrder } from './diff/row-order.ts'
export type { ShareReport } from './operations/inspect/inspect-report.ts'
export type { JsonNumber } from './diff/values-report.ts'
export type { ArchitectureReport, OriginReport } from './operations/inspect/identity-report.ts'
export type { FormatReport, PickleReport } from './operations/inspect/format-report.ts'

// limits
export { DEFAULT_LIMITS } from './limits.ts'
export type { Limits } from './limits.ts'

// errors
export { isPthError, PthError } from './errors.ts'
export type { PthErrorCode, PthErrorDetails } from './errors.ts'
export type { JoinNeeded, MemberUnclear, SafetensorsRule } from './errors.ts'
