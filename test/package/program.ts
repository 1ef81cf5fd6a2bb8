/** A program of a user, compiled and never run: results have their types, and bytes go into a Blob. */
import type {
  Bytes,
  Checkpoint,
  Converted,
  DenseTensor,
  InspectReport,
  Lock,
  ScanReport,
  StateDictDiff,
  TensorEntry,
  TypedTensor,
  VerifyReport,
  WeightsOnly,
} from 'pth-cli'
import {
  actualStateDict,
  convertTo,
  crc32,
  diffStateDict,
  findTensor,
  inspectCheckpoint,
  isPthError,
  makeLock,
  memorySink,
  memorySource,
  openBlob,
  openBytes,
  parseSchema,
  readDense,
  readTensor,
  readTyped,
  scanFile,
  tensors,
  verifyFile,
  weightsOnlyVerdict,
} from 'pth-cli'
import type { NewHasher } from 'pth-cli'

export async function open(file: Blob, bytes: Uint8Array): Promise<readonly Checkpoint[]> {
  return [await openBlob(file), await openBytes(bytes, { name: 'model.pth' })]
}

export async function blobs(checkpoint: Checkpoint, name: string): Promise<readonly Blob[]> {
  const bytes: Bytes = await readTensor(checkpoint, name)
  const typed: TypedTensor = await readTyped(checkpoint, name, { narrow: 'float32' })
  const dense: DenseTensor = await readDense(checkpoint, name)
  const sink = memorySink()
  const converted: Converted = await convertTo(checkpoint, sink, { format: 'safetensors' })
  const written: number = converted.byteLength
  const owned: Bytes = sink.bytes()
  return [
    new Blob([bytes]),
    new Blob([typed.data]),
    new Blob([dense.bytes]),
    new Blob([owned.subarray(0, written)]),
  ]
}

export function names(checkpoint: Checkpoint): readonly string[] {
  const entry: TensorEntry = findTensor(checkpoint, 'weight')
  return [entry.name, ...[...tensors(checkpoint)].map(({ name }) => name)]
}

export async function reports(bytes: Uint8Array, newHasher: NewHasher): Promise<readonly unknown[]> {
  const source = memorySource(bytes, 'model.pth')
  const checkpoint = await openBytes(bytes)
  const inspected: InspectReport = inspectCheckpoint(checkpoint)
  const scanned: ScanReport = await scanFile(source)
  const answer: WeightsOnly = await weightsOnlyVerdict(source)
  const lock: Lock = await makeLock(checkpoint, newHasher)
  const verified: VerifyReport = await verifyFile(source, 'model.pth', { crc32, newHasher, lock })
  const model = await parseSchema('{ "weight": [2, 3] }', 'model.json')
  const diff: StateDictDiff = diffStateDict(actualStateDict(checkpoint), model, { strict: true })
  return [inspected, scanned, answer, verified, diff]
}

export function reason(error: unknown): string {
  if (isPthError(error, 'LIMIT_EXCEEDED')) return `${error.details.found} of ${error.details.limit}`
  return isPthError(error) ? error.code : 'another program failed'
}
